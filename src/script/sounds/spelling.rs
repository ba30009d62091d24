//! Words by the spelling of a language: letters by rules, of which the first that fits counts, and the stress where the language
//! has it.

use unicode_normalization::UnicodeNormalization as _;

/// What stands before, the letters, what stands after, and how the letters sound. A place before or after is a letter, `[…]` for
/// one of several, `V` or `C` for a vowel's or a consonant's letter, `#` for the edge of the word, and `!` before any of them for
/// all others.
type Rule = (&'static str, &'static str, &'static str, &'static str);

/// How a language is spelled.
pub(super) struct Spelling {
    /// The letters of vowels.
    pub(super) vowels: &'static str,
    pub(super) stress: Stress,
    pub(super) rules: &'static [Rule],
}

/// Which syllable is stressed, where no accent says it.
#[derive(Clone, Copy)]
pub(super) enum Stress {
    First,
    Last,
    LastButOne,
    /// The last where a consonant other than s, m and n ends it, or i or u; else the last but one.
    LastButOneUnlessHeavy,
}

/// Letters that sound as they are written where no rule says otherwise.
const PLAIN: &str = "abdefhijklmnoprstuvwz";
const EDGE: char = '#';
const STRESS: char = 'ˈ';
const VOWELS: &str = "aeiouyɑɒɐæɛɔəœøʏɪʊɨɯʌ";

impl Spelling {
    /// Returns the sounds of a word in IPA; nothing for one without any.
    pub(super) fn ipa(&self, word: &str) -> String {
        let mut letters: Vec<char> = word.to_lowercase().nfc().collect();
        let mut sounds: Vec<&'static str> = Vec::new();
        let mut at = 0;
        while let Some(letter) = letters.get(at).copied() {
            let bare = std::iter::once(letter).nfd().next().unwrap_or(letter);
            match self.rules.iter().find(|rule| self.fits(rule, &letters, at)) {
                Some((_, own, _, sound)) => {
                    push(&mut sounds, sound);
                    at += own.chars().count();
                }
                // A letter with a mark that the language has not is said without it.
                None if bare != letter => letters[at] = bare,
                None => {
                    push(&mut sounds, plain(letter));
                    at += 1;
                }
            }
        }
        let stressed = self.stressed(&letters, &sounds);
        write(&sounds, stressed)
    }

    fn fits(&self, (before, own, after, _): &Rule, letters: &[char], at: usize) -> bool {
        let length = own.chars().count();
        let there = |at: Option<usize>| at.and_then(|at| letters.get(at)).copied().unwrap_or(EDGE);
        let before: Vec<&str> = places(before).collect();
        letters[at..].iter().copied().take(length).eq(own.chars())
            && places(after).zip(at + length..).all(|(place, at)| self.is(place, there(Some(at))))
            && before.iter().rev().zip(1..).all(|(place, back)| self.is(place, there(at.checked_sub(back))))
    }

    /// Returns whether a letter is one of a place's.
    fn is(&self, place: &str, letter: char) -> bool {
        let (place, wanted) = place.strip_prefix('!').map_or((place, true), |place| (place, false));
        let is_vowel = self.vowels.contains(letter);
        let is_one = match place {
            "V" => is_vowel,
            "C" => !is_vowel && letter != EDGE,
            others => others.trim_matches(['[', ']']).contains(letter),
        };
        is_one == wanted
    }

    /// Returns which of the sounds has the stress.
    fn stressed(&self, letters: &[char], sounds: &[&str]) -> Option<usize> {
        let vowels: Vec<usize> = (0..sounds.len()).filter(|at| is_vowel(sounds[*at])).collect();
        let accented = sounds.iter().position(|sound| sound.starts_with(STRESS));
        let is_heavy = match letters {
            [.., 'i' | 'u'] | [.., 'i' | 'u', 'm' | 'n' | 's'] => true,
            [.., last] => !self.vowels.contains(*last) && !matches!(last, 's' | 'm' | 'n'),
            [] => false,
        };
        let count = vowels.len();
        let number = match self.stress {
            Stress::First => 0,
            Stress::Last => count.saturating_sub(1),
            Stress::LastButOneUnlessHeavy if is_heavy => count.saturating_sub(1),
            Stress::LastButOne | Stress::LastButOneUnlessHeavy => count.saturating_sub(2),
        };
        accented.or_else(|| vowels.get(number).copied())
    }
}

/// Parts what stands before or after into its places.
fn places(pattern: &str) -> impl Iterator<Item = &str> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        let sign = usize::from(rest.starts_with('!'));
        let first = rest[sign..].chars().next()?;
        let length =
            if first == '[' { rest.find(']').map_or(rest.len(), |end| end + 1) } else { sign + first.len_utf8() };
        let (place, after) = rest.split_at(length);
        rest = after;
        Some(place)
    })
}

/// Adds a sound; a consonant twice is said once.
fn push(sounds: &mut Vec<&'static str>, sound: &'static str) {
    if !sound.is_empty() && (sounds.last() != Some(&sound) || is_vowel(sound)) {
        sounds.push(sound);
    }
}

fn plain(letter: char) -> &'static str {
    PLAIN.find(letter).map_or("", |at| &PLAIN[at..at + letter.len_utf8()])
}

fn is_vowel(sound: &str) -> bool {
    sound.nfd().any(|sign| VOWELS.contains(sign))
}

/// Writes sounds with the mark of stress before the syllable that has it.
pub(super) fn write(sounds: &[&str], stressed: Option<usize>) -> String {
    let mark = stressed.map(|at| onset(sounds, at));
    let mut ipa = String::new();
    for (at, sound) in sounds.iter().enumerate() {
        if mark == Some(at) {
            ipa.push(STRESS);
        }
        ipa.push_str(sound.trim_start_matches(STRESS));
    }
    ipa
}

/// Returns where the syllable begins whose vowel is there: with the consonant before it, or with two that can begin a word.
fn onset(sounds: &[&str], vowel: usize) -> usize {
    let before = sounds[..vowel].iter().rev().take_while(|sound| !is_vowel(sound)).count();
    let sound = |back: usize| vowel.checked_sub(back).map_or("", |at| sounds[at]);
    let is_pair = matches!(sound(1), "l" | "r" | "ʁ" | "ɾ" | "w" | "j")
        && matches!(sound(2), "p" | "b" | "t" | "d" | "k" | "ɡ" | "f" | "v");
    match before {
        all if all == vowel => 0,
        0 | 1 => vowel - before,
        _ => vowel - 1 - usize::from(is_pair),
    }
}
