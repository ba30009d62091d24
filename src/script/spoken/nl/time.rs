//! Dutch dates and times of day in figures.

use regex::Captures;

use super::super::grammar::{part, value};
use super::number::cardinal;
use crate::months::DUTCH as MONTHS;
const DAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// Writes a date in figures with the name of its month; the numbers are said as any other.
pub(super) fn date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?;
    let year = value(found, "y").map(|year| format!(" {year}")).unwrap_or_default();
    Some(format!("{}{day} {month}{year}", part(found, "lead")))
}

/// Returns the month that is shortened so.
pub(super) fn month(short: &str) -> Option<&'static str> {
    let short = if short == "mrt" { "maa" } else { short.get(..3)? };
    MONTHS.iter().find(|month| month.starts_with(short)).copied()
}

/// Says a day of the week that is shortened, in a span: "maandag tot en met vrijdag".
pub(super) fn days(found: &Captures) -> Option<String> {
    let day = |short: &str| DAYS.iter().find(|day| day.starts_with(short)).copied();
    // "Zo-zo" is no span.
    let (first, last) = (day(&found["day"])?, day(&found["to"])?);
    (first != last).then(|| format!("{first} tot en met {last}"))
}

/// Says a time of day: "veertien uur dertig".
pub(super) fn time(found: &Captures) -> Option<String> {
    let hour = value(found, "h").filter(|hour| *hour < 25)?;
    let minute = value(found, "m").filter(|minute| *minute < 60)?;
    let minutes = if minute == 0 { String::new() } else { format!(" {}", cardinal(minute, None)) };
    Some(format!("{}{} uur{minutes}{}", part(found, "lead"), cardinal(hour, None), part(found, "tail")))
}
