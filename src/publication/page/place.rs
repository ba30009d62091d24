//! Where in a page the player goes.

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

/// Finds the headline: the heading that says the title, else the story's first of level 1.
fn headline<'a>(page: &'a Survey, title: &str) -> Option<&'a Heading> {
    let title = fold(title);
    let words = |heading: &Heading| page.keys.text[heading.keys.clone()].to_vec();
    let says = |heading: &&Heading| {
        let words = String::from_utf8(words(heading)).unwrap_or_default();
        let part = |short: &str, long: &str| short.len() >= TELLING && long.contains(short);
        !title.is_empty() && (words == title || part(&words, &title) || part(&title, &words))
    };
    let story = page.containers[..2].iter().flatten().next().copied().unwrap_or(0);
    let first = |from: u64| {
        page.headings.iter().find(|heading| heading.is_first && heading.end > from && !heading.keys.is_empty())
    };
    page.headings.iter().find(says).or_else(|| first(story)).or_else(|| first(0))
}
