//! Where in a page the player goes.

use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;

use lol_html::Selector;
use memchr::memmem;

use super::folded_text::FoldedText;
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
    let story = words.containers.iter().flatten().next().copied().unwrap_or(0);
    let first = |from: u64| {
        words.headings.iter().find(|heading| heading.is_first && heading.end > from && !heading.keys.is_empty())
    };
    telling(words, title).or_else(|| first(story)).or_else(|| first(0))
}

/// From how many letters on a word tells headings apart (taste).
const WORD: usize = 3;
/// How many words two wordings of one headline have at least in common; they are a third of the shorter, too (taste; of 91 pages, 9
/// have a title in other words than their headline).
const COMMON: usize = 2;

/// Finds the heading that says the most of the title, if one says anything of it; where none does in its words, the one of level 1
/// that has the most words of it.
pub(super) fn telling<'a>(words: &'a Words, title: &str) -> Option<&'a Heading> {
    let mut wanted = FoldedText::default();
    let all = wanted.add_apart(title);
    let keys = &words.keys;
    let said = |heading: &Heading| said(&keys.text()[heading.keys.clone()], wanted.text());
    // Of headings that say as much, the first: the last maximum of the reversed list.
    let headings = || words.headings.iter().rev();
    let telling = headings().filter(|heading| said(heading) > 0).max_by_key(|heading| said(heading));
    telling.or_else(|| {
        let wanted = words_of(&wanted, all);
        let in_common = |heading: &Heading| in_common(&words_of(keys, heading.keys.clone()), &wanted);
        let alike = headings().filter(|heading| heading.is_first && in_common(heading) > 0);
        alike.max_by_key(|heading| in_common(heading))
    })
}

/// Returns the words of a range of keys that tell headings apart.
fn words_of(keys: &FoldedText, range: Range<usize>) -> BTreeSet<&[u8]> {
    let starts = range.clone().filter(|at| *at == range.start || keys.is_word_boundary(*at));
    let edges: Vec<usize> = starts.chain([range.end]).collect();
    let words = edges.windows(2).map(|edge| &keys.text()[edge[0]..edge[1]]);
    words.filter(|word| String::from_utf8_lossy(word).chars().count() >= WORD).collect()
}

/// Counts the words that two headings have in common; none where they are too few.
fn in_common(one: &BTreeSet<&[u8]>, other: &BTreeSet<&[u8]>) -> usize {
    let common = one.intersection(other).count();
    if common >= COMMON && common * 3 >= one.len().min(other.len()) { common } else { 0 }
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
