//! How a voice speaks, learnt from its clips, and what of a clip does not fit.

use std::collections::VecDeque;

use super::shape::Shape;
use crate::speech::SpeechRequest;

/// Clips before a voice is known.
const ENOUGH: usize = 5;
/// Clips that are remembered for how the voice speaks.
const REMEMBERED: usize = 200;
/// Seconds of speech a letter, of a voice not known yet. The built-in voice takes 0.059 (2026-11); the slowest and the
/// fastest speech that is understood lie within a factor of three.
const SECONDS_A_LETTER: (f64, f64) = (0.02, 0.18);
/// Letters that every text is longer by: it begins and ends (fitted to the built-in voice, 2026-11).
const MORE_LETTERS: f64 = 3.0;
/// How far lengths may differ from what is usual, as a natural logarithm: a factor of 1.46. The built-in voice keeps within
/// 0.81 and 1.28 over the samples (2026-11).
const SPREAD: f64 = 0.38;
/// How far lengths, paces and pitches may differ in standard deviations, for voices that vary more. The lengths of 333
/// clips of the built-in voice, espeak-ng and flite are off by 0.29 at the most (2026-11).
const SPREAD_DEVIATIONS: f64 = 3.5;
/// Seconds that a clip may be shorter or longer besides: what short texts vary by.
const SLACK_S: (f64, f64) = (0.15, 0.5);
/// The longest silence inside a sentence in seconds; the built-in voice's longest is 0.52 (2026-11).
const LONGEST_SILENCE_S: f64 = 1.5;
/// A clip so many times shorter than the fastest speech is no answer at all, but a click or an end.
const NOTHING: f64 = 3.0;
/// From here on a clip sounds like noise; whispers and fricatives have less than a half.
const NOISY: f32 = 0.6;
/// How loud a clip may end in dB, as long as the voice is not known; and, once it is, how much louder than is usual, within bounds.
const END_DB: f32 = -12.0;
const END_ABOVE_USUAL_DB: f32 = 20.0;
const END_BOUNDS_DB: (f32, f32) = (-25.0, -6.0);
/// The shortest silence after the speech that is a habit, in seconds, when nine clips in ten have it; and the part of it below
/// which a clip counts as cut off. The built-in voice leaves 0.22 s at the least (2026-11).
const TAIL_S: f64 = 0.06;
const TAIL_PART: f64 = 0.25;
/// Clips before that is known.
const TAILS: usize = 10;
/// The part of samples that may be flattened: a click is none of the engine's doing.
const FLATTENED: f64 = 0.001;
/// How far a clip may be from the voice's pitch and pace together before it counts as played at another speed, as a natural
/// logarithm: a factor of 1.25.
const SPEED_SPREAD: f64 = 0.223;
/// How far from the voice's pitch by itself: a factor of 1.5.
const PITCH_SPREAD: f64 = 0.405;
/// Clips before the voice's pitch is known.
const PITCHES: usize = 8;

/// What a text asks of a voice.
#[derive(Debug)]
pub(super) struct Said {
    /// What is compared of the text: its letters.
    pub(super) letters: String,
    /// How many letters it is said with, at the least and at the most.
    weight: (f64, f64),
    /// How much slower than its own pace the voice is to speak.
    slowness: f64,
}

/// How a voice speaks.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// Seconds a letter at the voice's own pace, as natural logarithms; how loud clips end, and after what silence.
    paces: VecDeque<f64>,
    ends: VecDeque<f32>,
    tails: VecDeque<f64>,
    /// The pitch as a natural logarithm, with the pace beside it.
    pitches: VecDeque<Speed>,
}

/// How high and how fast a clip is spoken, as natural logarithms.
#[derive(Debug, Clone, Copy)]
struct Speed {
    pitch: f64,
    pace: f64,
}

impl Speed {
    /// Returns how fast it is played, as far as pitch and pace say the same.
    fn played(self) -> f64 {
        (self.pitch - self.pace) / 2.0
    }
}

impl Said {
    pub(super) fn new(request: &SpeechRequest) -> Self {
        Self {
            letters: request.text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect(),
            weight: weight(&request.text),
            slowness: 100.0 / f64::from(request.speed_percent.max(1)),
        }
    }

    /// Returns whether a clip is far too short to be the text, by anyone.
    pub(super) fn is_nothing(&self, shape: &Shape) -> bool {
        let fastest = (self.weight.0 + MORE_LETTERS) * SECONDS_A_LETTER.0 * self.slowness;
        self.weight.0 > 0.0 && shape.seconds * NOTHING < fastest
    }

    fn speed(&self, shape: &Shape) -> Option<Speed> {
        shape.pitch.map(|pitch| Speed { pitch: pitch.ln(), pace: self.pace(shape).ln() })
    }

    fn pace(&self, shape: &Shape) -> f64 {
        let (least, most) = self.weight;
        shape.seconds / self.slowness / ((least + most) / 2.0 + MORE_LETTERS)
    }
}

/// Guesses how long a text is spoken by a voice nobody has heard yet, at its own pace, in seconds.
#[must_use]
pub fn typical_seconds(text: &str) -> f64 {
    /// The built-in voice's (2026-11).
    const SECONDS_A_LETTER: f64 = 0.059;
    let (least, most) = weight(text);
    ((least + most) / 2.0 + MORE_LETTERS) * SECONDS_A_LETTER
}

/// Counts letters as they are said, at the least and at the most: a digit may be read as one, a sign as a word, an
/// abbreviation letter by letter.
fn weight(text: &str) -> (f64, f64) {
    const DIGIT: f64 = 6.0;
    const SIGN: f64 = 10.0;
    const SPELLED: f64 = 4.0;
    /// From here on a letter is a syllable or a word: the first of the East Asian scripts in Unicode.
    const SYLLABLES: char = '\u{2E80}';
    const SYLLABLE: f64 = 4.0;
    let (mut least, mut most, mut was_capital) = (0.0, 0.0, false);
    for letter in text.chars() {
        let is_capital = letter.is_uppercase();
        let (fewest, largest) = match letter {
            _ if letter.is_numeric() => (1.0, DIGIT),
            _ if letter.is_alphabetic() && letter >= SYLLABLES => (SYLLABLE, SYLLABLE),
            _ if is_capital && was_capital => (1.0, SPELLED),
            _ if letter.is_alphabetic() => (1.0, 1.0),
            '$' | '%' | '&' | '+' | '=' | '@' | '#' | '/' | '*' => (0.0, SIGN),
            _ if letter.is_ascii() || letter.is_whitespace() || ('\u{2010}'..='\u{2026}').contains(&letter) => {
                (0.0, 0.0)
            }
            _ => (0.0, SIGN),
        };
        least += fewest;
        most += largest;
        was_capital = is_capital;
    }
    (least, most)
}

impl Habits {
    /// Tells what is odd about a clip.
    pub(super) fn doubts(&self, said: &Said, shape: &Shape) -> Vec<String> {
        [
            self.length(said, shape),
            self.ending(shape),
            self.silence(said, shape),
            (shape.whiteness > NOISY).then(|| "it sounds like noise".to_owned()),
            (shape.flattened > FLATTENED).then(|| "it is clipped".to_owned()),
            self.speed(said, shape),
            self.pitch(said, shape),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Learns from a clip. Lengths are learnt of odd clips too, lest a slow voice stay odd for ever: the median is robust.
    pub(super) fn learn(&mut self, said: &Said, shape: &Shape) {
        keep(&mut self.paces, said.pace(shape).ln(), REMEMBERED);
        keep(&mut self.tails, shape.tail, REMEMBERED);
        if let Some(end) = shape.end_db {
            keep(&mut self.ends, end, REMEMBERED);
        }
        if let Some(speed) = said.speed(shape) {
            keep(&mut self.pitches, speed, REMEMBERED);
        }
    }

    fn length(&self, said: &Said, shape: &Shape) -> Option<String> {
        let ((slow, fast), usual) = match Usual::of(&self.paces, ENOUGH) {
            Some(usual) => {
                let spread = usual.spread(SPREAD);
                (((usual.median - spread).exp(), (usual.median + spread).exp()), usual.median.exp())
            }
            None => (SECONDS_A_LETTER, (SECONDS_A_LETTER.0 * SECONDS_A_LETTER.1).sqrt()),
        };
        let (least, most) = said.weight;
        let seconds = shape.seconds / said.slowness;
        let shortest = (least + MORE_LETTERS) * slow - SLACK_S.0;
        let longest = (most + MORE_LETTERS) * fast + SLACK_S.1;
        let expected = ((least + most) / 2.0 + MORE_LETTERS) * usual * said.slowness;
        (!(shortest..=longest).contains(&seconds))
            .then(|| format!("it lasts {:.1} s where about {expected:.1} s are usual", shape.seconds))
    }

    /// Returns the doubt about a clip that is both higher and faster than the voice, or both lower and slower: of another rate than is said.
    fn speed(&self, said: &Said, shape: &Shape) -> Option<String> {
        let speed = said.speed(shape)?;
        let pitch = self.usual(|speed| speed.pitch)?.distance(speed.pitch);
        let pace = self.usual(|speed| speed.pace)?.distance(speed.pace);
        let played = self.usual(Speed::played)?;
        let (off, most) = (played.distance(speed.played()), played.spread(SPEED_SPREAD));
        // Each of them says half as much at the least.
        let agree = pitch * off.signum() > off.abs() / 2.0 && -pace * off.signum() > off.abs() / 2.0;
        let factor = off.abs().exp();
        let how = if off > 0.0 { "fast" } else { "slow" };
        (off.abs() > most && agree).then(|| format!("it sounds as if it were played {factor:.1} times too {how}"))
    }

    /// Returns the doubt about a clip that is far higher or lower than the voice.
    fn pitch(&self, said: &Said, shape: &Shape) -> Option<String> {
        let speed = said.speed(shape)?;
        let usual = self.usual(|speed| speed.pitch)?;
        let (hz, usual_hz) = (speed.pitch.exp(), usual.median.exp());
        (usual.distance(speed.pitch).abs() > usual.spread(PITCH_SPREAD))
            .then(|| format!("its pitch is {hz:.0} Hz where {usual_hz:.0} Hz is usual"))
    }

    /// Returns what is usual of something that belongs to speed; `None` before it is known.
    fn usual(&self, of: impl Fn(Speed) -> f64) -> Option<Usual> {
        Usual::of(&self.pitches.iter().copied().map(of).collect(), PITCHES)
    }

    fn ending(&self, shape: &Shape) -> Option<String> {
        let usual_tail = quantile(&self.tails, 0.1).filter(|usual| self.tails.len() >= TAILS && *usual >= TAIL_S);
        if usual_tail.is_some_and(|usual| shape.tail < usual * TAIL_PART) {
            return Some("it ends at once, where the voice leaves a moment of silence".to_owned());
        }
        let usual = median(&self.ends).filter(|_| self.ends.len() >= ENOUGH);
        let most = usual.map_or(END_DB, |usual| (usual + END_ABOVE_USUAL_DB).clamp(END_BOUNDS_DB.0, END_BOUNDS_DB.1));
        (shape.end_db? > most).then(|| "it ends in the middle of a sound".to_owned())
    }

    fn silence(&self, said: &Said, shape: &Shape) -> Option<String> {
        let silence = shape.longest_silence;
        (silence > LONGEST_SILENCE_S * said.slowness.max(1.0))
            .then(|| format!("it is silent for {silence:.1} s inside"))
    }
}

/// What is usual of a number, and how far it varies.
#[derive(Debug, Clone, Copy)]
struct Usual {
    median: f64,
    /// A standard deviation, as far as outliers do not count.
    deviation: f64,
}

impl Usual {
    /// Learns from numbers; `None` from fewer than so many.
    fn of(numbers: &VecDeque<f64>, enough: usize) -> Option<Self> {
        let median = median(numbers).filter(|_| numbers.len() >= enough)?;
        let apart: VecDeque<f64> = numbers.iter().map(|number| (number - median).abs()).collect();
        // 1.4826 makes a median deviation a standard one.
        let deviation = self::median(&apart).unwrap_or(0.0) * 1.4826;
        Some(Self { median, deviation })
    }

    fn distance(self, number: f64) -> f64 {
        number - self.median
    }

    /// Returns how far numbers may be off: so far, or farther where the voice varies more.
    fn spread(self, least: f64) -> f64 {
        (self.deviation * SPREAD_DEVIATIONS).max(least)
    }
}

fn keep<Item>(remembered: &mut VecDeque<Item>, item: Item, most: usize) {
    if remembered.len() == most {
        remembered.pop_front();
    }
    remembered.push_back(item);
}

fn median<Number: Copy + PartialOrd>(numbers: &VecDeque<Number>) -> Option<Number> {
    quantile(numbers, 0.5)
}

fn quantile<Number: Copy + PartialOrd>(numbers: &VecDeque<Number>, part: f64) -> Option<Number> {
    let mut numbers: Vec<Number> = numbers.iter().copied().collect();
    let at = (numbers.len() as f64 * part) as usize;
    numbers.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    numbers.get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_abbreviations_may_be_read_long_or_short() {
        assert_eq!(weight("It rained."), (8.0, 8.0));
        assert_eq!(weight("In 1990"), (6.0, 2.0 + 4.0 * 6.0));
        assert_eq!(weight("FBI"), (3.0, 9.0));
        assert_eq!(weight("“5 %” …"), (1.0, 16.0));
        assert_eq!(weight("東京"), (8.0, 8.0));
    }
}
