//! Why a lexicon cannot be used.

use std::io;
use std::path::PathBuf;

use crate::book;
use crate::error::Hint;

/// Why a lexicon cannot be used. Nothing of a file that is wrong anywhere is applied.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file cannot be read.
    #[error("cannot read the lexicon {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file says something that is no entry.
    #[error("the lexicon {} is wrong at line {line}, column {column}: {message}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// An alias leads back to its own name.
    #[error("the lexicon goes round in a circle: {}", names.join(" → "))]
    Loop {
        /// The names, the first again at the end.
        names: Vec<String>,
    },
    /// There are more entries than can be looked for.
    #[error("the lexicon is too large: {message}")]
    TooLarge {
        /// What the search says.
        message: String,
    },
    /// The file cannot be written.
    #[error("cannot write the lexicon {}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl LexiconError {
    /// Makes the error for a place in a file's text, given in bytes.
    pub(super) fn at(path: &std::path::Path, text: &str, byte: usize, message: impl Into<String>) -> Self {
        let before = &text.as_bytes()[..byte.min(text.len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
        Self::Malformed { path: path.to_owned(), line, column, message: message.into() }
    }
}

impl Hint for LexiconError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unreadable { .. } => "name another with --lexicon, or leave it out".to_owned(),
            Self::Malformed { .. } => format!(
                "an entry has `written` and `alias`, `ipa` or `spoken_in`, and may have case, boundary, language, within \
                 and voice; {} has examples",
                book::page("guide/names.md")
            ),
            Self::Loop { .. } => {
                "an alias is read by the lexicon too: write one that holds no name of the circle, or give \
                                  ipa in its place"
                    .to_owned()
            }
            Self::TooLarge { .. } | Self::Unwritable { .. } => return None,
        })
    }
}
