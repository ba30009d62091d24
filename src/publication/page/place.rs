//! Where in a page the player goes.

use memchr::memmem;

use super::folded_text::fold;
use super::survey::{Heading, PageFacts, Words};

/// From how many bytes of keys on a heading that is a part of the title, or has it as a part, is the headline (taste).
const TELLING: usize = 6;

/// Finds the place: after the headline, or where the story's element begins.
pub(super) fn of(about: &PageFacts, words: &Words, title: Option<&str>) -> Option<u64> {
    let start = words.containers.iter().flatten().next().copied().or(about.body);
    let piece = Some(0).filter(|_| !about.is_whole);
    headline(words, title.unwrap_or_default()).map(|heading| heading.end).or(start).or(piece)
}

/// Finds the headline: the heading that says the most of the title, else the story's first of level 1.
fn headline<'a>(words: &'a Words, title: &str) -> Option<&'a Heading> {
    let title = fold(title);
    let said = |heading: &Heading| said(&words.keys.text()[heading.keys.clone()], title.as_bytes());
    let story = words.containers.iter().flatten().next().copied().unwrap_or(0);
    let first = |from: u64| {
        words.headings.iter().find(|heading| heading.is_first && heading.end > from && !heading.keys.is_empty())
    };
    // Of headings that say as much, the first: the last maximum of the reversed list.
    let telling = words.headings.iter().rev().filter(|heading| said(heading) > 0).max_by_key(|heading| said(heading));
    telling.or_else(|| first(story)).or_else(|| first(0))
}

/// Tells how much of a title a heading says: all of it, or as many bytes of keys as are in both. A title may have the site's name
/// in it, which a heading of its own says too.
fn said(heading: &[u8], title: &[u8]) -> usize {
    let part = |short: &[u8], long: &[u8]| short.len() >= TELLING && memmem::find(long, short).is_some();
    if heading == title && !title.is_empty() {
        usize::MAX
    } else if part(heading, title) || part(title, heading) {
        heading.len().min(title.len())
    } else {
        0
    }
}
