//! Text as a reader should meet it: one form for each letter, nothing invisible. The written text keeps all.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Letters of other scripts that look like a Latin one, by Unicode's list of confusables (UTS 39); the rest of those scripts
/// has no twin.
const LOOK_ALIKES: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('с', 'c'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('к', 'k'),
    ('м', 'm'),
    ('о', 'o'),
    ('р', 'p'),
    ('ѕ', 's'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('А', 'A'),
    ('В', 'B'),
    ('С', 'C'),
    ('Е', 'E'),
    ('Н', 'H'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('К', 'K'),
    ('М', 'M'),
    ('О', 'O'),
    ('Р', 'P'),
    ('Ѕ', 'S'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('ο', 'o'),
    ('α', 'a'),
    ('ν', 'v'),
    ('ρ', 'p'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
];

/// More marks than this on one letter are a game: Vietnamese has two.
const MOST_MARKS: usize = 2;

/// Brings text into the form that is read: composed letters, ligatures and wide forms taken apart, soft hyphens, marks
/// that show nothing and control characters left out, look-alike letters back in their word's script.
#[must_use]
pub(super) fn clean(text: &str) -> String {
    let text = &*without_handles(text);
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return without_note_marks(text).into_owned();
    }
    let text = without_escapes(text);
    let visible = text.chars().filter_map(|character| match character {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ if is_invisible(character) => None,
        _ => Some(character),
    });
    let mut plain = String::with_capacity(text.len());
    let mut marks = 0;
    for character in visible {
        marks = if matches!(character, '\u{300}'..='\u{36f}') { marks + 1 } else { 0 };
        if marks > MOST_MARKS {
            continue;
        }
        if matches!(character, '\u{200c}' | '\u{200d}') && !plain.chars().next_back().is_some_and(joins) {
            continue;
        }
        if is_presentation_form(character) {
            plain.extend(std::iter::once(character).nfkc());
        } else {
            plain.push(character);
        }
    }
    // A letter put back into its script may have a composed form there.
    let read = composed(one_script_a_word(&composed(plain)));
    without_note_marks(&read).into_owned()
}

/// Composes letters and their marks; most texts are so already, which is found out faster than done.
fn composed(text: String) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text } else { text.nfc().collect() }
}

/// Leaves out the accounts of social networks that stand in brackets behind their owners' names: "Harbour Buses (@hbuses)".
fn without_handles(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(" (@") {
        let handle = &rest[at + 3..];
        let end =
            handle.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'))).unwrap_or(handle.len());
        let is_handle = end > 0 && handle[end..].starts_with(')');
        kept.push_str(&rest[..if is_handle { at } else { at + 3 }]);
        rest = if is_handle { &handle[end + 1..] } else { handle };
    }
    if rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Leaves out stars and daggers behind a word, which point to a note: "Windows 10* is"; not those of "5*3", "f***" or of
/// "Bürger*innen".
fn without_note_marks(text: &str) -> Cow<'_, str> {
    /// Notes have one mark to three.
    const MOST: usize = 3;
    const MARKS: [char; 3] = ['*', '†', '‡'];
    if !text.contains(MARKS) {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(MARKS) {
        kept.push_str(&rest[..at]);
        let after = rest[at..].trim_start_matches(MARKS);
        let marks = &rest[at..rest.len() - after.len()];
        let ends = after.chars().next().is_none_or(|c| c.is_whitespace() || ".,;:!?)»”".contains(c));
        let word = kept.rsplit(char::is_whitespace).next().unwrap_or_default();
        let on_word = word.chars().nth(1).is_some() || word.ends_with(|c: char| c.is_ascii_digit());
        if !(ends && on_word && marks.chars().count() <= MOST) {
            kept.push_str(marks);
        }
        rest = after;
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Leaves out the sequences by which terminals are told of colours: an escape, a bracket, numbers and a letter (ECMA-48, 5.4).
fn without_escapes(text: &str) -> Cow<'_, str> {
    const ESCAPES: [&str; 2] = ["\u{1b}[", "\u{9b}"];
    let find = |text: &str| ESCAPES.iter().filter_map(|mark| Some((text.find(mark)?, mark.len()))).min();
    if find(text).is_none() {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((at, length)) = find(rest) {
        kept.push_str(&rest[..at]);
        let sequence = &rest[at + length..];
        let parameters = sequence.find(|c: char| !matches!(c, ' '..='?')).unwrap_or(sequence.len());
        let ended = sequence[parameters..].starts_with(|c: char| matches!(c, '@'..='~'));
        rest = if ended { &sequence[parameters + 1..] } else { sequence };
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Returns whether a character's shape or meaning may hang on a joiner behind it: in Arabic and Indic scripts, and in emoji.
fn joins(character: char) -> bool {
    // The alphabets of Europe, which do not join, stand before Arabic, but for letters with rare marks.
    character >= '\u{600}' && !matches!(character, '\u{1e00}'..='\u{1fff}')
}

/// Returns whether a character shows nothing that is said: controls, soft hyphens, zero-width marks, bidirectional marks,
/// strokes through letters, variation selectors, tags, and the private and unassigned planes' fillers.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{334}'..='\u{338}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Returns whether a character is a shape of others: Latin and Arabic ligatures, full and half width, letters styled for
/// mathematics. Fractions, superscripts and units are not: what they say is the reading rules' business.
fn is_presentation_form(character: char) -> bool {
    matches!(character,
        '\u{132}' | '\u{133}' | '\u{2160}'..='\u{217f}' | '\u{1c4}'..='\u{1cc}' | '\u{1f1}'..='\u{1f3}' | '\u{fb00}'..='\u{fb06}'
        | '\u{fb13}'..='\u{fb17}' | '\u{fb50}'..='\u{fdfb}' | '\u{fe70}'..='\u{fefc}' | '\u{ff01}'..='\u{ffdc}'
        | '\u{1d400}'..='\u{1d7ff}')
}

/// Puts letters that look Latin, in a word that otherwise is Latin, back into it; and the other way round.
fn one_script_a_word(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for piece in text.split_inclusive(|c: char| !c.is_alphabetic() && !is_combining_mark(c)) {
        let latin = piece.chars().filter(|letter| is_latin(*letter)).count();
        let other = piece.chars().filter(|letter| is_other(*letter)).count();
        if latin == 0 || other == 0 {
            whole.push_str(piece);
        } else if latin >= other {
            whole.extend(piece.chars().map(|letter| twin(letter, |(other, _)| other, |(_, latin)| latin)));
        } else {
            whole.extend(piece.chars().map(|letter| twin(letter, |(_, latin)| latin, |(other, _)| other)));
        }
    }
    whole
}

type Side = fn((char, char)) -> char;

fn twin(letter: char, from: Side, to: Side) -> char {
    LOOK_ALIKES.iter().find(|pair| from(**pair) == letter).map_or(letter, |pair| to(*pair))
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Returns whether a letter is Greek or Cyrillic: the scripts with look-alikes.
fn is_other(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{52f}' | '\u{1f00}'..='\u{1fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_not_said() {
        for (written, read) in [
            ("so\u{ad}ft hy\u{ad}phens", "soft hyphens"),
            ("zero\u{200b}width\u{feff} \u{2060}marks", "zerowidth marks"),
            ("bell\u{7}, tab\tand\u{0} nul", "bell, tab and nul"),
            ("\u{202e}right\u{202c} to \u{200f}left", "right to left"),
            ("ﬁrst oﬃce, ﬂat", "first office, flat"),
            ("Ｆｕｌｌ　ｗｉｄｔｈ １２", "Full\u{3000}width 12"),
            ("𝐁𝐨𝐥𝐝 𝓼𝓬𝓻𝓲𝓹𝓽", "Bold script"),
            ("cafe\u{301}", "café"),
            ("s\u{336}t\u{336}ruck, c\u{301}\u{302}\u{303}\u{304}old", "struck, ć\u{302}old"),
            ("Henry Ⅷ", "Henry VIII"),
            ("שלום עולם", "שלום עולם"),
            ("½ of 10² m³", "½ of 10² m³"),
            ("plain ASCII stays", "plain ASCII stays"),
        ] {
            assert_eq!(clean(written), read, "{written:?}");
        }
    }

    #[test]
    fn look_alikes_go_back_to_their_words_script() {
        assert_eq!(clean("Аpple аnd Мicrosoft"), "Apple and Microsoft");
        assert_eq!(clean("Мoсква і Kиїв"), "Москва і Київ");
        assert_eq!(clean("ΑΒΓ and αβγ, Киев"), "ΑΒΓ and αβγ, Киев");
    }

    #[test]
    fn cleaning_twice_is_cleaning_once() {
        for text in ["Аpple", "e\u{301}\u{ad}\u{301}", "ﬁ\u{200b}ﬂ", "\u{1100}\u{115f}\u{1161}", "𝐀\u{301}Мx"]
        {
            assert_eq!(clean(&clean(text)), clean(text), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cleaned_once_and_for_all(text in ".{0,60}|[aAеЕоОxМ\u{301}\u{308}\u{ad}\u{200b}ﬁ𝐀ｆ가가 ]{0,20}") {
            let once = clean(&text);
            proptest::prop_assert_eq!(clean(&once), once.clone());
            proptest::prop_assert!(!once.chars().any(is_invisible));
        }
    }
}
