//! How the signs in addresses are called, and which quotation marks are inches.

use std::borrow::Cow;

/// The names of the signs in addresses.
pub(crate) struct Signs {
    /// `.`
    pub(crate) dot: &'static str,
    /// `@`
    pub(crate) at: &'static str,
    /// `/`
    pub(crate) slash: &'static str,
    /// `-`
    pub(crate) dash: &'static str,
    /// `_`
    pub(crate) underscore: &'static str,
    /// `:`
    pub(crate) colon: &'static str,
    /// `&`, between words.
    pub(crate) and: &'static str,
    /// `#`, before a word.
    pub(crate) tag: &'static str,
}

/// Writes the sign of pesos for that of dollars, where no letter of another country stands before it.
pub(super) fn pesos(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    for character in text.chars() {
        let is_alone = character == '$' && !said.ends_with(char::is_alphanumeric);
        said.push(if is_alone { '₱' } else { character });
    }
    said
}

/// Writes the straight mark behind a number as the sign of inches, where it closes no quotation: `55"` and `2,4"/2,4"`.
pub(super) fn inches(text: &str) -> Cow<'_, str> {
    let is_behind_number = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_digit());
    let marks = text.match_indices('"').map(|(at, _)| at);
    let (mut is_open, mut found) = (false, Vec::new());
    for at in marks {
        let goes_on = text[at + 1..].starts_with(char::is_alphanumeric);
        if !is_open && is_behind_number(at) && !goes_on {
            found.push(at);
        } else {
            is_open = !is_open;
        }
    }
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut said = text.to_owned();
    for at in found.into_iter().rev() {
        said.replace_range(at..=at, "″");
    }
    Cow::Owned(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_behind_a_number_is_inches_unless_it_closes_a_quotation() {
        assert_eq!(inches("Ein 55\"-Fernseher und Reifen 2,4\"/2,4\"."), "Ein 55″-Fernseher und Reifen 2,4″/2,4″.");
        assert_eq!(inches("Sie sagte: \"Es war 1990\" und ging."), "Sie sagte: \"Es war 1990\" und ging.");
        assert_eq!(inches("\"Nummer 5\" und \"Nummer 6\""), "\"Nummer 5\" und \"Nummer 6\"");
    }
}
