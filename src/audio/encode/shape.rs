//! What is known of a sound before its first sample, and its samples as they come.

use std::io;

use serde::Serialize;

use crate::audio::{Depth, SampleRate, Tags};

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
    /// How many bits a second compressed files may take.
    pub bit_rates: BitRates,
}

/// How many kilobits a second compressed files take; each format's own number unless it is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct BitRates {
    /// Of MP3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mp3_kbps: Option<u16>,
    /// Of Opus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opus_kbps: Option<u16>,
}

impl BitRates {
    /// Returns whether none is set.
    #[must_use]
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// The next samples, as fractions of full scale and as whole numbers.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    /// In [-1.0, 1.0].
    pub samples: Vec<f32>,
    /// Numbers of the shape's depth.
    pub numbers: Vec<i32>,
}

/// Turns an encoder's error into one of writing.
pub(super) fn failed(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}
