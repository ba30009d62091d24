//! Why a file of edits cannot be used.

use std::io;
use std::path::PathBuf;

use super::VERSION;
use crate::error::Hint;

/// Why a file of edits cannot be used. Nothing of a file that is wrong anywhere is applied.
#[derive(Debug, thiserror::Error)]
pub enum EditsError {
    /// The file cannot be read.
    #[error("cannot read the edits {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file says something that is no edit.
    #[error("the edits {} are wrong at line {line}: {message}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A newer version of aloud wrote it.
    #[error("the edits {} are of version {version}, and this aloud reads up to {VERSION}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// The file cannot be written.
    #[error("cannot write the edits {}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Hint for EditsError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unreadable { .. } => "move the file away to narrate without it".to_owned(),
            Self::Malformed { .. } => {
                "an edit has `sentence` or `block`, and one of `words` with `say`, `ipa` or `spoken_in`, `pause_ms`, `voice`, `speed`, \
                 `take`, `recording` with `hash`, `read`, `flag`, `heard`"
                    .to_owned()
            }
            Self::Newer { .. } => "update aloud".to_owned(),
            Self::Unwritable { source, .. } => return crate::error::for_write(source),
        })
    }
}
