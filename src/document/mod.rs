//! What an article says, apart from how it was marked up: metadata and blocks of text. Parsing never fails.

mod byline;
mod date;
mod html;
mod markdown;
mod merge;
mod notices;
mod plain;
mod selection;
mod story;
mod table;
mod text;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::source::{Article, Markup};

pub use selection::{BadSelector, Part, Rules, Selection, Site};
pub use story::{NoStory, judge};

/// An article understood: what it is and what it says, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What the article says of itself.
    pub metadata: Metadata,
    /// Its text, in reading order, with what is not part of the story marked so.
    pub blocks: Vec<Block>,
}

/// What an article says of itself; everything unknown is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The authors' names, in the order of the byline, without "By".
    pub authors: Vec<String>,
    /// When it was published, as RFC 3339 or a date `YYYY-MM-DD` where the article's own form can be read as one.
    pub published: Option<String>,
    /// When it was last changed, in the form of `published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The language, as the article states it.
    #[serde(deserialize_with = "crate::language::lenient")]
    pub language: Option<Language>,
    /// The article's canonical address.
    pub url: Option<String>,
    /// The site's or publication's name.
    pub site: Option<String>,
    /// The section or category it was published in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The address of the lead image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

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
    /// Whether it belongs to what is read, and why.
    pub verdict: Verdict,
}

impl Block {
    /// Makes a block that is read, in the article's language.
    #[must_use]
    pub fn kept(kind: BlockKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), language: None, foreign: Vec::new(), verdict: Verdict::Kept("story") }
    }

    /// Makes a block that is not read, with the reason.
    #[must_use]
    pub fn skipped(kind: BlockKind, text: impl Into<String>, why: &'static str) -> Self {
        Self { kind, text: text.into(), language: None, foreign: Vec::new(), verdict: Verdict::Skipped(why) }
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

impl Block {
    /// Returns whether the listener is told that something was left out here: program text, unless it was dropped by choice.
    #[must_use]
    pub fn leaves_a_note(&self) -> bool {
        self.kind == BlockKind::Code && self.verdict == Verdict::Skipped(selection::CODE)
    }
}

/// Whether a block is read, with the reason in a few words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is read.
    Kept(&'static str),
    /// It is not read.
    Skipped(&'static str),
}

impl Verdict {
    /// Returns whether the block is read.
    #[must_use]
    pub fn is_kept(self) -> bool {
        matches!(self, Self::Kept(_))
    }

    /// Returns the reason.
    #[must_use]
    pub fn why(self) -> &'static str {
        match self {
            Self::Kept(why) | Self::Skipped(why) => why,
        }
    }
}

/// Reads an article's markup. Any text gives a document; text without a story gives one without kept blocks.
#[must_use]
pub fn read(article: &Article, selection: &Selection) -> Document {
    let mut document = match &article.markup {
        Markup::Markdown(text) => markdown::read(text),
        Markup::Html(text) => html::read(text, |metadata| selection.rules(article, metadata)),
        Markup::Plain(text) => plain::read(text),
    };
    merge::join(&mut document.metadata, &article.known);
    selection.apply(&mut document);
    document
}

/// Folds every run of white space to one space and drops it at the ends.
pub(crate) fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}
