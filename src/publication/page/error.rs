//! Why a page was left as it is.

use std::io;
use std::path::PathBuf;

use crate::error::Hint;

/// Why a page was left as it is.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// It cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The page or manifest.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The page, or the file beside the narration that its player reads.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It cannot be changed safely.
    #[error("{} is left as it is: {why}", path.display())]
    Markup {
        /// The page.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// It has no place for the player.
    #[error("{} has no {wanted} to put the player after", path.display())]
    NoPlace {
        /// The page.
        path: PathBuf,
        /// What was looked for.
        wanted: &'static str,
    },
}

impl Hint for PageError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NoPlace { .. } => Some("name an element that it has with --at, such as --at '.headline'".to_owned()),
            Self::Write { source, .. } => crate::error::for_write(source),
            _ => None,
        }
    }
}
