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

/// Returns the last word of a text, in small letters, without the marks around it.
pub(crate) fn last_word(text: &str) -> String {
    let word = text.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
