//! The phonemes of a text, where each of its words stands in them, and from how long a network holds each sound, when each
//! word is heard.

use std::collections::HashMap;
use std::ops::Range;

use crate::audio::WordMark;
use crate::script;

/// Where a long string of phonemes may be cut, the best first: between clauses, then between words.
const CUTS: [&[char]; 2] = [&['.', '!', '?', ',', ';', ':', '—', '…'], &[' ']];
/// The marks that stand in phonemes as they stand in the text.
const CLAUSE_MARKS: &[char] = &['.', '!', '?', ',', ';', ':', '—', '–', '…'];

/// The numbers of phonemes that Kokoro was taught, and by it the built-in voice.
pub(super) struct Alphabet(HashMap<char, i32>);

impl Alphabet {
    /// Reads the one that comes with the built-in voice.
    pub(super) fn new() -> Self {
        Self(serde_json::from_str(aloud_heart::ALPHABET).expect("the built-in alphabet is whole"))
    }

    /// Returns the numbers of phonemes, each with the byte its phoneme stands at, without what it does not know; empty when no
    /// phoneme sounds.
    pub(super) fn ids(&self, phonemes: &str) -> Vec<(usize, i32)> {
        if !phonemes.chars().any(char::is_alphabetic) {
            return Vec::new();
        }
        phonemes.char_indices().filter_map(|(at, phoneme)| Some((at, *self.0.get(&phoneme)?))).collect()
    }
}

/// Phonemes in the signs of some network, words parted by one space.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Phonemes {
    signs: String,
    words: Vec<Said>,
}

/// A word of the text, in bytes of it, and its sounds, in bytes of the signs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    text: Range<usize>,
    signs: Range<usize>,
}

impl Phonemes {
    /// Finds the words of a text in its phonemes, which the order of both, their number in each clause and the marks between
    /// clauses tell. Where a clause has more or fewer groups of sounds than words, its sounds are shared out by letters.
    pub(super) fn of_words(signs: String, text: &str) -> Self {
        let (said, written) = (clauses(&signs), clauses(text));
        let pairs = match said.len() == written.len() {
            true => said.into_iter().zip(written).collect(),
            false => vec![(said.concat(), written.concat())],
        };
        let words = pairs.into_iter().flat_map(|(sounds, words)| paired(&signs, &sounds, text, words)).collect();
        Self { signs, words }
    }

    /// Returns all the signs.
    pub(super) fn signs(&self) -> &str {
        self.signs.trim_end()
    }

    /// Adds signs, with one space for each white space in them, none at the beginning.
    pub(super) fn push(&mut self, signs: &str) {
        for sign in signs.chars() {
            if !sign.is_whitespace() {
                self.signs.push(sign);
            } else if !self.signs.is_empty() && !self.signs.ends_with(' ') {
                self.signs.push(' ');
            }
        }
    }

    /// Adds the sounds of a word that stands there in the text.
    pub(super) fn push_word(&mut self, signs: &str, text: Range<usize>) {
        let start = self.signs.len();
        self.push(signs);
        let end = self.signs.trim_end().len();
        if start < end && !text.is_empty() && self.signs[start..end].contains(char::is_alphabetic) {
            self.words.push(Said { text, signs: start..end });
        }
    }

    /// Cuts the signs into pieces of at most `longest` of them, in bytes: after clause punctuation where there is some, else
    /// between words, and inside a word only when it alone is longer.
    pub(super) fn pieces(&self, longest: usize) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut rest = self.signs.as_str();
        let mut from = 0;
        while let Some((end, _)) = rest.trim().char_indices().nth(longest) {
            from += rest.len() - rest.trim_start().len();
            rest = rest.trim_start();
            let cut = CUTS.iter().find_map(|marks| last_cut(&rest[..end], marks)).unwrap_or(end);
            pieces.push(from..from + cut);
            (from, rest) = (from + cut, &rest[cut..]);
        }
        pieces.push(from..self.signs.len());
        let trimmed = pieces.into_iter().map(|piece| {
            let signs = &self.signs[piece.clone()];
            let start = piece.start + signs.len() - signs.trim_start().len();
            start..(piece.start + signs.trim_end().len()).max(start)
        });
        trimmed.filter(|piece| !piece.is_empty()).collect()
    }

    /// Returns the sounds of what stands in parentheses in the text, in bytes of the signs.
    pub(super) fn asides(&self, text: &str) -> Vec<Range<usize>> {
        let sounds = |aside: Range<usize>| {
            let is_in = |word: &&Said| aside.start <= word.text.start && word.text.end <= aside.end;
            let (first, last) = (self.words.iter().find(is_in)?, self.words.iter().rfind(is_in)?);
            Some(first.signs.start..last.signs.end)
        };
        script::asides(text).into_iter().filter_map(sounds).collect()
    }

    /// Returns when each word is heard.
    pub(super) fn marks(&self, times: &Times) -> Vec<WordMark> {
        let mut rest = times.0.as_slice();
        let mark = |word: &Said| {
            let begin = rest.partition_point(|(sign, _)| *sign < word.signs.start);
            rest = &rest[begin..];
            let held = &rest[..rest.partition_point(|(sign, _)| *sign < word.signs.end)];
            let (first, last) = (held.first()?, held.last()?);
            Some(WordMark { text: word.text.clone(), frames: first.1.start..last.1.end })
        };
        self.words.iter().filter_map(mark).collect()
    }
}

/// When each sign is heard: its place in the signs, in bytes, and the frames of the clip that hold it; in order.
#[derive(Debug, Default)]
pub(super) struct Times(Vec<(usize, Range<u64>)>);

impl Times {
    /// Returns when some of the signs are heard, in bytes of them.
    pub(super) fn span(&self, signs: &Range<usize>) -> Option<Range<u64>> {
        let place = |sign: usize| self.0.partition_point(|(at, _)| *at < sign);
        let held = &self.0[place(signs.start)..place(signs.end)];
        Some(held.first()?.1.start..held.last()?.1.end)
    }

    /// Adds a piece that begins at a byte of all signs, of which the network has a number for each of these bytes of it, and one
    /// more at either end.
    pub(super) fn add_piece(&mut self, start: usize, ids: &[(usize, i32)], lengths: &[f32], frames: Range<u64>) {
        let own = ids.iter().map(|(at, _)| Some(start + at));
        let owners: Vec<_> = [None].into_iter().chain(own).chain([None]).collect();
        self.add(&owners, lengths, frames);
    }

    /// Adds a piece of which the network says how long it holds each of its numbers, in a unit of its own. `owners` has for
    /// each number the sign it is for, in bytes of all signs, or none for those at the ends; `frames` is where the piece lies
    /// in the clip. Lengths that do not fit the numbers are left out: a word without a time is better than a wrong one.
    pub(super) fn add(&mut self, owners: &[Option<usize>], lengths: &[f32], frames: Range<u64>) {
        let sum: f64 = lengths.iter().copied().map(f64::from).sum();
        if owners.len() != lengths.len()
            || !(sum.is_finite() && sum > 0.0)
            || lengths.iter().any(|length| *length < 0.0)
        {
            return;
        }
        let unit = (frames.end - frames.start) as f64 / sum;
        let mut held = 0.0;
        let mut frame = |length: f64| {
            held += length;
            frames.start + (held * unit).round() as u64
        };
        let mut start = frames.start;
        for (owner, length) in owners.iter().zip(lengths) {
            let end = frame(f64::from(*length)).min(frames.end);
            self.0.extend(owner.map(|sign| (sign, start..end)));
            start = end;
        }
    }
}

/// Returns the groups of letters of each clause, in bytes of the text.
fn clauses(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut clauses = vec![Vec::new()];
    let mut from = 0;
    for group in text.split(char::is_whitespace) {
        let (start, end) = (from, from + group.len());
        from = end + text[end..].chars().next().map_or(0, char::len_utf8);
        let is_said = |c: char| c.is_alphanumeric();
        let (Some(first), Some(last)) = (group.find(is_said), group.rfind(is_said)) else {
            end_clause(&mut clauses, group);
            continue;
        };
        let last = last + group[last..].chars().next().map_or(0, char::len_utf8);
        clauses.last_mut().expect("there is always one").push(start + first..start + last);
        end_clause(&mut clauses, &group[last..]);
        debug_assert!(end <= text.len());
    }
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

/// Begins another clause after a mark.
fn end_clause(clauses: &mut Vec<Vec<Range<usize>>>, marks: &str) {
    if marks.contains(CLAUSE_MARKS) {
        clauses.push(Vec::new());
    }
}

/// Pairs the groups of sounds of a clause with its words.
fn paired(signs: &str, sounds: &[Range<usize>], text: &str, words: Vec<Range<usize>>) -> Vec<Said> {
    if sounds.len() == words.len() {
        return words.into_iter().zip(sounds).map(|(text, signs)| Said { text, signs: signs.clone() }).collect();
    }
    let places: Vec<Range<usize>> = sounds
        .iter()
        .flat_map(|group| {
            signs[group.clone()].char_indices().map(|(at, c)| group.start + at..group.start + at + c.len_utf8())
        })
        .collect();
    let letters = |word: &Range<usize>| text[word.clone()].chars().count();
    let all: usize = words.iter().map(letters).sum();
    let mut done = 0;
    let share = |word: Range<usize>| {
        let start = done * places.len() / all.max(1);
        done += letters(&word);
        let held = places.get(start..done * places.len() / all.max(1))?;
        Some(Said { text: word, signs: held.first()?.start..held.last()?.end })
    };
    words.into_iter().filter_map(share).collect()
}

/// Returns the end of the last of these marks that a space follows, or that is one.
fn last_cut(text: &str, marks: &[char]) -> Option<usize> {
    let ends = text.rmatch_indices(marks).map(|(at, mark)| (at + mark.len(), mark));
    let mut fit = ends.filter(|(end, mark)| *mark == " " || text[*end..].starts_with(' ')).map(|(end, _)| end);
    fit.find(|end| !text[..*end].trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushed(signs: &str) -> Phonemes {
        let mut phonemes = Phonemes::default();
        phonemes.push(signs);
        phonemes
    }

    fn cut(signs: &str, longest: usize) -> Vec<String> {
        let phonemes = pushed(signs);
        phonemes.pieces(longest).into_iter().map(|piece| phonemes.signs()[piece].to_owned()).collect()
    }

    fn words<'a>(phonemes: &'a Phonemes, text: &'a str) -> Vec<(&'a str, &'a str)> {
        phonemes.words.iter().map(|said| (&text[said.text.clone()], &phonemes.signs[said.signs.clone()])).collect()
    }

    #[test]
    fn long_phonemes_are_cut_between_clauses() {
        assert_eq!(cut("ab, cd; ef gh", 8), ["ab, cd;", "ef gh"]);
        assert_eq!(cut("abc def ghi", 8), ["abc def", "ghi"]);
        assert_eq!(cut("abcdefghijkl mn", 5), ["abcde", "fghij", "kl mn"]);
        assert_eq!(cut("3.14 is pi", 100), ["3.14 is pi"]);
        assert_eq!(cut(" ", 5), [""; 0]);
        assert_eq!(cut("ɑɑɑ ɑɑɑ ", 4), ["ɑɑɑ", "ɑɑɑ"]);
    }

    #[test]
    fn words_are_paired_with_their_sounds() {
        let text = "“Ja”, sagte er – dann ging er.";
        let phonemes = Phonemes::of_words("jaː, zaktə eɐ— dan ɡɪŋ eɐ.".to_owned(), text);
        let expected = [("Ja", "jaː"), ("sagte", "zaktə"), ("er", "eɐ"), ("dan", "dan"), ("ging", "ɡɪŋ"), ("er", "eɐ")];
        let found = words(&phonemes, text);
        assert_eq!(found.len(), 6);
        assert_eq!((found[1], found[4]), (expected[1], expected[4]));
        // Two words that are one group of sounds.
        let text = "Out of the blue, he came";
        let shared = Phonemes::of_words("aʊt ʌvðə bluː, hi keɪm".to_owned(), text);
        let shared = words(&shared, text);
        assert_eq!(
            shared.iter().map(|(word, _)| *word).collect::<Vec<_>>(),
            ["Out", "of", "the", "blue", "he", "came"]
        );
        assert_eq!(shared[4..], [("he", "hi"), ("came", "keɪm")]);
        assert_eq!(Phonemes::of_words(String::new(), "word").words, []);
        assert_eq!(Phonemes::of_words("ab".to_owned(), "").words, []);
    }

    #[test]
    fn words_last_as_long_as_their_signs() {
        let mut phonemes = Phonemes::default();
        phonemes.push_word("ab", 0..3);
        phonemes.push(" ");
        phonemes.push_word("—", 4..5);
        phonemes.push_word("c", 6..9);
        let mut times = Times::default();
        let owners = [None, Some(0), Some(1), Some(2), Some(3), Some(6), None];
        times.add(&owners, &[1.0, 2.0, 2.0, 1.0, 1.0, 2.0, 1.0], 100..1_100);
        let marks = phonemes.marks(&times);
        let found: Vec<_> = marks.into_iter().map(|mark| (mark.text, mark.frames)).collect();
        assert_eq!(found, [(0..3, 200..600), (6..9, 800..1_000)]);
        let mut without = Times::default();
        without.add(&owners, &[1.0], 0..10);
        without.add(&[None], &[f32::NAN], 0..10);
        without.add(&[None], &[0.0], 0..10);
        assert_eq!(phonemes.marks(&without), []);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_and_no_text_fails(signs in "[aˈ ,.—]{0,60}", text in ".{0,60}", longest in 1_usize..20) {
            let phonemes = Phonemes::of_words(pushed(&signs).signs, &text);
            let joined: String = phonemes.pieces(longest).into_iter().map(|piece| phonemes.signs[piece].to_owned()).collect();
            let bare = |text: &str| text.replace(' ', "");
            proptest::prop_assert_eq!(bare(&joined), bare(&phonemes.signs));
            for said in &phonemes.words {
                let _ = (&text[said.text.clone()], &phonemes.signs[said.signs.clone()]);
            }
        }
    }
}
