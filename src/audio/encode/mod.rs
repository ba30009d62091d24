//! Compressed sound files, made while the samples come: MP3, Opus, AAC and FLAC by encoders in Rust, nothing GPL or LGPL.

mod flac;
mod m4a;
mod mp3;
mod mp4;
mod opus;

use std::io;
use std::str::FromStr;

use mp4ameta::StorageFile;

use super::{Depth, SampleRate, Tags};

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
        named.ok_or_else(|| format!("`{name}` is no format: choose from {}", Self::ALL.map(Self::extension).join(", ")))
    }
}

/// What is known of a mono sound before its first sample.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a> {
    /// Frames a second.
    pub rate: SampleRate,
    /// Bits of the whole-number samples.
    pub depth: Depth,
    /// How many there will be.
    pub frames: u64,
    /// What the file says of itself.
    pub tags: &'a Tags,
}

/// The next samples, as fractions of full scale and as whole numbers.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    /// In [-1.0, 1.0].
    pub samples: Vec<f32>,
    /// Numbers of the shape's depth.
    pub numbers: Vec<i32>,
}

/// A file, or its bytes in memory, that an encoder can write: it goes back to fill in what only the end knows.
pub trait Sink: StorageFile {}

impl<T: StorageFile> Sink for T {}

/// A file being written.
pub enum Encoder<W: Sink> {
    /// MP3.
    Mp3(Box<mp3::Mp3<W>>),
    /// Opus.
    Opus(Box<opus::Opus<W>>),
    /// AAC.
    M4a(Box<m4a::M4a<W>>),
    /// FLAC.
    Flac(Box<flac::Flac<W>>),
}

impl<W: Sink> Encoder<W> {
    /// Starts a file.
    ///
    /// # Errors
    /// When it cannot be written, or the format does not have the rate.
    pub fn new(format: Format, sink: W, shape: Shape<'_>) -> io::Result<Self> {
        Ok(match format {
            Format::Mp3 => Self::Mp3(Box::new(mp3::Mp3::new(sink, shape)?)),
            Format::Opus => Self::Opus(Box::new(opus::Opus::new(sink, shape)?)),
            Format::M4a => Self::M4a(Box::new(m4a::M4a::new(sink, shape)?)),
            Format::Flac => Self::Flac(Box::new(flac::Flac::new(sink, shape)?)),
        })
    }

    /// Takes the next samples.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, piece: &Piece) -> io::Result<()> {
        match self {
            Self::Mp3(encoder) => encoder.add(&piece.samples),
            Self::Opus(encoder) => encoder.add(&piece.samples),
            Self::M4a(encoder) => encoder.add(&piece.samples),
            Self::Flac(encoder) => encoder.add(&piece.numbers),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Mp3(encoder) => encoder.finish(),
            Self::Opus(encoder) => encoder.finish(),
            Self::M4a(encoder) => encoder.finish(),
            Self::Flac(encoder) => encoder.finish(),
        }
    }
}

/// Turns an encoder's error into one of writing.
fn failed(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}
