//! Why the clip cache failed.

use std::io;
use std::path::PathBuf;

use crate::error::Hint;

/// Why the cache could not keep or give a clip.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// A clip's file cannot be read.
    #[error("cannot read the clip {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A clip cannot be written.
    #[error("cannot write to the clip cache {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Hint for CacheError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Read { source, .. } | Self::Write { source, .. } => crate::error::for_write(source),
        }
    }
}
