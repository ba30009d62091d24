//! Numbers as they are written, said by a grammar: with groups, with decimals, digit by digit.

use super::forms::{Case, Gender};
use super::table::Grammar;

impl Grammar {
    /// Says a number as it is written: with groups, with decimals, with zeros in front.
    pub(super) fn number(&self, written: &str, gender: Option<Gender>) -> String {
        let (whole, decimals) = written.split_once(',').unwrap_or((written, ""));
        let digits = digits_of(whole);
        if !decimals.is_empty() {
            return (self.decimal)(self, &digits, decimals);
        }
        match value_of(&digits) {
            Some(value) => {
                let is_year = digits.len() == 4 && whole.len() == 4 && gender.is_none();
                if is_year { (self.year)(value) } else { (self.cardinal)(value, gender) }
            }
            None => self.digits(&digits),
        }
    }

    /// Says a number in a case.
    pub(super) fn number_in(&self, written: &str, gender: Option<Gender>, case: Option<Case>) -> String {
        self.bent(written, gender, case).unwrap_or_else(|| self.number(written, gender))
    }

    /// Says a number in a case; none where it is said as any other.
    fn bent(&self, written: &str, gender: Option<Gender>, case: Option<Case>) -> Option<String> {
        let (inflection, case) = (self.inflection.as_ref()?, case?);
        let (whole, decimals) = written.split_once(',').unwrap_or((written, ""));
        let digits = digits_of(whole);
        if !decimals.is_empty() {
            return (inflection.decimal)(&digits, decimals, case);
        }
        let value = value_of(&digits)?;
        // A year is said as one in any case.
        let is_year = digits.len() == 4 && whole.len() == 4 && gender.is_none();
        let as_year = is_year && (self.year)(value) != (self.cardinal)(value, None);
        (!as_year).then(|| (inflection.cardinal)(value, gender, case))
    }

    /// Says digits one by one.
    pub(crate) fn digits(&self, digits: &str) -> String {
        let digits = digits.chars().filter_map(|digit| digit.to_digit(10));
        let words: Vec<_> = digits.map(|digit| (self.cardinal)(u64::from(digit), None)).collect();
        words.join(" ")
    }
}

/// Returns the digits of a number, without what parts its groups.
pub(super) fn digits_of(written: &str) -> String {
    written.chars().filter(char::is_ascii_digit).collect()
}

/// Returns the value of digits that are a number: with zeros in front, or beyond the billions, they are a code.
pub(super) fn value_of(digits: &str) -> Option<u64> {
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    digits.parse().ok().filter(|value| !leading_zero && *value < 1_000_000_000_000_000)
}

/// Says decimals digit by digit after the comma.
pub(crate) fn comma_and_digits(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    format!("{} {} {}", grammar.number(whole, None), grammar.comma, grammar.digits(decimals))
}

/// Says decimals as a number after the comma, its zeros in front one by one.
pub(crate) fn comma_and_number(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    let zeros = decimals.len() - decimals.trim_start_matches('0').len();
    let number = &decimals[zeros..];
    let mut said = format!("{} {}", grammar.number(whole, None), grammar.comma);
    for part in [
        grammar.digits(&decimals[..zeros]),
        if number.is_empty() { String::new() } else { grammar.number(number, Some(Gender::Masculine)) },
    ] {
        if !part.is_empty() {
            said.push(' ');
            said.push_str(&part);
        }
    }
    said
}

/// Says a group of a telephone number digit by digit.
pub(crate) fn by_digits(grammar: &Grammar, group: &str) -> String {
    grammar.digits(group)
}
