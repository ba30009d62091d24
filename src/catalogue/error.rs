//! Why the catalogue cannot be used, and what to do.

use std::path::PathBuf;

use crate::error::Hint;

/// Why the catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Another run has it open.
    #[error("another run of aloud is at work in {}", folder.display())]
    Busy {
        /// The output folder.
        folder: PathBuf,
    },
    /// There is none.
    #[error("{} holds no catalogue: nothing was narrated into it", folder.display())]
    None {
        /// The output folder.
        folder: PathBuf,
    },
    /// It cannot be read or written.
    #[error("the catalogue {} cannot be used", path.display())]
    Unusable {
        /// The database.
        path: PathBuf,
        /// Why.
        source: Box<redb::Error>,
    },
}

impl Hint for CatalogueError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Busy { .. } => Some(
                "wait for it to end (a watch tries again by itself), close the desk that is open there, or choose another folder with --out"
                    .to_owned(),
            ),
            Self::None { .. } => Some("name the folder with --out".to_owned()),
            Self::Unusable { source, .. } => match &**source {
                redb::Error::Io(error) => crate::error::for_write(error),
                _ => Some("remove it and run the same command again: the narrations themselves are kept".to_owned()),
            },
        }
    }
}
