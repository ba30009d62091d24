//! How words of a spoken text are pronounced, for engines that can be told.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How a stretch of a spoken text is to be pronounced.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pronunciation {
    /// The bytes of the text it is about.
    pub range: Range<usize>,
    /// The sounds, in the International Phonetic Alphabet.
    pub ipa: String,
    /// What an engine that takes no IPA says in place of the written words.
    pub alias: Option<String>,
}

/// Cuts a text at its pronounced words: each piece in order, with the pronunciation of those that have one.
///
/// Pronunciations that lie outside the text, inside a character or inside one another are passed over: a request may come
/// from another machine.
#[must_use]
pub fn segments<'a>(text: &'a str, pronunciations: &'a [Pronunciation]) -> Vec<(&'a str, Option<&'a Pronunciation>)> {
    let mut segments = Vec::new();
    let mut done = 0;
    for pronunciation in pronunciations {
        let Range { start, end } = pronunciation.range;
        let (Some(before), Some(word)) = (text.get(done..start), text.get(start..end)) else { continue };
        if word.is_empty() {
            continue;
        }
        if !before.is_empty() {
            segments.push((before, None));
        }
        segments.push((word, Some(pronunciation)));
        done = end;
    }
    if done < text.len() {
        segments.push((&text[done..], None));
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_give_the_text_back_whatever_the_ranges() {
        let at = |range| Pronunciation { range, ipa: "x".into(), alias: None };
        let text = "Čapek met Karel.";
        #[allow(clippy::reversed_empty_ranges, reason = "a request from elsewhere may hold one")]
        let ranges = [vec![0..6, 11..16], vec![0..6, 3..8], vec![1..4, 6..99, 5..5, 9..7], vec![]];
        for ranges in ranges {
            let pronunciations: Vec<_> = ranges.into_iter().map(at).collect();
            let joined: String = segments(text, &pronunciations).iter().map(|(piece, _)| *piece).collect();
            assert_eq!(joined, text);
        }
        let two = [at(0..6), at(11..16)];
        let pieces: Vec<_> = segments(text, &two).into_iter().map(|(piece, of)| (piece, of.is_some())).collect();
        assert_eq!(pieces, [("Čapek", true), (" met ", false), ("Karel", true), (".", false)]);
    }
}
