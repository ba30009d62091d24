//! Why something in a folder is not used, and what to do.

use std::io;
use std::path::PathBuf;

use crate::error::Hint;

/// Why something in a folder is not used.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// A voice file would take the place of a built-in voice.
    #[error("{} would take the place of the built-in voice `{name}`, and its folder is not trusted", path.display())]
    Shadow {
        /// The file.
        path: PathBuf,
        /// The voice.
        name: String,
    },
    /// A voice file may start programs, read files and keys, or name servers.
    #[error("{} uses the engine `{engine}`, and its folder is not trusted", path.display())]
    Engine {
        /// The file.
        path: PathBuf,
        /// The engine.
        engine: String,
    },
    /// A settings file would have a secret read, or sent somewhere.
    #[error("{} names {what}, and its folder is not trusted", path.display())]
    Secret {
        /// The file.
        path: PathBuf,
        /// What it names.
        what: String,
    },
    /// The list of trusted folders cannot be read or written.
    #[error("the list of trusted folders cannot be written")]
    List(#[source] io::Error),
}

impl Hint for TrustError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Shadow { .. } | Self::Engine { .. } => {
                Some("if you know what is in it: aloud trust . (once), or name the folder with --voices".to_owned())
            }
            Self::Secret { path, .. } => Some(format!(
                "if you know what is in it: aloud trust . (once), or name the file with --config {}",
                path.display()
            )),
            Self::List(error) => crate::error::for_write(error),
        }
    }
}
