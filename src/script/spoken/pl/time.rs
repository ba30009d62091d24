//! Polish dates, years and times of day in figures, in the cases that prepositions ask for.

use regex::Captures;

use super::super::grammar::{Gender::Feminine, part, stop, value};
use super::number::cardinal;
use super::ordinal::ordinal_with;
use crate::months::POLISH as MONTHS;

/// Says a date; its day and its year stand in the genitive: "piątego marca dwa tysiące dwudziestego szóstego roku".
pub(super) fn date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = match found.name("m") {
        Some(month) => month.as_str(),
        None => MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?,
    };
    let noun = if found.name("r").is_some() { " roku" } else { "" };
    let year = value(found, "y").map(|year| format!(" {}{noun}", ordinal_with(year, "ego"))).unwrap_or_default();
    // "Po trzydziestym pierwszym grudnia".
    let ending = if found.name("lead").is_some() { "ym" } else { "ego" };
    Some(format!("{}{} {month}{year}{}", part(found, "lead"), ordinal_with(day, ending), stop(found)))
}

/// Says two days of one month: "trzynastego do piętnastego czerwca", "między dziesiątym a piętnastym sierpnia".
pub(super) fn days(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let between = lead.trim().to_lowercase().ends_with("między");
    let ending = if between { "ym" } else { "ego" };
    let said = |name, ending| Some(ordinal_with(value(found, name).filter(|day| (1..=31).contains(day))?, ending));
    let join = match part(found, "join").trim() {
        "-" | "–" | "—" => "do",
        join => join,
    };
    // "W nocy z trzeciego na czwarty grudnia".
    let last = if join == "na" { "y" } else { ending };
    // "W dniach od siódmego do dziewiątego", but "z siódmego do".
    let from = if lead.is_empty() && join == "do" { "od " } else { "" };
    Some(format!("{lead}{from}{} {join} {} {}", said("d", ending)?, said("to", last)?, part(found, "m")))
}

/// Returns the ending of a year and its noun, after a preposition.
fn year_case(lead: &str, noun: &str) -> (&'static str, &'static str) {
    match (lead.trim().to_lowercase().as_str(), noun) {
        (_, "rok") => ("y", "rok"),
        (_, "rokiem") => ("ym", "rokiem"),
        ("w" | "we" | "po" | "na" | "o", _) => ("ym", "roku"),
        ("przed" | "między", _) => ("ym", "rokiem"),
        _ => ("ego", "roku"),
    }
}

/// Says a year with its noun: "w dwa tysiące dwudziestym drugim roku".
pub(super) fn year(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let number = value(found, "y").filter(|number| *number > 0)?;
    let (ending, noun) = year_case(lead, part(found, "r"));
    // "30 r." is no year unless an era follows; "5 roku" neither.
    if number < 100 && found.name("era").is_none() {
        return None;
    }
    let era = match part(found, "era").trim_start().chars().next() {
        Some('p') => " przed naszą erą",
        Some(_) => " naszej ery",
        None => "",
    };
    Some(format!("{lead}{} {noun}{era}{}", ordinal_with(number, ending), stop(found)))
}

/// Says a year behind its noun: "rok dwutysięczny".
pub(super) fn year_behind(found: &Captures) -> Option<String> {
    let (lead, noun) = (part(found, "lead"), part(found, "noun"));
    let (ending, _) = year_case(lead, if noun.eq_ignore_ascii_case("rok") { "rok" } else { noun });
    Some(format!("{lead}{noun} {}", ordinal_with(value(found, "y")?, ending)))
}

/// Says a decade: "lata dziewięćdziesiąte", "w latach dziewięćdziesiątych".
pub(super) fn decade(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    let ending = match noun.to_lowercase().as_str() {
        "lata" => "e",
        "latami" => "ymi",
        "latom" => "ym",
        _ => "ych",
    };
    Some(format!("{noun} {}{}", ordinal_with(value(found, "n")?, ending), stop(found)))
}

/// Returns the ending of an hour after a preposition.
fn hour_ending(lead: &str) -> &'static str {
    const IN_GENITIVE: [&str; 10] = ["od", "do", "o", "po", "około", "ok", "koło", "przy", "sprzed", "w"];
    match lead.trim().trim_end_matches('.').to_lowercase().as_str() {
        "przed" | "między" | "pomiędzy" => "ą",
        "na" => "ą",
        lead if IN_GENITIVE.contains(&lead) => "ej",
        _ => "a",
    }
}

fn clock(hour: u64, minute: Option<u64>, ending: &str) -> String {
    let hour = ordinal_with(hour, ending);
    match minute {
        None | Some(0) => hour,
        Some(minute @ 1..10) => format!("{hour} zero {}", cardinal(minute, Some(Feminine))),
        Some(minute) => format!("{hour} {}", cardinal(minute, None)),
    }
}

/// Says a time of day after its preposition: "o dwudziestej czterdzieści pięć".
pub(super) fn time(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    Some(format!("{lead}{}", clock(value(found, "h")?, value(found, "m"), hour_ending(lead))))
}

/// Says a time of day with the noun before it: "o godzinie osiemnastej", "przed godziną dziewiątą".
pub(super) fn hour(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    // "2 godz. 15 min".
    if lead.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let ending = hour_ending(lead);
    let noun = match (lead.trim().to_lowercase().as_str(), ending) {
        ("o" | "po" | "przy" | "w", _) => "godzinie",
        ("na", _) => "godzinę",
        (_, "ą") => "godziną",
        (_, "ej") => "godziny",
        _ => "godzina",
    };
    Some(format!("{lead}{noun} {}", clock(value(found, "h")?, value(found, "m"), ending)))
}

/// Says from when to when something is open: "od dziewiątej do osiemnastej".
pub(super) fn open_hours(found: &Captures) -> Option<String> {
    // "12.05-15.06" are dates.
    let is_round = |minute| value(found, minute).is_none_or(|minute| minute % 5 == 0);
    if !is_round("m") || !is_round("m2") {
        return None;
    }
    let hour = |name, minute| Some(clock(value(found, name)?, value(found, minute), "ej"));
    // "W godz. 10-18".
    let open = match part(found, "open").trim_end() {
        "w godz." | "W godz." => "w godzinach ",
        "godz." | "Godz." | "godz.:" => "",
        _ => part(found, "open"),
    };
    Some(format!("{open}od {} do {}", hour("h", "m")?, hour("to", "m2")?))
}

/// Says a year without its noun: "w tysiąc dziewięćset osiemdziesiątym".
pub(super) fn year_alone(found: &Captures) -> Option<String> {
    Some(format!("{} {}{}", &found["lead"], ordinal_with(value(found, "y")?, "ym"), &found["after"]))
}

/// Says the hour that something begins at: "rozpocznie się o osiemnastej".
pub(super) fn hour_of(found: &Captures) -> Option<String> {
    Some(format!("{} o {}{}", &found["verb"], ordinal_with(value(found, "h")?, "ej"), &found["after"]))
}
