//! The marks that stand around sentences: quotation marks and brackets.

use std::borrow::Cow;

/// Marks of quotation that are no apostrophes; a straight one may be either. `sentencex` keeps what stands between them whole, which makes a long speech
/// one sentence; of single ones the opening is enough.
const QUOTES: [char; 11] = ['"', '`', '“', '”', '„', '«', '»', '‘', '‚', '‹', '›'];
/// What may close after the last sign of a sentence; the mark of a note too.
const CLOSING: [char; 20] =
    ['"', '“', '”', '»', '’', '‘', '\'', ')', ']', '›', '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
/// What may open before the first word of a sentence.
const OPENING: [char; 12] = ['"', '“', '”', '„', '«', '‘', '\'', '(', '[', '¿', '¡', '‹'];
/// The signs that end sentences in the scripts that part words by spaces.
pub(super) const ENDS: [char; 6] = ['.', '?', '!', '…', '‽', '⁇'];

/// Returns the text with spaces for its marks of quotation and its pairs of round brackets, every other character at
/// its place.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    if !text.contains(QUOTES) && !text.contains(['(', '\'']) {
        return Cow::Borrowed(text);
    }
    let brackets = pairs_of_brackets(text);
    let mut masked = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if QUOTES.contains(&c) || c == '\'' && !is_inside_word(text, at) || brackets.binary_search(&at).is_ok() {
            masked.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            masked.push(c);
        }
    }
    Cow::Owned(masked)
}

/// Returns whether a straight mark is the apostrophe of a word: "it's", but neither "'em" nor "players'".
fn is_inside_word(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_alphanumeric) && text[at + 1..].starts_with(char::is_alphanumeric)
}

/// Returns the places of the round brackets that have a partner, in order; `1)` has none.
fn pairs_of_brackets(text: &str) -> Vec<usize> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => open.push(at),
            b')' => pairs.extend(open.pop().into_iter().flat_map(|start| [start, at])),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

/// How far back the straight marks of a quotation are counted, in bytes: paragraphs are shorter.
const COUNTED: usize = 4_000;

/// Returns where the closing marks end that stand right at `end`, or behind a space, as French sets them, and before one.
pub(super) fn after_closing(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let near = rest.trim_start_matches(CLOSING);
    let spaced = near.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let closes = match spaced.chars().next() {
        Some('"') => text[text.ceil_char_boundary(end.saturating_sub(COUNTED))..end].matches('"').count() % 2 == 1,
        mark => matches!(mark, Some('»' | '”')),
    };
    let behind = spaced.trim_start_matches(CLOSING);
    let stands_alone = behind.is_empty() || behind.starts_with(char::is_whitespace);
    text.len() - if closes && stands_alone { behind.len() } else { near.len() }
}

/// Takes the white space and closing marks off the end; says whether a closing mark was there.
pub(super) fn without_closing(left: &str) -> (&str, bool) {
    let left = left.trim_end();
    let bare = left.trim_end_matches(CLOSING);
    (bare, bare.len() < left.len())
}

/// Takes the opening marks off the start.
pub(super) fn without_opening(right: &str) -> &str {
    right.trim_start_matches(OPENING)
}
