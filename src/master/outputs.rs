//! What may stand beside the WAV: compressed audio, captions, chapters, transcripts, the waveform, pictures.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Manifest, captions, escape};
use crate::audio::Format;
use crate::language::Language;

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

/// One file beside the WAV, as the manifest tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// The file's name.
    pub file: String,
    /// Its media type.
    pub media_type: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its BLAKE3 hash, in hexadecimal.
    #[serde(default)]
    pub hash: String,
    /// The BLAKE3 hash of its sound alone, whatever its tags say; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sound_hash: String,
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

    /// Writes what is made from the manifest alone; nothing for audio and for what shows it.
    pub(super) fn text(self, manifest: &Manifest) -> Option<String> {
        match self {
            Self::Audio(_) | Self::Waveform | Self::Svg | Self::Png => None,
            Self::Vtt => Some(captions::vtt(manifest)),
            Self::Srt => Some(captions::srt(manifest)),
            Self::Chapters => Some(chapters(manifest)),
            Self::Html => Some(html(manifest)),
            Self::Text => Some(paragraphs(manifest).iter().map(|(_, text)| format!("{text}\n\n")).collect()),
        }
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

/// Podcasting 2.0 JSON chapters, version 1.2.
fn chapters(manifest: &Manifest) -> String {
    let seconds = |ms: u64| ms as f64 / 1_000.0;
    let chapter =
        |chapter: &crate::audio::Chapter| json!({ "startTime": seconds(chapter.start_ms), "title": chapter.title });
    let chapters: Vec<_> = manifest.chapters.iter().map(chapter).collect();
    format!("{:#}\n", json!({ "version": "1.2.0", "title": manifest.article.title, "chapters": chapters }))
}

/// The transcript as a page: each sentence with its times, so that a player can follow it.
fn html(manifest: &Manifest) -> String {
    let language = escape(manifest.article.language.as_ref().map(Language::as_str).unwrap_or("en"));
    let title = escape(manifest.article.title.as_deref().unwrap_or_default());
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n"
    );
    for (kind, text) in paragraphs_of(manifest, |cue| {
        let text = escape(cue.written.trim_end());
        format!("<span data-start-ms=\"{}\" data-end-ms=\"{}\">{text}</span> ", cue.start_ms, cue.end_ms)
    }) {
        let element = match kind {
            "heading" => "h2",
            "quote" => "blockquote",
            _ => "p",
        };
        page.push_str(&format!("<{element}>{}</{element}>\n", text.trim_end()));
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn paragraphs(manifest: &Manifest) -> Vec<(&str, String)> {
    paragraphs_of(manifest, |cue| cue.written.clone())
        .into_iter()
        .map(|(kind, text)| (kind, text.trim().to_owned()))
        .collect()
}

/// Joins the sentences of each block.
fn paragraphs_of(manifest: &Manifest, written: impl Fn(&super::Cue) -> String) -> Vec<(&str, String)> {
    let mut paragraphs: Vec<(&str, String)> = Vec::new();
    let mut block = None;
    for cue in &manifest.sentences {
        match paragraphs.last_mut().filter(|_| cue.block.is_some() && block == cue.block) {
            Some((_, text)) => text.push_str(&written(cue)),
            None => paragraphs.push((&cue.kind, written(cue))),
        }
        block = cue.block;
    }
    paragraphs
}
