//! The compressed formats.

use std::str::FromStr;

/// A compressed format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// MPEG audio layer III, which everything plays.
    Mp3,
    /// Opus in Ogg, the smallest at the same quality.
    Opus,
    /// AAC-LC in MP4.
    M4a,
    /// FLAC, without loss.
    Flac,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Mp3, Self::Opus, Self::M4a, Self::Flac];

    /// Returns the file's extension, which is also the format's name.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::Opus => "opus",
            Self::M4a => "m4a",
            Self::Flac => "flac",
        }
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::Opus => "audio/ogg; codecs=opus",
            Self::M4a => "audio/mp4",
            Self::Flac => "audio/flac",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let named = Self::ALL.into_iter().find(|format| format.extension() == name);
        named.ok_or_else(|| format!("unknown format `{name}`: use {}", Self::ALL.map(Self::extension).join(", ")))
    }
}
