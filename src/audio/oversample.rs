//! What a converter plays between the samples: interpolation for true peaks, done only where a peak can be.

use std::f64::consts::PI;

use super::SampleRate;

/// Samples on which a value between two of them depends. ITU-R BS.1770-5 annex 2 uses 12; four times that finds what a
/// long filter finds up to nine tenths of the band.
const TAPS: usize = 48;
/// The taps before and with the sample that the value follows.
const HALF: usize = TAPS / 2;
/// The rate at which peaks are looked for: BS.1770-5 asks for at least four times 48 kHz.
const PEAK_RATE_HZ: u32 = 192_000;
/// Kaiser's parameter for a stop band 70 dB down (Kaiser 1974).
const KAISER_BETA: f64 = 6.76;
/// Windows looked at together: long enough that skipping pays, short enough to skip often.
const BLOCK: usize = 64;

/// Finds the largest value between neighbouring samples.
#[derive(Debug, Clone)]
pub(super) struct Oversampler {
    /// One filter for each place between two samples.
    filters: Vec<[f32; TAPS]>,
    /// No value between samples exceeds the largest of the samples around by more than this factor.
    reach: f32,
}

impl Oversampler {
    /// Samples needed before a place.
    pub(super) const BEFORE: usize = HALF - 1;
    /// Samples needed after the one the place follows.
    pub(super) const AFTER: usize = HALF;

    /// Makes the filters for a rate.
    pub(super) fn new(rate: SampleRate) -> Self {
        let factor = PEAK_RATE_HZ.div_ceil(rate.hz()).clamp(2, 16);
        let filters: Vec<_> = (1..factor).map(|place| filter(f64::from(place) / f64::from(factor))).collect();
        let sum = |filter: &[f32; TAPS]| filter.iter().map(|tap| tap.abs()).sum::<f32>();
        let reach = filters.iter().map(sum).fold(1.0, f32::max);
        Self { filters, reach }
    }

    /// Calls `found` with the place and the value of every peak above `least`: place `i` lies at and after
    /// `samples[BEFORE + i]`. What cannot rise above `least` is not looked at: stretches that the filters do not lift so far,
    /// and, where the sound is smooth, all places but those close under it.
    pub(super) fn peaks(&self, samples: &[f32], least: f32, mut found: impl FnMut(usize, f32)) {
        let places = (samples.len() + 1).saturating_sub(TAPS);
        for start in (0..places).step_by(BLOCK) {
            let end = (start + BLOCK).min(places);
            let around = &samples[start..end + TAPS - 1];
            if largest(around) * self.reach <= least {
                continue;
            }
            let smooth = least - roughness(around);
            for place in start..end {
                let here = samples[place + HALF - 1].abs();
                if here.max(samples[place + HALF].abs()) > smooth {
                    let peak = self.peak(&samples[place..place + TAPS]);
                    if peak > least {
                        found(place, peak);
                    }
                }
            }
        }
    }

    /// The largest magnitude from the middle sample of a window up to the next one.
    fn peak(&self, window: &[f32]) -> f32 {
        let between =
            |filter: &[f32; TAPS]| filter.iter().zip(window).map(|(tap, sample)| tap * sample).sum::<f32>().abs();
        self.filters.iter().map(between).fold(window[HALF - 1].abs(), f32::max)
    }
}

/// The largest magnitude; NaN counts as nothing.
pub(super) fn largest(samples: &[f32]) -> f32 {
    // Eight lanes: the compiler makes vector code of it, which a plain fold of floats forbids.
    let mut lanes = [0.0f32; 8];
    let mut chunks = samples.chunks_exact(8);
    for chunk in &mut chunks {
        for (lane, sample) in lanes.iter_mut().zip(chunk) {
            *lane = lane.max(sample.abs());
        }
    }
    let rest = chunks.remainder().iter().map(|sample| sample.abs());
    lanes.into_iter().chain(rest).fold(0.0, f32::max)
}

/// The largest second difference: between samples a sound rises above both by an eighth of it when it is a parabola, and by less
/// than all of it whatever it is.
fn roughness(samples: &[f32]) -> f32 {
    samples.windows(3).map(|three| (three[0] - 2.0 * three[1] + three[2]).abs()).fold(0.0, f32::max)
}

/// A windowed sinc for a place between two samples, 0 to 1 after the middle one.
fn filter(place: f64) -> [f32; TAPS] {
    std::array::from_fn(|tap| {
        let distance = tap as f64 - (HALF - 1) as f64 - place;
        let sinc = if distance == 0.0 { 1.0 } else { (PI * distance).sin() / (PI * distance) };
        let across = distance / HALF as f64;
        let window = bessel(KAISER_BETA * (1.0 - across * across).max(0.0).sqrt()) / bessel(KAISER_BETA);
        (sinc * window) as f32
    })
}

/// The modified Bessel function of the first kind, order zero, by its series.
fn bessel(x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..32 {
        term *= (x / (2.0 * f64::from(k))).powi(2);
        sum += term;
    }
    sum
}
