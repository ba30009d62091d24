//! Italian dates and times of day in figures.

use regex::Captures;

use super::super::grammar::{Gender::Masculine, part, value};
use super::number::{cardinal, nth};
use crate::months::ITALIAN as MONTHS;

/// Says a date in figures; only the first day of a month is an ordinal.
pub(super) fn date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = match found.name("m") {
        Some(month) => month.as_str(),
        None => MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?,
    };
    let day = if day == 1 { nth(1, Masculine) } else { cardinal(day, None) };
    let year = value(found, "y").or_else(|| value(found, "short").map(|short| 2000 + short));
    let year = year.map(|year| format!(" {}", cardinal(year, None))).unwrap_or_default();
    Some(format!("{}{day} {month}{year}", part(found, "lead")))
}

/// Says a time of day: "venti e trenta", "sei e zero cinque".
pub(super) fn time(found: &Captures) -> Option<String> {
    let (hour, minute) = (value(found, "h").filter(|hour| *hour < 25)?, value(found, "m").filter(|m| *m < 60)?);
    let hour = if hour == 1 { "una".to_owned() } else { cardinal(hour, None) };
    let minutes = match minute {
        0 => String::new(),
        1..10 => format!(" e zero {}", cardinal(minute, None)),
        _ => format!(" e {}", cardinal(minute, None)),
    };
    Some(format!("{}{hour}{minutes}", part(found, "lead")))
}

/// Says two years of a span, side by side.
pub(super) fn years(found: &Captures) -> Option<String> {
    Some(format!("{} {}", cardinal(value(found, "y")?, None), cardinal(value(found, "to")?, None)))
}

/// Says a shortened month behind its day; at the end of a text its dot is the full stop too.
pub(super) fn short_month(found: &Captures) -> Option<String> {
    let month = MONTHS.iter().find(|month| month.starts_with(&found["short"]))?;
    let stop = found.name("end").map(|end| format!(".{}", end.as_str())).unwrap_or_default();
    Some(format!("{} {month}{stop}", &found["d"]))
}
