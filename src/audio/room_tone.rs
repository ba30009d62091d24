//! The sound of a quiet room: soft noise under everything, so that pauses are not holes.

use super::from_db;

/// How much of each value the next keeps: a low pass at a twentieth of the rate, as rooms and preamplifiers sound (taste).
const KEPT: f32 = 0.73;

/// A source of soft noise, always the same.
pub struct RoomTone {
    state: u32,
    last: f32,
    level: f32,
}

impl RoomTone {
    /// Makes a source whose root mean square lies at this level, in dB below full scale.
    #[must_use]
    pub fn new(dbfs: f64) -> Self {
        // Even noise has a power of a third; the low pass leaves (1 − a)/(1 + a) of it.
        let power = (1.0 - KEPT) / (1.0 + KEPT) / 3.0;
        Self { state: 0x1234_5678, last: 0.0, level: from_db(dbfs) / power.sqrt() }
    }

    /// Adds the noise to samples.
    pub fn add_to(&mut self, samples: &mut [f32]) {
        for sample in samples {
            // Numerical Recipes' generator: its high bits are even enough to hear nothing in them.
            self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let even = (self.state >> 8) as f32 / (1 << 23) as f32 - 1.0;
            self.last = KEPT * self.last + (1.0 - KEPT) * even;
            *sample += self.level * self.last;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_lies_at_its_level() {
        let mut samples = vec![0.0; 240_000];
        RoomTone::new(-66.0).add_to(&mut samples);
        let power = samples.iter().map(|sample| f64::from(sample * sample)).sum::<f64>() / 240_000.0;
        assert!((10.0 * power.log10() - -66.0).abs() < 0.2);
    }
}
