//! Italian text as phonemes, by its spelling: letters, syllables, stress. In espeak-ng's signs, from which networks learned
//! Italian.

mod letters;
mod stress;
mod words;

use unicode_normalization::UnicodeNormalization as _;

use letters::Word;
use words::{HALF_LEANING, LEANING};

/// The marks that stay between phonemes.
const MARKS: &str = ",.;:!?…—";
/// Signs of apostrophes.
const APOSTROPHES: &str = "'’ʼ`´";
const STRESS: char = 'ˈ';

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// A word, the elided one that is said with it, and whether it is a name's.
    Word {
        elided: String,
        own: String,
        is_name: bool,
    },
    Mark(char),
    Space,
}

/// Returns the phonemes of a text, its marks where they stood.
pub(crate) fn phonemes(text: &str) -> String {
    let parts = parts(text);
    let mut phonemes = String::new();
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Word { elided, own, is_name } => {
                let follows = parts[at + 1..].iter().find(|part| **part != Part::Space);
                let leans = matches!(follows, Some(Part::Word { .. }));
                phonemes.push_str(&match leans && !is_name {
                    true => leaning(elided, own),
                    false => said(elided, own, *is_name),
                });
            }
            Part::Mark(mark) if !phonemes.is_empty() => phonemes.push(*mark),
            Part::Space if !phonemes.is_empty() && !phonemes.ends_with(' ') => phonemes.push(' '),
            _ => {}
        }
    }
    phonemes.trim_end().to_owned()
}

/// Returns the sounds of a name in the signs of any language, each once, and which of them is stressed.
pub(super) fn name(word: &str) -> (Vec<&'static str>, Option<usize>) {
    let word = letters::word("", &word.to_lowercase(), word.starts_with(char::is_uppercase));
    let mut sounds: Vec<&'static str> = Vec::new();
    let mut stressed = None;
    for (at, sign) in word.signs.iter().enumerate() {
        let next_is_vowel = word.signs.get(at + 1).is_some_and(|next| next.starts_with(VOWELS));
        let is_stressed = word.stressed == Some(at);
        let plain = in_any_language(sign, next_is_vowel && !is_stressed);
        if is_stressed {
            stressed = Some(sounds.len());
        }
        if sounds.last() != Some(&plain) || plain.starts_with(VOWELS) {
            sounds.push(plain);
        }
    }
    (sounds, stressed)
}

const VOWELS: [char; 9] = ['a', 'e', 'i', 'o', 'u', 'ɛ', 'ɔ', 'ɪ', 'ʊ'];

/// Returns a sign without what is Italian's: length, and vowels that are only a little different.
fn in_any_language(sign: &'static str, before_vowel: bool) -> &'static str {
    match sign {
        "i" if before_vowel => "j",
        "ʊ" if before_vowel => "w",
        "ɪ" => "i",
        "ʊ" => "u",
        "ɾ" => "r",
        "pː" => "p",
        "tː" => "t",
        "kː" => "k",
        "bː" => "b",
        "dː" => "d",
        "ɡː" => "ɡ",
        "t^ʃ" | "t^ʃː" => "tʃ",
        "d^ʒ" | "d^ʒː" => "dʒ",
        "t^s" | "t^sː" => "ts",
        "d^z" | "d^zː" => "dz",
        "s^s" => "s",
        "ɲɲ" => "ɲ",
        other => other,
    }
}

/// Parts a text; words are in small letters, and an apostrophe at the end of one is an accent: perche', caffe'.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut word = String::new();
    let mut elided = String::new();
    let signs: Vec<char> = text.nfc().chain([' ']).collect();
    for (at, c) in signs.iter().copied().enumerate() {
        let is_apostrophe = APOSTROPHES.contains(c) && !word.is_empty();
        if c.is_alphabetic() {
            word.push(c);
        } else if is_apostrophe && signs.get(at + 1).is_some_and(|next| next.is_alphabetic()) {
            elided.push_str(&std::mem::take(&mut word));
        } else {
            if is_apostrophe {
                accent_last(&mut word);
            }
            if !word.is_empty() {
                let begins =
                    matches!(parts.iter().rev().find(|part| **part != Part::Space), None | Some(Part::Mark(_)));
                let is_name = !begins && word.starts_with(char::is_uppercase);
                let own = std::mem::take(&mut word).to_lowercase();
                parts.push(Part::Word { elided: std::mem::take(&mut elided).to_lowercase(), own, is_name });
            }
            if MARKS.contains(c) {
                parts.push(Part::Mark(c));
            } else if c.is_whitespace() || matches!(c, '-' | '–') {
                parts.push(Part::Space);
            }
        }
    }
    parts
}

/// Writes an accent on the last letter.
fn accent_last(word: &mut String) {
    let accented = match word.pop() {
        Some('a') => 'à',
        // Of words in e, those like perché are more than those like caffè.
        Some('e') if word.ends_with("ch") => 'é',
        Some('e') => 'è',
        Some('i') => 'ì',
        Some('o') => 'ò',
        Some('u') => 'ù',
        Some(other) => other,
        None => return,
    };
    word.push(accented);
}

/// Returns the phonemes of a word; of one that has no vowel those of its letters' names.
fn said(elided: &str, own: &str, is_name: bool) -> String {
    let word = letters::word(elided, own, is_name);
    if word.stressed.is_some() || !elided.is_empty() {
        return stressed(&word);
    }
    own.chars().filter_map(letter_name).map(|name| stressed(&letters::word("", name, false))).collect()
}

/// Returns the phonemes of a word before another one, on which some lean.
fn leaning(elided: &str, own: &str) -> String {
    let is_in = |list: &str| list.split_whitespace().any(|one| one == own);
    if is_in(LEANING) {
        unstressed(&letters::word(elided, own, false))
    } else if is_in(HALF_LEANING) {
        said(elided, own, false).replace("ˈu", "ˌʊ").replace(STRESS, "ˌ")
    } else {
        said(elided, own, false)
    }
}

fn stressed(word: &Word) -> String {
    let mut phonemes = String::new();
    for (at, sign) in word.signs.iter().enumerate() {
        phonemes.extend((word.stressed == Some(at)).then_some(STRESS));
        phonemes.push_str(sign);
    }
    phonemes
}

/// Returns the sounds of a word that has no stress of its own: its vowels are closed and loose.
fn unstressed(word: &Word) -> String {
    let last = word.signs.len().saturating_sub(1);
    let sign = |(at, sign): (usize, &&'static str)| match *sign {
        "ɛ" => "e",
        "ɔ" => "o",
        "u" => "ʊ",
        "i" if at == last => "ɪ",
        other => other,
    };
    word.signs.iter().enumerate().map(sign).collect()
}

/// Returns the name of a letter, for words that cannot be said otherwise.
fn letter_name(letter: char) -> Option<&'static str> {
    Some(match letter {
        'b' => "bi",
        'c' => "ci",
        'd' => "di",
        'f' => "effe",
        'g' => "gi",
        'h' => "acca",
        'j' => "iota",
        'k' => "cappa",
        'l' => "elle",
        'm' => "emme",
        'n' => "enne",
        'p' => "pi",
        'q' => "cu",
        'r' => "erre",
        's' => "esse",
        't' => "ti",
        'v' => "vu",
        'w' => "doppiavù",
        'x' => "ics",
        'z' => "zeta",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_said_as_they_are_spelled() {
        // The right side is what espeak-ng writes.
        for (word, said) in [
            ("governo", "ɡovˈɛrno"),
            ("piazza", "pjˈat^sːa"),
            ("nazione", "nat^siˈone"),
            ("realizzare", "realid^zːˈare"),
            ("acqua", "ˈakːwa"),
            ("scienza", "ʃˈɛnt^sa"),
            ("famiglie", "famˈiʎe"),
            ("segno", "sˈeɲɲo"),
            ("signore", "siɲˈore"),
            ("cosa", "kˈɔza"),
            ("nessuno", "nes^sˈuno"),
            ("chiesa", "kjˈɛza"),
            ("nuovo", "nʊˈɔvo"),
            ("faccia", "fˈat^ʃːa"),
            ("perché", "perkˈe"),
            ("parlerà", "parleɾˈa"),
            ("bmw", "bˈiˈɛmmedopːjavˈu"),
        ] {
            assert_eq!(phonemes(word), said, "{word}");
        }
    }

    #[test]
    fn stress_goes_by_endings_and_by_words_that_depart_from_them() {
        for (word, said) in [
            ("difficile", "diffˈit^ʃile"),
            ("bellissimo", "bellˈis^simo"),
            ("parlano", "pˈarlano"),
            ("abitano", "ˈabitano"),
            ("italiano", "italiˈano"),
            ("economia", "ekonomˈia"),
            ("memoria", "memˈɔria"),
            ("prendere", "prˈɛndere"),
            ("vedere", "vedˈere"),
            ("prenderla", "prˈɛnderla"),
            ("vederla", "vedˈerla"),
            ("parlarmi", "parlˈarmɪ"),
            ("diversi", "divˈɛrsɪ"),
            ("veramente", "veramˈente"),
            ("potrebbero", "potrˈebːero"),
            ("psicologo", "psikˈɔloɡo"),
            ("Da Bolzano", "da bolt^sˈano"),
        ] {
            assert_eq!(phonemes(word), said, "{word}");
        }
    }

    #[test]
    fn sentences_have_words_that_lean_and_marks_that_stay() {
        let said = phonemes("C’è un'altra città dell'Ottocento: perche' no?");
        assert_eq!(said, "t^ʃe ʊnˈaltra t^ʃitːˈa dellotːot^ʃˈɛnto: perkˌe nˈɔ?");
        assert_eq!(phonemes("Vieni con me, ma è sua."), "vjˈɛnɪ kon mˈe, ma e sˈua.");
        assert_eq!(phonemes("… 日本 42"), "");
    }
}
