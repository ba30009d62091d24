//! Whether what was heard is what was sent: moment by moment, since codecs put some milliseconds before and after.

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

/// Compares two sounds of one rate, and says what is different.
pub(super) fn compare(heard: &[f32], sent: &[f32]) -> Result<(), String> {
    if heard.len().abs_diff(sent.len()) > LONGER {
        return Err(format!("{:.2} s of {:.2} s", heard.len() as f32 / 24_000.0, sent.len() as f32 / 24_000.0));
    }
    let (heard, sent) = (coarse(heard), coarse(sent));
    let most = sent.chunks(MOMENT).map(energy).fold(0.0, f32::max);
    let (mut lag, mut reach, mut joints) = (0, APART, 0);
    for (number, moment) in sent.chunks(MOMENT).enumerate() {
        // What is soft is noise in some codecs, and what is short says nothing.
        if moment.len() < MOMENT / 2 || energy(moment) < most * 0.05 {
            continue;
        }
        let at = (number * MOMENT) as isize;
        let tried = (lag - reach..=lag + reach).map(|lag| (correlation(&heard, at + lag, moment), lag));
        let (best, found) = tried.max_by(|one, other| one.0.total_cmp(&other.0)).unwrap();
        joints += usize::from(best < SAME);
        if best < ALIKE || joints > JOINTS {
            return Err(format!("at {:.1} s the sound is another (correlation {best:.2})", at as f32 / 1_500.0));
        }
        (lag, reach) = (found, DRIFT);
    }
    Ok(())
}

fn coarse(samples: &[f32]) -> Vec<f32> {
    samples.chunks_exact(STEP).map(|chunk| chunk.iter().sum::<f32>() / STEP as f32).collect()
}

fn energy(samples: &[f32]) -> f32 {
    samples.iter().map(|sample| sample * sample).sum()
}

/// The correlation of a moment with what stands at a place, whose outside is silent.
fn correlation(heard: &[f32], at: isize, moment: &[f32]) -> f32 {
    let start = usize::try_from(at).unwrap_or(0).min(heard.len());
    let skipped = (start as isize - at) as usize;
    let (mut product, mut one, mut other) = (0.0, 0.0, energy(moment));
    for (a, b) in heard[start..].iter().zip(moment.get(skipped..).unwrap_or_default()) {
        product += a * b;
        one += a * a;
    }
    other = other.max(1e-9);
    product / (one * other).sqrt().max(1e-9)
}

#[test]
fn a_sound_is_known_again_and_others_are_not() {
    let voice =
        |hz: f32| move |i: usize| (i as f32 * hz).sin() * (i as f32 / 5_000.0).sin() + 0.2 * (i as f32 * 0.031).sin();
    let sent: Vec<f32> = (0..48_000).map(voice(0.02)).collect();
    let late = [vec![0.0; 2_000], sent.iter().map(|sample| sample * 0.5).collect()].concat();
    assert_eq!(compare(&late, &sent), Ok(()));
    assert!(compare(&sent[..30_000], &sent).is_err());
    let other: Vec<f32> = (0..48_000).map(voice(0.027)).collect();
    assert!(compare(&other, &sent).is_err());
    let fast: Vec<f32> = sent.iter().step_by(9).flat_map(|sample| [*sample; 8]).collect();
    assert!(compare(&fast, &sent).is_err());
}
