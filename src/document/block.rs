//! A block of text: what it is, what it says, and whether it is read.

use std::ops::Range;
use std::time::Duration;

use super::reason::{Grounds, Reason};
use crate::language::Language;

/// A stretch of text that stands on its own: one paragraph, heading, list item …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text: no markup, white space folded to single spaces, none at the ends.
    pub text: String,
    /// Its own language where the markup names one that is not the article's.
    pub language: Option<Language>,
    /// The stretches of its text that are marked to be in another language than it is, in order.
    pub foreign: Vec<Foreign>,
    /// The silences that its author asks for.
    pub pauses: Vec<Pause>,
    /// Whether it belongs to what is read, and why.
    pub verdict: Verdict,
}

/// A silence that an author asks for inside a block, or behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// How many letters and digits of the block stand before it.
    pub letters: usize,
    /// How long it is at the least.
    pub length: Duration,
}

impl Block {
    /// Makes a block that is read, in the article's language.
    #[must_use]
    pub fn kept(kind: BlockKind, text: impl Into<String>) -> Self {
        let (foreign, pauses) = (Vec::new(), Vec::new());
        Self { kind, text: text.into(), language: None, foreign, pauses, verdict: Verdict::Kept(Grounds::Story) }
    }

    /// Makes a block that is not read, with the reason.
    #[must_use]
    pub fn skipped(kind: BlockKind, text: impl Into<String>, why: Reason) -> Self {
        Self { verdict: Verdict::Skipped(why), ..Self::kept(kind, text) }
    }

    /// Returns whether the listener is told that something was left out here: program text or a table, unless it was dropped
    /// by choice.
    #[must_use]
    pub fn leaves_a_note(&self) -> bool {
        matches!(
            (self.kind, self.verdict),
            (BlockKind::Code, Verdict::Skipped(Reason::Code)) | (BlockKind::Table, Verdict::Skipped(Reason::Table))
        )
    }
}

/// A stretch of a block's text in another language than the block's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// The language.
    pub language: Language,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading; `level` is 1 (the headline) to 6.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// A paragraph of a block quotation.
    Quote,
    /// A sentence of the article set out as a display, which is also in the text.
    PullQuote,
    /// An item of a list; `number` is set in a numbered one.
    ListItem {
        /// The number shown before the item.
        number: Option<u64>,
    },
    /// The text below a picture.
    Caption,
    /// A table, its cells told as text.
    Table,
    /// Program text.
    Code,
    /// Anything around the story: banners, forms, teasers.
    Boilerplate,
}

impl BlockKind {
    /// Returns the name used in settings and in `aloud script --json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading { .. } => "heading",
            Self::Paragraph => "paragraph",
            Self::Quote => "quote",
            Self::PullQuote => "pull-quote",
            Self::ListItem { .. } => "list-item",
            Self::Caption => "caption",
            Self::Table => "table",
            Self::Code => "code",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// Whether a block is read, with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is read.
    Kept(Grounds),
    /// It is not read.
    Skipped(Reason),
}

impl Verdict {
    /// Returns whether the block is read.
    #[must_use]
    pub fn is_kept(self) -> bool {
        matches!(self, Self::Kept(_))
    }

    /// Returns the reason, in a few words.
    #[must_use]
    pub fn why(self) -> &'static str {
        match self {
            Self::Kept(why) => why.as_str(),
            Self::Skipped(why) => why.as_str(),
        }
    }
}
