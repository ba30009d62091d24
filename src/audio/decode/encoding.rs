//! How a plain sample is written: whole numbers, floating point, and the two laws of telephony.

use serde::Deserialize;

use crate::audio::from_i16;

/// How a plain sample is written. Without a word of the order of its bytes, the lowest comes first.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Samples {
    /// 8 bits, silence being 128.
    U8,
    /// 8 bits, silence being 0.
    S8,
    /// 16 bits.
    #[default]
    S16,
    /// 16 bits, the highest byte first.
    S16Be,
    /// 24 bits in three bytes.
    S24,
    /// 24 bits in three bytes, the highest first.
    S24Be,
    /// 32 bits.
    S32,
    /// 32 bits, the highest byte first.
    S32Be,
    /// Floating point of 32 bits, full scale being 1.
    F32,
    /// The same, the highest byte first.
    F32Be,
    /// Floating point of 64 bits, full scale being 1.
    F64,
    /// The same, the highest byte first.
    F64Be,
    /// 8 bits by the µ-law (ITU-T G.711).
    Mulaw,
    /// 8 bits by the A-law (ITU-T G.711).
    Alaw,
}

impl Samples {
    /// Returns how many bytes a sample has.
    #[must_use]
    pub fn bytes(self) -> usize {
        match self {
            Self::U8 | Self::S8 | Self::Mulaw | Self::Alaw => 1,
            Self::S16 | Self::S16Be => 2,
            Self::S24 | Self::S24Be => 3,
            Self::S32 | Self::S32Be | Self::F32 | Self::F32Be => 4,
            Self::F64 | Self::F64Be => 8,
        }
    }

    /// Returns the same with the highest byte first.
    pub(super) fn big_endian(self) -> Self {
        match self {
            Self::S16 => Self::S16Be,
            Self::S24 => Self::S24Be,
            Self::S32 => Self::S32Be,
            Self::F32 => Self::F32Be,
            Self::F64 => Self::F64Be,
            other => other,
        }
    }

    /// Reads samples; a last one that is not whole is left out.
    pub(super) fn read(self, bytes: &[u8]) -> Vec<f32> {
        match self {
            Self::U8 => each(bytes, |[byte]| (f32::from(byte) - 128.0) / 128.0),
            Self::S8 => each(bytes, |[byte]| f32::from(byte as i8) / 128.0),
            Self::S16 => each(bytes, |bytes| from_i16(i16::from_le_bytes(bytes))),
            Self::S16Be => each(bytes, |bytes| from_i16(i16::from_be_bytes(bytes))),
            Self::S24 => each(bytes, |[low, middle, high]| scaled([0, low, middle, high])),
            Self::S24Be => each(bytes, |[high, middle, low]| scaled([0, low, middle, high])),
            Self::S32 => each(bytes, scaled),
            Self::S32Be => each(bytes, |[a, b, c, d]| scaled([d, c, b, a])),
            Self::F32 => each(bytes, f32::from_le_bytes),
            Self::F32Be => each(bytes, f32::from_be_bytes),
            Self::F64 => each(bytes, |bytes| f64::from_le_bytes(bytes) as f32),
            Self::F64Be => each(bytes, |bytes| f64::from_be_bytes(bytes) as f32),
            Self::Mulaw => each(bytes, |[byte]| f32::from(mulaw(byte)) / 32_768.0),
            Self::Alaw => each(bytes, |[byte]| f32::from(alaw(byte)) / 32_768.0),
        }
    }
}

fn each<const BYTES: usize>(bytes: &[u8], sample: impl Fn([u8; BYTES]) -> f32) -> Vec<f32> {
    bytes.as_chunks::<BYTES>().0.iter().map(|bytes| sample(*bytes)).collect()
}

fn scaled(bytes: [u8; 4]) -> f32 {
    i32::from_le_bytes(bytes) as f32 / 2f32.powi(31)
}

/// Returns the 16 bits of a byte by the µ-law: sign, three bits of exponent, four of mantissa, all inverted.
fn mulaw(byte: u8) -> i16 {
    const BIAS: i16 = 0x84;
    let byte = !byte;
    let magnitude = ((i16::from(byte & 0x0F) << 3) + BIAS) << (byte >> 4 & 7);
    if byte & 0x80 == 0 { magnitude - BIAS } else { BIAS - magnitude }
}

/// Returns the 16 bits of a byte by the A-law: sign, three bits of exponent, four of mantissa, every other bit inverted.
fn alaw(byte: u8) -> i16 {
    let byte = byte ^ 0x55;
    let mantissa = (i16::from(byte & 0x0F) << 4) + 8;
    let magnitude = match byte >> 4 & 7 {
        0 => mantissa,
        exponent => (mantissa + 0x100) << (exponent - 1),
    };
    if byte & 0x80 == 0 { -magnitude } else { magnitude }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_sample_is_read() {
        let ways: [(Samples, &[u8]); 14] = [
            (Samples::U8, &[192, 64]),
            (Samples::S8, &[0x40, 0xC0]),
            (Samples::S16, &[0, 0x40, 0, 0xC0]),
            (Samples::S16Be, &[0x40, 0, 0xC0, 0]),
            (Samples::S24, &[0, 0, 0x40, 0, 0, 0xC0]),
            (Samples::S24Be, &[0x40, 0, 0, 0xC0, 0, 0]),
            (Samples::S32, &[0, 0, 0, 0x40, 0, 0, 0, 0xC0]),
            (Samples::S32Be, &[0x40, 0, 0, 0, 0xC0, 0, 0, 0]),
            (Samples::F32, &[0, 0, 0, 0x3F, 0, 0, 0, 0xBF]),
            (Samples::F32Be, &[0x3F, 0, 0, 0, 0xBF, 0, 0, 0]),
            (Samples::F64, &[0, 0, 0, 0, 0, 0, 0xE0, 0x3F, 0, 0, 0, 0, 0, 0, 0xE0, 0xBF]),
            (Samples::F64Be, &[0x3F, 0xE0, 0, 0, 0, 0, 0, 0, 0xBF, 0xE0, 0, 0, 0, 0, 0, 0]),
            // The nearest steps to a half.
            (Samples::Mulaw, &[0x8F, 0x0F]),
            (Samples::Alaw, &[0xA5, 0x25]),
        ];
        for (samples, bytes) in ways {
            let read = samples.read(bytes);
            assert_eq!(read.len() * samples.bytes(), bytes.len(), "{samples:?}");
            let slack = if samples.bytes() == 1 { 0.02 } else { 1e-4 };
            for (sample, expected) in read.iter().zip([0.5, -0.5]) {
                assert!((sample - expected).abs() < slack, "{samples:?}: {read:?}");
            }
        }
        assert_eq!((mulaw(0xFF), mulaw(0x7F), mulaw(0x00), mulaw(0x80)), (0, 0, -32_124, 32_124));
        assert_eq!((alaw(0xD5), alaw(0x55), alaw(0x2A), alaw(0xAA)), (8, -8, -32_256, 32_256));
    }
}
