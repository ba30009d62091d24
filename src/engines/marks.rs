//! Word marks out of what services say of time: words with seconds, or characters with seconds.

use std::ops::Range;

use crate::audio::{Clip, WordMark};

/// A word as a service tells it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TimedWord {
    /// The word, as it stands in the text.
    pub(super) word: String,
    /// When it begins, in seconds.
    pub(super) start: f64,
    /// When it ends; unknown where a service tells beginnings alone.
    pub(super) end: Option<f64>,
}

/// Finds each word in the text and marks it on the clip; a word that is not there (the service reads `10` as `ten`) is
/// left out.
pub(super) fn add_words(clip: &mut Clip, text: &str, words: &[TimedWord]) {
    let mut from = 0;
    for (index, word) in words.iter().enumerate() {
        let Some(range) = find_word(text, from, &word.word) else { continue };
        from = range.end;
        let next = words.get(index + 1).map(|next| next.start);
        let frames = frames(clip, word.start, word.end.or(next));
        clip.words.push(WordMark { text: range, frames });
    }
}

/// Marks the words of a text of which each character's time is known.
pub(super) fn add_characters(clip: &mut Clip, text: &str, characters: &[(&str, f64, f64)]) {
    let is_same = characters.iter().flat_map(|(character, ..)| character.chars()).eq(text.chars());
    if !is_same {
        return;
    }
    let mut at = 0;
    let placed: Vec<(Range<usize>, f64, f64)> = characters
        .iter()
        .map(|(character, start, end)| {
            at += character.len();
            (at - character.len()..at, *start, *end)
        })
        .collect();
    for word in placed.split(|(range, ..)| text[range.clone()].trim().is_empty()) {
        let is_said = |(range, ..): &&(Range<usize>, f64, f64)| text[range.clone()].chars().any(char::is_alphanumeric);
        let (first, last) = (word.iter().find(is_said), word.iter().rfind(is_said));
        if let (Some((first, start, _)), Some((last, _, end))) = (first, last) {
            let frames = frames(clip, *start, Some(*end));
            clip.words.push(WordMark { text: first.start..last.end, frames });
        }
    }
}

/// Finds a word that does not begin inside another.
fn find_word(text: &str, from: usize, word: &str) -> Option<Range<usize>> {
    let word = word.trim();
    if word.is_empty() {
        return None;
    }
    let begins = |at: usize| !text[..at].ends_with(char::is_alphanumeric) || !word.starts_with(char::is_alphanumeric);
    let at = text[from..].match_indices(word).map(|(at, _)| from + at).find(|at| begins(*at))?;
    Some(at..at + word.len())
}

/// Returns the frames between two times, within the clip.
fn frames(clip: &Clip, start: f64, end: Option<f64>) -> Range<u64> {
    let length = clip.samples.len() as u64;
    // A cast of what is negative or not a number gives 0.
    let frame = |seconds: f64| ((seconds * f64::from(clip.rate.hz())).round() as u64).min(length);
    let start = frame(start);
    start..end.map_or(length, frame).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::SampleRate;

    fn clip() -> Clip {
        Clip { samples: vec![0.0; 24_000], rate: SampleRate::MASTER, words: Vec::new() }
    }

    fn marked<'a>(clip: &Clip, text: &'a str) -> Vec<(&'a str, Range<u64>)> {
        clip.words.iter().map(|mark| (&text[mark.text.clone()], mark.frames.clone())).collect()
    }

    #[test]
    fn words_are_found_in_order() {
        let text = "A cat, at 10 a.m.";
        let word = |word: &str, start| TimedWord { word: word.to_owned(), start, end: None };
        let words = [word("A", 0.0), word("cat", 0.25), word("at", 0.5), word("ten", 0.6), word("a.m", 0.75)];
        let mut clip = clip();
        add_words(&mut clip, text, &words);
        let expected = [("A", 0..6_000), ("cat", 6_000..12_000), ("at", 12_000..14_400), ("a.m", 18_000..24_000)];
        assert_eq!(marked(&clip, text), expected);
    }

    #[test]
    fn characters_become_words() {
        let text = "“Né” à 5.";
        let characters: Vec<(String, f64, f64)> =
            text.chars().enumerate().map(|(at, c)| (c.to_string(), at as f64 / 10.0, (at + 1) as f64 / 10.0)).collect();
        let characters: Vec<_> = characters.iter().map(|(c, start, end)| (c.as_str(), *start, *end)).collect();
        let mut clip = clip();
        add_characters(&mut clip, text, &characters);
        let expected = [("Né", 2_400..7_200), ("à", 12_000..14_400), ("5", 16_800..19_200)];
        assert_eq!(marked(&clip, text), expected);
        clip.words.clear();
        add_characters(&mut clip, "Another text", &characters);
        assert_eq!(clip.words, []);
    }

    #[test]
    fn times_that_make_no_sense_stay_inside_the_clip() {
        let clip = clip();
        assert_eq!(frames(&clip, -1.0, Some(9.0)), 0..24_000);
        assert_eq!(frames(&clip, f64::NAN, Some(f64::NAN)), 0..0);
        assert_eq!(frames(&clip, 0.5, Some(0.25)), 12_000..12_000);
    }
}
