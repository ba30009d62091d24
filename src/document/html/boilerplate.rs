//! Takes out of the story what a page puts around and into it: by the part of the page it stands in, by its words, by its
//! links, and by its place before the first or after the last of the prose.

use std::collections::{HashMap, HashSet};

use super::super::block::{BlockKind, Verdict};
use super::super::metadata::Metadata;
use super::super::reason::Reason;
use super::super::{byline, date, notices, text};
use super::passages::Passage;

/// A part of the page that holds more of the story than this is the story's home, whatever its name says.
const HOME_SHARE: f64 = 0.4;
/// A passage with this many words that ends as a sentence is prose.
const PROSE_WORDS: usize = 10;
/// Most words of a line of links. Taste.
const LINK_WORDS: usize = 30;

/// Marks what is not read among the kept passages.
pub(super) fn skip(passages: &mut [Passage], metadata: &Metadata) {
    by_surroundings(passages);
    for passage in passages.iter_mut().filter(|passage| passage.verdict.is_kept()) {
        let verdict = passage.verdict_of_kind().or_else(|| by_words(passage).map(Verdict::Skipped));
        passage.verdict = verdict.unwrap_or(passage.verdict);
    }
    by_place(passages, metadata);
    by_repetition(passages);
    lonely_headings(passages);
}

/// Skips what stands in a part of the page that has another purpose, unless that part holds much of the story.
fn by_surroundings(passages: &mut [Passage]) {
    let mut held: HashMap<u32, usize> = HashMap::new();
    let mut all = 0;
    for passage in passages.iter().filter(|passage| passage.verdict.is_kept()) {
        all += passage.text.len();
        passage.parts.iter().for_each(|(_, part)| *held.entry(*part).or_default() += passage.text.len());
    }
    for passage in passages.iter_mut().filter(|passage| passage.verdict.is_kept()) {
        let away = |part: &u32| (held.get(part).copied().unwrap_or(0) as f64) < HOME_SHARE * all as f64;
        // What is quoted from a social network stands in parts that are named after it.
        let quoted = |purpose: &Reason| passage.kind == BlockKind::Quote && *purpose == Reason::ShareBar;
        if let Some((purpose, _)) = passage.parts.iter().find(|(purpose, part)| away(part) && !quoted(purpose)) {
            if *purpose == Reason::Caption {
                passage.kind = BlockKind::Caption;
            }
            passage.verdict = Verdict::Skipped(*purpose);
        }
    }
}

/// Returns the reason a passage is no part of the story, by its words and links alone.
fn by_words(passage: &Passage) -> Option<Reason> {
    let words = text::words(&passage.text);
    let letters = passage.text.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 && !matches!(passage.kind, BlockKind::ListItem { .. }) {
        return Some(Reason::SignsOnly);
    }
    if let Some(why) = notices::why(&passage.text, passage.link_density()) {
        return Some(why);
    }
    let all_links = passage.link_density() > 0.85;
    match passage.kind {
        BlockKind::Heading { .. } | BlockKind::ListItem { .. } if all_links && words > 3 => Some(Reason::Links),
        BlockKind::Paragraph if all_links && words <= LINK_WORDS => Some(Reason::Links),
        _ => None,
    }
}

/// Skips what stands before the first prose, and the headings, names and biographies after the last.
fn by_place(passages: &mut [Passage], metadata: &Metadata) {
    let is_prose = |passage: &Passage| {
        passage.verdict.is_kept()
            && !matches!(passage.kind, BlockKind::Heading { .. })
            && text::words(&passage.text) >= PROSE_WORDS
            && text::ends_sentence(&passage.text)
    };
    let Some(first) = passages.iter().position(is_prose) else { return };
    let last = passages.iter().rposition(is_prose).unwrap_or(first);
    for passage in passages[..first].iter_mut().filter(|passage| passage.verdict.is_kept()) {
        if let Some(why) = opening(passage, metadata) {
            passage.verdict = Verdict::Skipped(why);
        }
    }
    let end = ending(passages, first, &is_prose);
    // A biography is one of the last paragraphs of prose.
    let biographies =
        passages.iter().enumerate().rev().filter(|(_, passage)| is_prose(passage)).nth(2).map_or(0, |(at, _)| at);
    for (index, passage) in passages.iter_mut().enumerate().filter(|(_, passage)| passage.verdict.is_kept()) {
        if index >= end {
            passage.verdict = Verdict::Skipped(Reason::AfterStory);
        } else if index >= biographies && byline::is_biography(&passage.text, &metadata.authors) {
            passage.verdict = Verdict::Skipped(Reason::Author);
        } else if index > last && is_signature(passage) {
            passage.verdict = Verdict::Skipped(Reason::BylineOrDate);
        }
    }
}

/// Returns the reason a passage before the first prose is not read: a headline said already, a byline, a date, a label.
fn opening(passage: &Passage, metadata: &Metadata) -> Option<Reason> {
    let title = metadata.title.as_deref().unwrap_or_default();
    if alike(&passage.text, title) {
        return Some(Reason::Headline);
    }
    if byline::line(&passage.text).is_some() || metadata.authors.iter().any(|author| passage.text.contains(author)) {
        return Some(Reason::BylineOrDate);
    }
    let words = text::words(&passage.text);
    if words <= 14 && passage.text.chars().any(|c| c.is_ascii_digit()) && holds_date(&passage.text) {
        return Some(Reason::BylineOrDate);
    }
    let label = words <= 4 && !text::ends_sentence(&passage.text) && !matches!(passage.kind, BlockKind::Heading { .. });
    label.then_some(Reason::Label)
}

/// Returns whether a line holds a date: one that is a date as a whole, or a month or clock time in a short line.
fn holds_date(line: &str) -> bool {
    let lower = line.to_lowercase();
    let clock = [" am", " pm", ":"].iter().any(|mark| lower.contains(mark));
    let month = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let year = lower.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4 && digits >= "1900");
    date::normalise(line).is_some() || (year && (clock || month.iter().any(|month| lower.contains(month))))
}

/// Returns whether two texts are one but for marks and spaces.
fn alike(one: &str, other: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    !other.is_empty() && plain(one) == plain(other)
}

/// Headings that end a story: what follows is about the author, the company or the site.
const END_HEADINGS: [&str; 18] = [
    "about the author",
    "about author",
    "about the writer",
    "about us",
    "related",
    "related posts",
    "related stories",
    "related articles",
    "more from",
    "read more",
    "comments",
    "share this",
    "you may also like",
    "recommended",
    "footnotes",
    "most read stories",
    "related topics",
    "more on this story",
];

/// Returns the index at which the story ends: at the first such heading after which little of the prose stands.
fn ending(passages: &[Passage], first: usize, is_prose: &impl Fn(&Passage) -> bool) -> usize {
    /// The most of the prose that may stand behind a story's end: a biography, a company's description. Taste.
    const BEHIND_SHARE: f64 = 0.25;
    let ends = |passage: &Passage| {
        let line = passage.text.trim_end_matches([':', '.']).to_lowercase();
        let heading = matches!(passage.kind, BlockKind::Heading { .. }) || text::words(&passage.text) <= 4;
        // "About Acme" closes what companies send to the press.
        heading && (END_HEADINGS.contains(&line.as_str()) || line.starts_with("about ") && text::words(&line) <= 4)
    };
    let bytes = |passage: &Passage| if is_prose(passage) { passage.text.len() } else { 0 };
    let all: usize = passages.iter().map(bytes).sum();
    let mut behind = 0;
    let mut end = passages.len();
    for (index, passage) in passages.iter().enumerate().skip(first).rev() {
        behind += bytes(passage);
        if behind as f64 > BEHIND_SHARE * all as f64 {
            break;
        }
        if ends(passage) {
            end = index;
        }
    }
    end
}

/// Returns whether a passage after the prose only names who wrote it or where it came from.
fn is_signature(passage: &Passage) -> bool {
    let words = text::words(&passage.text);
    matches!(passage.kind, BlockKind::Paragraph) && words <= 6 && !text::ends_sentence(&passage.text)
}

/// Skips what was said already: a pull quote that the text says too, a caption or a paragraph shown twice.
fn by_repetition(passages: &mut [Passage]) {
    /// Where more of the passages are said twice, the text is made that way. Taste.
    const MOST_REPEATED: f64 = 0.2;
    let paragraphs: String = passages
        .iter()
        .filter(|passage| passage.verdict.is_kept() && passage.kind == BlockKind::Paragraph)
        .map(|passage| plain_words(&passage.text))
        .collect();
    // Recipes, plans and verses say things again on purpose.
    let counted = passages.iter().filter(|passage| passage.verdict.is_kept() && text::words(&passage.text) >= 5);
    let (mut said, mut all, mut repeated) = (HashSet::new(), 0, 0);
    for passage in counted {
        all += 1;
        repeated += usize::from(!said.insert(plain_words(&passage.text)));
    }
    let on_purpose = repeated as f64 > MOST_REPEATED * all as f64;
    said.clear();
    for passage in passages.iter_mut().filter(|passage| passage.verdict.is_kept()) {
        let words = plain_words(&passage.text);
        let again = text::words(&passage.text) >= 5 && !said.insert(words.clone()) && !on_purpose;
        if passage.kind == BlockKind::PullQuote && paragraphs.contains(words.trim_end()) {
            passage.verdict = Verdict::Skipped(Reason::SaidInText);
        } else if again {
            passage.verdict = Verdict::Skipped(Reason::SaidBefore);
        }
    }
}

/// Returns the words in lower case with a space around each.
fn plain_words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(String::from(" "), |line, word| line + &word.to_lowercase() + " ")
}

/// Skips headings that nothing kept follows before the next heading of their level or above.
fn lonely_headings(passages: &mut [Passage]) {
    let mut followed_by: Option<u8> = Some(0);
    for passage in passages.iter_mut().rev().filter(|passage| passage.verdict.is_kept()) {
        match passage.kind {
            BlockKind::Heading { level } => {
                // Nothing kept below this heading: the next thing is a heading that is not under it, or the end.
                if followed_by.is_some_and(|next| next <= level) {
                    passage.verdict = Verdict::Skipped(Reason::EmptyHeading);
                } else {
                    followed_by = Some(level);
                }
            }
            _ => followed_by = None,
        }
    }
}
