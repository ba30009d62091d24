//! Portuguese dates and times of day in figures.

use regex::Captures;

use super::super::grammar::{Gender::Feminine, part, stop, value};
use super::number::cardinal;
use crate::months::PORTUGUESE as MONTHS;

/// Writes a date in figures with the name of its month; the numbers are said as any other, the first day in order.
pub(super) fn date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?;
    let year = value(found, "y").or_else(|| value(found, "short").map(|short| 2000 + short));
    let year = year.map(|year| format!(" de {year}")).unwrap_or_default();
    let day = if day == 1 { "primeiro".to_owned() } else { day.to_string() };
    Some(format!("{}{day} de {month}{year}", part(found, "lead")))
}

/// Says a time of day after "às", "das" and the like; else how long something takes. Figures are left to be said as those
/// of the region are; but hours are feminine.
pub(super) fn time(found: &Captures) -> Option<String> {
    let hour = value(found, "h").filter(|hour| *hour < 25)?;
    let lead = part(found, "lead");
    let said = if matches!(hour, 1 | 2 | 21 | 22) { cardinal(hour, Some(Feminine)) } else { hour.to_string() };
    let hours = if hour == 1 { "hora" } else { "horas" };
    Some(match value(found, "m") {
        None | Some(0) => format!("{lead}{said} {hours}"),
        Some(minute) if lead.is_empty() && !found[0].contains(':') => {
            format!("{said} {hours} e {minute} {}", if minute == 1 { "minuto" } else { "minutos" })
        }
        Some(minute) => format!("{lead}{said} e {minute}"),
    })
}

/// Returns the month that is shortened so.
pub(super) fn short_month_alone(short: &str) -> Option<&'static str> {
    MONTHS.iter().find(|month| month.starts_with(short)).copied()
}

/// Says a shortened month behind its day; at the end of a text its dot is the full stop too.
pub(super) fn short_month(found: &Captures) -> Option<String> {
    let month = short_month_alone(&found["short"])?;
    let stop = stop(found);
    Some(format!("{} de {month}{stop}", &found["d"]))
}
