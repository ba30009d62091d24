//! Judges whether a short text is a notice, by its words.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::super::reason::Reason;
use super::super::text;
use super::tables::{BEGINNINGS, CONTENTS, LABELS, LONG_BEGINNINGS};

/// Most words of a notice; longer passages that begin alike are text.
const NOTICE_WORDS: usize = 30;
/// A sentence with more words than this may begin like a notice: "Published in 1998, the book …".
const SHORT_SENTENCE_WORDS: usize = 8;
/// Most words of a notice that begins as a long one does.
const LONG_NOTICE_WORDS: usize = 80;

/// Returns the reason a short text is a notice, by its words and by the share of them that are links, 0 to 1.
pub(in crate::document) fn why(passage: &str, link_density: f64) -> Option<Reason> {
    let words = text::words(passage);
    if words > LONG_NOTICE_WORDS {
        return None;
    }
    let lower = passage.to_lowercase();
    let lower = lower.trim_start_matches(['[', '>', '»', '→', '►', '▶', '*', ' ']);
    if LONG.beginning_like(lower).any(|(_, start)| lower.starts_with(start)) {
        return Some(Reason::Notice);
    }
    if words > NOTICE_WORDS {
        return None;
    }
    if let Some(why) = label(lower) {
        return Some(why);
    }
    let sentence = words > SHORT_SENTENCE_WORDS && text::ends_sentence(passage) && link_density < 0.5;
    let begins = |start: &str| {
        let rest = lower.strip_prefix(start);
        let whole = |rest: &str| !start.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
        rest.is_some_and(whole) && (!sentence || start.ends_with(':'))
    };
    let begun = SHORT.beginning_like(lower).find(|(_, start)| begins(start));
    begun.map(|(why, _)| *why).or_else(|| holds(lower))
}

/// Beginnings by their first byte, in the order of the table: every passage is asked for hundreds of them.
struct Beginnings(HashMap<u8, Vec<(Reason, &'static str)>>);

static SHORT: LazyLock<Beginnings> = LazyLock::new(|| {
    Beginnings::of(BEGINNINGS.iter().flat_map(|(why, starts)| starts.iter().map(|start| (*why, *start))))
});
static LONG: LazyLock<Beginnings> =
    LazyLock::new(|| Beginnings::of(LONG_BEGINNINGS.iter().map(|start| (Reason::Notice, *start))));

impl Beginnings {
    fn of(all: impl Iterator<Item = (Reason, &'static str)>) -> Self {
        let mut by_byte: HashMap<u8, Vec<_>> = HashMap::new();
        all.for_each(|(why, start)| by_byte.entry(start.as_bytes()[0]).or_default().push((why, start)));
        Self(by_byte)
    }

    /// Returns those that begin with the first byte of a text.
    fn beginning_like(&self, text: &str) -> impl Iterator<Item = &(Reason, &'static str)> {
        text.bytes().next().and_then(|first| self.0.get(&first)).into_iter().flatten()
    }
}

/// Returns the reason a line in lower case is a label and nothing else.
fn label(lower: &str) -> Option<Reason> {
    static LABELLED: LazyLock<HashMap<&str, Reason>> = LazyLock::new(|| {
        // The first reason of the table counts.
        let all = LABELS.iter().rev().flat_map(|(why, labels)| labels.iter().map(|label| (*label, *why)));
        all.collect()
    });
    LABELLED.get(lower.trim_matches(|c: char| !c.is_alphabetic())).copied()
}

fn holds(lower: &str) -> Option<Reason> {
    static PARTS: LazyLock<(AhoCorasick, Vec<Reason>)> = LazyLock::new(|| {
        let parts = CONTENTS.iter().flat_map(|(why, parts)| parts.iter().map(|part| (*part, *why)));
        let (parts, whys): (Vec<_>, Vec<_>) = parts.unzip();
        (AhoCorasick::new(parts).expect("a few dozen short words make an automaton"), whys)
    });
    let (parts, whys) = &*PARTS;
    parts.find(lower).map(|found| whys[found.pattern().as_usize()])
}

#[cfg(test)]
mod tests {
    use super::super::super::reason::Reason;
    use super::why;

    #[test]
    fn notices_are_told_from_sentences_that_begin_alike() {
        assert_eq!(why("Read more: Storm damage closes the path", 0.0), Some(Reason::Related));
        assert_eq!(why("Published in 1998, the book was read by very few people.", 0.0), None);
        assert_eq!(why("Updated 3 March 2026", 0.0), Some(Reason::BylineOrDate));
        assert_eq!(why("Comments (14)", 0.0), Some(Reason::Comments));
        assert_eq!(why("Advertising in the age of radio", 0.0), None);
        assert_eq!(why("Get the best of the coast in your inbox every Friday.", 0.0), Some(Reason::Subscription));
        assert_eq!(why("Lesen Sie auch: Sturm sperrt den Weg", 0.0), Some(Reason::Related));
        assert_eq!(why("Signups were many.", 0.0), None);
    }
}
