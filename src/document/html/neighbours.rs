//! Takes into the story what stands between, above and beside what was chosen: leads, lists, headings, quotations.

use std::collections::HashMap;

use super::super::block::{BlockKind, Verdict};
use super::super::metadata::Metadata;
use super::super::reason::{Grounds, Reason};
use super::super::text;
use super::passages::Passage;
use super::tree::Tree;
use super::words;

/// The least prose that is taken in because its neighbours are the story, in words.
const LEAST_PROSE_WORDS: usize = 12;

/// Takes in the neighbours of a choice.
pub(super) fn take_in(passages: &mut [Passage], tree: &Tree, metadata: &Metadata) {
    alike(passages);
    at_home(passages, tree);
    lead(passages, metadata);
}

/// Returns whether a passage is a paragraph of prose.
pub(super) fn is_prose(passage: &Passage) -> bool {
    let kind = matches!(passage.kind, BlockKind::Paragraph | BlockKind::Quote);
    kind && passage.link_density() < 0.4 && passage.words >= LEAST_PROSE_WORDS
}

/// Keeps prose that stands among the story's paragraphs, in the same element, and quotations between them.
fn alike(passages: &mut [Passage]) {
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
    let Some((first, last)) = ends(passages) else { return };
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

/// Returns the first and the last passage of the story's prose.
fn ends(passages: &[Passage]) -> Option<(usize, usize)> {
    let is_story = |passage: &Passage| passage.verdict.is_kept() && is_prose(passage);
    Some((passages.iter().position(is_story)?, passages.iter().rposition(is_story)?))
}

/// Keeps what stands between the story's paragraphs, in the element that holds nearly all of them: the library drops lists of
/// ingredients and headings with links in them.
fn at_home(passages: &mut [Passage], tree: &Tree) {
    /// The share of the story that its home holds, at the least. Taste.
    const HOME_SHARE: f64 = 0.85;
    let Some((first, last)) = ends(passages) else { return };
    let mut held: Vec<usize> = vec![0; tree.len()];
    let mut all = 0;
    for passage in passages.iter().filter(|passage| passage.verdict.is_kept() && is_prose(passage)) {
        all += passage.text.len();
        tree.line(passage.block).for_each(|element| held[element as usize] += passage.text.len());
    }
    // The innermost: an element is numbered after what it stands in.
    let home = held.iter().rposition(|bytes| *bytes as f64 >= HOME_SHARE * all as f64);
    let Some(home) = home.and_then(|home| u32::try_from(home).ok()).filter(|home| *home > 0) else { return };
    // A heading right above the first paragraph is the story's, unless it is the headline.
    let above = first.checked_sub(1).filter(|above| {
        let passage = &passages[*above];
        matches!(passage.kind, BlockKind::Heading { level: 2.. }) && passage.container == passages[first].container
    });
    for passage in passages[above.unwrap_or(first)..=last].iter_mut().filter(|passage| !passage.verdict.is_kept()) {
        let words = passage.words;
        let belongs = match passage.kind {
            BlockKind::Heading { .. } | BlockKind::ListItem { .. } | BlockKind::Quote => true,
            BlockKind::Paragraph => words >= 5 && text::ends_sentence(&passage.text),
            _ => false,
        };
        let plain = passage.parts.is_empty() && passage.link_density() < 0.3;
        if belongs && plain && tree.is_within(passage.block, home) {
            passage.verdict = Verdict::Kept(Grounds::AmongStory);
        }
    }
}

/// Keeps the lead: the sentences between the headline and the story, which many pages set in a part of their own.
fn lead(passages: &mut [Passage], metadata: &Metadata) {
    /// How many passages may lie between the headline and the story: pictures, bylines, buttons. Taste.
    const REACH: usize = 40;
    /// Leads have a sentence or three; what is longer is another story's. In paragraphs; taste.
    const MOST: usize = 3;
    let Some(first) = passages.iter().position(|passage| passage.verdict.is_kept() && is_prose(passage)) else {
        return;
    };
    let Some(headline) = headline(passages, first, metadata).filter(|at| first - at <= REACH) else { return };
    let can = |passage: &Passage| {
        let sized = passage.words >= 8;
        let kind = matches!(passage.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::Heading { level: 2.. });
        let sentence = text::ends_sentence(&passage.text) || passage.words >= 14;
        sized && kind && sentence && passage.parts.is_empty() && passage.link_density() < 0.3
    };
    let found: Vec<usize> = (headline + 1..first).filter(|at| can(&passages[*at])).collect();
    if found.iter().filter(|at| !passages[**at].verdict.is_kept()).count() > MOST {
        return;
    }
    for at in found {
        let passage = &mut passages[at];
        // Set as a heading, it would be one of nothing.
        if matches!(passage.kind, BlockKind::Heading { .. }) {
            passage.kind = BlockKind::Paragraph;
        }
        passage.verdict = Verdict::Kept(Grounds::BelowHeadline);
    }
}

/// Returns the headline above a place: the last heading of the first level, or the one that says the title.
pub(super) fn headline(passages: &[Passage], before: usize, metadata: &Metadata) -> Option<usize> {
    let title = metadata.title.as_deref().unwrap_or_default();
    let is_title =
        |passage: &Passage| matches!(passage.kind, BlockKind::Heading { .. }) && words::are_alike(&passage.text, title);
    let titled = passages[..before].iter().rposition(is_title);
    titled.or_else(|| passages[..before].iter().rposition(|passage| passage.kind == BlockKind::Heading { level: 1 }))
}
