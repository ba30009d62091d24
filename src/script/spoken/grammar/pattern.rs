//! A pattern that tells quickly where it is not, which is nearly everywhere.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::{Captures, Regex};

/// How word boundaries are written, those with a longer sign first.
const BOUNDARIES: [&str; 3] = [r"\b{start-half}", r"\b{end-half}", r"\b"];

/// A pattern, sought first without its word boundaries: in a text with letters beyond ASCII those can only be found by the slowest of
/// the engines of `regex`. What is not there without them is not there with them.
pub(super) struct Pattern {
    source: String,
    loose: Regex,
    /// Made when the loose one is first found.
    strict: OnceLock<Regex>,
}

impl Pattern {
    /// Makes a pattern.
    ///
    /// # Panics
    /// When it is not well formed: the rules' patterns are all made by tests.
    pub(super) fn new(source: impl Into<String>) -> Self {
        let source = source.into();
        debug_assert!(!source.contains(r"\\b"), "a backslash before a letter b would be torn apart: {source}");
        let loose = BOUNDARIES.iter().fold(source.clone(), |pattern, sign| pattern.replace(sign, ""));
        let loose = made(&loose);
        Self { source, loose, strict: OnceLock::new() }
    }

    /// Replaces each find by what is said for it.
    pub(super) fn replace_all<'t>(&self, text: &'t str, say: impl FnMut(&Captures) -> String) -> Cow<'t, str> {
        if !self.loose.is_match(text) {
            return Cow::Borrowed(text);
        }
        self.strict().replace_all(text, say)
    }

    /// Returns whether it is in a text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.loose.is_match(text) && self.strict().is_match(text)
    }

    /// Returns the pattern as it is written, which without boundaries is the loose one.
    fn strict(&self) -> &Regex {
        if self.loose.as_str() == self.source {
            return &self.loose;
        }
        self.strict.get_or_init(|| made(&self.source))
    }
}

fn made(source: &str) -> Regex {
    Regex::new(source).expect("the rules' patterns are well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_count_where_the_rest_is_found() {
        let pattern = Pattern::new(r"\b(?P<hour>\d+)\s?h\b");
        let said =
            |text| pattern.replace_all(text, |found: &Captures| format!("{} heures", &found["hour"])).into_owned();
        assert_eq!(said("à 14 h, été"), "à 14 heures, été");
        assert_eq!(said("à 14 hôtels, x3h"), "à 14 hôtels, x3h");
        assert_eq!(said("été"), "été");
    }
}
