//! Why an engine cannot be built.

use std::io;
use std::path::{Path, PathBuf};

use crate::error::Hint;
use crate::secrets::KeyError;
use crate::voice::Voice;

/// Why an engine cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// No engine has this name.
    #[error("voice `{voice}` asks for the engine `{engine}`, which this build does not have")]
    Unknown {
        /// The voice.
        voice: String,
        /// The engine it asks for.
        engine: String,
        /// The engines there are.
        known: Vec<&'static str>,
    },
    /// A setting of the voice is missing or wrong.
    #[error("voice `{voice}`: {message}")]
    Setting {
        /// The voice.
        voice: String,
        /// What is wrong.
        message: String,
    },
    /// A file of the voice is missing or cannot be read.
    #[error("voice `{voice}`: {} cannot be read: {source}", path.display())]
    File {
        /// The voice.
        voice: String,
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
        /// What to do, where we know.
        mend: Option<String>,
    },
    /// The machine cannot make secure connections.
    #[error("secure connections are not possible: {0}")]
    NoTls(String),
    /// A key the voice names cannot be had.
    #[error("the engine has no key")]
    Key(#[from] KeyError),
}

impl BuildError {
    /// A setting of this voice is missing or wrong.
    pub(super) fn setting(voice: &Voice, message: String) -> Self {
        Self::Setting { voice: voice.name.clone(), message }
    }

    /// A file of this voice cannot be read.
    pub(super) fn missing(voice: &Voice, path: &Path, source: &io::Error) -> Self {
        let mend = (!voice.missing_weights().is_empty())
            .then(|| format!("`aloud voices fetch {}` brings what is missing", voice.name));
        let (voice, path, source) = (voice.name.clone(), path.to_owned(), source.kind().into());
        Self::File { voice, path, source, mend }
    }
}

impl Hint for BuildError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown { known, .. } => Some(format!("the engines are: {}", known.join(", "))),
            Self::Setting { .. } => None,
            Self::File { mend, .. } => mend.clone(),
            Self::NoTls(_) => Some("install your system's certificates (Debian: ca-certificates)".to_owned()),
            Self::Key(error) => error.hint(),
        }
    }
}
