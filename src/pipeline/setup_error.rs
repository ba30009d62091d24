//! Why a narrator cannot be set up.

use crate::engines::BuildError;
use crate::error::Hint;
use crate::master::{MasterError, ProvenanceError};
use crate::script::lexicon::LexiconError;
use crate::secrets::KeyError;
use crate::speech::NoPrice;
use crate::voice::VoiceError;

/// Why a narrator cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// There is no such voice.
    #[error(transparent)]
    Voice(#[from] VoiceError),
    /// A voice's engine cannot be built.
    #[error(transparent)]
    Engine(#[from] BuildError),
    /// A purse limited in dollars cannot count what a voice costs.
    #[error(transparent)]
    NoPrice(#[from] NoPrice),
    /// A lexicon cannot be used.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// The output folder cannot be used.
    #[error(transparent)]
    Folder(#[from] MasterError),
    /// Recordings cannot be signed.
    #[error(transparent)]
    Signing(#[from] ProvenanceError),
    /// The key to sign with cannot be had.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The user's cache folder is not known.
    #[error("your cache folder cannot be found")]
    NoCacheFolder,
}

impl Hint for SetupError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Voice(error) => error.hint(),
            Self::Engine(error) => error.hint(),
            Self::NoPrice(error) => error.hint(),
            Self::Lexicon(error) => error.hint(),
            Self::Folder(error) => error.hint(),
            Self::Signing(error) => error.hint(),
            Self::Key(error) => error.hint(),
            Self::NoCacheFolder => Some("name a folder with --cache".to_owned()),
        }
    }
}
