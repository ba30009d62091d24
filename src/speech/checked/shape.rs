//! What can be heard of a clip without knowing its language: how long it speaks, its loudness from moment to moment, its
//! pauses, how it ends.

use std::time::Duration;

use super::pitch::pitch;
use crate::audio::{self, Clip, Frames, speech_range, to_i16, whiteness};

/// The window of loudness, as [`speech_range`] has it.
const WINDOW: Duration = Duration::from_millis(10);
/// Windows to a point of the contour.
const WINDOWS_A_POINT: usize = 2;
/// What counts as silence inside speech, below the loudest window. The closure of a plosive is as quiet, and short.
const SILENCE_DB: f32 = 40.0;
/// A sound whose windows are this near to each other is no speech, but a tone or a test: it has neither contour nor ending.
/// Speech measured 13 dB and more (the built-in voice over the samples, 2026-11).
const STEADY_DB: f32 = 3.0;
/// From here on a sound is noise and no speech at all: white noise has 0.9 and more. Speech has less than a half (espeak-ng, flite
/// and the built-in voice, 2026-11).
const NOISE: f32 = 0.8;
/// As near to full scale as this is flattened, when so many samples in a row are.
const FLAT_LEVEL: f32 = 0.985;
const FLAT_SAMPLES: usize = 3;
/// Loudness below this, in dB against the loudest window, makes no difference to the contour.
const CONTOUR_FLOOR_DB: f32 = -50.0;

/// What can be heard of a clip.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// How near its loudest moments are to white noise, from 0 to 1.
    pub(super) whiteness: f32,
    /// How high it speaks in Hz; `None` where too little is voiced.
    pub(super) pitch: Option<f64>,
    /// What its samples are known by, to the precision in which they are kept.
    pub(super) print: blake3::Hash,
    /// How long it speaks, in seconds.
    pub(super) seconds: f64,
    /// Its longest silence between speech, in seconds.
    pub(super) longest_silence: f64,
    /// How long it is silent after the speech, in seconds.
    pub(super) tail: f64,
    /// How loud its last moment is, in dB against its loud ones; `None` for a steady sound.
    pub(super) end_db: Option<f32>,
    /// Which part of its samples is flattened at full scale.
    pub(super) flattened: f64,
    /// Its loudness in dB, 20 ms a point, from the first speech to the last; `None` for a steady sound.
    pub(super) contour: Option<Vec<f32>>,
}

impl Shape {
    /// Listens to a clip.
    ///
    /// # Errors
    /// Why it is no sound at all.
    pub(super) fn of(clip: &Clip) -> Result<Self, &'static str> {
        if !audio::power(&clip.samples).is_finite() {
            return Err("its samples are not numbers");
        }
        let speech = speech_range(clip);
        if speech.is_empty() {
            return Err("it is silent");
        }
        let window = usize::try_from(Frames::from_duration(WINDOW, clip.rate).0).unwrap_or(usize::MAX).max(1);
        let spoken = &clip.samples[speech.start as usize..speech.end as usize];
        let powers: Vec<f32> = spoken.chunks(window).map(power).collect();
        let loudest = powers.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        let (quiet, loud) = (quantile(&powers, 0.2), quantile(&powers, 0.9).max(f32::MIN_POSITIVE));
        let is_steady = db(quiet / loud) > -STEADY_DB;
        let end = power(&clip.samples[clip.samples.len().saturating_sub(window)..]);
        let whiteness = whiteness(spoken);
        if whiteness > NOISE {
            return Err("it is noise");
        }
        Ok(Self {
            whiteness,
            pitch: pitch(clip, spoken),
            print: print(spoken),
            seconds: Frames(speech.end - speech.start).duration(clip.rate).as_secs_f64(),
            longest_silence: longest_below(&powers, loudest * 10f32.powf(-SILENCE_DB / 10.0)) * WINDOW.as_secs_f64(),
            tail: Frames(clip.samples.len() as u64 - speech.end).duration(clip.rate).as_secs_f64(),
            end_db: (!is_steady).then(|| db(end / loud)),
            flattened: flattened(spoken),
            contour: (!is_steady).then(|| contour(&powers, loudest)),
        })
    }
}

/// Returns whether a sound is steady, as a tone or a test is: of those no one can tell whether two are one recording.
#[must_use]
pub fn is_steady(clip: &Clip) -> bool {
    Shape::of(clip).is_ok_and(|shape| shape.contour.is_none())
}

fn print(samples: &[f32]) -> blake3::Hash {
    /// One sample in so many is as good as all of them.
    const STEP: usize = 8;
    let bytes: Vec<u8> = samples.iter().step_by(STEP).flat_map(|sample| to_i16(*sample).to_le_bytes()).collect();
    blake3::hash(&bytes)
}

fn power(samples: &[f32]) -> f32 {
    audio::power(samples) as f32 / samples.len().max(1) as f32
}

fn db(power: f32) -> f32 {
    10.0 * power.max(1e-12).log10()
}

fn quantile(powers: &[f32], part: f32) -> f32 {
    let mut powers = powers.to_vec();
    let at = ((powers.len() - 1) as f32 * part) as usize;
    *powers.select_nth_unstable_by(at, f32::total_cmp).1
}

/// Counts the windows of the longest stretch below a level.
fn longest_below(powers: &[f32], level: f32) -> f64 {
    let stretches = powers.split(|power| *power >= level).map(<[f32]>::len);
    stretches.max().unwrap_or(0) as f64
}

fn flattened(samples: &[f32]) -> f64 {
    if audio::largest(samples) < FLAT_LEVEL {
        return 0.0;
    }
    let stretches = samples.split(|sample| sample.abs() < FLAT_LEVEL).map(<[f32]>::len);
    stretches.filter(|length| *length >= FLAT_SAMPLES).sum::<usize>() as f64 / samples.len().max(1) as f64
}

fn contour(powers: &[f32], loudest: f32) -> Vec<f32> {
    let point = |windows: &[f32]| {
        let mean = windows.iter().sum::<f32>() / windows.len() as f32;
        db(mean / loudest).max(CONTOUR_FLOOR_DB)
    };
    powers.chunks_exact(WINDOWS_A_POINT).map(point).collect()
}
