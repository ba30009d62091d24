//! Compares texts by their words and letters: copies of a text differ in marks, quotes and spaces.

/// Returns the letters and digits alone, in lower case.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whether two texts are one but for marks and spaces.
pub(super) fn are_alike(one: &str, other: &str) -> bool {
    !other.is_empty() && letters(one) == letters(other)
}

/// Returns whether most of a text is in another, looked for in pieces: copies differ by a word here and there.
pub(super) fn is_within(whole: &str, text: &str) -> bool {
    /// Long enough not to be found by chance, short enough that one changed word costs little. In characters; taste.
    const PIECE: usize = 32;
    let chars: Vec<char> = text.chars().collect();
    let pieces: Vec<String> = chars.chunks(PIECE).map(|piece| piece.iter().collect()).collect();
    let found = pieces.iter().filter(|piece| whole.contains(piece.as_str())).count();
    2 * found >= pieces.len()
}

/// Returns the words of a text in lower case with a space around each.
pub(super) fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 2);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        spaced.push(' ');
        spaced.extend(word.chars().flat_map(char::to_lowercase));
    }
    spaced.push(' ');
    spaced
}
