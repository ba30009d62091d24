//! Where an Italian word is stressed, and whether a stressed e or o is open.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::{CLITICS, ENDINGS, STEMS, WORDS};

/// The stress of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stress {
    /// The letter that has it.
    pub(super) at: usize,
    /// Whether it is open, where that is known.
    open: Option<bool>,
}

/// What the tables say, made once.
struct Tables {
    words: HashMap<String, Stress>,
    stems: HashMap<String, Stress>,
    endings: Vec<Ending>,
    clitics: Vec<&'static str>,
}

/// An ending, and which of its letters is stressed; the vowel before the last but one where none is.
struct Ending {
    letters: String,
    stress: Option<Stress>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut endings: Vec<Ending> = ENDINGS.split_whitespace().flat_map(forms).map(|form| ending(&form)).collect();
    endings.sort_by_key(|ending| std::cmp::Reverse(ending.letters.len()));
    let mut clitics: Vec<&str> = CLITICS.split_whitespace().collect();
    clitics.sort_by_key(|clitic| std::cmp::Reverse(clitic.len()));
    Tables { words: entries(WORDS), stems: entries(STEMS), endings, clitics }
});

fn entries(list: &str) -> HashMap<String, Stress> {
    list.split_whitespace().map(ending).filter_map(|entry| Some((entry.letters, entry.stress?))).collect()
}

fn ending(written: &str) -> Ending {
    let stress = written.chars().enumerate().find_map(|(at, c)| Some(Stress { at, open: accent(c)?.1 }));
    Ending { letters: written.chars().map(bare).collect(), stress }
}

/// Expands an entry of the list into its inflected forms: `gol_` into gola, gole, goli, golo; `ac_` also into ache and achi.
fn forms(written: &str) -> Vec<String> {
    let Some(stem) = written.strip_suffix('_') else { return vec![written.to_owned()] };
    let hard: &[&str] = if stem.ends_with(['c', 'g']) { &["he", "hi"] } else { &[] };
    ["a", "e", "i", "o"].iter().chain(hard).map(|vowel| format!("{stem}{vowel}")).collect()
}

/// Returns the vowel under an accent, and whether it is open.
fn accent(letter: char) -> Option<(char, Option<bool>)> {
    Some(match letter {
        'à' | 'á' => ('a', None),
        'è' => ('e', Some(true)),
        'é' => ('e', Some(false)),
        'ì' | 'í' => ('i', None),
        'ò' => ('o', Some(true)),
        'ó' => ('o', Some(false)),
        'ù' | 'ú' => ('u', None),
        _ => return None,
    })
}

/// Returns a letter without its accent.
pub(super) fn bare(letter: char) -> char {
    accent(letter).map_or(letter, |(bare, _)| bare)
}

pub(super) fn is_vowel(letter: char) -> bool {
    "aeiou".contains(letter)
}

/// Returns the stress of a word of small letters; none where it has no vowel. What ends in -ano is a verb's third person in
/// most cases, but no name is.
pub(super) fn stress(word: &[char], is_name: bool) -> Option<Stress> {
    let accented = word.iter().enumerate().rev().find_map(|(at, c)| Some(Stress { at, open: accent(*c)?.1 }));
    let letters: String = word.iter().copied().map(bare).collect();
    let is_place = is_name && letters.ends_with("ano") && letters.len() > 4;
    let by_name = || is_place.then(|| by_stem(&letters).or(at(Some(letters.len() - 3)))).flatten();
    accented.or_else(by_name).or_else(|| by_tables(&letters))
}

/// Returns whether the stressed vowel of a word is an open e or o.
pub(super) fn is_open(word: &[char], stress: Stress) -> bool {
    let letters: String = word.iter().copied().map(bare).collect();
    let varies = letters[stress.at..].starts_with(['e', 'o']);
    varies && stress.open.unwrap_or_else(|| opens(&letters, stress.at))
}

/// Looks for the stress of a word without accents; its letters are of one byte each, so that places are bytes.
fn by_tables(word: &str) -> Option<Stress> {
    let known = TABLES.words.get(word).copied();
    known.or_else(|| by_stem(word)).or_else(|| by_verb(word)).or_else(|| by_ending(word))
}

fn at(place: Option<usize>) -> Option<Stress> {
    place.map(|at| Stress { at, open: None })
}

/// Looks a word up without its last vowel, and a verb's plural as its singular: abitano is abita.
fn by_stem(word: &str) -> Option<Stress> {
    let singular = word.strip_suffix("no").filter(|one| one.ends_with(['a', 'o']));
    let stem = |form: &str| {
        let stem = form.strip_suffix(['a', 'e', 'i', 'o', 'u']).filter(|stem| stem.len() > 1)?;
        let stems = &TABLES.stems;
        stems.get(stem).or_else(|| stems.get(stem.strip_suffix('h')?)).copied()
    };
    stem(word).or_else(|| stem(singular?))
}

/// Stresses a verb as if nothing were written together with it: parlarmi is parlare, andandosene andando.
fn by_verb(word: &str) -> Option<Stress> {
    TABLES.clitics.iter().find_map(|clitic| {
        let verb = word.strip_suffix(clitic)?;
        let count = nuclei(verb).len();
        if verb.ends_with("ando") || verb.ends_with("endo") {
            return (count > 2).then(|| by_ending(verb))?;
        }
        let stem = verb.strip_suffix('r').filter(|_| count > 1)?;
        match stem.chars().last()? {
            'a' | 'i' => at(Some(stem.len() - 1)),
            'o' | 'u' if *clitic != "ti" => at(Some(stem.len() - 1)),
            'e' if is_infinitive(&stem[..stem.len() - 1], clitic) => {
                let infinitive = format!("{verb}e");
                by_stem(&infinitive).or_else(|| by_ending(&infinitive))
            }
            _ => None,
        }
    })
}

/// Returns whether `er` before ti, si or ne is a verb's: prenderti, but not concerti, diversi, moderne.
fn is_infinitive(stem: &str, clitic: &str) -> bool {
    const SURE: [&str; 7] = ["nd", "rd", "tt", "gli", "sc", "gg", "ng"];
    let is_sure = SURE.iter().any(|end| stem.ends_with(end));
    match clitic {
        "ne" => is_sure,
        "ti" | "si" => is_sure || stem.ends_with('d'),
        _ => true,
    }
}

fn by_ending(word: &str) -> Option<Stress> {
    let nuclei = nuclei(word);
    let back = |number: usize| at(nuclei.iter().rev().nth(number).or(nuclei.first()).copied());
    let fits = |ending: &&Ending| {
        word.ends_with(&ending.letters) && (ending.stress.is_some() || word.len() > ending.letters.len())
    };
    if let Some(ending) = TABLES.endings.iter().find(fits) {
        let start = word.len() - ending.letters.len();
        return ending.stress.map_or_else(|| back(2), |stress| Some(Stress { at: start + stress.at, ..stress }));
    }
    // What else ends in -ano and -ono is a verb's third person in most cases, with the stress of the first.
    if let Some(one) = word.strip_suffix("no").filter(|one| one.ends_with(['a', 'o']) && nuclei.len() > 2) {
        return by_ending(one);
    }
    let is_short = word.ends_with("ar") || word.ends_with("ir") || word.ends_with("or");
    if is_short { back(0) } else { back(1) }
}

/// Returns the vowels of a word that make syllables; i and u beside another make none in most places.
fn nuclei(word: &str) -> Vec<usize> {
    let letters: Vec<char> = word.chars().collect();
    let letter = |at: usize| letters.get(at).copied().unwrap_or(' ');
    let before = |at: usize| at.checked_sub(1).map_or(' ', letter);
    let mut nuclei: Vec<usize> = Vec::new();
    for (at, c) in letters.iter().copied().enumerate() {
        let next = letter(at + 1);
        let is_glide = match c {
            'i' => is_vowel(next) && next != 'i',
            'u' => is_vowel(next) && next != 'u' && (matches!(before(at), 'q' | 'g') || next == 'o'),
            'y' => is_vowel(next),
            _ => !is_vowel(c),
        };
        let falls = matches!(c, 'i' | 'u')
            && matches!(before(at), 'a' | 'e' | 'o')
            && nuclei.last().copied() == at.checked_sub(1)
            && at + 1 < letters.len();
        if (!is_glide || is_alone(&letters, at)) && !falls {
            nuclei.push(at);
        }
    }
    if nuclei.is_empty() {
        nuclei.extend(letters.iter().position(|c| is_vowel(*c)));
    }
    nuclei
}

/// Returns whether i or u is the vowel of a word before its last one: mia, suo; not già, qua.
fn is_alone(letters: &[char], at: usize) -> bool {
    let silent = match at.checked_sub(1).map(|before| letters[before]) {
        Some('q') => true,
        Some('c' | 'g') => letters[at] == 'i',
        _ => false,
    };
    is_vowel(letters[at]) && at + 2 == letters.len() && !silent && !letters[..at].iter().any(|c| is_vowel(*c))
}

/// What follows a stressed e in the last syllable but one where it is closed, and an o where it is open, as espeak-ng's
/// dictionary has most of its words; and what does so further before the end, with e and with o, where they are closed.
const CLOSED_E: &[&str] =
    &["tt", "s", "t", "zz", "d", "g", "gn", "sc", "ng", "gh", "sch", "cch", "gr", "gu", "bb", "ch", "gl", "ggi", "cc"];
const OPEN_O: &[&str] = &[
    "", "tt", "ri", "rt", "l", "st", "lt", "t", "ss", "d", "ll", "rr", "rd", "cc", "ni", "zz", "pp", "rg", "str", "nn",
    "rz", "bb", "pr", "li", "gg", "z", "gli", "ggi",
];
const CLOSED_E_EARLY: &[&str] = &["v", "tt", "d", "ss", "nt", "bb", "gg", "ng", "sc", "nn", "gu"];
const CLOSED_O_EARLY: &[&str] = &["nd", "sc", "lg", "gli", "lv", "ng", "mp"];
/// Ends of words from the stressed vowel on that depart from these, and whether they are open.
#[rustfmt::skip]
const ENDS: &[(&str, bool)] = &[
    ("eti", true), ("osi", true), ("ora", true), ("oro", true), ("oma", true), ("oca", true), ("oco", true), ("essa", false), ("emmo", false), ("este", true), ("ebbe", true),
];

/// Returns whether a stressed vowel is open, by what follows it.
fn opens(word: &str, at: usize) -> bool {
    let is_e = word[at..].starts_with('e');
    let rest = &word[at + 1..];
    let end = rest.find(is_vowel).unwrap_or(rest.len());
    let glide = rest[end..].starts_with(['i', 'u']) && rest[end + 1..].starts_with(['a', 'e', 'o']);
    let follows = &rest[..end + usize::from(glide)];
    match nuclei(word).iter().filter(|nucleus| **nucleus > at).count() {
        0 if is_e => !rest.is_empty() && !["nt", "ss", "ng"].contains(&follows),
        0 => true,
        1 => {
            let known = ENDS.iter().find(|(end, _)| *end == &word[at..]);
            let after_u = word[..at].ends_with('u') && follows != "s";
            match known {
                Some((_, open)) => *open,
                // -mente, -mento.
                None if is_e => !(CLOSED_E.contains(&follows) || follows == "nt" && word[..at].ends_with('m')),
                None => after_u || OPEN_O.contains(&follows),
            }
        }
        _ if is_e => !CLOSED_E_EARLY.contains(&follows),
        _ => !CLOSED_O_EARLY.contains(&follows),
    }
}
