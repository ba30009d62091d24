//! AAC-LC as a stream of frames that each say what they are (ADTS), by `syom`: what can be played from its beginning while
//! the rest is still made.

use std::io;

use syom::{EncodeOptions, Encoder};

use super::shape::failed;
use crate::audio::SampleRate;

/// Bits a second for one channel of speech, as in the file format.
const BITS_PER_SECOND: u32 = 64_000;

/// A stream being written.
pub struct Adts {
    encoder: Encoder,
    clipped: Vec<f32>,
}

impl Adts {
    /// Begins a mono stream.
    ///
    /// # Errors
    /// When AAC does not have the rate.
    pub fn new(rate: SampleRate) -> io::Result<Self> {
        let options = EncodeOptions::adts().with_bitrate_bps(BITS_PER_SECOND);
        Ok(Self { encoder: Encoder::new(rate.hz(), 1, &options).map_err(failed)?, clipped: Vec::new() })
    }

    /// Takes the next samples and returns the frames that are done.
    ///
    /// # Errors
    /// When the encoder fails.
    pub fn add(&mut self, samples: &[f32]) -> io::Result<Vec<u8>> {
        self.clipped.clear();
        self.clipped.extend(samples.iter().map(|sample| sample.clamp(-1.0, 1.0)));
        let mut frames = Vec::new();
        let fed = self.encoder.feed(&[&self.clipped], |frame| {
            frames.extend_from_slice(frame.au);
            Ok(())
        });
        fed.map_err(failed)?;
        Ok(frames)
    }

    /// Returns the last frames.
    ///
    /// # Errors
    /// When the encoder fails.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        let mut frames = Vec::new();
        let finished = self.encoder.finish(|frame| {
            frames.extend_from_slice(frame.au);
            Ok(())
        });
        finished.map_err(failed)?;
        Ok(frames)
    }
}
