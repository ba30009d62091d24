//! A compressed file being written, whichever its format.

use std::io;

use super::{Format, Piece, Shape, Sink, flac, m4a, mp3, opus};

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
