//! Italian dates and times of day in figures.

use regex::Captures;

use super::super::grammar::{Gender::Masculine, part, stop, value};
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
    let stop = stop(found);
    Some(format!("{} {month}{stop}", &found["d"]))
}

/// Returns the day of the week that is shortened so.
pub(super) fn day(short: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"];
    let short = short.to_lowercase();
    DAYS.into_iter().find(|day| day.starts_with(&short))
}

/// Says a span of days of the week: "da lunedì a venerdì", "dal martedì alla domenica".
pub(super) fn days(found: &Captures) -> Option<String> {
    let (first, last) = (day(&found["day"])?, day(&found["to"])?);
    let lead = part(found, "lead");
    let stop = stop(found);
    let to = match (lead.trim().to_lowercase().as_str(), last) {
        ("dal", "domenica") => "alla",
        ("dal", _) => "al",
        _ => "a",
    };
    let lead = if lead.is_empty() { "da " } else { lead };
    Some(format!("{lead}{first} {to} {last}{stop}"))
}

/// Says an hour and its minutes after "dalle" or "alle": "dalle nove e trenta", "all'una".
fn clock(lead: &str, (hour, minute): (u64, Option<u64>)) -> String {
    let said = match minute {
        None | Some(0) => String::new(),
        Some(minute @ 1..10) => format!(" e zero {}", cardinal(minute, None)),
        Some(minute) => format!(" e {}", cardinal(minute, None)),
    };
    if hour == 1 { format!("{lead}l'una{said}") } else { format!("{lead}lle {}{said}", cardinal(hour, None)) }
}

/// Says from when to when something is open: "dalle nove alle tredici e dalle quindici alle diciannove".
pub(super) fn open_hours(found: &Captures) -> Option<String> {
    let (lead, minutes) = (part(found, "lead"), found.name("m").is_some() && found.name("m2").is_some());
    // "Vinse 2-1", "20-25 euro": only what is open, or minutes, tells that hours are meant.
    let (from, to) = (value(found, "h")?, value(found, "h2")?);
    if found.name("more").is_some() || lead.is_empty() && !minutes || from >= to {
        return None;
    }
    let lead = if lead.trim_end().eq_ignore_ascii_case("ore") { "" } else { lead };
    let said = format!("{lead}{} {}", clock("da", (from, value(found, "m"))), clock("a", (to, value(found, "m2"))));
    let Some(join) = found.name("join") else { return Some(said) };
    let and = if join.as_str().starts_with(',') { "," } else { " e" };
    let (from, to) = ((value(found, "h3")?, value(found, "m3")), (value(found, "h4")?, value(found, "m4")));
    Some(format!("{said}{and} {} {}", clock("da", from), clock("a", to)))
}
