//! Why a master could not be made.

use std::io;
use std::path::PathBuf;

use super::ProvenanceError;
use crate::error::Hint;
use crate::speech::{CacheError, ClipKey};

/// Why a master could not be made.
#[derive(Debug, thiserror::Error)]
pub enum MasterError {
    /// The output folder cannot be made or written.
    #[error("cannot write to {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A clip was lost between speaking and mixing.
    #[error("the clip {key} is gone from the store")]
    ClipGone {
        /// The clip.
        key: ClipKey,
    },
    /// It cannot be signed.
    #[error("the recording cannot be signed")]
    Sign(#[from] ProvenanceError),
    /// The store failed.
    #[error("the clips cannot be read")]
    Cache(#[from] CacheError),
}

impl Hint for MasterError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Write { source, .. } => return crate::error::for_write(source),
            Self::ClipGone { .. } => "something removed it during the run; allow the clips more room with --cache-size, and run the same command again".into(),
            Self::Sign(error) => return error.hint(),
            Self::Cache(error) => return error.hint(),
        })
    }
}
