//! Spanish dates and times: "el ocho de febrero", "las veinte quince", "dos horas y quince minutos".

use regex::Captures;

use super::super::grammar::{Gender::*, part, stop, value};
use super::number::cardinal;
use crate::months::SPANISH as MONTHS;

/// Returns the day of the week that is shortened so.
pub(super) fn weekday(short: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
    let first: String = short.chars().take(2).collect();
    DAYS.iter().find(|day| day.starts_with(&first)).copied()
}

/// Says a month that is shortened behind its day: "ocho de febrero". At the end of a text its dot is the full stop too.
pub(super) fn short_month(found: &Captures) -> Option<String> {
    let month = MONTHS.iter().find(|month| month.starts_with(&found["m"][..3]))?;
    let stop = stop(found);
    Some(format!("{} de {month}{stop}", &found["d"]))
}

/// Says a month that is shortened without a day: "hasta septiembre". At the end of a text its dot is the full stop too.
pub(super) fn month_alone(found: &Captures) -> Option<String> {
    let month = MONTHS.iter().find(|month| month.starts_with(&found["m"][..3]))?;
    let after = if found["after"].is_empty() { "." } else { &found["after"] };
    Some(format!("{} {month}{after}", &found["lead"]))
}

/// Says a day and a month in figures behind an article: "el veintiuno de mayo".
pub(super) fn day_and_month(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?;
    Some(format!("{} {} de {month}{}", &found["lead"], cardinal(day, None), &found["after"]))
}

pub(super) fn date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?;
    let year = value(found, "y").or_else(|| value(found, "short").map(|short| 2000 + short))?;
    Some(format!("{}{} de {month} de {}", part(found, "lead"), cardinal(day, None), cardinal(year, None)))
}

/// Says two times whose minutes stand behind a point: "de 10.00 a 19.00 h".
pub(super) fn hours_with_points(found: &Captures) -> Option<String> {
    let (lead, join, unit) = (part(found, "lead"), part(found, "join"), part(found, "unit"));
    let whole = found["to"].ends_with("00") || found["to"].ends_with("30") || &found["m"] == "00";
    // "De 10.50 a 12.75" may be prices or weights: hours have an article, a unit or round minutes.
    if lead.is_empty() && unit.is_empty() && !whole {
        return None;
    }
    let join = if join.trim().starts_with(['-', '–']) { " a " } else { join };
    Some(format!("{lead}{}:{}{join}{}{unit}", &found["h"], &found["m"], found["to"].replace('.', ":")))
}

/// Says a gap or a time of a race: "tres minutos y cincuenta y seis segundos".
pub(super) fn minutes_and_seconds(found: &Captures) -> Option<String> {
    let (minutes, seconds) = (value(found, "m")?, value(found, "s")?);
    let many = |number: u64| if number == 1 { "" } else { "s" };
    let said = (cardinal(minutes, Some(Masculine)), cardinal(seconds, Some(Masculine)));
    Some(format!("{} minuto{} y {} segundo{}", said.0, many(minutes), said.1, many(seconds)))
}

/// Says a duration to the second: "dos horas, veintiún minutos y siete segundos".
pub(super) fn to_the_second(found: &Captures) -> Option<String> {
    let count = |part: &str, one: &str| {
        let number = value(found, part)?;
        let gender = if one == "hora" { Feminine } else { Masculine };
        Some(format!("{} {one}{}", cardinal(number, Some(gender)), if number == 1 { "" } else { "s" }))
    };
    Some(format!("{}, {} y {}", count("h", "hora")?, count("m", "minuto")?, count("s", "segundo")?))
}

/// Says hours and minutes: of the day behind an article, else as long as something took.
pub(super) fn hours_and_minutes(found: &Captures) -> Option<String> {
    if let Some(lead) = found.name("lead") {
        return Some(format!("{}{}:{}", lead.as_str(), &found["h"], &found["m"]));
    }
    let noun = |number: u64, one: &str| if number == 1 { one.to_owned() } else { format!("{one}s") };
    let (hours, minutes) = (value(found, "h")?, value(found, "m")?);
    let said = (cardinal(hours, Some(Feminine)), cardinal(minutes, Some(Masculine)));
    Some(format!("{} {} y {} {}", said.0, noun(hours, "hora"), said.1, noun(minutes, "minuto")))
}

/// Says a time: by quarters in the half of the day, by the minute after noon.
pub(super) fn time(found: &Captures) -> Option<String> {
    let (hour, minute, lead) = (value(found, "h")?, value(found, "m")?, part(found, "lead"));
    let said = cardinal(hour, Some(Feminine));
    let at = lead.to_lowercase().starts_with("a ");
    Some(match (hour, minute) {
        (1..=12, 0) if at => format!("{lead}{said} en punto"),
        (1..=12, 0) => format!("{lead}{said}"),
        (_, 0) => format!("{lead}{said} horas"),
        (1..=12, 15) => format!("{lead}{said} y cuarto"),
        (1..=14, 30) => format!("{lead}{said} y media"),
        (1..=12, 1..30) => format!("{lead}{said} y {}", cardinal(minute, None)),
        (_, 1..10) => format!("{lead}{said} cero {}", cardinal(minute, None)),
        _ => format!("{lead}{said} {}", cardinal(minute, None)),
    })
}

/// Says a time by the halves of the day: "tres de la tarde".
pub(super) fn half_day(found: &Captures) -> Option<String> {
    let hour = value(found, "h").filter(|hour| (1..=12).contains(hour))?;
    let minutes = match value(found, "m") {
        None | Some(0) => String::new(),
        Some(15) => " y cuarto".to_owned(),
        Some(30) => " y media".to_owned(),
        Some(minute) => format!(" y {}", cardinal(minute, None)),
    };
    let half = match (&found["half"], hour) {
        ("a", 12) => "de la noche",
        ("a", _) => "de la mañana",
        (_, 12) => "del mediodía",
        (_, 8..) => "de la noche",
        _ => "de la tarde",
    };
    Some(format!("{}{minutes} {half}", cardinal(hour, Some(Feminine))))
}
