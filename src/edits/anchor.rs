//! Where an edit is: a quotation, what stands around it, and which one it is where it stands several times.

use super::words::normal;

/// The longest quotation of a block, in characters: a table's first rows tell it from others.
const QUOTE_CHARS: usize = 280;
/// How much is kept of a neighbour: Hypothesis keeps 32 characters a side, and speech forgives less.
const NEIGHBOUR_CHARS: usize = 64;
/// Ends a quotation that is cut.
pub(super) const CUT: char = '…';

/// What an edit is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Whether it is a block; a sentence otherwise.
    pub is_block: bool,
    /// What is written there.
    pub quote: String,
    /// What kind of block it is, or stands in, as in `aloud script --json`.
    pub kind: String,
    /// The end of what is written before; empty at the start.
    pub before: String,
    /// The beginning of what is written after; empty at the end.
    pub after: String,
    /// Which one it is and of how many, from 1, where the same is written several times.
    pub occurrence: Option<(usize, usize)>,
}

/// A sentence or block of the text, as anchors are compared with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// What is written, in normal form.
    pub(super) text: String,
    pub(super) kind: &'static str,
}

impl Passage {
    pub(super) fn new(written: &str, kind: &'static str) -> Self {
        Self { text: normal(written), kind }
    }
}

impl Anchor {
    /// Anchors something at one of the passages of a text.
    pub(super) fn at(passages: &[Passage], index: usize, is_block: bool) -> Self {
        let Passage { text, kind } = &passages[index];
        let same = |other: &&Passage| other.text == *text;
        let of = passages.iter().filter(same).count();
        let nth = passages[..=index].iter().filter(same).count();
        let before = index.checked_sub(1).map(|before| tail(&passages[before].text)).unwrap_or_default();
        let after = passages.get(index + 1).map(|after| head(&after.text, NEIGHBOUR_CHARS)).unwrap_or_default();
        Self {
            is_block,
            quote: match is_block && text.chars().count() > QUOTE_CHARS {
                true => format!("{}{CUT}", head(text, QUOTE_CHARS)),
                false => text.clone(),
            },
            kind: (*kind).to_owned(),
            before,
            after,
            occurrence: (of > 1).then_some((nth, of)),
        }
    }
}

fn head(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

fn tail(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(NEIGHBOUR_CHARS);
    text.chars().skip(skipped).collect()
}
