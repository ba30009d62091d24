//! How we mark what we put into pages, so that it can be found and taken out again to the byte.
//!
//! Blocks stand between two comments. A sentence stands in a `<span>` of fixed form that holds text alone, so the next
//! `</span>` is its own.

use std::io::{self, Read};
use std::ops::Range;

use aho_corasick::AhoCorasick;
use memchr::memmem;

use super::splice::Edit;

/// The block in the head.
const HEAD: (&str, &str) = ("<!--aloud:head-->", "<!--/aloud:head-->");
/// The block with the player.
const PLAYER: (&str, &str) = ("<!--aloud:player-->", "<!--/aloud:player-->");
/// A sentence, with its number between.
const SENTENCE: (&str, &str) = ("<span data-aloud=\"", "\">");
const SENTENCE_END: &str = "</span>";
/// Digits of a sentence's number: always as many, so that the whole tag has one length.
const DIGITS: usize = 5;
/// How many sentences can be marked in a page.
pub(super) const MOST_SENTENCES: usize = 100_000;

pub(super) fn head(content: &str) -> String {
    format!("{}{content}{}", HEAD.0, HEAD.1)
}

pub(super) fn player(content: &str) -> String {
    format!("{}{content}{}", PLAYER.0, PLAYER.1)
}

pub(super) fn sentence_start(number: usize) -> String {
    format!("{}{number:0DIGITS$}{}", SENTENCE.0, SENTENCE.1)
}

pub(super) fn sentence_end() -> &'static str {
    SENTENCE_END
}

/// What a mark found does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Start(&'static str),
    End(&'static str),
    Sentence,
    SentenceEnd,
}

/// Finds marks.
pub(super) struct Finder {
    every: AhoCorasick,
}

/// The one mark that each attached page has, sought first: most pages have none.
const TELLING: &str = "<!--/aloud:";
/// What is in every element of ours: names that minifiers keep.
const UNMARKED: [&str; 2] = ["<aloud-player", "data-aloud"];
/// How much of a page is searched at once (taste). Within memory the search leaps, which it does not in a stream.
const CHUNK_BYTES: usize = 64 << 10;

/// The length of the longest mark: the player's end.
const LONGEST: usize = PLAYER.1.len();

const MARKS: [(&str, Mark); 6] = [
    (HEAD.0, Mark::Start(HEAD.1)),
    (HEAD.1, Mark::End(HEAD.1)),
    (PLAYER.0, Mark::Start(PLAYER.1)),
    (PLAYER.1, Mark::End(PLAYER.1)),
    (SENTENCE.0, Mark::Sentence),
    (SENTENCE_END, Mark::SentenceEnd),
];

impl Finder {
    pub(super) fn new() -> Self {
        let texts = MARKS.map(|(text, _)| text);
        Self { every: AhoCorasick::new(texts).expect("a few short patterns make a small automaton") }
    }

    /// Returns whether there is any block of ours.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub(super) fn any(page: impl Read) -> io::Result<bool> {
        let mut any = false;
        search(page, TELLING.len(), |chunk, _| {
            any |= memmem::find(chunk, TELLING.as_bytes()).is_some();
            0
        })?;
        Ok(any)
    }

    /// Returns whether there may be anything of ours that has lost its marks.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub(super) fn any_unmarked(page: impl Read) -> io::Result<bool> {
        let mut any = false;
        search(page, UNMARKED.iter().map(|sign| sign.len()).max().unwrap_or(1), |chunk, _| {
            any |= UNMARKED.iter().any(|sign| memmem::find(chunk, sign.as_bytes()).is_some());
            0
        })?;
        Ok(any)
    }

    /// Finds what is to be cut so that the page is as it was. Marks that do not make pairs are left alone.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub(super) fn cuts(&self, page: impl Read) -> io::Result<Vec<Edit>> {
        let mut cuts = Vec::new();
        let mut open: Option<(Mark, u64)> = None;
        search(page, LONGEST, |chunk, from| {
            let mut searched = 0;
            for found in self.every.find_iter(chunk) {
                let mark = MARKS[found.pattern().as_usize()].1;
                pair(mark, from + found.start() as u64..from + found.end() as u64, &mut open, &mut cuts);
                searched = found.end();
            }
            searched
        })?;
        Ok(cuts)
    }
}

/// Notes a mark that was found: where it closes a pair, what is between or the marks alone are cut.
fn pair(mark: Mark, place: Range<u64>, open: &mut Option<(Mark, u64)>, cuts: &mut Vec<Edit>) {
    match (mark, *open) {
        (Mark::Start(_), _) | (Mark::Sentence, None | Some((Mark::Sentence, _))) => *open = Some((mark, place.start)),
        (Mark::End(of), Some((Mark::Start(wanted), from))) if of == wanted => {
            cuts.push(Edit::cut(from, place.end));
            *open = None;
        }
        (Mark::SentenceEnd, Some((Mark::Sentence, from))) => {
            let tag = (SENTENCE.0.len() + DIGITS + SENTENCE.1.len()) as u64;
            cuts.extend([Edit::cut(from, from + tag), Edit::cut(place.start, place.end)]);
            *open = None;
        }
        _ => {}
    }
}

/// Returns a stream to a search chunk by chunk, each with its place; the search tells where in the chunk its last find ends. What a
/// longest find could begin in is given again with the next chunk.
fn search(mut page: impl Read, longest: usize, mut see: impl FnMut(&[u8], u64) -> usize) -> io::Result<()> {
    let mut chunk = Vec::with_capacity(CHUNK_BYTES + longest);
    let mut from = 0;
    while page.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut chunk)? > 0 {
        let searched = see(&chunk, from).max((chunk.len() + 1).saturating_sub(longest));
        chunk.drain(..searched);
        from += searched as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::splice::Spliced;
    use super::*;

    fn cleaned(page: &str) -> String {
        let mut text = String::new();
        let cuts = Finder::new().cuts(page.as_bytes()).unwrap();
        Spliced::new(page.as_bytes(), &cuts).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn marks_are_taken_out_and_half_marks_left() {
        let marked = format!(
            "<head>{}</head><p>{}One < two.{} <span>Three.</span>{}",
            head("<meta>"),
            sentence_start(7),
            sentence_end(),
            player("<audio>")
        );
        assert_eq!(cleaned(&marked), "<head></head><p>One < two. <span>Three.</span>");
        // A mark may lie on the edge of two chunks.
        for before in CHUNK_BYTES - 40..CHUNK_BYTES + 2 {
            let page = "x".repeat(before) + &head("<meta>") + &sentence_start(1) + "One." + sentence_end();
            assert!(Finder::any(page.as_bytes()).unwrap());
            assert_eq!(cleaned(&page), "x".repeat(before) + "One.");
        }
        for half in [
            "<!--aloud:head--> <p>",
            "<!--/aloud:head-->",
            "<span data-aloud=\"1\">a",
            "<!--aloud:head--><!--/aloud:player-->",
        ] {
            assert_eq!(cleaned(half), half);
        }
        assert_eq!(cleaned("<!--aloud:head-->x<!--aloud:head-->y<!--/aloud:head-->z"), "<!--aloud:head-->xz");
    }
}
