//! Samples without a file around them.

use serde::Deserialize;

use super::{DecodeError, Interleaved, MAX_SECONDS};
use crate::audio::{Clip, SampleRate, from_i16};

/// How bare samples are to be read: their order in time, all channels of a frame together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bare {
    /// Frames a second.
    pub rate: SampleRate,
    /// Channels, at least one; several become their mean.
    #[serde(default = "one")]
    pub channels: u16,
    /// How a sample is written.
    #[serde(default)]
    pub samples: Samples,
}

/// How a bare sample is written; little-endian all.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Samples {
    /// 8 bits, silence being 128.
    U8,
    /// 16 bits.
    #[default]
    S16,
    /// 24 bits in three bytes.
    S24,
    /// 32 bits.
    S32,
    /// Floating point of 32 bits, full scale being 1.
    F32,
}

const fn one() -> u16 {
    1
}

impl From<SampleRate> for Bare {
    /// 16 bits, mono: what services mean by PCM.
    fn from(rate: SampleRate) -> Self {
        Self { rate, channels: one(), samples: Samples::default() }
    }
}

/// Reads bare samples.
///
/// # Errors
/// When there are none, the last is not whole, or they last longer than any speech.
pub fn decode_bare(bytes: &[u8], bare: Bare) -> Result<Clip, DecodeError> {
    let Bare { rate, channels, samples } = bare;
    let frame_bytes = samples.bytes() * usize::from(channels.max(1));
    if !bytes.len().is_multiple_of(frame_bytes) {
        return Err(DecodeError::CutOff);
    }
    if bytes.len() / frame_bytes > MAX_SECONDS * rate.hz() as usize {
        return Err(DecodeError::TooLong);
    }
    let samples = samples.read(bytes);
    let weights = vec![1.0 / f32::from(channels.max(1)); channels.max(1).into()];
    Interleaved { samples, weights, hz: rate.hz() }.mono()
}

impl Samples {
    fn bytes(self) -> usize {
        match self {
            Self::U8 => 1,
            Self::S16 => 2,
            Self::S24 => 3,
            Self::S32 | Self::F32 => 4,
        }
    }

    fn read(self, bytes: &[u8]) -> Vec<f32> {
        match self {
            Self::U8 => bytes.iter().map(|byte| (f32::from(*byte) - 128.0) / 128.0).collect(),
            Self::S16 => bytes.as_chunks().0.iter().map(|bytes| from_i16(i16::from_le_bytes(*bytes))).collect(),
            Self::S24 => {
                bytes.as_chunks().0.iter().map(|[low, middle, high]| scaled([0, *low, *middle, *high])).collect()
            }
            Self::S32 => bytes.as_chunks().0.iter().map(|bytes| scaled(*bytes)).collect(),
            Self::F32 => bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect(),
        }
    }
}

fn scaled(bytes: [u8; 4]) -> f32 {
    i32::from_le_bytes(bytes) as f32 / 2f32.powi(31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_sample_is_read() {
        let ways: [(Samples, &[u8]); 5] = [
            (Samples::U8, &[192, 64]),
            (Samples::S16, &[0, 0x40, 0, 0xC0]),
            (Samples::S24, &[0, 0, 0x40, 0, 0, 0xC0]),
            (Samples::S32, &[0, 0, 0, 0x40, 0, 0, 0, 0xC0]),
            (Samples::F32, &[0, 0, 0, 0x3F, 0, 0, 0, 0xBF]),
        ];
        for (samples, bytes) in ways {
            let rate = SampleRate::new(44_100).unwrap();
            let clip = decode_bare(bytes, Bare { samples, ..Bare::from(rate) }).unwrap();
            assert_eq!(clip.rate, rate);
            for (sample, expected) in clip.samples.iter().zip([0.5, -0.5]) {
                assert!((sample - expected).abs() < 1e-4, "{samples:?}: {:?}", clip.samples);
            }
            let mean = decode_bare(bytes, Bare { samples, channels: 2, ..Bare::from(rate) }).unwrap();
            assert!(mean.samples.len() == 1 && mean.samples[0].abs() < 1e-4, "{samples:?}");
            assert!(matches!(
                decode_bare(&[bytes, &[0]].concat(), Bare { samples, channels: 2, ..Bare::from(rate) }),
                Err(DecodeError::CutOff)
            ));
        }
        let nan =
            decode_bare(&f32::NAN.to_le_bytes(), Bare { samples: Samples::F32, ..Bare::from(SampleRate::MASTER) });
        assert_eq!(nan.unwrap().samples, [0.0]);
    }

    #[test]
    fn what_lasts_longer_than_speech_is_refused() {
        let rate = SampleRate::new(8).unwrap();
        assert!(decode_bare(&vec![0; MAX_SECONDS * 16], Bare::from(rate)).is_ok());
        assert!(matches!(decode_bare(&vec![0; MAX_SECONDS * 16 + 2], Bare::from(rate)), Err(DecodeError::TooLong)));
    }
}
