//! Looks for the mark in a sound, wherever it was cut and whatever became of it.

use realfft::RealFftPlanner;

use super::pattern::{BANDS, HOP, PAIRS, RATE, SLOT, WINDOW, energies, pattern, window};
use crate::audio::{Clip, Resampler};

/// Seconds looked at together, and from one look to the next.
const SECONDS: usize = 10;
const STEP_SECONDS: usize = 5;
/// How far the pattern must stand out, in standard deviations. It was 5.1 at most in nineteen hours of speech without the mark (the
/// built-in voice, thirty of espeak-ng in sixteen languages, four of flite), and in ten seconds with it after Opus at 32 kbit/s 10.6 at
/// least in the built-in voice, 8.3 in flite's; espeak-ng's, a buzz whose bands Opus redraws, comes this far in 95 of 100 (2026-11).
const FOUND: f32 = 6.0;
/// Bands this far under the loudest are silence.
const SILENT_DB: f32 = 70.0;
/// Bands whose common change is speech and not mark.
const NEIGHBOURS: usize = 5;
/// A change this large is speech, and counts hardly more than one half as large, in dB.
const USUAL_DB: f32 = 4.5;
/// Spectra after which the pattern comes again.
const PERIOD: usize = 2 * PAIRS * SLOT;

/// Returns whether a sound carries the mark. Less than some ten seconds of speech cannot tell.
#[must_use]
pub fn is_watermarked(clip: &Clip) -> bool {
    strength(clip) >= FOUND
}

/// The furthest that the pattern stands out in any ten seconds.
fn strength(clip: &Clip) -> f32 {
    let mut resampled = Vec::new();
    let samples = if clip.rate == RATE {
        &clip.samples
    } else {
        let mut resampler = Resampler::new(clip.rate, RATE);
        resampler.add(&clip.samples, &mut resampled);
        resampler.finish(&mut resampled);
        &resampled
    };
    let (pattern, levels) = (pattern(), levels(samples));
    let spectra = |seconds: usize| seconds * RATE.hz() as usize / HOP;
    let last = levels.len().saturating_sub(spectra(SECONDS));
    let looks = (0..=last).step_by(spectra(STEP_SECONDS)).map(|start| {
        let end = levels.len().min(start + spectra(SECONDS));
        look(&levels[start..end], &pattern)
    });
    looks.fold(0.0, f32::max)
}

/// The level of each band in each spectrum, in dB.
fn levels(samples: &[f32]) -> Vec<[f32; BANDS]> {
    let forward = RealFftPlanner::new().plan_fft_forward(WINDOW);
    let (weights, mut spectrum) = (window(), forward.make_output_vec());
    let mut level = |samples: &[f32]| {
        let mut windowed: Vec<f32> = samples.iter().zip(&weights).map(|(sample, weight)| sample * weight).collect();
        forward.process(&mut windowed, &mut spectrum).expect("the buffers are as long as the transform");
        energies(&spectrum).map(|energy| 10.0 * energy.max(1e-9).log10())
    };
    samples.windows(WINDOW).step_by(HOP).map(&mut level).collect()
}

/// How far the pattern stands out in a few seconds, wherever in it they begin.
fn look(levels: &[[f32; BANDS]], pattern: &[[f32; BANDS]; PAIRS]) -> f32 {
    let (mut sums, mut powers) = (vec![[0.0f32; BANDS]; PERIOD], vec![[0.0f32; BANDS]; PERIOD]);
    for (place, change) in changes(levels).enumerate() {
        for (band, change) in change.into_iter().enumerate() {
            sums[place % PERIOD][band] += change;
            powers[place % PERIOD][band] += change * change;
        }
    }
    let at = |begin: usize| {
        let (mut sum, mut power) = (0.0f32, 0.0f32);
        for (pair, signs) in pattern.iter().enumerate() {
            let place = (begin + 2 * pair * SLOT) % PERIOD;
            // In the second half of a pair the signs are the opposite: where there was a plus, the level falls.
            sum -= signs.iter().zip(&sums[place]).map(|(sign, change)| sign * change).sum::<f32>();
            power += powers[place].iter().sum::<f32>();
        }
        if power > 0.0 { sum / power.sqrt() } else { 0.0 }
    };
    (0..PERIOD).map(at).fold(0.0, f32::max)
}

/// How the level of each band changes from one slot to the next, beginning with each spectrum; nothing where it is silent.
fn changes(levels: &[[f32; BANDS]]) -> impl Iterator<Item = [f32; BANDS]> {
    let least = levels.iter().flatten().copied().fold(f32::NEG_INFINITY, f32::max) - SILENT_DB;
    let change = move |slots: &[[f32; BANDS]], band: usize| {
        let heard = slots.iter().all(|levels| levels[band] > least);
        let sum = |slot: &[[f32; BANDS]]| slot.iter().map(|levels| levels[band]).sum::<f32>();
        heard.then(|| (sum(&slots[SLOT..]) - sum(&slots[..SLOT])) / SLOT as f32)
    };
    levels.windows(2 * SLOT).map(move |slots| {
        let changes: [Option<f32>; BANDS] = std::array::from_fn(|band| change(slots, band));
        std::array::from_fn(|band| {
            let around = band.saturating_sub(NEIGHBOURS / 2)..(band + NEIGHBOURS / 2 + 1).min(BANDS);
            let heard = changes[around].iter().flatten();
            let (sum, count) = heard.fold((0.0, 0), |(sum, count), change| (sum + change, count + 1));
            changes[band].map_or(0.0, |change| ((change - sum / count as f32) / USUAL_DB).tanh())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::{SampleRate, Watermark};

    /// Something like speech: noise whose bands swell and fade, each by itself.
    fn murmur(seconds: usize) -> Vec<f32> {
        let mut state = 7u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        let mut tones: Vec<(f32, f32)> = (0..60).map(|tone| (150.0 + 120.0 * tone as f32, 0.0)).collect();
        (0..seconds * 24_000)
            .map(|i| {
                let at = i as f32 / 24_000.0;
                let voiced: f32 = tones
                    .iter_mut()
                    .map(|(hz, phase)| {
                        *phase = (*phase + (*hz * (1.0 + 0.05 * (2.0 * at).sin())) / 24_000.0).fract();
                        let swell = (at * (3.0 + *hz / 900.0)).sin().powi(2);
                        swell * (std::f32::consts::TAU * *phase).sin() * 60.0 / *hz
                    })
                    .sum();
                0.1 * voiced + 0.01 * noise()
            })
            .collect()
    }

    fn marked(samples: &[f32], piece: usize) -> Vec<f32> {
        let (mut watermark, mut out) = (Watermark::default(), Vec::new());
        samples.chunks(piece).for_each(|piece| watermark.add(piece, &mut out));
        watermark.finish(&mut out);
        out
    }

    fn clip(samples: &[f32]) -> Clip {
        Clip { samples: samples.to_vec(), rate: SampleRate::MASTER, words: Vec::new() }
    }

    #[test]
    fn the_mark_is_found_wherever_it_is_cut_and_nowhere_else() {
        let samples = murmur(25);
        let with = marked(&samples, 5_000);
        assert_eq!(with.len(), samples.len());
        assert_eq!(with, marked(&samples, 333), "pieces do not matter");
        for start in [0, 12_345, 300_001] {
            let cut = start..start + 240_000;
            let (found, none) = (strength(&clip(&with[cut.clone()])), strength(&clip(&samples[cut])));
            assert!(found > FOUND && none < FOUND, "from {start}: {found} with it, {none} without");
        }
    }

    #[test]
    fn nothing_is_put_into_nothing_nor_found_in_it() {
        assert!(!is_watermarked(&clip(&[])));
        assert!(!is_watermarked(&clip(&[0.0; 300_000])));
        assert!(!is_watermarked(&clip(&[0.1; 100])));
        assert_eq!(marked(&[0.0; 3_000], 100), [0.0; 3_000]);
        assert_eq!(marked(&[], 100), [0.0; 0]);
    }
}
