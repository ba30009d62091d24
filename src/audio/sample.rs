//! Samples as fractions of full scale and as whole numbers.

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
}
