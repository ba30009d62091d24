//! What is said: the document as sentences in spoken form, with the pauses between them. Pure; no engine is asked.

pub mod language;
mod pacing;
mod pronunciation;
pub mod segment;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::document::{Block, BlockKind, Document, Metadata};

pub use language::LanguageChoice;
pub use pacing::Pacing;
pub use pronunciation::{Pronunciation, segments};

/// How articles are read: all that a script depends on besides the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// How long the reader pauses.
    pub pacing: Pacing,
    /// Which language articles are taken to be in.
    pub language: LanguageChoice,
}

/// Everything that will be said, in order, and what will not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Script {
    /// What the article says of itself.
    pub metadata: Metadata,
    /// The language it is read in, a BCP 47 tag.
    pub language: String,
    /// Every block of the document, with whether it is read.
    pub blocks: Vec<Block>,
    /// The sentences to speak.
    pub sentences: Vec<Sentence>,
}

/// One sentence to speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The index into `blocks` of the block it stands in; none for what is said around the story.
    pub block: Option<usize>,
    /// The sentence as written, with the white space that follows it: a block's sentences joined give its text back.
    pub written: String,
    /// The sentence as it is to be read out.
    pub spoken: String,
    /// How words of `spoken` are pronounced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pronunciations: Vec<Pronunciation>,
    /// The silence after it.
    pub pause_after: Duration,
}

/// Composes the script of a document.
#[must_use]
pub fn compose(document: Document, reading: &Reading) -> Script {
    let Document { metadata, blocks } = document;
    let language = reading.language.settle(&metadata, &blocks);
    let pacing = &reading.pacing;
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut say = |block: Option<usize>, kind: BlockKind, text: &str| {
        if let Some(last) = sentences.last_mut() {
            last.pause_after = last.pause_after.max(pacing.before(kind));
        }
        for written in segment::sentences(text, &language) {
            let spoken = written.trim();
            if spoken.chars().any(char::is_alphanumeric) {
                sentences.push(Sentence {
                    block,
                    written: written.to_owned(),
                    spoken: spoken.to_owned(),
                    pronunciations: Vec::new(),
                    pause_after: pacing.sentence(),
                });
            }
        }
        if let Some(last) = sentences.last_mut() {
            last.pause_after = pacing.after(kind);
        }
    };
    if let Some(title) = unsaid_title(&metadata, &blocks) {
        say(None, BlockKind::Heading { level: 1 }, title);
    }
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block.verdict.is_kept()) {
        say(Some(index), block.kind, &block.text);
    }
    if let Some(last) = sentences.last_mut() {
        last.pause_after = Duration::ZERO;
    }
    Script { metadata, language, blocks, sentences }
}

/// Gives the title unless the first block that is read says it already.
fn unsaid_title<'a>(metadata: &'a Metadata, blocks: &[Block]) -> Option<&'a str> {
    let title = metadata.title.as_deref()?;
    let first = blocks.iter().find(|block| block.verdict.is_kept())?;
    (first.text != title).then_some(title)
}
