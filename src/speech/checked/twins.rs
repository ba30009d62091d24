//! Different texts with one sound, of which a server that mixes up simultaneous requests makes two: which of them is right
//! nobody knows. A sound can be another text's only if that text was asked for before the sound came.

use std::collections::{BTreeSet, VecDeque};

use super::shape::Shape;

/// Sounds that a new one is compared with: several articles may be under way at once.
const COMPARED: usize = 32;
/// From this correlation on two contours are of one recording. Of different texts the built-in voice's reach 0.81 (2026-11).
const SAME_CONTOUR: f32 = 0.95;
/// The same for texts that have most of their letters in common and so sound alike: what an engine gives twice by mistake is equal.
const SAME_CONTOUR_OF_LIKE_TEXTS: f32 = 0.999;
/// The part of the longer text's letters that like texts share at their beginning and end.
const LIKE: f64 = 0.5;
/// The shortest contour that tells: 0.4 s. Of shorter ones the samples tell.
const CONTOUR_POINTS: usize = 20;

/// From so many mixed-up requests of so many on, each is asked alone: taste.
const MIXED_UP: usize = 3;
const MIXED_UP_OF: Number = 100;

/// The number of a request, in the order in which they came.
pub(super) type Number = u64;

/// The requests under way, and the sounds of late.
#[derive(Debug, Default)]
pub(super) struct Twins {
    last: Number,
    /// Requests whose sound is not judged yet.
    open: BTreeSet<Number>,
    /// Requests whose sound is judged, and waits for that of others.
    waiting: BTreeSet<Number>,
    /// Those among them whose sound another text was given too.
    suspects: BTreeSet<Number>,
    recent: VecDeque<(Number, Sound)>,
    /// Requests of late that were given the very samples of another under way.
    mixed_up: VecDeque<Number>,
}

/// The sound of a text.
#[derive(Debug)]
pub(super) struct Sound {
    /// What is compared of the text: its letters.
    letters: String,
    /// What is compared of the samples.
    print: blake3::Hash,
    contour: Vec<f32>,
    /// Whether nothing else was asked for while it was.
    was_alone: bool,
}

impl Sound {
    /// Returns what is compared of a clip; `None` of a steady sound, which is a test or a tone.
    pub(super) fn new(letters: &str, shape: &Shape, was_alone: bool) -> Option<Self> {
        let contour = shape.contour.clone()?;
        Some(Self { letters: letters.to_owned(), print: shape.print, contour, was_alone })
    }

    /// Returns whether this is one recording with another, and the texts are different.
    fn is_twin_of(&self, other: &Self) -> bool {
        let least = if alike(&self.letters, &other.letters) { SAME_CONTOUR_OF_LIKE_TEXTS } else { SAME_CONTOUR };
        let is_same = || self.print == other.print || same((&self.contour, &other.contour), least);
        self.letters != other.letters && is_same()
    }
}

/// What a request that waits has to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Others are still to be heard.
    Wait,
    /// No other text has its sound.
    Sure,
    /// Another text was given its sound too.
    Suspect,
}

impl Twins {
    /// Begins a request.
    pub(super) fn begin(&mut self) -> Number {
        self.last += 1;
        self.open.insert(self.last);
        self.last
    }

    /// Ends a request, whatever became of it.
    pub(super) fn end(&mut self, number: Number) {
        for requests in [&mut self.open, &mut self.waiting, &mut self.suspects] {
            requests.remove(&number);
        }
    }

    /// Compares the sound of a request with others and remembers it; returns whether another text has the same. That one is in
    /// doubt too, as long as it can be asked for again.
    pub(super) fn meet(&mut self, number: Number, sound: Sound) -> bool {
        let mut has_twin = false;
        for (other, before) in self.recent.iter().filter(|(other, _)| *other != number) {
            // What is about to be asked for again says nothing of what was asked for alone.
            let is_in_question = self.open.contains(other) && !before.was_alone;
            if sound.was_alone && is_in_question || !sound.is_twin_of(before) {
                continue;
            }
            has_twin = true;
            let is_waiting = self.waiting.contains(other);
            if is_waiting {
                self.suspects.insert(*other);
                self.open.insert(*other);
            }
            if (is_waiting || self.open.contains(other)) && sound.print == before.print {
                self.mixed_up.push_back(number);
            }
        }
        self.recent.retain(|(other, _)| *other != number);
        if self.recent.len() == COMPARED {
            self.recent.pop_front();
        }
        self.recent.push_back((number, sound));
        has_twin
    }

    /// Notes that the sound of a request is judged; returns those whose sound may still turn out to be the same.
    pub(super) fn judged(&mut self, number: Number) -> BTreeSet<Number> {
        self.open.remove(&number);
        self.waiting.insert(number);
        self.open.clone()
    }

    /// Returns what a request that waits for these others has to do.
    pub(super) fn verdict(&mut self, number: Number, others: &BTreeSet<Number>) -> Verdict {
        if self.suspects.remove(&number) {
            self.waiting.remove(&number);
            Verdict::Suspect
        } else if self.open.is_disjoint(others) {
            Verdict::Sure
        } else {
            Verdict::Wait
        }
    }

    /// Returns whether requests under way are mixed up again and again, so that each is to be asked alone.
    pub(super) fn are_mixed_up(&mut self) -> bool {
        let first = self.last.saturating_sub(MIXED_UP_OF);
        self.mixed_up.retain(|number| *number > first);
        self.mixed_up.len() >= MIXED_UP
    }
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

    /// A sound of a text; sounds of one `which` are equal.
    fn sound(letters: &str, which: u8, was_alone: bool) -> Sound {
        Sound { letters: letters.to_owned(), print: blake3::hash(&[which]), contour: Vec::new(), was_alone }
    }

    #[test]
    fn both_texts_of_one_sound_are_in_doubt_while_they_can_be_asked_for_again() {
        let mut twins = Twins::default();
        let (one, two) = (twins.begin(), twins.begin());
        assert!(!twins.meet(one, sound("one", 1, false)));
        let others = twins.judged(one);
        assert_eq!(twins.verdict(one, &others), Verdict::Wait);
        assert!(twins.meet(two, sound("two", 1, false)));
        assert_eq!(twins.verdict(one, &others), Verdict::Suspect);
        // Each by itself: the sound was the second text's.
        assert!(!twins.meet(two, sound("two", 1, true)));
        assert!(twins.judged(two).contains(&one), "the first is asked for again");
        assert!(!twins.meet(one, sound("one", 2, true)));
        let others = twins.judged(one);
        assert_eq!(twins.verdict(one, &others), Verdict::Sure);
        assert_eq!(twins.verdict(two, &BTreeSet::from([one])), Verdict::Sure);
    }

    #[test]
    fn a_sound_that_every_text_gets_is_nobodys() {
        let mut twins = Twins::default();
        let (one, two) = (twins.begin(), twins.begin());
        twins.meet(one, sound("one", 1, false));
        let others = twins.judged(one);
        twins.meet(two, sound("two", 1, false));
        assert_eq!(twins.verdict(one, &others), Verdict::Suspect);
        assert!(!twins.meet(two, sound("two", 1, true)));
        let others = twins.judged(two);
        assert!(twins.meet(one, sound("one", 1, true)));
        assert_eq!(twins.verdict(two, &others), Verdict::Suspect);
    }

    #[test]
    fn what_ended_is_waited_for_no_more() {
        let mut twins = Twins::default();
        let (one, two) = (twins.begin(), twins.begin());
        let others = twins.judged(one);
        twins.end(two);
        assert_eq!(twins.verdict(one, &others), Verdict::Sure);
    }
}
