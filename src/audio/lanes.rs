//! Sums and maxima of many samples in eight lanes: the compiler makes vector code of them, which it may not of one long sum of floats.

/// Samples worked on together.
pub(super) const LANES: usize = 8;

/// Adds the products of a factor with each of some values to sums. In counted loops, as nothing else here: tests run this without
/// optimisation, where iterators cost ten times as much, and most of what a recording takes is spent here.
#[inline]
pub(super) fn add_scaled<const N: usize>(sums: &mut [f32; N], values: &[f32; N], factor: f32) {
    let mut at = 0;
    while at < N {
        sums[at] += values[at] * factor;
        at += 1;
    }
}

/// The largest magnitude; NaN counts as nothing.
pub(crate) fn largest(samples: &[f32]) -> f32 {
    let (chunks, rest) = samples.as_chunks::<LANES>();
    let mut lanes = [0.0f32; LANES];
    for chunk in chunks {
        let mut at = 0;
        while at < LANES {
            let magnitude = chunk[at].abs();
            if magnitude > lanes[at] {
                lanes[at] = magnitude;
            }
            at += 1;
        }
    }
    lanes.into_iter().chain(rest.iter().map(|sample| sample.abs())).fold(0.0, f32::max)
}

/// The sum of the squares.
pub(crate) fn power(samples: &[f32]) -> f64 {
    // A second of samples at a time: so long a sum of floats is exact enough.
    samples.chunks(1 << 15).map(|part| f64::from(short_power(part))).sum()
}

/// The sum of the products of two stretches, as far as both go.
pub(crate) fn product(one: &[f32], other: &[f32]) -> f32 {
    let length = one.len().min(other.len());
    let (ones, one_rest) = one[..length].as_chunks::<LANES>();
    let (others, other_rest) = other[..length].as_chunks::<LANES>();
    let mut lanes = [0.0f32; LANES];
    for (a, b) in ones.iter().zip(others) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    lanes.iter().sum::<f32>() + one_rest.iter().zip(other_rest).map(|(a, b)| a * b).sum::<f32>()
}

fn short_power(samples: &[f32]) -> f32 {
    let (chunks, rest) = samples.as_chunks::<LANES>();
    let mut lanes = [0.0f32; LANES];
    for chunk in chunks {
        for (lane, sample) in lanes.iter_mut().zip(chunk) {
            *lane += sample * sample;
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().map(|sample| sample * sample).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_counts_once() {
        let samples: Vec<f32> = (0..100_003).map(|i| if i % 2 == 0 { 0.5 } else { -0.5 }).collect();
        assert_eq!(power(&samples), 100_003.0 / 4.0);
        for place in [0, 7, 8, 100_002] {
            let mut one = samples.clone();
            one[place] = -0.75;
            assert_eq!(largest(&one), 0.75);
        }
        assert_eq!(largest(&[f32::NAN; 9]), 0.0);
        assert_eq!((largest(&[]), power(&[])), (0.0, 0.0));
    }
}
