//! Dutch dates and times of day in figures.

use regex::Captures;

use super::super::grammar::{Lasting, part, value};
use super::number::{cardinal, nth};
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

/// Says a day of the week that is shortened before its date or its hours.
pub(super) fn weekday(found: &Captures) -> Option<String> {
    let short = found["day"].to_lowercase();
    let day = DAYS.iter().find(|day| day.starts_with(&short))?;
    Some(format!("{day} {}", &found["date"]))
}

/// Says the minute of a match: "twaalfde minuut".
pub(super) fn minute(found: &Captures) -> Option<String> {
    let minute = nth(value(found, "n").filter(|minute| (1..=130).contains(minute))?);
    let plus = part(found, "plus").replace(['+', ' '], "");
    let plus = if plus.is_empty() { plus } else { format!(" plus {plus}") };
    Some(format!("{}{minute} minuut{plus}{}", &found["lead"], &found["after"]))
}

/// Says what a stopwatch shows: "één minuut zestien komma zeven", "twee uur vier minuten vijfenvijftig seconden".
pub(super) fn stopwatch(found: &Captures) -> Option<String> {
    let time = Lasting::found(found)?;
    let say = |number: u64| cardinal(number, None);
    let hours = |number| format!("{} uur", say(number));
    let minutes = |number| format!("{} {}", say(number), if number == 1 { "minuut" } else { "minuten" });
    let parts = time.parts.trim_start_matches('0');
    let zeros = "nul ".repeat(time.parts.len() - parts.len());
    let behind = parts.parse().map(say).unwrap_or_default();
    let seconds = |number| match time.parts {
        "" => format!("{} seconden", say(number)),
        _ => format!("{} komma {zeros}{behind}", say(number)).trim_end().to_owned(),
    };
    Some(time.whole([&hours, &minutes, &seconds]).join(" "))
}

/// Says minutes and seconds with a dot between them, since decimals have a comma: "in achtentwintig minuten veertien seconden".
pub(super) fn minutes_and_seconds(found: &Captures) -> Option<String> {
    let after = &found["after"];
    // "In 1.30 uur"
    let said = if after.trim_end() == " u" { None } else { stopwatch(found) };
    said.map(|said| format!("{}{said}{after}", &found["lead"]))
}

/// Says what a stopwatch shows with dots alone, which only the words before it tell from a date: "in één uur vijf minuten".
pub(super) fn stopwatch_with_lead(found: &Captures) -> Option<String> {
    stopwatch(found).map(|said| format!("{}{said}", &found["lead"]))
}

/// Says from when to when something is open: "zeven uur tot negen uur dertig".
pub(super) fn open_hours(found: &Captures) -> Option<String> {
    let hour = |hour: &str, minute: &str| {
        let said = format!("{} uur", cardinal(value(found, hour).filter(|hour| *hour < 25)?, None));
        Some(match value(found, minute) {
            None | Some(0) => said,
            Some(minutes) => format!("{said} {}", cardinal(minutes, None)),
        })
    };
    Some(format!("{}{} tot {}", part(found, "lead"), hour("h", "m")?, hour("h2", "m2")?))
}
