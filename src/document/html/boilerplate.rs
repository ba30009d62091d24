//! Takes out of the story what a page puts around and into it: by the part of the page it stands in, by its words, by its
//! links, and by its place before the first or after the last of the prose.

use std::collections::{HashMap, HashSet};

use super::super::block::{BlockKind, Verdict};
use super::super::metadata::Metadata;
use super::super::reason::Reason;
use super::super::{byline, date, notices, text};
use super::embeds::{is_embed, tells_who_posted, without_day};
use super::ending::{asks_to_follow, ending, is_company, is_signature};
use super::passages::Passage;
use super::{counters, neighbours, tail, words};

/// A part of the page that holds more of the story than this is the story's home, whatever its name says.
const HOME_SHARE: f64 = 0.4;
/// A passage with this many words that ends as a sentence is prose.
const PROSE_WORDS: usize = 10;
/// Most words of a caption that stands as a paragraph. Taste.
const CREDIT_WORDS: usize = 40;
/// Most words of a line of links. Taste.
const LINK_WORDS: usize = 30;

/// Marks what is not read among the kept passages.
pub(super) fn skip(passages: &mut [Passage], metadata: &Metadata) {
    by_surroundings(passages);
    counters::skip(passages);
    let over_prose = over_prose(passages, metadata);
    for (at, passage) in passages.iter_mut().enumerate().filter(|(_, passage)| passage.verdict.is_kept()) {
        let by_words = || by_words(passage).filter(|_| !over_prose.contains(&at));
        let verdict = passage.verdict_of_kind().or_else(|| by_words().map(Verdict::Skipped));
        passage.verdict = verdict.unwrap_or(passage.verdict);
        if passage.verdict.is_kept() && passage.kind == BlockKind::Quote {
            without_day(&mut passage.text);
            passage.words = text::words(&passage.text);
        }
    }
    by_place(passages, metadata);
    tail::skip(passages, metadata);
    by_repetition(passages);
    lonely_headings(passages);
    bold_headings(passages);
}

/// Returns the places of what is kept.
fn kept_at(passages: &[Passage]) -> Vec<usize> {
    passages.iter().enumerate().filter(|(_, passage)| passage.verdict.is_kept()).map(|(at, _)| at).collect()
}

/// Makes headings of bold lines between paragraphs, which many editors have in their place.
fn bold_headings(passages: &mut [Passage]) {
    for pair in kept_at(passages).windows(3) {
        let is_text = |at: usize| neighbours::is_prose(&passages[at]) && text::ends_sentence(&passages[at].text);
        let line = &passages[pair[1]];
        let is_line = line.kind == BlockKind::Paragraph && line.is_bold && text::is_heading(&line.text);
        if is_line && is_text(pair[0]) && is_text(pair[2]) {
            passages[pair[1]].kind = BlockKind::Heading { level: 3 };
        }
    }
}

/// Skips what stands in a part of the page that has another purpose, unless that part holds much of the story, or is prose.
fn by_surroundings(passages: &mut [Passage]) {
    let mut parts: HashMap<u32, Part> = HashMap::new();
    let mut all = 0;
    for passage in passages.iter().filter(|passage| passage.verdict.is_kept()) {
        all += passage.text.len();
        let is_prose = neighbours::is_prose(passage)
            && text::ends_sentence(&passage.text)
            && notices::why(&passage.text, passage.link_density()).is_none();
        for (_, part) in &passage.parts {
            let part = parts.entry(*part).or_default();
            part.bytes += passage.text.len();
            part.linked += passage.linked_bytes;
            part.prose += if is_prose { passage.text.len() } else { 0 };
        }
    }
    for passage in passages.iter_mut().filter(|passage| passage.verdict.is_kept()) {
        let away = |(reason, part): &&(Reason, u32)| {
            let part = parts.get(part).copied().unwrap_or_default();
            let home = part.bytes as f64 >= HOME_SHARE * all as f64;
            // What is quoted from a social network stands in parts that are named after it.
            let quoted = passage.kind == BlockKind::Quote && *reason == Reason::ShareBar;
            let prose = may_be_prose(*reason) && part.is_prose(least_prose(*reason));
            !(home || quoted || prose)
        };
        if let Some((reason, _)) = passage.parts.iter().find(away) {
            if *reason == Reason::Caption {
                passage.kind = BlockKind::Caption;
            }
            passage.verdict = Verdict::Skipped(*reason);
        }
    }
}

/// What a part of the page holds of the story, in bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    bytes: usize,
    linked: usize,
    prose: usize,
}

impl Part {
    /// Returns whether it is prose, whatever its name says; `least` is how many bytes prose has there.
    fn is_prose(self, least: usize) -> bool {
        self.prose >= least && 10 * self.prose >= 6 * self.bytes && 7 * self.linked <= self.bytes
    }
}

/// Returns the least prose that makes a part text though it is named for something else, in bytes; taste. A share bar has no
/// sentences at all, an appeal has one or two.
fn least_prose(reason: Reason) -> usize {
    match reason {
        Reason::ShareBar | Reason::BylineOrDate => 75,
        _ => 150,
    }
}

/// Returns whether a part that is named so may be prose all the same: names are made of headings, and of what a theme calls
/// its columns. What is said of an author, by readers or under a picture is prose that is not read.
fn may_be_prose(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::Related
            | Reason::Subscription
            | Reason::ShareBar
            | Reason::Navigation
            | Reason::Advertisement
            | Reason::BylineOrDate
    )
}

/// Returns the headings of several words, with no link in them, that stand right above prose: they begin as notices do and go
/// on, "Advertisement income", "More from less".
fn over_prose(passages: &[Passage], metadata: &Metadata) -> HashSet<usize> {
    let is_heading = |passage: &Passage| {
        let lower = passage.text.to_lowercase();
        let own = metadata.authors.iter().chain(&metadata.site).any(|own| lower.contains(&own.to_lowercase()));
        matches!(passage.kind, BlockKind::Heading { level: 2.. })
            && passage.linked_bytes == 0
            && passage.words >= 2
            && !passage.text.ends_with(':')
            && !own
    };
    let is_text = |passage: &Passage| {
        neighbours::is_prose(passage) && passage.link_density() < 0.1 && text::ends_sentence(&passage.text)
    };
    let over = |pair: &[usize]| is_heading(&passages[pair[0]]) && is_text(&passages[pair[1]]);
    kept_at(passages).windows(2).filter(|pair| over(pair)).map(|pair| pair[0]).collect()
}

/// Returns the reason a passage is no part of the story, by its words and links alone.
fn by_words(passage: &Passage) -> Option<Reason> {
    let words = passage.words;
    let letters = passage.text.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 && !matches!(passage.kind, BlockKind::ListItem { .. }) {
        return Some(Reason::SignsOnly);
    }
    if let Some(why) = notices::why(&passage.text, passage.link_density()) {
        return Some(why);
    }
    if leads_to_a_link(passage) {
        return Some(Reason::Related);
    }
    if words <= CREDIT_WORDS && matches!(passage.kind, BlockKind::Paragraph) && notices::has_credit(&passage.text) {
        return Some(Reason::Caption);
    }
    if is_embed(&passage.text) && !(passage.kind == BlockKind::Quote && tells_who_posted(&passage.text)) {
        return Some(Reason::Embed);
    }
    if points_elsewhere(&passage.text) {
        return Some(Reason::CallToAction);
    }
    let all_links = passage.link_density() > 0.85;
    match passage.kind {
        BlockKind::Heading { .. } | BlockKind::ListItem { .. } if all_links && words > 3 => Some(Reason::Links),
        BlockKind::Paragraph if all_links && words <= LINK_WORDS => Some(Reason::Links),
        _ => None,
    }
}

/// Returns whether a passage names another story: a few words up to a colon or a question, and a link behind them.
fn leads_to_a_link(passage: &Passage) -> bool {
    /// Most words before the link, and in all. Taste.
    const MOST_WORDS: (usize, usize) = (8, 30);
    let before = passage.text.len().saturating_sub(passage.linked_bytes);
    let before = passage.text[..passage.text.floor_char_boundary(before)].trim_end();
    let (lead, all) = (text::words(before), passage.words);
    let sized = (1..=MOST_WORDS.0).contains(&lead) && all <= MOST_WORDS.1 && all >= lead + 2;
    let label = lead <= 3 && !before.contains(char::is_lowercase) && before.contains(char::is_alphabetic);
    let pointed = before.ends_with([':', '?', '|', '»', '>', '→', '►', '▶']);
    passage.ends_in_link && sized && (pointed || label) && !matches!(passage.kind, BlockKind::ListItem { .. })
}

/// Returns whether a short line asks to follow or to read somewhere, and ends with where: "Follow the coverage at https://…",
/// "Follow the Gazette on Facebook and Instagram."
fn points_elsewhere(line: &str) -> bool {
    const ASKING: [&str; 11] = [
        "follow ", "find ", "visit ", "see more", "read the full", "like ", "folgen ", "folge ", "mehr unter",
        "suivez ", "siga ",
    ];
    const NETWORKS: [&str; 13] = [
        "facebook", "twitter", "instagram", "youtube", "tiktok", "linkedin", "whatsapp", "telegram", "mastodon",
        "bluesky", "threads", "pinterest", "x",
    ];
    let lower = line.to_lowercase();
    if text::words(line) > 20 || !ASKING.iter().any(|start| lower.starts_with(start)) {
        return false;
    }
    let last = lower.split_whitespace().next_back().unwrap_or_default();
    let ends_in_address = last.starts_with("http") || last.starts_with("www.");
    let networks = text::tokens(&lower).filter(|word| NETWORKS.contains(word)).count();
    // A sentence may name one of them.
    let handle = lower.split_whitespace().any(|word| word.starts_with('@') && word.len() > 2);
    (ends_in_address && text::words(line) <= 14) || networks >= 2 || (handle && text::words(line) <= 10)
}

/// Skips what stands before the first prose, and the headings, names and biographies after the last.
fn by_place(passages: &mut [Passage], metadata: &Metadata) {
    let is_prose = |passage: &Passage| {
        passage.verdict.is_kept()
            && !matches!(passage.kind, BlockKind::Heading { .. })
            && passage.words >= PROSE_WORDS
            && text::ends_sentence(&passage.text)
    };
    let Some(first) = passages.iter().position(is_prose) else { return };
    let last = passages.iter().rposition(is_prose).unwrap_or(first);
    for passage in passages[..first].iter_mut().filter(|passage| passage.verdict.is_kept()) {
        if let Some(why) = opening(passage, metadata) {
            passage.verdict = Verdict::Skipped(why);
        }
    }
    let end = ending(passages, first, metadata, &is_prose);
    // A biography is one of the last paragraphs of prose.
    let biographies =
        passages.iter().enumerate().rev().filter(|(_, passage)| is_prose(passage)).nth(2).map_or(0, |(at, _)| at);
    for (index, passage) in passages.iter_mut().enumerate().filter(|(_, passage)| passage.verdict.is_kept()) {
        if index >= end {
            passage.verdict = Verdict::Skipped(Reason::AfterStory);
        } else if index >= biographies && byline::is_biography(&passage.text, &metadata.authors) {
            passage.verdict = Verdict::Skipped(Reason::Author);
        } else if index >= biographies && is_company(&passage.text, metadata) {
            passage.verdict = Verdict::Skipped(Reason::AfterStory);
        } else if index >= biographies && asks_to_follow(&passage.text) {
            passage.verdict = Verdict::Skipped(Reason::Author);
        } else if index > last && is_signature(passage) {
            passage.verdict = Verdict::Skipped(Reason::BylineOrDate);
        }
    }
}

/// Returns the reason a passage before the first prose is not read: a headline said already, a byline, a date, a label.
fn opening(passage: &Passage, metadata: &Metadata) -> Option<Reason> {
    let title = metadata.title.as_deref().unwrap_or_default();
    if words::are_alike(&passage.text, title) {
        return Some(Reason::Headline);
    }
    let words = passage.words;
    // A sentence says more than who wrote it and when.
    let last_small = || text::tokens(&passage.text).last().is_some_and(|word| word.starts_with(char::is_lowercase));
    let sentence = text::ends_sentence(&passage.text) && (words >= 5 || words >= 3 && last_small());
    let named = || !sentence && metadata.authors.iter().any(|author| passage.text.contains(author));
    if byline::line(&passage.text).is_some() || named() {
        return Some(Reason::BylineOrDate);
    }
    if words <= 14 && !sentence && passage.text.chars().any(|c| c.is_ascii_digit()) && holds_date(&passage.text) {
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

/// Skips what was said already: a pull quote that the text says too, a caption or a paragraph shown twice.
fn by_repetition(passages: &mut [Passage]) {
    /// Where more of the passages are said twice, the text is made that way. Taste.
    const MOST_REPEATED: f64 = 0.2;
    let kept = passages.iter_mut().filter(|passage| passage.verdict.is_kept());
    let mut kept: Vec<(String, &mut Passage)> = kept.map(|passage| (words::spaced(&passage.text), passage)).collect();
    let paragraphs = kept.iter().filter(|(_, passage)| passage.kind == BlockKind::Paragraph);
    let paragraphs: String = paragraphs.map(|(spaced, _)| spaced.as_str()).collect();
    // Recipes, plans and verses say things again on purpose.
    let (mut said, mut all, mut repeated) = (HashSet::new(), 0, 0);
    for (spaced, _) in kept.iter().filter(|(_, passage)| passage.words >= 5) {
        all += 1;
        repeated += usize::from(!said.insert(spaced.as_str()));
    }
    let on_purpose = repeated as f64 > MOST_REPEATED * all as f64;
    let mut said = HashSet::new();
    let mut headed = false;
    for (spaced, passage) in &mut kept {
        // What stands alone below a heading of its own is said again on purpose.
        let below_heading = std::mem::replace(&mut headed, matches!(passage.kind, BlockKind::Heading { level: 2.. }));
        let again = passage.words >= 5 && !said.insert(spaced.as_str()) && !on_purpose && !below_heading;
        if passage.kind == BlockKind::PullQuote && paragraphs.contains(spaced.trim_end()) {
            passage.verdict = Verdict::Skipped(Reason::SaidInText);
        } else if again {
            passage.verdict = Verdict::Skipped(Reason::SaidBefore);
        }
    }
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
