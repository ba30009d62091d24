//! What social networks put around the posts that a page quotes: names for machines, addresses, days.

use std::borrow::Cow;

use super::super::text;

/// Returns whether a line below a post says who wrote it and on which day, and nothing for machines.
pub(super) fn tells_who_posted(line: &str) -> bool {
    let Some((name, rest)) = line.split_once(" (@") else { return false };
    let day = rest.split_once(')').map_or("", |(_, day)| day.trim());
    let named = name.contains(char::is_alphabetic);
    named && day.contains(' ') && !day.contains([':', '/']) && text::words(day) <= 4
}

/// Most words of a line that a network writes. Taste.
const MOST_WORDS: usize = 24;
/// What networks write on posts that are quoted, in lower case, as their own embed codes have it in 2026.
#[rustfmt::skip]
const OF_NETWORKS: [&str; 31] = [
    "a post shared by", "a photo shared by", "a video shared by", "a photo posted by", "a video posted by", "a post by", "view this post on", "view this profile on", "view on x", "view on twitter",
    "view on facebook", "view on tiktok", "loading tweet", "this post is unavailable", "beitrag geteilt von", "video geteilt von", "auf facebook ansehen", "auf x ansehen", "auf instagram ansehen",
    "publication partagée par", "cette publication sur instagram", "voir sur facebook", "publicación compartida", "publicación de instagram", "esta publicación en instagram", "post condiviso da",
    "questo post su instagram", "publicação compartilhada por", "bericht gedeeld door", "post udostępniony przez", "ten post na instagramie",
];

/// Returns whether a passage is what stands below a post of a social network: who wrote it, and its address.
pub(super) fn is_embed(line: &str) -> bool {
    // What is more is a sentence of the story, and not looked through.
    if line.contains(' ') && text::words(line) > MOST_WORDS {
        return false;
    }
    let attributed = line.starts_with(['—', '–', '-']) && line.contains("(@") && text::words(line) <= 16;
    let lower = line.to_lowercase();
    if OF_NETWORKS.iter().any(|phrase| lower.contains(phrase)) && text::words(line) <= MOST_WORDS {
        return true;
    }
    let sound = line.starts_with('♬') && text::words(line) <= 16;
    let name = line.starts_with('@') && !line.contains(' ') && line.len() <= 60;
    if sound || name {
        return true;
    }
    let address = !line.contains(' ')
        && ["pic.twitter.com/", "t.co/", "https://", "http://"].iter().any(|start| lower.starts_with(start));
    attributed || address
}

/// Leaves of the line below a post who wrote it: "— Ada Low (@ada) March 4, 2026" is "— Ada Low".
pub(super) fn without_day(line: &mut String) {
    if tells_who_posted(line)
        && let Some(name) = line.split_once(" (@").map(|(name, _)| name.to_owned())
    {
        *line = name;
    }
}

/// Drops the addresses that social networks put into the words of a post.
pub(super) fn without_posts(text: &str) -> Cow<'_, str> {
    let is_address = |word: &&str| {
        ["pic.twitter.com/", "pic.x.com/", "https://t.co/", "http://t.co/"].iter().any(|start| word.starts_with(start))
    };
    if text.contains("[image or embed]") {
        return Cow::Owned(without_posts(&text.replace("[image or embed]", "")).trim().to_owned());
    }
    if !text.split(' ').any(|word| is_address(&word)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split(' ').filter(|word| !is_address(word)).collect::<Vec<_>>().join(" "))
}
