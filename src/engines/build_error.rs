//! Why an engine cannot be built.

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
}

impl Hint for BuildError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown { known, .. } => Some(format!("the engines are: {}", known.join(", "))),
            Self::Setting { .. } => None,
            Self::NoTls(_) => Some("install your system's certificates (Debian: ca-certificates)".to_owned()),
            Self::Key(error) => error.hint(),
        }
    }
}
