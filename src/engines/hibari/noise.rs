//! The voice's breath: complex Gaussian noise, drawn from a table.

use realfft::num_complex::Complex32;

use super::synthesis::BINS;

/// How many values the table holds: 100 spectra, each begun at a place of its own, so that no repetition is heard.
const TABLE: usize = 1 << 16;

/// A table of complex Gaussian values of unit variance in each component.
pub(super) struct Noise {
    table: Vec<Complex32>,
}

impl Noise {
    /// Draws the table, always the same one.
    pub(super) fn new() -> Self {
        let mut random = SplitMix(0);
        let mut gaussian = || {
            // Box and Muller 1958; the first draw is kept off 0, whose logarithm is not finite.
            let (radius, angle) = (1.0 - random.unit(), random.unit() * std::f32::consts::TAU);
            let radius = (-2.0 * radius.ln()).sqrt();
            Complex32::new(radius * angle.cos(), radius * angle.sin())
        };
        Self { table: (0..TABLE).map(|_| gaussian()).collect() }
    }

    /// Draws a spectrum of noise.
    pub(super) fn spectrum(&self, random: &mut SplitMix) -> &[Complex32] {
        let start = random.next() as usize % (TABLE - BINS);
        &self.table[start..start + BINS]
    }
}

/// Random numbers that are the same on every machine (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
/// generators").
pub(super) struct SplitMix(pub(super) u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number in [0, 1).
    fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noise_is_white_and_of_unit_variance() {
        let noise = Noise::new();
        let variance = |part: fn(&Complex32) -> f32| {
            noise.table.iter().map(|value| part(value).powi(2)).sum::<f32>() / noise.table.len() as f32
        };
        assert!((variance(|value| value.re) - 1.0).abs() < 0.02);
        assert!((variance(|value| value.im) - 1.0).abs() < 0.02);
        let mean: Complex32 = noise.table.iter().sum::<Complex32>() / noise.table.len() as f32;
        assert!(mean.norm() < 0.02, "{mean}");
        let neighbours: f32 = noise.table.windows(2).map(|pair| pair[0].re * pair[1].re).sum();
        assert!((neighbours / noise.table.len() as f32).abs() < 0.02);
    }
}
