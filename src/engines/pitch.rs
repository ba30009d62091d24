//! A pitch curve as it is asked for: moved as a whole, and wider or narrower about its middle; parentheses lower than the rest.

use std::ops::Range;

use super::phonemes::{Phonemes, Times};
use crate::script::Intonation;
use crate::speech::SpeechRequest;

/// Below this a frame has no voice, in hertz; Kokoro's generator makes noise of what lies below 10 Hz.
const VOICED_HZ: f32 = 10.0;
/// What voices reach, in hertz: nothing asked for leaves it.
const REACH_HZ: Range<f32> = 50.0..600.0;
const CENTS_PER_OCTAVE: f32 = 1200.0;

/// How a request is to be intoned.
pub(super) struct Melody {
    intonation: Intonation,
    /// What is said aside, in bytes of the phonemes.
    asides: Vec<Range<usize>>,
}

/// The pitch curve of a piece of phonemes.
pub(super) struct Curve<'a> {
    /// In hertz, a number for each frame.
    pub(super) hz: &'a mut [f32],
    /// The byte of all phonemes that the piece begins at.
    pub(super) start: usize,
    /// The network's numbers, each with the byte of the piece that it is for.
    pub(super) ids: &'a [(usize, i32)],
    /// How long each is held, and one more at either end.
    pub(super) held: &'a [f32],
}

impl Melody {
    /// Returns the melody that a request asks for.
    pub(super) fn new(request: &SpeechRequest, phonemes: &Phonemes) -> Self {
        let intonation = request.intonation;
        let asides = if intonation.has_asides { phonemes.asides(&request.text) } else { Vec::new() };
        Self { intonation, asides }
    }

    /// Returns whether the curve stays as the voice has it.
    pub(super) fn is_own(&self) -> bool {
        self.intonation.is_own()
    }

    /// Intones a piece.
    pub(super) fn intone(&self, curve: Curve<'_>) {
        if self.is_own() {
            return;
        }
        let mut times = Times::default();
        times.add_piece(curve.start, curve.ids, curve.held, 0..curve.hz.len() as u64);
        let asides: Vec<Range<u64>> = self.asides.iter().filter_map(|aside| times.span(aside)).collect();
        intone(curve.hz, self.intonation, &asides);
    }
}

/// Intones a curve in hertz, one number a frame; frames without a voice stay as they are.
fn intone(curve_hz: &mut [f32], intonation: Intonation, asides: &[Range<u64>]) {
    let Some(middle) = middle(curve_hz) else { return };
    for (frame, hz) in (0..).zip(curve_hz).filter(|(_, hz)| is_voiced(**hz)) {
        let is_aside = asides.iter().any(|aside| aside.contains(&frame));
        let Intonation { cents, range_percent, .. } = if is_aside { intonation.aside() } else { intonation };
        let raised = 2.0_f32.powf(f32::from(cents) / CENTS_PER_OCTAVE);
        let intoned = middle * (*hz / middle).powf(f32::from(range_percent) / 100.0) * raised;
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

    fn intoned(cents: i16, range_percent: u16) -> Intonation {
        Intonation { cents, range_percent, ..Intonation::default() }
    }

    #[test]
    fn a_curve_is_raised_and_widened_about_its_middle() {
        let mut curve = [0.0, 100.0, 200.0, 400.0, 0.0];
        intone(&mut curve, Intonation::default(), &[]);
        assert_eq!(curve, [0.0, 100.0, 200.0, 400.0, 0.0]);
        intone(&mut curve, intoned(0, 50), &[]);
        assert_eq!(curve.map(f32::round), [0.0, 141.0, 200.0, 283.0, 0.0]);
        intone(&mut curve, intoned(100, 100), &[]);
        assert_eq!(curve.map(f32::round), [0.0, 150.0, 212.0, 300.0, 0.0]);
        let mut silent = [0.0, f32::NAN, 3.0];
        intone(&mut silent, intoned(100, 130), &[]);
        assert_eq!((silent[0], silent[2]), (0.0, 3.0));
    }

    #[test]
    fn parentheses_are_lower_than_the_rest() {
        let text = "The club (old as it is) met.";
        let phonemes = Phonemes::of_words("ðə klˈʌb ˈoʊld æz ɪt ɪz mˈɛt".to_owned(), text);
        let voice = crate::voice::Voice::parse(include_str!("../../voices/tone.toml"), "tone").unwrap();
        let mut request = SpeechRequest::new(text, std::sync::Arc::new(voice));
        request.intonation = Intonation { has_asides: true, ..Intonation::default() };
        let ids: Vec<(usize, i32)> = phonemes.signs().char_indices().map(|(at, _)| (at, 1)).collect();
        let mut curve = vec![200.0; ids.len() + 2];
        let held = vec![1.0; curve.len()];
        Melody::new(&request, &phonemes).intone(Curve { hz: &mut curve, start: 0, ids: &ids, held: &held });
        let lowered: String =
            phonemes.signs().chars().zip(&curve[1..]).filter(|(_, hz)| **hz < 199.0).map(|(c, _)| c).collect();
        assert_eq!(lowered, "ˈoʊld æz ɪt ɪz");
        assert!(curve.iter().all(|hz| *hz == 200.0 || (hz - 188.8).abs() < 0.1), "a semitone: {curve:?}");
    }
}
