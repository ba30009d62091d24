//! The name of a clip: the hash of everything that shapes its sound.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::speech::SpeechRequest;

/// Names a clip by the hash of everything that shapes its sound.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClipKey(String);

impl ClipKey {
    /// Returns the key of a request to the engine of this identity. The voice's name, licence and description do not count:
    /// a voice renamed is not spoken again.
    #[must_use]
    pub fn new(identity: &str, request: &SpeechRequest) -> Self {
        let SpeechRequest { text, voice, speed_percent, context, pronunciations, intonation, take } = request;
        let sound = (identity, &voice.engine, &voice.settings, text, speed_percent, context, pronunciations);
        let mut sound = serde_json::to_vec(&sound).expect("strings, numbers and TOML values have a JSON form");
        if !intonation.is_own() {
            let (cents, range) = (intonation.cents, intonation.range_percent);
            sound.extend(format!("\0intoned {cents} {range}").as_bytes());
            sound.extend(if intonation.has_asides { &b" with asides"[..] } else { b"" });
        }
        if let Some(version) = &voice.version {
            sound.push(0);
            sound.extend(version.as_bytes());
        }
        if *take > 0 {
            sound.extend(format!("\0take {take}").as_bytes());
        }
        Self(blake3::hash(&sound).to_hex().to_string())
    }

    /// Takes a file's name for a key.
    pub(super) fn named(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// Returns the beginning of the name, for folders that stay small.
    pub(super) fn folder(&self) -> &str {
        self.0.get(..2).unwrap_or("00")
    }
}

impl fmt::Display for ClipKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::speech::scripted::request;

    #[test]
    fn the_key_follows_the_sound_only() {
        let one = request("One.");
        let mut renamed = one.clone();
        Arc::make_mut(&mut renamed.voice).name = "other".into();
        assert_eq!(ClipKey::new("tone/1", &one), ClipKey::new("tone/1", &renamed));
        assert_ne!(ClipKey::new("tone/1", &one), ClipKey::new("tone/2", &one));
        let mut set = one.clone();
        Arc::make_mut(&mut set.voice).settings.insert("pitch".into(), toml::Value::Integer(3));
        assert_ne!(ClipKey::new("tone/1", &one), ClipKey::new("tone/1", &set));
        let mut newer = one.clone();
        Arc::make_mut(&mut newer.voice).version = Some("2".into());
        assert_ne!(ClipKey::new("tone/1", &one), ClipKey::new("tone/1", &newer));
    }
}
