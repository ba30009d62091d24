//! How we mark what we put into pages, so that it can be found and taken out again to the byte.
//!
//! Blocks stand between two comments. A sentence stands in a `<span>` of fixed form that holds text alone, so the next
//! `</span>` is its own.

use std::io::{self, Read};

use aho_corasick::AhoCorasick;

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
    /// The one mark that each attached page has, sought first: most pages have none.
    telling: AhoCorasick,
}

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
        let build =
            |patterns: &[&str]| AhoCorasick::new(patterns).expect("a few short patterns make a small automaton");
        Self { every: build(&MARKS.map(|(text, _)| text)), telling: build(&["<!--/aloud:"]) }
    }

    /// Says whether there is any block of ours.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub(super) fn any(&self, page: impl Read) -> io::Result<bool> {
        Ok(self.telling.stream_find_iter(page).next().transpose()?.is_some())
    }

    /// Finds what is to be cut so that the page is as it was. Marks that do not make pairs are left alone.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub(super) fn cuts(&self, page: impl Read) -> io::Result<Vec<Edit>> {
        let mut cuts = Vec::new();
        let mut open: Option<(Mark, u64)> = None;
        for found in self.every.stream_find_iter(page) {
            let found = found?;
            let (start, end) = (found.start() as u64, found.end() as u64);
            let mark = MARKS[found.pattern().as_usize()].1;
            match (mark, open) {
                (Mark::Start(_), _) => open = Some((mark, start)),
                (Mark::Sentence, None | Some((Mark::Sentence, _))) => open = Some((mark, start)),
                (Mark::End(of), Some((Mark::Start(wanted), from))) if of == wanted => {
                    cuts.push(Edit::cut(from, end));
                    open = None;
                }
                (Mark::SentenceEnd, Some((Mark::Sentence, from))) => {
                    let tag = (SENTENCE.0.len() + DIGITS + SENTENCE.1.len()) as u64;
                    cuts.extend([Edit::cut(from, from + tag), Edit::cut(start, end)]);
                    open = None;
                }
                _ => {}
            }
        }
        Ok(cuts)
    }
}

#[cfg(test)]
mod tests {
    use super::super::splice::Spliced;
    use super::*;

    fn cleaned(page: &str) -> String {
        let mut text = String::new();
        let cuts = Finder::new().cuts(page.as_bytes()).unwrap();
        Spliced::new(page.as_bytes(), cuts).read_to_string(&mut text).unwrap();
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
