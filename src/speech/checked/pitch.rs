//! How high a voice speaks: the period of its vowels.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::audio::{Clip, power, product};

/// The rate at which periods are looked for: they are many samples long even for children.
const HZ: u32 = 4_000;
/// The lowest and the highest voices.
const LOWEST_HZ: u32 = 55;
const HIGHEST_HZ: u32 = 500;
/// A moment that is looked at: two periods of the lowest voice.
const MOMENT: Duration = Duration::from_millis(45);
/// Moments that are looked at, of the loudest: enough for a median, few enough to cost nothing.
const MOMENTS: usize = 24;
/// From this correlation on a moment has a period. Vowels have 0.9; taste.
const VOICED: f32 = 0.75;
/// A shorter period that is nearly as good is the true one: every multiple of it is a period too.
const NEARLY: f32 = 0.9;
/// Voiced moments that tell a pitch.
const ENOUGH: usize = 5;

/// Returns the pitch of a clip's speech in Hz, the median over its loudest moments; `None` where too little is voiced.
pub(super) fn pitch(clip: &Clip, spoken: &[f32]) -> Option<f64> {
    let step = (clip.rate.hz() / HZ).max(1) as usize;
    let hz = f64::from(clip.rate.hz()) / step as f64;
    let low: Vec<f32> = spoken.chunks_exact(step).map(|chunk| chunk.iter().sum::<f32>() / step as f32).collect();
    let moment = (MOMENT.as_secs_f64() * hz) as usize;
    let mut moments: Vec<(f64, &[f32])> = low.chunks_exact(moment).map(|moment| (power(moment), moment)).collect();
    if moments.len() > MOMENTS {
        moments.select_nth_unstable_by(MOMENTS, |one, other| other.0.total_cmp(&one.0));
        moments.truncate(MOMENTS);
    }
    let lags = (hz / f64::from(HIGHEST_HZ)) as usize..=(hz / f64::from(LOWEST_HZ)) as usize;
    let mut pitches: Vec<f64> =
        moments.into_iter().filter_map(|(_, moment)| Some(hz / period(moment, lags.clone())?)).collect();
    if pitches.len() < ENOUGH {
        return None;
    }
    pitches.sort_unstable_by(f64::total_cmp);
    pitches.get(pitches.len() / 2).copied()
}

/// Returns the period of a moment in samples, between two of them where it lies there.
fn period(moment: &[f32], lags: RangeInclusive<usize>) -> Option<f64> {
    let first = *lags.start();
    let energies = energies(moment);
    let lags = lags.filter(|lag| lag * 2 <= moment.len());
    let likeness: Vec<f32> = lags.map(|lag| likeness(moment, &energies, lag)).collect();
    let best = likeness.iter().copied().fold(0.0, f32::max);
    if best < VOICED {
        return None;
    }
    let is_peak = |at: &usize| {
        let here = likeness[*at];
        here >= best * NEARLY && here >= likeness[at - 1] && here >= likeness[at + 1]
    };
    let at = (1..likeness.len().saturating_sub(1)).find(is_peak)?;
    // The top of the parabola through three points.
    let (before, here, after) = (likeness[at - 1], likeness[at], likeness[at + 1]);
    let bend = before - 2.0 * here + after;
    let shift = if bend < 0.0 { (before - after) / (2.0 * bend) } else { 0.0 };
    Some((first + at) as f64 + f64::from(shift))
}

/// Returns the energy of all samples before each place.
fn energies(moment: &[f32]) -> Vec<f32> {
    let sums = moment.iter().scan(0.0, |sum, sample| {
        *sum += sample * sample;
        Some(*sum)
    });
    std::iter::once(0.0).chain(sums).collect()
}

/// Returns how like a moment is to itself so many samples later.
fn likeness(moment: &[f32], energies: &[f32], lag: usize) -> f32 {
    let length = moment.len() - lag;
    let product = product(&moment[..length], &moment[lag..]);
    let (early, late) = (energies[length], energies[moment.len()] - energies[lag]);
    product / (early * late).max(0.0).sqrt().max(f32::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::SampleRate;

    /// Harmonics that fall as a larynx makes them, swelling and fading.
    fn voice(hz: f32) -> Vec<f32> {
        let harmonic = |i: usize, n: f32| (std::f32::consts::TAU * hz * n * i as f32 / 24_000.0).sin() / n;
        let loud = |i: usize| 0.3 * (i as f32 / 3_000.0).sin().abs();
        (0..48_000).map(|i| loud(i) * (1..20).map(|n| harmonic(i, n as f32)).sum::<f32>()).collect()
    }

    fn heard(samples: Vec<f32>) -> Option<f64> {
        let clip = Clip { samples, rate: SampleRate::MASTER, words: Vec::new() };
        pitch(&clip, &clip.samples)
    }

    #[test]
    fn the_pitch_of_any_voice_is_heard() {
        for hz in [70.0, 110.0, 165.0, 220.0, 310.0, 440.0] {
            let found = heard(voice(hz)).unwrap();
            assert!((found / f64::from(hz) - 1.0).abs() < 0.04, "{hz}: {found}");
        }
    }

    #[test]
    fn noise_silence_and_what_is_short_have_none() {
        let mut state = 1u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        assert_eq!(heard((0..48_000).map(|_| noise()).collect()), None);
        assert_eq!(heard(vec![0.0; 48_000]), None);
        assert_eq!(heard(Vec::new()), None);
    }
}
