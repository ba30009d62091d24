//! Where in a page the player goes.

use std::str::FromStr;

use lol_html::Selector;
use memchr::memmem;

use super::folded_text::fold;
use super::survey::{Heading, PageFacts, Words};

/// An element of a page, as a CSS selector names it.
#[derive(Debug, Clone)]
pub struct Place {
    text: String,
    pub(super) selector: Selector,
}

impl Place {
    /// Returns the selector as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(selector) => Ok(Self { text: text.to_owned(), selector }),
            Err(error) => Err(format!("invalid selector `{text}`: {error}")),
        }
    }
}

/// From how many bytes of keys on a heading that is a part of the title, or has it as a part, is the headline (taste).
const TELLING: usize = 6;

/// Finds the place: after the headline, or where the story's element begins.
pub(super) fn of(about: &PageFacts, words: &Words, title: Option<&str>) -> Option<u64> {
    let start = words.containers.iter().flatten().next().copied().or(about.body);
    let piece = Some(0).filter(|_| !about.is_whole);
    headline(words, title.unwrap_or_default()).map(|heading| heading.end).or(start).or(piece)
}

/// Returns whether the headline is the page's only heading of level 1.
pub(super) fn is_only_first(words: &Words, title: Option<&str>) -> bool {
    let firsts = words.headings.iter().filter(|heading| heading.is_first).count();
    firsts == 1 && headline(words, title.unwrap_or_default()).is_some_and(|heading| heading.is_first)
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
