//! Finds where speech begins and ends in a clip, so that an engine's own silence does not add to the pauses.

use std::ops::Range;
use std::time::Duration;

use super::lanes::power;
use super::{Clip, Frames};

/// The window over which level is measured: short enough to catch a plosive, long enough to hold a pitch period at 100 Hz.
const WINDOW: Duration = Duration::from_millis(10);
/// What counts as speech at the least, below the clip's loudest window. Soft fricatives lie 30–40 dB under the loudest vowel;
/// engines' own silence lies 60 dB and more under it (measured on `hibari`, 2026-11).
const BELOW_LOUDEST_DB: f32 = 50.0;
/// Above this, below the loudest window, everything counts as speech however noisy the clip: the softest fricative that matters.
const SURELY_SPEECH_DB: f32 = 35.0;
/// The floor is the quietest stretch of this many windows; noise keeps a level that long, a consonant does not.
const FLOOR_WINDOWS: usize = 5;
/// How far noise rises above its own mean in a window of 10 ms: three standard deviations at 24 kHz are 2 dB, hum takes more.
const ABOVE_FLOOR_DB: f32 = 6.0;
/// Kept before the first speech: the onset of a plosive is quieter than its burst (taste).
const LEAD: Duration = Duration::from_millis(20);
/// Kept after the last speech: a final consonant or breath dies away slowly (taste).
const TAIL: Duration = Duration::from_millis(60);

/// Returns the frames that hold speech with a little air around them; the whole clip when it is all of one level, and an
/// empty range when it is silent or empty.
#[must_use]
pub fn speech_range(clip: &Clip) -> Range<u64> {
    let frames_of = |duration| Frames::from_duration(duration, clip.rate).0;
    let window = usize::try_from(frames_of(WINDOW)).unwrap_or(usize::MAX).max(1);
    let powers: Vec<f32> = clip.samples.chunks(window).map(mean_square).collect();
    let loudest = powers.iter().copied().fold(0.0, f32::max);
    // 16-bit digital silence: nothing above half a step.
    if loudest < (0.5f32 / 32_768.0).powi(2) {
        return 0..0;
    }
    let below = |db: f32| loudest * from_power_db(-db);
    let least =
        (floor(&powers) * from_power_db(ABOVE_FLOOR_DB)).clamp(below(BELOW_LOUDEST_DB), below(SURELY_SPEECH_DB));
    let is_speech = |power: &f32| *power >= least;
    let first = powers.iter().position(is_speech).unwrap_or(0) * window;
    let last = (powers.iter().rposition(is_speech).unwrap_or(0) + 1) * window;
    let start = (first as u64).saturating_sub(frames_of(LEAD));
    let end = (last as u64 + frames_of(TAIL)).min(clip.samples.len() as u64);
    start..end
}

/// The power of the clip's own noise, as far as it lies bare: the quietest stretch.
fn floor(powers: &[f32]) -> f32 {
    let means = powers.windows(FLOOR_WINDOWS).map(|stretch| stretch.iter().sum::<f32>() / FLOOR_WINDOWS as f32);
    means.reduce(f32::min).unwrap_or(0.0)
}

fn from_power_db(db: f32) -> f32 {
    10f32.powf(db / 10.0)
}

fn mean_square(samples: &[f32]) -> f32 {
    power(samples) as f32 / samples.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::SampleRate;

    fn clip(samples: Vec<f32>) -> Clip {
        Clip { samples, rate: SampleRate::MASTER, words: Vec::new() }
    }

    /// Even noise of a level, always the same.
    fn noise(frames: usize, level: f32) -> Vec<f32> {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..frames).map(|_| level * next()).collect()
    }

    #[test]
    fn edge_silence_is_left_out_with_air_kept() {
        let mut samples = vec![0.0; 24_000];
        samples[9_600..14_400].fill(0.5);
        assert_eq!(speech_range(&clip(samples)), 9_600 - 480..14_400 + 1_440);
    }

    #[test]
    fn edge_noise_is_told_from_speech_by_its_level() {
        // Noise 43 dB under the speech: louder than the 50 dB at which speech may begin, and yet the clip's floor.
        let mut samples = noise(48_000, 0.006);
        samples[24_000..36_000].fill(0.5);
        let heard = speech_range(&clip(samples.clone()));
        assert_eq!(heard, 24_000 - 480..36_000 + 1_440);
        // A soft consonant, 32 dB under the speech, is kept.
        noise(2_400, 0.022).into_iter().enumerate().for_each(|(i, sample)| samples[21_600 + i] = sample);
        assert_eq!(speech_range(&clip(samples)).start, 21_600 - 480);
    }

    #[test]
    fn silence_and_nothing_hold_no_speech() {
        assert_eq!(speech_range(&clip(vec![0.0; 500])), 0..0);
        assert_eq!(speech_range(&clip(Vec::new())), 0..0);
        assert_eq!(speech_range(&clip(vec![f32::NAN; 500])), 0..0);
    }

    #[test]
    fn a_clip_without_silence_is_kept_whole() {
        assert_eq!(speech_range(&clip(vec![0.25; 5_000])), 0..5_000);
        assert_eq!(speech_range(&clip(noise(24_000, 0.1))), 0..24_000);
    }
}
