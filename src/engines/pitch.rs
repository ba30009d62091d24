//! A pitch curve as it is asked for: moved as a whole, and wider or narrower about its middle.

use std::ops::Range;

use crate::script::Intonation;

/// Below this a frame has no voice, in hertz; Kokoro's generator makes noise of what lies below 10 Hz.
const VOICED_HZ: f32 = 10.0;
/// What voices reach, in hertz: nothing asked for leaves it.
const REACH_HZ: Range<f32> = 50.0..600.0;
const CENTS_PER_OCTAVE: f32 = 1200.0;

/// Intones a curve in hertz, one number a frame; frames without a voice stay as they are.
pub(super) fn intone(curve_hz: &mut [f32], intonation: Intonation) {
    if intonation.is_own() {
        return;
    }
    let Some(middle) = middle(curve_hz) else { return };
    let raised = 2.0_f32.powf(f32::from(intonation.cents) / CENTS_PER_OCTAVE);
    let range = f32::from(intonation.range_percent) / 100.0;
    for hz in curve_hz.iter_mut().filter(|hz| is_voiced(**hz)) {
        let intoned = middle * (*hz / middle).powf(range) * raised;
        *hz = intoned.clamp(REACH_HZ.start.min(*hz), REACH_HZ.end.max(*hz));
    }
}

/// Returns the pitch that half of the voiced frames lie below.
fn middle(curve_hz: &[f32]) -> Option<f32> {
    let mut voiced: Vec<f32> = curve_hz.iter().copied().filter(|hz| is_voiced(*hz)).collect();
    voiced.sort_unstable_by(f32::total_cmp);
    voiced.get(voiced.len() / 2).copied()
}

fn is_voiced(hz: f32) -> bool {
    hz.is_finite() && hz > VOICED_HZ
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_raised_and_widened_about_its_middle() {
        let mut curve = [0.0, 100.0, 200.0, 400.0, 0.0];
        intone(&mut curve, Intonation::default());
        assert_eq!(curve, [0.0, 100.0, 200.0, 400.0, 0.0]);
        intone(&mut curve, Intonation { cents: 0, range_percent: 50 });
        assert_eq!(curve.map(f32::round), [0.0, 141.0, 200.0, 283.0, 0.0]);
        intone(&mut curve, Intonation { cents: 100, range_percent: 100 });
        assert_eq!(curve.map(f32::round), [0.0, 150.0, 212.0, 300.0, 0.0]);
        let mut silent = [0.0, f32::NAN, 3.0];
        intone(&mut silent, Intonation { cents: 100, range_percent: 130 });
        assert_eq!((silent[0], silent[2]), (0.0, 3.0));
    }
}
