//! Whether what was heard is what was sent: moment by moment, since codecs put some milliseconds before and after.

use std::sync::{Arc, LazyLock};

use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

/// Samples that are taken together: 1.5 kHz hold a voice well enough to know it again.
const STEP: usize = 16;
/// A moment: 0.4 s.
const MOMENT: usize = 600;
/// How far sounds may be apart at the beginning, and how far one moment may be from the one before: 0.4 s and 0.15 s.
const APART: isize = 600;
const DRIFT: isize = 225;
/// From this correlation on a moment is the same.
const SAME: f32 = 0.7;
/// Two moments may be less alike, but not others: where recordings are joined, an encoder's delay stands in the middle of one.
const ALIKE: f32 = 0.5;
const JOINTS: usize = 2;
/// How much longer or shorter a sound may be, in samples: 0.3 s.
const LONGER: usize = 7_200;

/// How many points a transform has: a moment, and as far as it is looked for on both sides.
const POINTS: usize = 2_048;

/// The transforms: planning them takes longer than doing them.
type Transforms = (Arc<dyn RealToComplex<f32>>, Arc<dyn ComplexToReal<f32>>);
static TRANSFORMS: LazyLock<Transforms> = LazyLock::new(|| {
    let mut planner = RealFftPlanner::new();
    (planner.plan_fft_forward(POINTS), planner.plan_fft_inverse(POINTS))
});

/// A sound that was sent.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    /// Its length in samples.
    length: usize,
    coarse: Vec<f32>,
}

impl Sent {
    pub(super) fn of(samples: &[f32]) -> Self {
        Self { length: samples.len(), coarse: coarse(samples) }
    }
}

/// Compares a sound with one of the same rate that was sent, and says what is different.
pub(super) fn compare(heard: &[f32], sent: &Sent) -> Result<(), String> {
    if heard.len().abs_diff(sent.length) > LONGER {
        return Err(format!("{:.2} s of {:.2} s", heard.len() as f32 / 24_000.0, sent.length as f32 / 24_000.0));
    }
    let (heard, sent) = (coarse(heard), &sent.coarse);
    let most = sent.chunks(MOMENT).map(energy).fold(0.0, f32::max);
    let (mut lag, mut reach, mut joints) = (0, APART, 0);
    for (number, moment) in sent.chunks(MOMENT).enumerate() {
        // What is soft is noise in some codecs, and what is short says nothing.
        if moment.len() < MOMENT / 2 || energy(moment) < most * 0.05 {
            continue;
        }
        let at = (number * MOMENT) as isize;
        let (best, found) = best(&window(&heard, at + lag - reach, moment.len() + 2 * reach as usize), moment);
        joints += usize::from(best < SAME);
        if best < ALIKE || joints > JOINTS {
            return Err(format!("at {:.1} s the sound is another (correlation {best:.2})", at as f32 / 1_500.0));
        }
        (lag, reach) = (lag - reach + found as isize, DRIFT);
    }
    Ok(())
}

fn coarse(samples: &[f32]) -> Vec<f32> {
    samples.chunks_exact(STEP).map(|chunk| chunk.iter().sum::<f32>() / STEP as f32).collect()
}

fn energy(samples: &[f32]) -> f32 {
    samples.iter().map(|sample| sample * sample).sum()
}

/// Returns so many samples from a place on, outside of which it is silent.
fn window(samples: &[f32], start: isize, length: usize) -> Vec<f32> {
    let at = |place: isize| usize::try_from(place).ok().and_then(|place| samples.get(place)).copied();
    (start..start + length as isize).map(|place| at(place).unwrap_or_default()).collect()
}

/// Finds where in a window a moment is most alike, and how much: the correlation there.
fn best(window: &[f32], moment: &[f32]) -> (f32, usize) {
    let (forward, back) = &*TRANSFORMS;
    let spectrum = |samples: &[f32]| {
        let (mut padded, mut spectrum) = (forward.make_input_vec(), forward.make_output_vec());
        padded[..samples.len()].copy_from_slice(samples);
        forward.process(&mut padded, &mut spectrum).unwrap();
        spectrum
    };
    let mut product: Vec<_> = spectrum(window).iter().zip(spectrum(moment)).map(|(a, b)| a * b.conj()).collect();
    // Of real sounds the first and the last have no imaginary part, but for rounding.
    (product[0].im, product[POINTS / 2].im) = (0.0, 0.0);
    let mut products = back.make_output_vec();
    back.process(&mut product, &mut products).unwrap();
    let own = energy(moment).max(1e-9);
    // Where it is silent, a transform leaves a trace of what is beside it.
    let least = f64::from(own) * 1e-4;
    let mut there = f64::from(energy(&window[..moment.len()]));
    let mut best = (f32::NEG_INFINITY, 0);
    for lag in 0..=window.len() - moment.len() {
        let alike = products[lag] / POINTS as f32 / (there.max(least) as f32 * own).sqrt();
        if alike > best.0 {
            best = (alike, lag);
        }
        let next = window.get(lag + moment.len()).copied().unwrap_or_default();
        there += f64::from(next * next) - f64::from(window[lag] * window[lag]);
    }
    best
}

#[test]
fn a_sound_is_known_again_and_others_are_not() {
    let voice =
        |hz: f32| move |i: usize| (i as f32 * hz).sin() * (i as f32 / 5_000.0).sin() + 0.2 * (i as f32 * 0.031).sin();
    let sent: Vec<f32> = (0..48_000).map(voice(0.02)).collect();
    let late = [vec![0.0; 2_000], sent.iter().map(|sample| sample * 0.5).collect()].concat();
    let known = Sent::of(&sent);
    assert_eq!(compare(&late, &known), Ok(()));
    assert!(compare(&sent[..30_000], &known).is_err());
    let other: Vec<f32> = (0..48_000).map(voice(0.027)).collect();
    assert!(compare(&other, &known).is_err());
    let fast: Vec<f32> = sent.iter().step_by(9).flat_map(|sample| [*sample; 8]).collect();
    assert!(compare(&fast, &known).is_err());
}
