//! The engines themselves, a file each. To add one: a file here, a row in [`ENGINES`], a voice in `voices/`.

mod azure;
mod cartesia;
mod command;
mod deepgram;
mod elevenlabs;
mod english;
mod gemini;
mod google;
mod hibari;
mod http;
mod ipa;
mod key;
mod kokoro;
mod marks;
mod openai;
mod pieces;
mod piper;
mod polly;
mod sigv4;
mod sound;
mod ssml;
mod tone;
mod wyoming;

use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::error::Hint;
use crate::secrets::{KeyError, Keyring};
use crate::speech::Engine;
use crate::voice::Voice;

pub use command::end_programs;
pub use english::{Guess, Guesser};

/// Builds an engine for a voice, with the keys the voice names.
pub type BuildEngine = fn(&Voice, &Keyring) -> Result<Arc<dyn Engine>, BuildError>;

/// Every engine, by the name voices use.
pub const ENGINES: &[(&str, BuildEngine)] = &[
    ("azure", azure::build),
    ("cartesia", cartesia::build),
    ("command", command::build),
    ("deepgram", deepgram::build),
    ("elevenlabs", elevenlabs::build),
    ("gemini", gemini::build),
    ("google", google::build),
    ("hibari", hibari::build),
    ("kokoro", kokoro::build),
    ("openai", openai::build),
    ("piper", piper::build),
    ("polly", polly::build),
    ("tone", tone::build),
    ("wyoming", wyoming::build),
];

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

impl Hint for BuildError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown { .. } => {
                let names: Vec<_> = ENGINES.iter().map(|(name, _)| *name).collect();
                Some(format!("the engines are: {}", names.join(", ")))
            }
            Self::Setting { .. } => None,
            Self::NoTls(_) => Some("install your system's certificates (Debian: ca-certificates)".to_owned()),
            Self::Key(error) => error.hint(),
        }
    }
}

/// Builds the engine a voice names.
///
/// # Errors
/// When there is no such engine or it cannot work with the voice's settings.
pub fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let row = ENGINES.iter().find(|(name, _)| *name == voice.engine);
    let (_, build) =
        row.ok_or_else(|| BuildError::Unknown { voice: voice.name.clone(), engine: voice.engine.clone() })?;
    build(voice, keyring)
}

/// Reads a voice's `[settings]` as the type of its engine.
fn settings<Settings: DeserializeOwned>(voice: &Voice) -> Result<Settings, BuildError> {
    let table = voice.settings.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    toml::Value::Table(table).try_into().map_err(|error: toml::de::Error| BuildError::Setting {
        voice: voice.name.clone(),
        message: format!("[settings]: {}", error.message()),
    })
}

/// Returns a text that programs and servers read as nothing but text: on one line, and without the two brackets with which
/// espeak-ng, Piper and macOS's `say` begin phonemes and instructions.
fn plain_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' if plain.ends_with('[') => plain.push_str(" ["),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}
