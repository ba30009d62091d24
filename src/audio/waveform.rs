//! The shape of a sound for people who look, as BBC's audiowaveform tells it.

use serde_json::{Value, json};

use super::SampleRate;

/// Points of a picture of the whole: more than a screen is wide.
const POINTS: u64 = 2_000;
/// Samples of a point at the least: audiowaveform's own choice.
const LEAST_SAMPLES: u64 = 256;

/// The shape of a mono sound that arrives in pieces.
pub struct Waveform {
    rate: SampleRate,
    samples_per_point: u64,
    taken: u64,
    lowest: f32,
    highest: f32,
    data: Vec<i8>,
}

impl Waveform {
    /// Makes one for a sound of so many frames.
    #[must_use]
    pub fn new(rate: SampleRate, frames: u64) -> Self {
        let samples_per_point = frames.div_ceil(POINTS).max(LEAST_SAMPLES);
        Self { rate, samples_per_point, taken: 0, lowest: 0.0, highest: 0.0, data: Vec::new() }
    }

    /// Takes the next samples.
    pub fn add(&mut self, samples: &[f32]) {
        for sample in samples {
            self.lowest = self.lowest.min(*sample);
            self.highest = self.highest.max(*sample);
            self.taken += 1;
            if self.taken == self.samples_per_point {
                self.end_point();
            }
        }
    }

    fn end_point(&mut self) {
        // `as` saturates.
        self.data.extend([(self.lowest * 128.0) as i8, (self.highest * 127.0) as i8]);
        (self.taken, self.lowest, self.highest) = (0, 0.0, 0.0);
    }

    /// Ends the last point.
    pub fn finish(&mut self) {
        if self.taken > 0 {
            self.end_point();
        }
    }

    /// Returns the lowest and highest value of each point, as fractions of full scale.
    pub fn points(&self) -> impl ExactSizeIterator<Item = (f32, f32)> {
        self.data.chunks_exact(2).map(|point| (f32::from(point[0]) / 128.0, f32::from(point[1]) / 127.0))
    }

    /// Returns audiowaveform's JSON, version 2.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "version": 2,
            "channels": 1,
            "sample_rate": self.rate.hz(),
            "samples_per_pixel": self.samples_per_point,
            "bits": 8,
            "length": self.data.len() / 2,
            "data": self.data,
        })
    }
}
