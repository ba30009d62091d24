//! How a voice speaks, learnt from its clips, and what of a clip does not fit.

use std::collections::VecDeque;

use super::shape::Shape;
use crate::speech::SpeechRequest;

/// Clips before a voice is known.
const ENOUGH: usize = 5;
/// Clips that are remembered for how the voice speaks.
const REMEMBERED: usize = 200;
/// Clips that a new one is compared with: several articles may be under way at once.
const COMPARED: usize = 32;
/// Seconds of speech a letter, of a voice not known yet. The built-in voice takes 0.059 (2026-11); the slowest and the
/// fastest speech that is understood lie within a factor of three.
const SECONDS_A_LETTER: (f64, f64) = (0.02, 0.18);
/// Letters that every text is longer by: it begins and ends (fitted to the built-in voice, 2026-11).
const MORE_LETTERS: f64 = 3.0;
/// How far lengths may differ from what is usual, as a natural logarithm: a factor of 1.6. The built-in voice keeps within
/// 0.81 and 1.28 over the samples (2026-11).
const SPREAD: f64 = 0.47;
/// The same in standard deviations, for voices that vary more.
const SPREAD_DEVIATIONS: f64 = 5.0;
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
/// From this correlation on two contours are of one recording. Of different texts the built-in voice's reach 0.81 (2026-11).
const SAME_CONTOUR: f32 = 0.95;
/// The same for texts that have most of their letters in common and so sound alike: what an engine gives twice by mistake is equal.
const SAME_CONTOUR_OF_LIKE_TEXTS: f32 = 0.999;
/// The part of the longer text's letters that like texts share at their beginning and end.
const LIKE: f64 = 0.5;
/// The shortest contour that tells: 0.4 s.
const CONTOUR_POINTS: usize = 20;

/// What a text asks of a voice.
#[derive(Debug)]
pub(super) struct Said {
    /// What is compared of the text: its letters.
    letters: String,
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
    recent: VecDeque<(String, Vec<f32>)>,
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
            self.repetition(said, shape),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Learns from a clip. Lengths are learnt of odd clips too, lest a slow voice stay odd for ever: the median is robust.
    pub(super) fn learn(&mut self, said: &Said, shape: Shape, is_plausible: bool) {
        keep(&mut self.paces, said.pace(&shape).ln(), REMEMBERED);
        keep(&mut self.tails, shape.tail, REMEMBERED);
        if let Some(end) = shape.end_db {
            keep(&mut self.ends, end, REMEMBERED);
        }
        if let Some(contour) = shape.contour.filter(|contour| is_plausible && contour.len() >= CONTOUR_POINTS) {
            keep(&mut self.recent, (said.letters.clone(), contour), COMPARED);
        }
    }

    fn length(&self, said: &Said, shape: &Shape) -> Option<String> {
        let ((slow, fast), usual) = match median(&self.paces) {
            Some(usual) if self.paces.len() >= ENOUGH => {
                let deviations: VecDeque<f64> = self.paces.iter().map(|pace| (pace - usual).abs()).collect();
                // 1.4826 makes a median deviation a standard one.
                let spread = (median(&deviations).unwrap_or(0.0) * 1.4826 * SPREAD_DEVIATIONS).max(SPREAD);
                (((usual - spread).exp(), (usual + spread).exp()), usual.exp())
            }
            _ => (SECONDS_A_LETTER, (SECONDS_A_LETTER.0 * SECONDS_A_LETTER.1).sqrt()),
        };
        let (least, most) = said.weight;
        let seconds = shape.seconds / said.slowness;
        let shortest = (least + MORE_LETTERS) * slow - SLACK_S.0;
        let longest = (most + MORE_LETTERS) * fast + SLACK_S.1;
        let expected = ((least + most) / 2.0 + MORE_LETTERS) * usual * said.slowness;
        (!(shortest..=longest).contains(&seconds))
            .then(|| format!("it lasts {:.1} s where about {expected:.1} s are usual", shape.seconds))
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

    fn repetition(&self, said: &Said, shape: &Shape) -> Option<String> {
        let contour = shape.contour.as_ref()?;
        let is_same = |(letters, other): &&(String, Vec<f32>)| {
            let least = if alike(letters, &said.letters) { SAME_CONTOUR_OF_LIKE_TEXTS } else { SAME_CONTOUR };
            *letters != said.letters && same((contour, other), least)
        };
        self.recent.iter().rev().find(is_same).map(|_| "it sounds like a sentence before it".to_owned())
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

/// Returns whether two texts have most of their letters in common, such as the items of a list that differ in a number.
fn alike(one: &str, other: &str) -> bool {
    let shared = |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.take_while(|(a, b)| a == b).count();
    let (length, longest) = (one.chars().count(), other.chars().count());
    let (shortest, longest) = (length.min(longest), length.max(longest));
    let first = shared(&mut one.chars().zip(other.chars()));
    let last = shared(&mut one.chars().rev().zip(other.chars().rev())).min(shortest - first);
    (first + last) as f64 >= longest as f64 * LIKE
}

/// Returns whether two contours are of one recording, of which a point or two may be missing at the ends: whether they correlate so much.
fn same((one, other): (&[f32], &[f32]), least: f32) -> bool {
    const APART: usize = 3;
    if one.len().min(other.len()) < CONTOUR_POINTS || one.len().abs_diff(other.len()) > APART {
        return false;
    }
    (0..=APART).any(|shift| correlation(&one[shift..], other) >= least || correlation(one, &other[shift..]) >= least)
}

fn correlation(one: &[f32], other: &[f32]) -> f32 {
    let length = one.len().min(other.len());
    let (one, other) = (&one[..length], &other[..length]);
    let mean = |values: &[f32]| values.iter().sum::<f32>() / length as f32;
    let (mean_one, mean_other) = (mean(one), mean(other));
    let (mut product, mut square_one, mut square_other) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        let (a, b) = (a - mean_one, b - mean_other);
        product += a * b;
        square_one += a * a;
        square_other += b * b;
    }
    product / (square_one * square_other).sqrt().max(f32::MIN_POSITIVE)
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

    #[test]
    fn a_contour_is_known_again_though_its_ends_are_missing() {
        let contour: Vec<f32> =
            (0..80).map(|i| -20.0 + 15.0 * (i as f32 * 0.9).sin() * (i as f32 * 0.17).cos()).collect();
        assert!(same((&contour, &contour[2..]), SAME_CONTOUR_OF_LIKE_TEXTS));
        assert!(!same((&contour, &contour.iter().rev().copied().collect::<Vec<_>>()), SAME_CONTOUR));
        assert!(!same((&contour, &contour[10..]), SAME_CONTOUR));
    }

    #[test]
    fn texts_are_alike_when_they_share_most_of_their_letters() {
        assert!(alike("part43", "part44"));
        assert!(alike("thesecondquestionisnoise", "thethirdquestionisnoise"));
        assert!(!alike("shewentaway", "hewastired"));
        assert!(!alike("aaa", "aaaaaaaaa"));
    }
}
