//! Where in a page the player goes.

use memchr::memmem;

use super::keys::fold;
use super::survey::{Heading, Survey};
use crate::master::Manifest;

/// From how many bytes of keys on a heading that is a part of the title, or has it as a part, is the headline (taste).
const TELLING: usize = 6;

/// Finds the place: after the element asked for, after the headline, or where the story's element begins. The error says what
/// is missing.
pub(super) fn of(page: &Survey, manifest: &Manifest, asked_for: bool) -> Result<u64, &'static str> {
    if asked_for {
        return page.at.ok_or("element of that selector");
    }
    let start = page.containers.iter().flatten().next().copied();
    let headline = headline(page, manifest.article.title.as_deref().unwrap_or_default());
    let piece = Some(0).filter(|_| !page.is_whole);
    headline.map(|heading| heading.end).or(start).or(piece).ok_or("headline")
}

/// Finds the headline: the heading that says the most of the title, else the story's first of level 1.
fn headline<'a>(page: &'a Survey, title: &str) -> Option<&'a Heading> {
    let title = fold(title);
    let said = |heading: &Heading| said(&page.keys.text[heading.keys.clone()], title.as_bytes());
    let story = page.containers[..2].iter().flatten().next().copied().unwrap_or(0);
    let first = |from: u64| {
        page.headings.iter().find(|heading| heading.is_first && heading.end > from && !heading.keys.is_empty())
    };
    // Of headings that say as much, the first: the last maximum of the reversed list.
    let telling = page.headings.iter().rev().filter(|heading| said(heading) > 0).max_by_key(|heading| said(heading));
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
