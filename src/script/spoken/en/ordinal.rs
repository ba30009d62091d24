//! Ordinal numbers: "23rd", "1,000th".

use super::number::{amount, digits, ordinal};
use super::rule::{Found, Rule, digit};

pub(super) const RULES: &[Rule] =
    &[Rule { starts: digit, pattern: r"(?P<number>{whole})(?P<suffix>{suffix}){end}", say }];

fn say(found: &Found) -> Option<String> {
    let (written, suffix) = (found.get("number"), found.get("suffix").to_ascii_lowercase());
    let number = found.value("number")?;
    let zeros = written.starts_with('0') && written.len() > 1;
    if suffix == suffix_of(number) && !zeros {
        return Some(ordinal(number));
    }
    // A suffix that does not fit is no ordinal's: both are said as they stand.
    let said = if written.len() > 2 { digits(written) } else { amount(written) };
    Some(format!("{said} {suffix}"))
}

/// Returns the suffix that a number takes in figures.
fn suffix_of(number: u64) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}
