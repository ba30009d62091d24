//! Sound as values: clips of mono samples, counted in whole frames.

mod cover;
mod decode;
mod depth;
mod encode;
mod lanes;
mod limiter;
mod loudness;
mod oversample;
mod resample;
mod room_tone;
mod tags;
mod trim;
mod watermark;
mod waveform;
mod weighting;

use std::num::NonZeroU32;
use std::ops::{Add, AddAssign, Range};
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use cover::{Cover, CoverError};
pub use decode::{Bare, DecodeError, Samples, decode, decode_bare, decode_opening, is_file, sound_hash};
pub use depth::{Depth, Quantizer};
pub use encode::{Encoder, Format, Piece, Shape, Sink};
pub use limiter::Limiter;
pub use loudness::{Loudness, Meter, SpeechLevel, from_db};
pub use resample::{Resampler, resampled_length};
pub use room_tone::RoomTone;
pub use tags::{Chapter, DIGITAL_SOURCE_TYPE, Id3Texts, Tags};
pub use trim::speech_range;
pub use watermark::{Watermark, is_watermarked};
pub use waveform::Waveform;

/// Frames a second, in hertz; never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SampleRate(NonZeroU32);

impl SampleRate {
    /// The master's rate: the rate the built-in voice was trained at, and enough for speech (energy ends near 11 kHz).
    pub const MASTER: Self = Self(NonZeroU32::new(24_000).expect("24 000 is not zero"));

    /// Makes a rate from hertz; `None` for zero.
    #[must_use]
    pub fn new(hz: u32) -> Option<Self> {
        NonZeroU32::new(hz).map(Self)
    }

    /// Returns the rate in hertz.
    #[must_use]
    pub fn hz(self) -> u32 {
        self.0.get()
    }
}

/// A position or length in whole frames, from 0.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Frames(pub u64);

impl Frames {
    /// Returns the nearest whole number of frames to a duration; a length past `u64` is held at its end.
    #[must_use]
    pub fn from_duration(duration: Duration, rate: SampleRate) -> Self {
        let frames = (duration.as_nanos() * u128::from(rate.hz()) + 500_000_000) / 1_000_000_000;
        Self(u64::try_from(frames).unwrap_or(u64::MAX))
    }

    /// Returns the time these frames last, rounded down to the nanosecond.
    #[must_use]
    pub fn duration(self, rate: SampleRate) -> Duration {
        let hz = u64::from(rate.hz());
        let nanos = (self.0 % hz) * 1_000_000_000 / hz;
        Duration::from_secs(self.0 / hz) + Duration::from_nanos(nanos)
    }

    /// Returns the time in milliseconds, rounded to the nearest.
    #[must_use]
    pub fn to_ms(self, rate: SampleRate) -> u64 {
        let ms = (u128::from(self.0) * 1000 + u128::from(rate.hz()) / 2) / u128::from(rate.hz());
        u64::try_from(ms).unwrap_or(u64::MAX)
    }
}

impl Add for Frames {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Frames {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

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

/// Turns a sample into a 16-bit one; what lies outside [-1.0, 1.0] is clipped, NaN is 0.
///
/// The scale is 32 767, so that full scale is symmetric and a sample read back by [`from_i16`] is written the same.
#[must_use]
pub fn to_i16(sample: f32) -> i16 {
    (sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16
}

/// Turns a 16-bit sample into one in [-1.0, 1.0].
#[must_use]
pub fn from_i16(sample: i16) -> f32 {
    (f32::from(sample) / f32::from(i16::MAX)).max(-1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_bit_samples_survive_the_round_trip() {
        for sample in -i16::MAX..=i16::MAX {
            assert_eq!(to_i16(from_i16(sample)), sample);
        }
        assert_eq!(to_i16(f32::NAN), 0);
        assert_eq!(to_i16(7.0), i16::MAX);
    }

    #[test]
    fn frames_and_durations_agree() {
        let rate = SampleRate::MASTER;
        assert_eq!(Frames::from_duration(Duration::from_millis(350), rate), Frames(8_400));
        assert_eq!(Frames(8_400).duration(rate), Duration::from_millis(350));
        assert_eq!(Frames(36).to_ms(rate), 2);
        assert_eq!(Frames(u64::MAX).to_ms(rate), 768_614_336_404_564_651);
    }
}
