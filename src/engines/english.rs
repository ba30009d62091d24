//! English text as phonemes: misaki's lexicon and rules, and a small network for the words they do not know. Shared by the
//! engines whose networks read misaki's phoneme alphabet.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use misaki_rs::fallback::FallbackError;
use misaki_rs::token::MToken;
use misaki_rs::{Fallback, G2P};
use rten::{Model, RunOptions, ThreadPool};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use serde::Deserialize;

use super::ipa;
use super::phonemes::Phonemes;
use crate::language::Language;
use crate::script::{Pronunciation, segments};

/// What misaki puts for a word that nobody could pronounce; outside every network's alphabet, so it is not heard.
const UNPRONOUNCED: char = '❓';

/// A word that is not in the built-in voice's lexicon, and how it would say it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Guess {
    /// The word.
    pub word: String,
    /// The guess, in the International Phonetic Alphabet.
    pub ipa: String,
}

/// Tells which words the built-in voice would guess.
pub struct Guesser {
    english: English,
    guesses: Arc<Mutex<Vec<Guess>>>,
}

impl Guesser {
    /// Loads the voice's tables.
    #[must_use]
    pub fn load() -> Self {
        let guesses = Arc::<Mutex<Vec<Guess>>>::default();
        let noted = Noted { unknown: UnknownWords::load(), guesses: Arc::clone(&guesses) };
        let g2p = G2P::with_fallback(misaki_rs::Language::EnglishUS, Some(Box::new(noted)));
        Self { english: English { g2p, is_british: false }, guesses }
    }

    /// Returns the words of a spoken text that would be guessed, in their order; not those whose sounds are given.
    #[must_use]
    pub fn guesses(&self, text: &str, pronunciations: &[Pronunciation]) -> Vec<Guess> {
        let known = segments(text, pronunciations).into_iter().filter(|(_, told)| told.is_some());
        let known: HashSet<&str> = known.flat_map(|(name, _)| name.split(|c: char| !c.is_alphanumeric())).collect();
        self.english.phonemes(text, &[]);
        let mut guesses = std::mem::take(&mut *self.guesses.lock().unwrap_or_else(PoisonError::into_inner));
        // What holds digits is no name; of "1990s" the s alone is guessed.
        let is_name = |word: &str| !word.contains(|c: char| c.is_ascii_digit()) && !known.contains(word);
        guesses.retain(|guess| is_name(&guess.word) && !guess.ipa.is_empty());
        guesses
    }
}

/// Spells unknown words, and notes them.
struct Noted {
    unknown: UnknownWords,
    guesses: Arc<Mutex<Vec<Guess>>>,
}

impl Fallback for Noted {
    fn phonemize(&self, word: &str) -> Result<String, FallbackError> {
        let phonemes = self.unknown.phonemize(word)?;
        let guess = Guess { word: word.to_owned(), ipa: ipa::from_misaki(&phonemes) };
        self.guesses.lock().unwrap_or_else(PoisonError::into_inner).push(guess);
        Ok(phonemes)
    }
}

/// Turns English text into phonemes.
pub(super) struct English {
    g2p: G2P,
    is_british: bool,
}

impl English {
    /// Loads the tables of one country's English, which takes some 0.15 s of one core: British for Britain, Ireland, Australia
    /// and New Zealand.
    pub(super) fn of(language: &Language) -> Self {
        let is_british = matches!(language.region(), Some("GB" | "IE" | "AU" | "NZ"));
        let unknown: Box<dyn Fallback> =
            if is_british { Box::new(InBritish(UnknownWords::load())) } else { Box::new(UnknownWords::load()) };
        let country = if is_british { misaki_rs::Language::EnglishGB } else { misaki_rs::Language::EnglishUS };
        Self { g2p: G2P::with_fallback(country, Some(unknown)), is_british }
    }

    /// Returns the phonemes of a text, in misaki's alphabet, with the sounds given for words of it. Words that nobody can
    /// pronounce (of another script, say) are left out.
    pub(super) fn phonemes(&self, text: &str, pronunciations: &[Pronunciation]) -> Phonemes {
        // misaki takes `[word](…)` for an instruction; in an article it is text. Nothing moves: the ranges count on it.
        let text = &text.replace("](", " (");
        // The sentence is read whole first, for the words around a given one depend on it; misaki's own inline form is not
        // used, for it loses to the lexicon.
        let (_, tokens) = self.g2p.g2p(text).expect("unknown words always get an answer");
        let mut phonemes = Phonemes::default();
        let mut tokens = spans(text, &tokens).peekable();
        while let Some((span, token)) = tokens.next() {
            let mut end = span.end;
            let mut space = &token.whitespace;
            let mut inside = Vec::new();
            for told in pronunciations.iter().filter(|told| told.range.end > span.start) {
                if told.range.start < span.start || told.range.start >= end {
                    break;
                }
                inside.push(moved(told, span.start));
                end = end.max(told.range.end);
                while let Some((next, last)) = tokens.next_if(|(next, _)| next.start < end) {
                    end = end.max(next.end);
                    space = &last.whitespace;
                }
            }
            match &inside[..] {
                [] => phonemes.push_word(&pronounced(token), span),
                _ => phonemes.push_word(&self.say_told(&text[span.start..end], &inside), span.start..end),
            }
            phonemes.push(space);
        }
        phonemes
    }

    /// Says words that hold given sounds: these, with English endings, and the rest as text.
    fn say_told(&self, words: &str, told: &[Pronunciation]) -> String {
        let mut phonemes = String::new();
        for (piece, told) in segments(words, told) {
            match told {
                Some(told) if self.is_british => phonemes.push_str(&british(&ipa::misaki(&told.ipa))),
                Some(told) => phonemes.push_str(&ipa::misaki(&told.ipa)),
                None if matches!(piece, "'s" | "’s" | "s") => phonemes.push_str(plural(&phonemes)),
                None if piece.chars().any(char::is_alphanumeric) => {
                    let around = |space: bool| if space { " " } else { "" };
                    phonemes.push_str(around(piece.starts_with(' ')));
                    phonemes.push_str(self.phonemes(piece, &[]).signs());
                    phonemes.push_str(around(piece.ends_with(' ')));
                }
                None => phonemes.push_str(piece.trim_matches(['\'', '’', '-', '.'])),
            }
        }
        phonemes
    }
}

/// Returns what misaki made of a token.
fn pronounced(token: &MToken) -> String {
    token.phonemes.as_deref().unwrap_or_default().replace(UNPRONOUNCED, "")
}

/// Finds each token in the text it was made from; what misaki has written otherwise stands nowhere, in no byte.
fn spans<'a>(text: &'a str, tokens: &'a [MToken]) -> impl Iterator<Item = (Range<usize>, &'a MToken)> {
    let mut done = 0;
    tokens.iter().map(move |token| {
        let start = text[done..].find(&token.text).map_or(done, |at| done + at);
        let end = if text[start..].starts_with(&token.text) { start + token.text.len() } else { start };
        done = end;
        (start..end, token)
    })
}

/// Counts a pronunciation's range from another place.
fn moved(pronunciation: &Pronunciation, from: usize) -> Pronunciation {
    let Range { start, end } = pronunciation.range;
    Pronunciation { range: start - from..end - from, ..pronunciation.clone() }
}

/// Returns the sound of an English "s" after other sounds.
fn plural(before: &str) -> &'static str {
    match before.chars().last() {
        Some('s' | 'z' | 'ʃ' | 'ʒ' | 'ʧ' | 'ʤ') => "ᵻz",
        Some('p' | 't' | 'k' | 'f' | 'θ') => "s",
        _ => "z",
    }
}

/// Spells out words outside the lexicon: a character network of 0.7 M parameters with a CTC output.
struct UnknownWords {
    model: Model,
    alphabets: Alphabets,
    /// The network is small: one thread, its own, so that it does not queue behind the voice.
    threads: Arc<ThreadPool>,
}

/// The characters the network reads and writes. Number 0 is the blank; the first of each list is number 1.
#[derive(Deserialize)]
struct Alphabets {
    #[serde(rename = "in")]
    letters: Vec<char>,
    #[serde(rename = "out")]
    phonemes: Vec<char>,
    #[serde(rename = "maxlen")]
    longest_word: usize,
}

impl UnknownWords {
    fn load() -> Self {
        let model = Model::load_static_slice(aloud_heart::GUESSER);
        let alphabets = serde_json::from_str(aloud_heart::GUESSER_ALPHABETS);
        Self {
            model: model.expect("the built-in network is whole"),
            alphabets: alphabets.expect("the built-in alphabets are whole"),
            threads: Arc::new(ThreadPool::with_num_threads(1)),
        }
    }

    fn spell(&self, letters: &[i32]) -> Option<String> {
        let chars = NdTensor::from_data([1, letters.len()], letters.to_vec());
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)));
        let steps: NdTensor<i32, 2> = self.model.run_one(chars.into(), Some(options)).ok()?.try_into().ok()?;
        let mut phonemes = String::new();
        let mut previous = 0;
        for &step in steps.iter() {
            if step != previous {
                phonemes.extend(number_before(step).and_then(|index| self.alphabets.phonemes.get(index)));
            }
            previous = step;
        }
        Some(phonemes)
    }
}

/// Returns the index of a symbol from its number, which counts from 1.
fn number_before(number: i32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

impl Fallback for UnknownWords {
    fn phonemize(&self, word: &str) -> Result<String, FallbackError> {
        let number = |letter: char| self.alphabets.letters.iter().position(|known| *known == letter);
        let letters: Vec<i32> = word.chars().filter_map(number).map(|index| index as i32 + 1).collect();
        // A word longer than the network has seen is spelled in parts rather than cut off.
        // An error would lose the whole sentence: a sign without a sound is silent instead.
        Ok(letters.chunks(self.alphabets.longest_word).filter_map(|part| self.spell(part)).collect())
    }
}

/// Spells unknown words as Americans would say them, in British sounds.
struct InBritish(UnknownWords);

impl Fallback for InBritish {
    fn phonemize(&self, word: &str) -> Result<String, FallbackError> {
        self.0.phonemize(word).map(|american| british(&american))
    }
}

/// Returns American phonemes in the signs of misaki's British: vowels are long where Britain has them so, and no r is said
/// where no vowel follows.
fn british(american: &str) -> String {
    const VOWELS: &str = "AIOQWYaæɑɒɔəɛɜɪiʊuʌᵊᵻ";
    let mut phonemes = String::new();
    let mut rest = american.chars().peekable();
    while let Some(sound) = rest.next() {
        match sound {
            'O' => phonemes.push('Q'),
            'T' => phonemes.push('t'),
            'æ' => phonemes.push('a'),
            'i' | 'u' | 'ɑ' | 'ɔ' | 'ɜ' => phonemes.extend([sound, 'ː']),
            'ɹ' => {
                let next = rest.clone().find(|next| !matches!(next, 'ˈ' | 'ˌ'));
                if next.is_some_and(|next| VOWELS.contains(next)) {
                    phonemes.push('ɹ');
                } else if phonemes.ends_with(['ɛ', 'ɪ', 'ʊ']) {
                    phonemes.push('ə');
                }
            }
            other => phonemes.push(other),
        }
    }
    phonemes
}

#[cfg(test)]
mod tests;
