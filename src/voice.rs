//! Voices: which engine speaks, with what settings. One TOML file a voice.

mod offers;
mod places;
mod sex;
mod terms;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize};

use crate::error::Hint;
use crate::language::Language;
use crate::misspelt::meant;
use crate::script::Delivery;
use crate::secrets::KeyPlace;
use crate::weights::{self, WeightsFile, WeightsFolder};

use offers::Offer;
use places::{as_path, place};
pub use sex::Sex;
pub use terms::Terms;

/// A voice: an engine and the settings that make it sound as it does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// The name users give with `--voice`: lower case letters, digits and hyphens.
    pub name: String,
    /// The engine's name, a row of [`crate::engines::ENGINES`].
    pub engine: String,
    /// The languages it speaks, the best first; empty for a voice that has none, such as a test tone.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// The licence of its weights or the name of the service's terms.
    pub licence: String,
    /// One line on what it sounds like.
    #[serde(default)]
    pub description: String,
    /// Whose voice it sounds like; nothing in it changes the sound.
    #[serde(default, skip_serializing)]
    pub sex: Option<Sex>,
    /// What the licence of the weights asks for or forbids, where it does.
    #[serde(default, skip_serializing)]
    pub terms: Option<Terms>,
    /// Where the keys of a service are kept, by the engine's name for each; never the keys themselves.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keys: BTreeMap<String, KeyPlace>,
    /// What the service allows and costs under the user's contract; nothing in it changes the sound.
    #[serde(default, skip_serializing_if = "Limits::are_none")]
    pub limits: Limits,
    /// What its user calls the present sound of a voice that changed elsewhere: another version is spoken from scratch.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "text_or_number")]
    pub version: Option<String>,
    /// How it takes its text: how long sentences may be, and whether as written.
    #[serde(default, skip_serializing_if = "Delivery::is_default")]
    pub delivery: Delivery,
    /// What the engine needs to know; each engine documents its own. `{ file = "PATH" }` is a path as for keys,
    /// `{ weights = "NAME" }` a file of the user's folder of weights.
    #[serde(default)]
    pub settings: BTreeMap<String, toml::Value>,
}

/// Reads a text that people may write as a number: `version = 2`.
fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Version {
        Text(String),
        Whole(i64),
        Decimal(f64),
    }
    Ok(Some(match Version::deserialize(deserializer)? {
        Version::Text(text) => text,
        Version::Whole(number) => number.to_string(),
        Version::Decimal(number) => number.to_string(),
    }))
}

/// How hard a service may be driven, how long it is waited for, and what it costs. What is left out is not limited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Requests at work at once, instead of the engine's own number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_once: Option<NonZeroUsize>,
    /// Requests begun a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests_per_second: Option<Positive>,
    /// Characters asked for a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chars_per_second: Option<Positive>,
    /// The longest wait for one sentence in seconds, with everything that is tried again for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline_s: Option<Positive>,
    /// The price of a million characters in US dollars; 0 for what is free.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usd_per_million_chars: Option<f64>,
}

impl Limits {
    /// Returns the longest wait for one sentence.
    #[must_use]
    pub fn deadline(&self) -> Duration {
        /// Two whole answers' time, and some waiting. Taste.
        const DEADLINE: Duration = Duration::from_secs(300);
        self.deadline_s.map_or(DEADLINE, |seconds| Duration::from_secs_f64(seconds.get()))
    }

    fn are_none(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the price of so many characters, if it is known.
    #[must_use]
    pub fn price_usd(&self, chars: u64) -> Option<f64> {
        self.usd_per_million_chars.map(|price| price * chars as f64 / 1_000_000.0)
    }
}

/// A number above zero, of a size that seconds can be counted in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "f64")]
pub struct Positive(f64);

impl Positive {
    /// Returns the number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Positive {
    type Error = &'static str;

    fn try_from(number: f64) -> Result<Self, Self::Error> {
        // A day for the one, a million a second for the other: what lies beyond is a slip of the pen.
        if (1e-5..=1e6).contains(&number) {
            Ok(Self(number))
        } else {
            Err("a limit is a number from 0.00001 to 1000000")
        }
    }
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
    /// Makes the error for a name that no voice has; the voices of the folder and those built in are named, not the many that
    /// could be fetched.
    fn unknown(name: &str, folder: &Path) -> Result<Self, Self> {
        let own = own(folder)?.into_iter().map(|voice| voice.name);
        let mut known: Vec<String> = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).chain(own).collect();
        known.sort();
        known.dedup();
        Ok(Self::Unknown { name: name.to_owned(), known })
    }
}

impl Hint for VoiceError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unknown { known, .. } => format!("the voices are: {}; `aloud voices` lists more", known.join(", ")),
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
const BUILT_IN: &[(&str, &str)] = &[
    ("azure", include_str!("../voices/azure.toml")),
    ("cartesia", include_str!("../voices/cartesia.toml")),
    ("deepgram", include_str!("../voices/deepgram.toml")),
    ("elevenlabs", include_str!("../voices/elevenlabs.toml")),
    ("espeak-ng", include_str!("../voices/espeak-ng.toml")),
    ("flite", include_str!("../voices/flite.toml")),
    ("gemini", include_str!("../voices/gemini.toml")),
    ("google", include_str!("../voices/google.toml")),
    ("heart", aloud_heart::VOICE),
    ("http", include_str!("../voices/http.toml")),
    ("kokoro", include_str!("../voices/kokoro.toml")),
    ("openai", include_str!("../voices/openai.toml")),
    ("piper", include_str!("../voices/piper.toml")),
    ("piper-server", include_str!("../voices/piper-server.toml")),
    ("polly", include_str!("../voices/polly.toml")),
    ("say", include_str!("../voices/say.toml")),
    ("tone", include_str!("../voices/tone.toml")),
    ("wyoming", include_str!("../voices/wyoming.toml")),
];

impl Voice {
    /// Reads a voice from TOML; `origin` names it in errors.
    ///
    /// # Errors
    /// [`VoiceError::Malformed`] when the text is not TOML or not a voice.
    pub fn parse(toml: &str, origin: &str) -> Result<Self, VoiceError> {
        toml::from_str(toml).map_err(|error: toml::de::Error| {
            // The error's own display quotes the line, which may hold a key.
            let before = error.span().map_or("", |span| toml.get(..span.start).unwrap_or_default());
            let line = before.matches('\n').count() + 1;
            VoiceError::Malformed {
                origin: origin.to_owned(),
                message: format!("line {line}: {}", meant(error.message())),
            }
        })
    }

    /// Returns whether the voice speaks a language, whatever the region: a voice that speaks `en-US` reads `en-GB`.
    #[must_use]
    pub fn speaks(&self, language: &Language) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|own| own.is_like(language))
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
            Some((_, toml)) => built_in(name, toml, folder),
            None => match offers::all().find(|offer| offer.name == name) {
                Some(offer) => Ok(Self::offered(offer).placed(folder)),
                None => Err(VoiceError::unknown(name, folder)?),
            },
        }
    }

    /// Returns the files of weights that it needs and that can be fetched.
    #[must_use]
    pub fn weights(&self) -> Vec<&'static WeightsFile> {
        let Some(folder) = WeightsFolder::of_the_user() else { return Vec::new() };
        let names = self.settings.values().filter_map(|value| {
            let name = Path::new(value.as_str()?).strip_prefix(folder.path()).ok()?.to_str()?.to_owned();
            // A network's description lies beside it.
            Some([format!("{name}.json"), name])
        });
        names.flatten().filter_map(|name| weights::find(&name)).collect()
    }

    /// Returns those of its weights that are not here.
    #[must_use]
    pub fn missing_weights(&self) -> Vec<&'static WeightsFile> {
        let here = WeightsFolder::of_the_user();
        self.weights().into_iter().filter(|file| !here.as_ref().is_some_and(|folder| folder.has(file))).collect()
    }

    /// Makes a voice of the table of those whose weights can be fetched.
    fn offered(offer: Offer) -> Self {
        Self {
            name: offer.name,
            engine: offer.engine,
            languages: offer.languages,
            licence: offer.licence,
            description: offer.description,
            sex: offer.sex,
            terms: offer.terms,
            keys: BTreeMap::new(),
            // They compute here: no one is paid.
            limits: Limits { usd_per_million_chars: Some(0.0), ..Limits::default() },
            version: None,
            delivery: Delivery { longest_chars: offer.longest_chars, ..Delivery::default() },
            settings: offer.settings,
        }
    }

    /// Puts the paths of its files in their places.
    fn placed(mut self, folder: &Path) -> Self {
        self.settings.values_mut().for_each(|value| place(value, folder));
        self
    }
}

/// Lists the voices there are, by name: those in `folder` (which may be missing), those built in, and those whose weights can
/// be fetched.
///
/// # Errors
/// When a file of the folder is not a voice.
pub fn all(folder: &Path) -> Result<Vec<Voice>, VoiceError> {
    let mut voices = BTreeMap::new();
    for offer in offers::all() {
        voices.insert(offer.name.clone(), Voice::offered(offer).placed(folder));
    }
    for (name, toml) in BUILT_IN {
        let voice = built_in(name, toml, folder)?;
        voices.insert(voice.name.clone(), voice);
    }
    for voice in own(folder)? {
        voices.insert(voice.name.clone(), voice);
    }
    Ok(voices.into_values().collect())
}

/// Lists the voices in `folder`, which may be missing, by name.
///
/// # Errors
/// When a file of the folder is not a voice.
pub fn own(folder: &Path) -> Result<Vec<Voice>, VoiceError> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let voices = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let mut voices = voices.map(|path| read(&path)).collect::<Result<Vec<_>, _>>()?;
    voices.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(voices)
}

fn read(path: &Path) -> Result<Voice, VoiceError> {
    let toml = crate::regular_file::read_text(path)
        .map_err(|source| VoiceError::Unreadable { path: path.to_owned(), source })?;
    let mut voice = Voice::parse(&toml, &path.display().to_string())?;
    let folder = path.parent().unwrap_or(Path::new(""));
    voice.keys.values_mut().for_each(|place| place.count_from(folder));
    let is_file = voice.settings.get("program").is_some_and(|program| program.get("file").is_some());
    voice.settings.values_mut().for_each(|value| place(value, folder));
    if let Some(program) = voice.settings.get_mut("program").filter(|_| is_file) {
        *program = as_path(program);
    }
    Ok(voice)
}

/// Reads a voice that is built in. Its files, where it needs some, count from the folder of the user's voices.
fn built_in(name: &str, toml: &str, folder: &Path) -> Result<Voice, VoiceError> {
    Ok(Voice::parse(toml, name)?.placed(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOICE: &str = "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[keys]\n";

    #[test]
    fn a_key_in_the_voice_file_is_refused_and_not_repeated() {
        for line in ["api = 'sk-secret'", "api = { env = 'A', value = 'sk-secret' }", "api = { key = 'sk-secret' }"] {
            let error = Voice::parse(&format!("{VOICE}{line}\n"), "v.toml").unwrap_err();
            let text = format!("{error} {error:?}");
            assert!(text.contains("line 5") && text.contains("env") && !text.contains("secret"), "{text}");
        }
    }

    #[test]
    fn files_count_from_the_voice_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v.toml");
        let settings = "[settings]\nmodel = { file = 'm.onnx' }\narguments = ['-m', { file = 'm.onnx' }]\n";
        let keys = "api = { file = 'keys/a' }\nb = { env = 'B' }\n";
        std::fs::write(&path, format!("{VOICE}{keys}{settings}")).unwrap();
        let voice = Voice::find(path.to_str().unwrap(), Path::new("voices")).unwrap();
        assert_eq!(voice.settings["model"].as_str(), folder.path().join("m.onnx").to_str());
        assert_eq!(voice.settings["arguments"][1].as_str(), folder.path().join("m.onnx").to_str());
        assert_eq!(voice.settings["arguments"][0].as_str(), Some("-m"));
        assert_eq!(voice.keys["api"], KeyPlace::File(folder.path().join("keys/a")));
        assert_eq!(voice.keys["b"], KeyPlace::Env("B".into()));
        assert_eq!([as_path(&"speak".into()), as_path(&"a/speak".into())], ["./speak".into(), "a/speak".into()]);
        let json = serde_json::to_string(&voice).unwrap();
        assert_eq!(serde_json::from_str::<Voice>(&json).unwrap(), voice);
    }
}
