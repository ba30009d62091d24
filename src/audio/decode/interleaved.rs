//! Samples of every channel in turn, and what makes a clip of them.

use super::bounds::{self, MAX_SAMPLES, MAX_SECONDS};
use super::{DecodeError, mp4};
use crate::audio::Clip;

/// Samples of every channel in turn.
#[derive(Debug, Clone)]
pub(super) struct Interleaved {
    pub(super) samples: Vec<f32>,
    /// How much each channel counts.
    pub(super) weights: Vec<f32>,
    pub(super) hz: u32,
}

impl Interleaved {
    /// Makes an empty one; several channels count the same.
    ///
    /// # Errors
    /// When no sound has so many channels or this rate.
    pub(super) fn new(hz: u32, channels: usize) -> Result<Self, DecodeError> {
        bounds::rate(hz)?;
        let channels = bounds::channels(channels)?;
        Ok(Self { samples: Vec::new(), weights: vec![1.0 / channels as f32; channels], hz })
    }

    /// Returns how many frames there are.
    pub(super) fn frames(&self) -> u64 {
        (self.samples.len() / self.weights.len().max(1)) as u64
    }

    /// Takes samples, unless they become more than any speech has.
    pub(super) fn add(&mut self, samples: &[f32]) -> Result<(), DecodeError> {
        self.samples.extend_from_slice(samples);
        let is_too_long = self.frames() > MAX_SECONDS as u64 * u64::from(self.hz);
        if is_too_long || self.samples.len() > MAX_SAMPLES { Err(DecodeError::TooLong) } else { Ok(()) }
    }

    /// Leaves only what an edit list shows.
    pub(super) fn cut(&mut self, edit: &mp4::Edit) {
        let range = edit.frames(self.hz, self.frames());
        let channels = self.weights.len();
        self.samples.truncate(range.end as usize * channels);
        self.samples.drain(..range.start as usize * channels);
    }

    /// Makes one channel of several: the same speech on two is as loud as on one. What is no number is silence.
    pub(super) fn mono(self) -> Result<Clip, DecodeError> {
        let rate = if self.samples.is_empty() { return Err(DecodeError::NoSound) } else { bounds::rate(self.hz)? };
        let mut samples = match self.weights.len() {
            0 | 1 => self.samples,
            several => {
                let frame =
                    |frame: &[f32]| frame.iter().zip(&self.weights).map(|(sample, weight)| sample * weight).sum();
                self.samples.chunks_exact(several).map(frame).collect()
            }
        };
        samples.iter_mut().filter(|sample| !sample.is_finite()).for_each(|sample| *sample = 0.0);
        if samples.is_empty() { Err(DecodeError::NoSound) } else { Ok(Clip { samples, rate, words: Vec::new() }) }
    }
}
