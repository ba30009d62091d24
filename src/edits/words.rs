//! How texts are compared: in one form, whatever quotation marks, spaces and composed letters they are written with.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Returns a text in the form in which anchors are kept and compared: composed letters, plain quotation marks, single spaces,
/// no signs that are not seen.
#[must_use]
pub fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfc().filter(|c| !is_unseen(*c)) {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) && !normal.is_empty() {
            normal.push(' ');
        }
        match c {
            '“' | '”' | '„' | '«' | '»' => normal.push('"'),
            '‘' | '’' | '‚' | '‛' => normal.push('\''),
            '…' => normal.push_str("..."),
            c => normal.push(c),
        }
    }
    normal
}

/// Returns whether a sign is not seen: soft hyphens, joiners, marks of direction, byte order marks.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Returns the letters and digits of a text, small.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns how alike two texts are, 1 for equal ones: the share of characters that need not be changed.
pub(super) fn similarity(one: &str, other: &str) -> f64 {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let longest = one.len().max(other.len());
    if longest == 0 {
        return 1.0;
    }
    // What is much longer is not alike; this is cheap to know.
    if one.len().abs_diff(other.len()) * 2 > longest {
        return 0.0;
    }
    1.0 - distance(&one, &other) as f64 / longest as f64
}

/// Returns how many characters must be changed, added or taken away (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

/// Counts how often words are in a text as words of their own.
#[must_use]
pub fn occurrences(words: &str, text: &str) -> usize {
    find(words, text).len()
}

/// Returns where words stand in a text as words of their own.
pub(super) fn find(words: &str, text: &str) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    let joins = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric)
    };
    let is_alone = |range: &Range<usize>| {
        let (before, after) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
        !joins(words.chars().next(), before) && !joins(words.chars().next_back(), after)
    };
    text.match_indices(words).map(|(at, _)| at..at + words.len()).filter(is_alone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        assert_eq!(normal(" “It\u{a0}is”  Ze\u{ad}lensky’s\n cafe\u{301}… "), "\"It is\" Zelensky's café...");
        assert!(similarity("The bridge is open.", "The bridge is not open.") > 0.8);
        assert!(similarity("The bridge is open.", "Nobody came to the party.") < 0.5);
    }

    #[test]
    fn words_are_found_as_words() {
        assert_eq!(find("Ann", "Ann met Annabel and Ann."), [0..3, 20..23]);
        assert!(find("", "Ann").is_empty());
    }
}
