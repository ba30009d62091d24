//! Compares texts by their words and letters: copies of a text differ in marks, quotes and spaces.

/// Returns the letters and digits alone, in lower case.
pub(super) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    text.chars().filter(|c| c.is_alphanumeric()).for_each(|c| push_lower(&mut letters, c));
    letters
}

/// Returns whether two texts are one but for marks and spaces.
pub(super) fn are_alike(one: &str, other: &str) -> bool {
    !other.is_empty() && letters(one) == letters(other)
}

/// Returns the words of a text in lower case with a space around each.
pub(super) fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 2);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        spaced.push(' ');
        word.chars().for_each(|c| push_lower(&mut spaced, c));
    }
    spaced.push(' ');
    spaced
}

/// Adds a letter in lower case. Most are of ASCII, and need not be looked up.
fn push_lower(text: &mut String, letter: char) {
    match letter.is_ascii() {
        true => text.push(letter.to_ascii_lowercase()),
        false => text.extend(letter.to_lowercase()),
    }
}
