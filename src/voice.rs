//! Voices: which engine speaks, with what settings. One TOML file a voice.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// A voice: an engine and the settings that make it sound as it does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// The name users give with `--voice`: lower case letters, digits and hyphens.
    pub name: String,
    /// The engine's name, a row of [`crate::engines::ENGINES`].
    pub engine: String,
    /// The languages it speaks, BCP 47 tags, the best first; empty for a voice that has none, such as a test tone.
    #[serde(default)]
    pub languages: Vec<String>,
    /// The licence of its weights or the name of the service's terms.
    pub licence: String,
    /// One line on what it sounds like.
    #[serde(default)]
    pub description: String,
    /// What the engine needs to know; each engine documents its own.
    #[serde(default)]
    pub settings: BTreeMap<String, toml::Value>,
}

/// Why a voice cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum VoiceError {
    /// No voice has this name.
    #[error("no voice is named `{name}`")]
    Unknown {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// A voice file cannot be read.
    #[error("cannot read the voice file {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A voice file is not a voice.
    #[error("{origin} is not a voice: {message}")]
    Malformed {
        /// The file, or the built-in voice's name.
        origin: String,
        /// What is wrong, with the line.
        message: String,
    },
}

impl VoiceError {
    /// Says what to do, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unknown { known, .. } => format!("the voices are: {}; `aloud voices` tells more", known.join(", ")),
            Self::Unreadable { .. } => "give the name of a voice or the path of a voice file".to_owned(),
            Self::Malformed { .. } => {
                "a voice file has name, engine, licence, and may have languages, description and \
                                       [settings]; voices/tone.toml is a short one"
                    .to_owned()
            }
        })
    }
}

/// The voices compiled in.
const BUILT_IN: &[(&str, &str)] =
    &[("heart", include_str!("../voices/heart/voice.toml")), ("tone", include_str!("../voices/tone.toml"))];

impl Voice {
    /// Reads a voice from TOML; `origin` names it in errors.
    ///
    /// # Errors
    /// [`VoiceError::Malformed`] when the text is not TOML or not a voice.
    pub fn parse(toml: &str, origin: &str) -> Result<Self, VoiceError> {
        toml::from_str(toml)
            .map_err(|error| VoiceError::Malformed { origin: origin.to_owned(), message: error.to_string() })
    }

    /// Finds a voice by what the user gave: the path of a voice file, or a name, first among the files of `folder`, then
    /// among the voices built in.
    ///
    /// # Errors
    /// When there is no such voice, or its file cannot be read or is malformed.
    pub fn find(name: &str, folder: &Path) -> Result<Self, VoiceError> {
        let path = if name.ends_with(".toml") { PathBuf::from(name) } else { folder.join(format!("{name}.toml")) };
        if name.ends_with(".toml") || path.is_file() {
            return read(&path);
        }
        match BUILT_IN.iter().find(|(built_in, _)| *built_in == name) {
            Some((_, toml)) => Self::parse(toml, name),
            None => Err(VoiceError::Unknown {
                name: name.to_owned(),
                known: all(folder)?.into_iter().map(|voice| voice.name).collect(),
            }),
        }
    }
}

/// Lists the voices there are, by name: those in `folder` (which may be missing) and those built in.
///
/// # Errors
/// When a file of the folder is not a voice.
pub fn all(folder: &Path) -> Result<Vec<Voice>, VoiceError> {
    let mut voices = BTreeMap::new();
    for (name, toml) in BUILT_IN {
        let voice = Voice::parse(toml, name)?;
        voices.insert(voice.name.clone(), voice);
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().extension().is_some_and(|extension| extension == "toml") {
            let voice = read(&entry.path())?;
            voices.insert(voice.name.clone(), voice);
        }
    }
    Ok(voices.into_values().collect())
}

fn read(path: &Path) -> Result<Voice, VoiceError> {
    let toml =
        std::fs::read_to_string(path).map_err(|source| VoiceError::Unreadable { path: path.to_owned(), source })?;
    Voice::parse(&toml, &path.display().to_string())
}
