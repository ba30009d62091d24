//! What a rule found in a text: its groups, and the words around it.

use regex::Captures;

/// Returns a numbered group of a rule.
pub(crate) fn value(found: &Captures, group: &str) -> Option<u64> {
    found.name(group)?.as_str().parse().ok()
}

/// Returns a named group of a rule, empty where it has none.
pub(crate) fn part<'t>(found: &Captures<'t>, group: &str) -> &'t str {
    found.name(group).map_or("", |part| part.as_str())
}

/// Longer runs without a space are no words; looking at all of them for each number in them would take its time. In bytes.
const LONGEST_WORD: usize = 120;

/// Returns the last word of a text, in small letters, without the marks around it.
pub(crate) fn last_word(text: &str) -> String {
    let text = text.trim_end();
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST_WORD))..];
    let word = near.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
