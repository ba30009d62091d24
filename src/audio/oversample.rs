//! What a converter plays between the samples: interpolation for true peaks, done only where a peak can be.

use std::f64::consts::PI;

use super::SampleRate;
use super::lanes::{LANES, add_scaled, largest};

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
    /// A filter for each place between two samples, so many places together: tap after tap, what each makes of the sample.
    places: Vec<[[f32; LANES]; TAPS]>,
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
        let tap = |places: &[[f32; TAPS]], tap: usize| {
            std::array::from_fn(|lane| places.get(lane).map_or(0.0, |filter: &[f32; TAPS]| filter[tap]))
        };
        let places = filters.chunks(LANES).map(|places| std::array::from_fn(|at| tap(places, at))).collect();
        Self { places, reach }
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
        let mut peak = window[HALF - 1].abs();
        for places in &self.places {
            let mut values = [0.0f32; LANES];
            for (taps, sample) in places.iter().zip(window) {
                add_scaled(&mut values, taps, *sample);
            }
            peak = values.iter().fold(peak, |peak, value| peak.max(value.abs()));
        }
        peak
    }
}

/// The largest second difference: between samples a sound rises above both by an eighth of it when it is a parabola, and by less
/// than all of it whatever it is.
fn roughness(samples: &[f32]) -> f32 {
    const WINDOW: usize = LANES + 2;
    let mut lanes = [0.0f32; LANES];
    // The last window may lie over the one before: the largest is the largest.
    let windows = samples.windows(WINDOW).step_by(LANES).chain(samples.last_chunk::<WINDOW>().map(|last| &last[..]));
    for window in windows {
        for (place, lane) in lanes.iter_mut().enumerate() {
            let rough = (window[place] - 2.0 * window[place + 1] + window[place + 2]).abs();
            *lane = if rough > *lane { rough } else { *lane };
        }
    }
    lanes.into_iter().fold(0.0, f32::max)
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
