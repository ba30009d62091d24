//! What is known of a sound before its first sample, and its samples as they come.

use std::io;

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
