//! The name of a file beside another: one plain component, wherever it comes from.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// The longest name that file systems take, in bytes.
const MAX_BYTES: usize = 255;
/// Characters that lead elsewhere, or that a form, a header or some system's files cannot hold.
const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// The name of a file beside another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct FileName(String);

/// Why a text is no such name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not the plain name of a file", .0.escape_default())]
pub struct NotFileName(String);

impl FileName {
    /// Returns the name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for FileName {
    type Err = NotFileName;

    fn from_str(text: &str) -> Result<Self, NotFileName> {
        let is_forbidden = |c: char| c.is_control() || FORBIDDEN.contains(&c);
        let is_plain = !matches!(text, "" | "." | "..") && text.len() <= MAX_BYTES && !text.contains(is_forbidden);
        if is_plain { Ok(Self(text.to_owned())) } else { Err(NotFileName(text.chars().take(80).collect())) }
    }
}

impl<'de> Deserialize<'de> for FileName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Returns what a narration's files are named by: the name of its audio before the last dot.
#[must_use]
pub fn stem(audio: &str) -> &str {
    audio.rsplit_once('.').map_or(audio, |(stem, _)| stem)
}

/// Reads a text that must be such a name.
///
/// # Errors
/// When it is none.
pub(crate) fn plain<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    FileName::deserialize(deserializer).map(|name| name.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_plain_component() {
        for name in ["story.wav", "story.chapters.json", "Größe – naïve.wav", ".hidden", "a"] {
            assert_eq!(name.parse::<FileName>().unwrap().as_str(), name);
        }
        let long = "x".repeat(256);
        let wrong = [
            "",
            ".",
            "..",
            "/etc/passwd",
            "../secret.txt",
            "a/b",
            "a\\b",
            "c:x",
            "x\".php\"; filename=\"y.wav",
            "a\0b",
            "a\nb",
            &long,
        ];
        for name in wrong {
            assert!(name.parse::<FileName>().is_err(), "{name:?}");
        }
        assert_eq!(
            "a\u{1b}[31m".parse::<FileName>().unwrap_err().to_string(),
            "`a\\u{1b}[31m` is not the plain name of a file"
        );
    }
}
