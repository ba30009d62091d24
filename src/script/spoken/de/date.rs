//! German dates and times: "am fünften März", "um neun Uhr fünf".

use regex::Captures;

use super::super::grammar::{part, value};
use super::number::{cardinal, digits, ordinal, year};
use crate::months::GERMAN as MONTHS;

/// Returns the day of the week that is shortened so.
pub(super) fn weekday(short: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
    DAYS.iter().find(|day| day.starts_with(short)).copied()
}

/// Names days of the week that stand in a row: "Montag, Mittwoch und Freitag".
pub(super) fn weekdays(found: &Captures) -> Option<String> {
    let days = found[0].split(|c: char| !c.is_alphabetic()).filter(|word| !matches!(*word, "" | "und"));
    let names: Vec<_> = days.map(weekday).collect::<Option<_>>()?;
    let (last, first) = names.split_last()?;
    let join = if found[0].trim_end_matches('.').contains(['/', '+', '&']) || found[0].contains("und") {
        " und "
    } else {
        ", "
    };
    Some(format!("{}{join}{last}", first.join(", ")))
}

/// Says two years of one century: "1763–66".
pub(super) fn years(found: &Captures) -> Option<String> {
    let (from, to) = (value(found, "from")?, value(found, "to")?);
    (to > from % 100).then(|| format!("{} bis {}", year(from), cardinal(to, None)))
}

/// Returns the month that is shortened so.
pub(super) fn month(short: &str) -> Option<&'static str> {
    if short == "Mrz" {
        return Some(MONTHS[2]);
    }
    MONTHS.iter().find(|name| name.starts_with(short.get(..3).unwrap_or(short))).copied()
}

/// Returns the ending of the day in a date, by the word before it.
pub(super) fn ending(lead: &str) -> &'static str {
    match lead.trim_end().to_lowercase().as_str() {
        "" => "er",
        day if day.ends_with([',', '(']) || day.ends_with("tag") || matches!(day, "mittwoch" | "sonnabend") => "er",
        "der" | "das" | "die" => "e",
        // Without an article the ordinal shows the dative itself.
        "von" | "nach" | "vor" | "seit" | "zwischen" => "em",
        _ => "en",
    }
}

pub(super) fn written_date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = match (part(found, "m"), part(found, "short")) {
        ("", "") => MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?,
        ("", short) => month(short)?,
        (month, _) => month,
    };
    let (lead, after) = (part(found, "lead"), found.name("after"));
    let year = value(found, "y").map(|number| format!(" {}", year(number))).unwrap_or_default();
    // A day and a month in figures end in a dot: at the end of a text it is the full stop too.
    let stop = after.map_or("", |after| if after.is_empty() { "." } else { after.as_str() });
    Some(format!("{lead}{}{} {month}{year}{stop}", ordinal(day), ending(lead)))
}

/// Says a date whose year has two figures: "03.05.21". Sections of a text have no such days, or go on.
pub(super) fn short_date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?;
    let written = |name| part(found, name);
    // "Version 1.2.34": days and months of dates in figures mostly have two.
    let is_date = written("d").len() == 2 || !written("lead").is_empty();
    let year = cardinal(value(found, "y")?, None);
    is_date.then(|| format!("{}{}{} {month} {year}", written("lead"), ordinal(day), ending(written("lead"))))
}

/// Says so many of a measure of time, in the dative behind a preposition: "nach einer Stunde".
fn counted(lead: &str, number: u64, one: &str) -> String {
    match (number, lead) {
        (1, "") => format!("eine {one}"),
        (1, _) => format!("einer {one}"),
        _ => format!("{} {one}n", cardinal(number, None)),
    }
}

/// Says a duration or a time of day to the second.
pub(super) fn to_the_second(found: &Captures) -> Option<String> {
    let (hours, minutes, seconds) = (value(found, "h")?, value(found, "m")?, value(found, "s")?);
    if found.name("clock").is_some() {
        let hour = if hours == 1 { "ein".to_owned() } else { cardinal(hours, None) };
        let (minutes, seconds) = (cardinal(minutes, None), cardinal(seconds, None));
        return Some(format!("{}{hour} Uhr {minutes} und {seconds} Sekunden", part(found, "lead")));
    }
    let lead = part(found, "lead");
    let count = |number: u64, one: &str| counted(lead, number, one);
    Some(format!("{lead}{}, {} und {}", count(hours, "Stunde"), count(minutes, "Minute"), count(seconds, "Sekunde")))
}

/// Says how long something took: "drei Minuten und fünf Sekunden", "zwei Stunden und zehn Minuten".
pub(super) fn lasting(found: &Captures) -> Option<String> {
    let (whole, rest, decimals) = (value(found, "m")?, value(found, "s")?, part(found, "f"));
    let [one, other] = if !part(found, "unit").starts_with('S') { ["Minute", "Sekunde"] } else { ["Stunde", "Minute"] };
    let lead = part(found, "lead");
    let count = |number: u64, name: &str| counted(lead, number, name);
    let first = format!("{lead}{}", count(whole, one));
    Some(match (rest, decimals) {
        (0, "") => first,
        (_, "") => format!("{first} und {}", count(rest, other)),
        _ => format!("{first} und {} Komma {} {other}n", cardinal(rest, None), digits(decimals)),
    })
}

/// Says two days of one month: "am ersten und zweiten Mai".
pub(super) fn days(found: &Captures) -> Option<String> {
    let day = |name| value(found, name).filter(|day| (1..=31).contains(day)).map(ordinal);
    let (lead, join) = (part(found, "lead"), part(found, "join"));
    let (first, joined) = (
        ending(lead),
        if matches!(join, "-" | "–") {
            "bis"
        } else if join == "/" {
            "und"
        } else {
            join
        },
    );
    let second = if joined == "bis zum" { "en" } else { first };
    let year = value(found, "y").map(|number| format!(" {}", year(number))).unwrap_or_default();
    Some(format!("{lead}{}{first} {joined} {}{second} {}{year}", day("d")?, day("to")?, part(found, "m")))
}

/// Writes the month of two days with its name, for the rule of two days: "15./16.2." is "15./16. Februar".
pub(super) fn days_in_figures(found: &Captures) -> Option<String> {
    let month = MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?;
    let (first, last) = (value(found, "d")?, value(found, "to")?);
    let year = found.name("y").map(|year| format!(" {}", year.as_str())).unwrap_or_default();
    let (join, after) = (part(found, "join"), part(found, "after"));
    // A day and a month end in a dot: at the end of a text it is the full stop too.
    let stop = if after.is_empty() && year.is_empty() { "." } else { after };
    let joined = if join.starts_with(char::is_alphabetic) { format!(" {join} ") } else { join.to_owned() };
    (first <= 31 && last <= 31).then(|| format!("{first}.{joined}{last}. {month}{year}{stop}"))
}

/// Says a first and a last day of two months in figures: "vierzehnter Juni bis vierzehnter Juli".
pub(super) fn days_of_two_months(found: &Captures) -> Option<String> {
    let day = |name| value(found, name).filter(|day| (1..=31).contains(day)).map(ordinal);
    let month = |name| MONTHS.get(value(found, name)?.checked_sub(1)? as usize);
    let in_year = |name| value(found, name).map(|number| format!(" {}", year(number))).unwrap_or_default();
    let (lead, zum, after) = (part(found, "lead"), part(found, "zum"), part(found, "after"));
    let join = match part(found, "join").trim() {
        "-" | "–" => "bis",
        join => join,
    };
    let last_ending = if zum.is_empty() { ending(lead) } else { "en" };
    let first = format!("{}{} {}{}", day("d")?, ending(lead), month("n")?, in_year("y"));
    let last = format!("{zum}{}{last_ending} {}{}", day("to")?, month("m")?, in_year("z"));
    // A day and a month end in a dot: at the end of a text it is the full stop too.
    let stop = if after.is_empty() && found.name("z").is_none() { "." } else { after };
    Some(format!("{lead}{first} {join} {last}{stop}"))
}

/// Says two days whose month is known: "vom elften bis dreizehnten".
pub(super) fn days_alone(found: &Captures) -> Option<String> {
    let day = |name| value(found, name).filter(|day| (1..=31).contains(day)).map(ordinal);
    Some(format!("{} {}en {} {}en{}", &found["lead"], day("n")?, &found["join"], day("to")?, &found["after"]))
}

pub(super) fn time(found: &Captures) -> Option<String> {
    let hour = value(found, "h").filter(|hour| *hour < 25)?;
    let hour = if hour == 1 { "ein".to_owned() } else { cardinal(hour, None) };
    Some(match value(found, "m").filter(|minute| *minute < 60)? {
        0 => format!("{hour} Uhr"),
        minute => format!("{hour} Uhr {}", cardinal(minute, None)),
    })
}

/// Says the first of two times that share their "Uhr".
pub(super) fn time_and_another(found: &Captures) -> Option<String> {
    let tail = part(found, "tail").trim_start();
    let tail =
        tail.strip_prefix(['-', '–']).map_or_else(|| tail.to_owned(), |rest| format!("bis {}", rest.trim_start()));
    Some(format!("{} {tail}", time(found)?))
}
