//! Bits of a sample: 16 with dither, or 24.

use serde::Deserialize;

use super::lanes::LANES;

/// How many bits a sample of the master has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub enum Depth {
    /// 16 bits: enough for finished speech, read by everything.
    #[default]
    Sixteen,
    /// 24 bits: for programs that go on working with it.
    TwentyFour,
}

impl Depth {
    /// Returns the number of bits.
    #[must_use]
    pub fn bits(self) -> u16 {
        match self {
            Self::Sixteen => 16,
            Self::TwentyFour => 24,
        }
    }

    /// Returns the number of bytes of a sample.
    #[must_use]
    pub fn bytes(self) -> u16 {
        self.bits() / 8
    }
}

impl From<Depth> for u16 {
    fn from(depth: Depth) -> Self {
        depth.bits()
    }
}

impl TryFrom<u16> for Depth {
    type Error = String;

    fn try_from(bits: u16) -> Result<Self, String> {
        match bits {
            16 => Ok(Self::Sixteen),
            24 => Ok(Self::TwentyFour),
            other => Err(format!("unsupported depth of {other} bits: use 16 or 24")),
        }
    }
}

impl std::str::FromStr for Depth {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse::<u16>().map_err(|_| format!("`{text}` is not a number of bits"))?.try_into()
    }
}

/// Turns samples into whole numbers of a depth, with triangular dither where it reduces them: rounding alone would follow the
/// signal and be heard in fading sounds (Lipshitz, Wannamaker and Vanderkooy 1992).
pub struct Quantizer {
    depth: Depth,
    /// Absent when nothing is reduced.
    noise: Option<Noise>,
}

impl Quantizer {
    /// Makes a quantizer that adds dither: for samples that were computed with. 24 bits hold what an `f32` does and need none.
    #[must_use]
    pub fn dithered(depth: Depth) -> Self {
        Self { depth, noise: (depth == Depth::Sixteen).then(Noise::new) }
    }

    /// Makes a quantizer that only rounds: for samples that are whole numbers already.
    #[must_use]
    pub fn plain(depth: Depth) -> Self {
        Self { depth, noise: None }
    }

    /// Puts the samples' numbers at the end of `out`. What lies outside [-1.0, 1.0] is clipped, NaN is 0, and digital silence
    /// stays silence.
    pub fn add(&mut self, samples: &[f32], out: &mut Vec<i32>) {
        let scale = match self.depth {
            Depth::Sixteen => 32_767.0,
            Depth::TwentyFour => 8_388_607.0f32,
        };
        let Some(noise) = &mut self.noise else {
            out.extend(samples.iter().map(|sample| round(sample * scale, scale)));
            return;
        };
        let number = |sample: f32, noise| if sample == 0.0 { 0 } else { round(sample * scale + noise, scale) };
        let (blocks, rest) = samples.as_chunks::<LANES>();
        for block in blocks {
            let noise = noise.next();
            out.extend::<[i32; LANES]>(std::array::from_fn(|lane| number(block[lane], noise[lane])));
        }
        out.extend(rest.iter().zip(noise.next()).map(|(sample, noise)| number(*sample, noise)));
    }
}

fn round(value: f32, scale: f32) -> i32 {
    // `as` saturates and turns NaN into 0; half away from zero is what `to_i16` does, and cheaper than `round`.
    (value.clamp(-scale, scale) + 0.5f32.copysign(value)) as i32
}

/// Triangular noise between -1 and 1, always the same, so that the same article makes the same bytes.
struct Noise([u32; LANES]);

impl Noise {
    /// The golden ratio as a fraction of 2³²: its multiples lie as far apart as can be.
    const GOLDEN: u32 = 0x9E37_79B9;

    fn new() -> Self {
        Self(std::array::from_fn(|lane| (lane as u32 + 1).wrapping_mul(Self::GOLDEN)))
    }

    /// Returns the difference of two even numbers for each lane.
    fn next(&mut self) -> [f32; LANES] {
        // Marsaglia's xorshift (2003): eight generators at once, each half of a word an even number.
        for state in &mut self.0 {
            *state ^= *state << 13;
            *state ^= *state >> 17;
            *state ^= *state << 5;
        }
        self.0.map(|word| ((word >> 16) as i32 - (word & 0xFFFF) as i32) as f32 / 65_536.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::{from_i16, to_i16};

    #[test]
    fn whole_numbers_stay_what_they_are() {
        let samples: Vec<f32> = (-i16::MAX..=i16::MAX).map(from_i16).collect();
        let mut out = Vec::new();
        Quantizer::plain(Depth::Sixteen).add(&samples, &mut out);
        assert!(samples.iter().zip(&out).all(|(sample, number)| i32::from(to_i16(*sample)) == *number));
        out.clear();
        Quantizer::plain(Depth::TwentyFour).add(&[2.0, -2.0, f32::NAN], &mut out);
        assert_eq!(out, [8_388_607, -8_388_607, 0]);
    }

    #[test]
    fn dither_makes_the_mean_right_and_the_error_even() {
        // A level between two numbers: rounding alone would give 0 always; with dither the mean is the level itself and the
        // error's power does not depend on it (a quarter of a step squared, and twelfth parts: 1/4 in all).
        for level in [0.1f32, 0.3, 0.5] {
            let mut out = Vec::new();
            Quantizer::dithered(Depth::Sixteen).add(&vec![level / 32_767.0; 200_000], &mut out);
            let mean = out.iter().map(|number| f64::from(*number)).sum::<f64>() / 200_000.0;
            assert!((mean - f64::from(level)).abs() < 0.01, "{level}: {mean}");
            let error =
                out.iter().map(|number| (f64::from(*number) - f64::from(level)).powi(2)).sum::<f64>() / 200_000.0;
            assert!((error - 0.25).abs() < 0.01, "{level}: {error}");
        }
    }

    #[test]
    fn silence_stays_silence() {
        let mut out = Vec::new();
        Quantizer::dithered(Depth::Sixteen).add(&[0.0; 100], &mut out);
        assert_eq!(out, [0; 100]);
    }
}
