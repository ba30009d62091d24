//! The voice's buzz: a train of pulses at the pitch, with every harmonic below 11 kHz at the same strength.

use rten_simd::SimdUnaryOp;
use rten_vecmath::Sin;

use super::synthesis::{HOP, RATE_HZ};

/// Pitch below this is no voice: the network gives 0 where speech is unvoiced.
const LOWEST_PITCH_HZ: f32 = 40.0;
/// The highest harmonic; above it the band is left to the noise parts (the model's METADATA).
const HIGHEST_HARMONIC_HZ: f32 = 11_000.0;
/// Where the closed form divides by next to nothing, its limit is used instead.
const NEXT_TO_NOTHING: f32 = 2e-3;

/// Returns a sample for each position, [`HOP`] for each pitch: `∑ cos(h·phase)` over the harmonics h, 0 where unvoiced.
///
/// In closed form that sum is `sin((H + ½)·phase) / (2·sin(phase/2)) − ½` for H harmonics.
pub(super) fn pulses(pitch_hz: &[f32]) -> Vec<f32> {
    let mut train = vec![0.0; pitch_hz.len() * HOP];
    let mut phase = 0.0f64;
    let (mut pitch, mut half, mut sum) = ([0.0f32; HOP], [0.0f32; HOP], [0.0f32; HOP]);
    for (frame, train) in train.chunks_exact_mut(HOP).enumerate() {
        interpolate(pitch_hz, frame, &mut pitch);
        for i in 0..HOP {
            let hz = pitch[i].max(LOWEST_PITCH_HZ);
            phase = (phase + f64::from(hz) / f64::from(RATE_HZ)).fract();
            half[i] = phase as f32 * std::f32::consts::PI;
            sum[i] = 2.0 * half[i] * ((HIGHEST_HARMONIC_HZ / hz).floor() + 0.5);
        }
        if pitch.iter().all(|hz| *hz <= LOWEST_PITCH_HZ) {
            continue;
        }
        Sin::new().map_mut(&mut half);
        Sin::new().map_mut(&mut sum);
        for i in 0..HOP {
            let divisor = 2.0 * half[i];
            let limit = (HIGHEST_HARMONIC_HZ / pitch[i]).floor();
            let value = if divisor.abs() <= NEXT_TO_NOTHING { limit } else { sum[i] / divisor - 0.5 };
            train[i] = if pitch[i] > LOWEST_PITCH_HZ { value } else { 0.0 };
        }
    }
    train
}

/// Fills in the pitch at each sample of a frame: straight lines between the frames' middles, level at both ends.
fn interpolate(pitch_hz: &[f32], frame: usize, samples: &mut [f32; HOP]) {
    let at = pitch_hz[frame];
    let before = if frame == 0 { at } else { pitch_hz[frame - 1] };
    let after = *pitch_hz.get(frame + 1).unwrap_or(&at);
    for (i, sample) in samples.iter_mut().enumerate() {
        let from_middle = (i as f32 + 0.5) / HOP as f32 - 0.5;
        let other = if from_middle < 0.0 { before } else { after };
        *sample = at + (other - at) * from_middle.abs();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_pitch_makes_a_pulse_a_period() {
        let train = pulses(&[100.0; 20]);
        let harmonics = 110.0;
        let tops: Vec<usize> = (0..train.len()).filter(|i| train[*i] > 0.8 * harmonics).collect();
        let periods: Vec<usize> = tops.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(tops.len() > 20 && periods.iter().all(|period| *period == 240), "{periods:?}");
        assert!(train.iter().all(|sample| sample.abs() <= harmonics + 0.5));
    }

    #[test]
    fn no_pitch_makes_no_pulse() {
        assert!(pulses(&[0.0; 5]).iter().all(|sample| *sample == 0.0));
        assert!(pulses(&[]).is_empty());
    }
}
