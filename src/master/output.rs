//! What may stand beside the WAV: compressed audio, captions, chapters, transcripts, the waveform, pictures.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::audio::Format;

/// A file beside the WAV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Output {
    /// Compressed audio.
    Audio(Format),
    /// Captions as WebVTT.
    Vtt,
    /// Captions as SubRip.
    Srt,
    /// Podcasting 2.0 chapters.
    Chapters,
    /// The transcript as a page.
    Html,
    /// The transcript as plain text.
    Text,
    /// The waveform, as BBC's audiowaveform writes it.
    Waveform,
    /// A picture of the narration, to any size.
    Svg,
    /// The same picture in points.
    Png,
}

/// The names of what is not audio, with file endings and media types.
const TEXTS: [(&str, Output, &str, &str); 8] = [
    ("vtt", Output::Vtt, "vtt", "text/vtt"),
    ("srt", Output::Srt, "srt", "application/x-subrip"),
    ("chapters", Output::Chapters, "chapters.json", "application/json+chapters"),
    ("html", Output::Html, "html", "text/html"),
    ("txt", Output::Text, "txt", "text/plain"),
    ("waveform", Output::Waveform, "waveform.json", "application/json"),
    ("svg", Output::Svg, "svg", "image/svg+xml"),
    ("png", Output::Png, "png", "image/png"),
];

impl Output {
    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Audio(format) => (format.extension(), format.extension(), format.media_type()),
            text => TEXTS
                .iter()
                .find(|row| row.1 == text)
                .map(|row| (row.0, row.2, row.3))
                .expect("every output that is not audio has a row"),
        }
    }

    /// Finds the output of an ending.
    pub(super) fn with_ending(ending: &str) -> Option<Self> {
        let texts = TEXTS.iter().map(|row| row.1);
        Format::ALL.into_iter().map(Self::Audio).chain(texts).find(|output| output.ending() == ending)
    }

    /// Returns what stands after the narration's name and a dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        self.row().1
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.row().2
    }

    /// Returns whether it shows the shape of the sound.
    pub(super) fn is_seen(self) -> bool {
        matches!(self, Self::Waveform | Self::Svg | Self::Png)
    }
}

impl FromStr for Output {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if let Some(row) = TEXTS.iter().find(|row| row.0 == name) {
            return Ok(row.1);
        }
        let texts: Vec<_> = TEXTS.iter().map(|row| row.0).collect();
        name.parse().map(Self::Audio).map_err(|message: String| format!("{message}, {}", texts.join(", ")))
    }
}

impl TryFrom<String> for Output {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        name.parse()
    }
}

impl From<Output> for String {
    fn from(output: Output) -> Self {
        output.row().0.to_owned()
    }
}
