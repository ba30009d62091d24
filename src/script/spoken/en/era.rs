//! Years of an era, and quarters of a business year: "AD 64", "44 BC", "c. 1180 BCE", "4Q23", "FY2023".

use super::number::{ordinal, short_cardinal, two_digits, year};
use super::rule::{Found, Rule, digit, letter};

pub(super) const RULES: &[Rule] = &[
    Rule {
        starts: letter,
        pattern: r"A\.?D\.?{space}(?P<year>[0-9]{1,4})(?:{dash}(?P<to>[0-9]{1,4}))?{end}",
        say: after,
    },
    Rule {
        starts: digit,
        pattern: r"(?:(?P<from>[0-9]{1,4}){space}?{dash}{space}?)?(?P<year>[0-9]{1,4}){space}?(?P<era>BCE|B\.C\.E\.|BC|B\.C\.|CE|C\.E\.|AD|A\.D\.)",
        say: before,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<quarter>[1-4])Q(?:{space}?['’]?(?P<year>20[0-9]{2}|[0-9]{2}))?{end}",
        say: quarter,
    },
    Rule {
        starts: letter,
        pattern: r"FY{space}?['’]?(?P<year>20[0-9]{2}|[0-9]{2})(?:[-/–](?P<to>[0-9]{2})){end}",
        say: fiscal,
    },
    Rule { starts: letter, pattern: r"FY{space}?['’]?(?P<year>20[0-9]{2}|[0-9]{2}){end}", say: fiscal },
];

fn after(found: &Found) -> Option<String> {
    let to = found.value("to").map(|to| format!(" to {}", year_of(to))).unwrap_or_default();
    Some(format!("A D {}{to}", year_of(found.value("year")?)))
}

fn before(found: &Found) -> Option<String> {
    let from = found.value("from").map(|from| format!("{} to ", year_of(from))).unwrap_or_default();
    let letters = found.get("era").replace('.', "");
    // "12 AD agencies" is no year, nor is "5 CE marks".
    if found.before.ends_with(['.', ',', '$', '£', '€']) || found.get("era").len() == 2 && found.counts() {
        return None;
    }
    Some(found.stopped(format!("{from}{} {}", year_of(found.value("year")?), letters)))
}

/// Says a year of any era.
fn year_of(number: u64) -> String {
    match number {
        0..100 => short_cardinal(number),
        _ => year(number),
    }
}

fn quarter(found: &Found) -> Option<String> {
    let of = found.value("year").map(|number| format!(" of {}", full(number))).unwrap_or_default();
    Some(format!("{} quarter{of}", ordinal(found.value("quarter")?)))
}

fn fiscal(found: &Found) -> Option<String> {
    let to = found.value("to").map(|to| format!(" to {}", two_digits(to))).unwrap_or_default();
    Some(format!("fiscal year {}{to}", full(found.value("year")?)))
}

/// Says a year whose century may be left out.
fn full(number: u64) -> String {
    year(if number < 100 { 2000 + number } else { number })
}
