//! Speech as it came from an engine.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Frames, SampleRate};

/// Where a word is spoken inside a clip, from an engine that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordMark {
    /// The bytes of the request's text that hold the word.
    pub text: Range<usize>,
    /// The clip's frames that hold its sound.
    pub frames: Range<u64>,
}

/// Speech as an engine gave it: mono, one rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Clip {
    /// Mono samples, nominally in [-1.0, 1.0]; what lies outside is clipped when written.
    pub samples: Vec<f32>,
    /// The rate of the samples.
    pub rate: SampleRate,
    /// Word marks in order; empty when the engine gives none.
    pub words: Vec<WordMark>,
}

impl Clip {
    /// Returns the clip's length.
    #[must_use]
    pub fn length(&self) -> Frames {
        Frames(self.samples.len() as u64)
    }
}
