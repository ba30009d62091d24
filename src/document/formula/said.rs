//! The line that a formula is said by.

use crate::document::text;
use crate::language::Language;

/// What stands in a text in the place of a formula that cannot be said in a line; [`name`] says what it is. It is
/// Unicode's sign for something that is no text.
pub(in crate::document) const LEFT_OUT: char = '\u{fffc}';

/// The longest formula that the ear can hold, in signs and words. Taste.
const LONGEST_SIGNS: usize = 16;

/// Returns a formula as a line of text, or the sign for one that is left out.
pub(super) fn said(line: Option<String>) -> String {
    let short =
        |line: &String| line.split_whitespace().count() <= LONGEST_SIGNS && line.chars().any(char::is_alphanumeric);
    line.map(|line| text::fold_space(&line)).filter(short).unwrap_or_else(|| LEFT_OUT.to_string())
}

/// Returns what a formula that is left out is called in a language.
pub(in crate::document) fn name(language: Option<&Language>) -> &'static str {
    match language.map_or("en", Language::primary) {
        "de" => "eine Formel",
        "es" => "una fórmula",
        "fr" => "une formule",
        "it" => "una formula",
        "pt" => "uma fórmula",
        "pl" => "wzór",
        "nl" => "een formule",
        "uk" => "формула",
        _ => "a formula",
    }
}

/// Writes a digit or sign of a power raised.
pub(super) fn raised(text: &str) -> Option<String> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |c: char| match c {
        '-' | '−' => Some('⁻'),
        _ => c.to_digit(10).map(|digit| DIGITS[digit as usize]),
    };
    if text.is_empty() { None } else { text.chars().map(raise).collect() }
}
