//! Chooses the passages of the story: by the library, by their neighbours, and by the publisher's own copy of the text.

use std::collections::{HashMap, HashSet};

use dom_query::Document as Dom;
use dom_smoothie::{Config, Readability};

use super::super::block::{BlockKind, Verdict};
use super::super::reason::{Grounds, Reason};
use super::super::text;
use super::passages::{MARK, Passage};

/// Shorter copies of the text in a page's data are summaries; longer ones than any article are not looked through. Bytes of
/// letters and digits; taste.
const OWN_WORDS_BYTES: std::ops::RangeInclusive<usize> = 400..=1_000_000;
/// The share of the library's choice that must be found in the publisher's copy before that is believed.
const LEAST_AGREEMENT: f64 = 0.6;
/// The least prose that is taken in because its neighbours are the story, in words.
const LEAST_PROSE_WORDS: usize = 12;

/// Sets each passage's verdict: kept when it is of the story. Without a `dom` the library is not asked.
pub(super) fn choose(dom: Option<Dom>, passages: &mut [Passage], own_words: Option<&str>) {
    let story = dom.map(story_marks).unwrap_or_default();
    for passage in passages.iter_mut() {
        let held = |inside: bool| -> usize {
            passage.marks.iter().filter(|(mark, _)| story.contains(mark) == inside).map(|(_, bytes)| bytes).sum()
        };
        let is_story = held(true) > 0 && held(true) >= held(false);
        passage.verdict = if is_story { Verdict::Kept(Grounds::Story) } else { Verdict::Skipped(Reason::OutsideStory) };
    }
    prefer_the_densest(passages);
    take_in_neighbours(passages);
    if let Some(own_words) = own_words {
        heed(passages, own_words);
    }
}

/// Lets the library take the page apart and gives the numbers of the elements that it leaves.
fn story_marks(dom: Dom) -> HashSet<u32> {
    let config = Config { disable_json_ld: true, keep_classes: true, ..Config::default() };
    let Ok(article) = Readability::with_document(dom, None, Some(config)).and_then(|mut page| page.parse()) else {
        return HashSet::new();
    };
    let content = article.content;
    let marks =
        content.split(MARK).skip(1).filter_map(|rest| rest.strip_prefix("=\"")?.split('"').next()?.parse().ok());
    marks.collect()
}

/// Takes the element with most prose for the story's home where it holds far more than the library chose.
fn prefer_the_densest(passages: &mut [Passage]) {
    /// How many times more prose the other element must hold. Taste.
    const FAR_MORE: usize = 2;
    let mut prose: HashMap<u32, usize> = HashMap::new();
    for passage in passages.iter().filter(|passage| is_prose(passage) && passage.parts.is_empty()) {
        *prose.entry(passage.container).or_default() += passage.text.len();
    }
    let chosen: usize = passages
        .iter()
        .filter(|passage| passage.verdict.is_kept() && is_prose(passage))
        .map(|passage| passage.text.len())
        .sum();
    // The lowest number among equals, so that the choice does not hang on the map's order.
    let densest = prose.into_iter().max_by_key(|(container, bytes)| (*bytes, std::cmp::Reverse(*container)));
    let Some((home, _)) = densest.filter(|(_, bytes)| *bytes > FAR_MORE * chosen) else { return };
    for passage in passages.iter_mut().filter(|passage| passage.container == home) {
        passage.verdict = Verdict::Kept(Grounds::Densest);
    }
}

/// Keeps prose that stands among the story's paragraphs, in the same element, and quotations between them.
fn take_in_neighbours(passages: &mut [Passage]) {
    /// So many of the story's paragraphs make an element its home. Taste.
    const LEAST_RESIDENTS: usize = 3;
    let mut residents: HashMap<u32, usize> = HashMap::new();
    let mut looks: HashMap<u64, usize> = HashMap::new();
    for passage in passages.iter().filter(|passage| passage.verdict.is_kept() && is_prose(passage)) {
        *residents.entry(passage.container).or_default() += 1;
        if let Some(look) = passage.look {
            *looks.entry(look).or_default() += 1;
        }
    }
    let first = passages.iter().position(|passage| passage.verdict.is_kept() && is_prose(passage));
    let last = passages.iter().rposition(|passage| passage.verdict.is_kept() && is_prose(passage));
    let (Some(first), Some(last)) = (first, last) else { return };
    for (index, passage) in passages.iter_mut().enumerate().filter(|(_, passage)| !passage.verdict.is_kept()) {
        let plain = passage.parts.iter().all(|(purpose, _)| *purpose == Reason::ShareBar);
        let between = (first..last).contains(&index) && plain;
        if between && passage.kind == BlockKind::Quote {
            passage.verdict = Verdict::Kept(Grounds::AmongStory);
        }
        let alike = passage.look.and_then(|look| looks.get(&look)).is_some_and(|count| *count >= LEAST_RESIDENTS);
        let at_home = alike || residents.get(&passage.container).is_some_and(|count| *count >= LEAST_RESIDENTS);
        if at_home && passage.parts.is_empty() && is_prose(passage) {
            passage.verdict = Verdict::Kept(Grounds::AmongStory);
        }
    }
}

fn is_prose(passage: &Passage) -> bool {
    let kind = matches!(passage.kind, BlockKind::Paragraph | BlockKind::Quote);
    kind && passage.link_density() < 0.4 && text::words(&passage.text) >= LEAST_PROSE_WORDS
}

/// Follows the publisher's copy of the text where most of the choice is found in it: what is not in it goes, what is comes.
fn heed(passages: &mut [Passage], own_words: &str) {
    let own = letters(own_words);
    if !OWN_WORDS_BYTES.contains(&own.len()) {
        return;
    }
    let is_own = |passage: &Passage| is_within(&own, &letters(&passage.text));
    let chosen = |passage: &&Passage| passage.verdict.is_kept() && text::words(&passage.text) >= 5;
    let all: usize = passages.iter().filter(chosen).map(|passage| passage.text.len()).sum();
    let found: usize =
        passages.iter().filter(chosen).filter(|passage| is_own(passage)).map(|passage| passage.text.len()).sum();
    if (found as f64) < LEAST_AGREEMENT * all as f64 {
        return;
    }
    for passage in passages.iter_mut() {
        let words = text::words(&passage.text);
        // Headings between paragraphs are often left out of the copy.
        let is_heading = matches!(passage.kind, BlockKind::Heading { .. });
        if passage.verdict.is_kept() && words >= 5 && !is_heading && !is_own(passage) {
            passage.verdict = Verdict::Skipped(Reason::NotInCopy);
        } else if !passage.verdict.is_kept() && words >= 8 && passage.parts.is_empty() && is_own(passage) {
            passage.verdict = Verdict::Kept(Grounds::Copy);
        }
    }
}

/// Returns whether most of a text is in another, looked for in pieces: copies differ by a word here and there.
fn is_within(whole: &str, text: &str) -> bool {
    /// Long enough not to be found by chance, short enough that one changed word costs little. In characters; taste.
    const PIECE: usize = 32;
    let chars: Vec<char> = text.chars().collect();
    let pieces: Vec<String> = chars.chunks(PIECE).map(|piece| piece.iter().collect()).collect();
    let found = pieces.iter().filter(|piece| whole.contains(piece.as_str())).count();
    2 * found >= pieces.len()
}

/// Returns the letters and digits alone, in lower case: marks, spaces and quotes differ between two copies of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
