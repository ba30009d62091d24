//! What stands beside a Piper network in its JSON file.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

/// The signs before, between and after the phonemes.
const BEGIN: char = '^';
const BETWEEN: char = '_';
const END: char = '$';

/// The JSON file of a network.
#[derive(Debug, Deserialize)]
pub(super) struct Config {
    pub(super) audio: AudioConfig,
    pub(super) espeak: Option<EspeakConfig>,
    #[serde(default)]
    pub(super) phoneme_type: PhonemeType,
    pub(super) phoneme_id_map: HashMap<String, Vec<i32>>,
    /// Signs of the program's that the network learned by other signs.
    #[serde(default)]
    phoneme_map: HashMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) inference: Inference,
    #[serde(default)]
    pub(super) num_speakers: i32,
    #[serde(default)]
    pub(super) speaker_id_map: HashMap<String, i32>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AudioConfig {
    pub(super) sample_rate: u32,
}

#[derive(Debug, Deserialize)]
pub(super) struct EspeakConfig {
    pub(super) voice: String,
}

/// How the network wants its text.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PhonemeType {
    /// As espeak-ng's phonemes.
    #[default]
    Espeak,
    /// As letters.
    Text,
    /// In a way that is not made here.
    #[serde(untagged)]
    Other(String),
}

/// How a network is run unless a voice says otherwise.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(default)]
pub(super) struct Inference {
    pub(super) noise_scale: f32,
    pub(super) length_scale: f32,
    pub(super) noise_w: f32,
}

impl Default for Inference {
    /// Returns Piper's own defaults.
    fn default() -> Self {
        Self { noise_scale: 0.667, length_scale: 1.0, noise_w: 0.8 }
    }
}

impl Config {
    /// Reads the file beside a network.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let json = std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        let config: Self = serde_json::from_slice(&json)
            .map_err(|error| format!("{} does not describe a Piper voice: {error}", path.display()))?;
        match &config.phoneme_type {
            PhonemeType::Other(other) => {
                Err(format!("{}: phonemes of the kind `{other}` are not made here", path.display()))
            }
            PhonemeType::Espeak if config.espeak.is_none() => Err(format!("{} names no language", path.display())),
            _ => Ok(config),
        }
    }

    /// Returns the network's numbers for phonemes in their decomposed form, without signs that it does not know, each with
    /// the byte its sign stands at; those at the ends are for none.
    pub(super) fn ids(&self, phonemes: &str) -> Vec<(Option<usize>, i32)> {
        let mut ids = Vec::new();
        let mut push = |at: Option<usize>, sign: &str| {
            ids.extend(self.phoneme_id_map.get(sign).into_iter().flatten().map(|id| (at, *id)));
        };
        let (between, mut letters) = (BETWEEN.to_string(), [0; 4]);
        push(None, &BEGIN.to_string());
        push(None, &between);
        for (at, sign) in phonemes.char_indices() {
            let sign = &*sign.encode_utf8(&mut letters);
            let own = [sign.to_owned()];
            for sign in self.phoneme_map.get(sign).map_or(&own[..], Vec::as_slice) {
                if self.phoneme_id_map.contains_key(sign) {
                    push(Some(at), sign);
                    push(Some(at), &between);
                }
            }
        }
        push(None, &END.to_string());
        ids
    }

    /// Returns the number of a speaker, by name or by number.
    pub(super) fn speaker(&self, asked: &str) -> Result<i32, String> {
        let by_number = asked.parse().ok().filter(|number| (0..self.num_speakers).contains(number));
        self.speaker_id_map.get(asked).copied().or(by_number).ok_or_else(|| {
            let mut names: Vec<&str> = self.speaker_id_map.keys().map(String::as_str).collect();
            names.sort_unstable();
            match names.len() {
                0 => format!("the network has no speaker `{asked}`; it has {}, from 0", self.num_speakers.max(1)),
                _ => format!("the network has no speaker `{asked}`; it has: {}", names.join(", ")),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(more: &str) -> Result<Config, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        let map = r#""phoneme_id_map": {"_": [0], "^": [1], "$": [2], "a": [5], "̃": [6], "c": [7, 8]}"#;
        std::fs::write(file.path(), format!(r#"{{"audio": {{"sample_rate": 22050}}, {map}{more}}}"#)).unwrap();
        Config::read(file.path())
    }

    #[test]
    fn phonemes_become_numbers_sign_by_sign() {
        let config = config(r#", "espeak": {"voice": "fr"}, "phoneme_map": {"k": ["c"]}"#).unwrap();
        let (signs, numbers): (Vec<_>, Vec<_>) = config.ids("a\u{303}xk").into_iter().unzip();
        assert_eq!(numbers, [1, 0, 5, 0, 6, 0, 7, 8, 0, 2]);
        let (a, tilde, k) = (Some(0), Some(1), Some(4));
        assert_eq!(signs, [None, None, a, a, tilde, tilde, k, k, k, None]);
    }

    #[test]
    fn speakers_have_names_or_numbers() {
        let speakers = r#", "espeak": {"voice": "de"}, "num_speakers": 3, "speaker_id_map": {"eva": 2}"#;
        let config = config(speakers).unwrap();
        assert_eq!((config.speaker("eva"), config.speaker("1")), (Ok(2), Ok(1)));
        assert_eq!(config.speaker("3").unwrap_err(), "the network has no speaker `3`; it has: eva");
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert!(config("").unwrap_err().contains("names no language"));
        let error = config(r#", "phoneme_type": "pinyin""#).unwrap_err();
        assert!(error.contains("`pinyin` are not made here"), "{error}");
        assert!(config(r#", "phoneme_type": "text""#).is_ok());
    }
}
