//! Ukrainian dates, times of day, and ordinals in figures, in the cases that prepositions ask for.

use regex::Captures;

use super::super::grammar::{Gender::Feminine, part, stop, value};
use super::number::{cardinal, form, ordinal_with};
use crate::months::UKRAINIAN as MONTHS;

/// Says a date: "п’ятого березня дві тисячі двадцять шостого року".
pub(super) fn date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = match found.name("m") {
        Some(month) => month.as_str(),
        None => MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?,
    };
    let year = value(found, "y").map(|year| format!(" {} року", ordinal_with(year, "ого"))).unwrap_or_default();
    let (lead, on, after) = (part(found, "lead"), part(found, "on"), part(found, "after"));
    // "На п’яте травня": until a day or for it.
    let ending = if on.is_empty() { "ого" } else { "е" };
    Some(format!("{lead}{on}{} {month}{year}{after}{}", ordinal_with(day, ending), stop(found)))
}

/// Says two days of one month: "з п’ятого до десятого травня".
pub(super) fn days(found: &Captures) -> Option<String> {
    let day = |name| value(found, name).filter(|day| (1..=31).contains(day));
    let join = match part(found, "join") {
        "-" | "–" => "–",
        join => join,
    };
    // "По п’яте": the last day that counts is in the accusative.
    let last = if join == "по" { "е" } else { "ого" };
    let (first, second) = (ordinal_with(day("d")?, "ого"), ordinal_with(day("to")?, last));
    Some(format!("{}{first} {join} {second} {}", part(found, "lead"), part(found, "m")))
}

/// Returns the ending of a year, with its noun, by what is written and the word before.
fn bent(noun: &str, lead: &str) -> (&'static str, &'static str) {
    let inside = matches!(lead.trim(), "у" | "У" | "в" | "В");
    match noun {
        "рік" => ("ий", "рік"),
        "році" => ("ому", "році"),
        "роком" => ("им", "роком"),
        "року" => ("ого", "року"),
        _ if inside => ("ому", "році"),
        // "Втратила за 2024 р.".
        _ if matches!(lead.trim(), "за" | "За" | "про" | "на" | "На") => ("ий", "рік"),
        _ => ("ого", "року"),
    }
}

pub(super) fn year(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let (number, noun) = (value(found, "y").filter(|number| *number > 0)?, part(found, "r"));
    let adjective = part(found, "adj");
    // "Водій (45 р.)": an age.
    if lead.is_empty() && number < 110 && noun.starts_with("р.") {
        return Some(format!("{number} {}{}", ["рік", "роки", "років"][form(number)], stop(found)));
    }
    let (ending, full) = bent(noun, lead);
    // "1 рік", "21 року": how long something takes; "у 44 році", "44 року": a year, since many years are "років".
    // "Їй 101 рік".
    if noun == "рік" && number < 1000 && form(number) == 0 {
        return None;
    }
    let is_year = number > 1 && (noun == "році" || noun == "року" && number % 10 != 1);
    if number < 100 && !is_year && !noun.starts_with("р.") && noun != "р" || number < 1000 && !adjective.is_empty() {
        return None;
    }
    let noun = if noun.is_empty() { String::new() } else { format!("{adjective} {full}") };
    let after = part(found, "after");
    Some(format!("{lead}{}{noun}{after}{}", ordinal_with(number, ending), stop(found)))
}

/// Says two years: "з дві тисячі чотирнадцятого по дві тисячі двадцять другий рік".
pub(super) fn years(found: &Captures) -> Option<String> {
    let (lead, join, noun) = (part(found, "lead"), part(found, "join"), part(found, "r"));
    let inside = matches!(lead.trim(), "у" | "У" | "в" | "В" | "на" | "На");
    let decades = found.name("e").is_some() || found.name("e2").is_some();
    let (ending, full) = match noun {
        "роках" => ("ому", "роках"),
        "році" => ("ому", "році"),
        "роки" => ("ий", "роки"),
        "рік" => ("ий", "рік"),
        "роком" => ("им", "роком"),
        "року" => ("ого", "року"),
        "років" => ("ого", "років"),
        _ if inside => ("ому", "роках"),
        _ if join == "по" => ("ий", "роки"),
        _ => ("ого", "років"),
    };
    let from = if matches!(lead.trim().to_lowercase().as_str(), "з" | "із" | "від" | "зі") {
        "ого"
    } else {
        ending
    };
    let (from, ending) = if decades { ("их", "их") } else { (from, ending) };
    let join = if matches!(join, "-" | "–") { "–" } else { join };
    let (first, last) = (ordinal_with(value(found, "y")?, from), ordinal_with(value(found, "to")?, ending));
    Some(format!("{lead}{first} {join} {last}{} {full}{}", part(found, "adj"), stop(found)))
}

/// Returns the endings of an hour and its noun after a preposition.
fn hour_case(lead: &str) -> [&'static str; 2] {
    const GENITIVE: [&str; 11] =
        ["з", "із", "зі", "до", "від", "після", "близько", "біля", "раніше", "пізніше", "протягом"];
    match lead.trim().to_lowercase().as_str() {
        "о" | "об" => ["ій", "годині"],
        "на" => ["у", "годину"],
        "між" => ["ою", "годиною"],
        word if GENITIVE.contains(&word) => ["ої", "години"],
        _ => ["а", "година"],
    }
}

fn clock((hour, minute): (u64, u64), [ending, noun]: [&str; 2]) -> String {
    let hour = ordinal_with(hour, ending);
    match minute {
        0 => format!("{hour} {noun}"),
        1..10 => format!("{hour} нуль {}", cardinal(minute, Some(Feminine))),
        _ => format!("{hour} {}", cardinal(minute, Some(Feminine))),
    }
}

pub(super) fn time(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    Some(format!("{lead}{}", clock((value(found, "h")?, value(found, "m")?), hour_case(lead))))
}

/// Says a span of times: "дев’ята – сімнадцята година".
pub(super) fn times(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let [ending, noun] = hour_case(lead);
    let (from, to) = ((value(found, "h")?, value(found, "m")?), (value(found, "h2")?, value(found, "m2")?));
    let first = if from.1 == 0 { ordinal_with(from.0, ending) } else { clock(from, [ending, noun]) };
    Some(format!("{lead}{first} – {}", clock(to, [ending, noun])))
}

/// Says a whole hour after its preposition: "о чотирнадцятій", "о дев’ятій годині".
pub(super) fn hour(found: &Captures) -> Option<String> {
    let noun = if found.name("noun").is_some() { " годині" } else { "" };
    // Without an ending or the noun the number may be the start of something else.
    if noun.is_empty() && found.name("e").is_none() {
        return None;
    }
    Some(format!("{}{}{noun}", part(found, "lead"), ordinal_with(value(found, "h")?, "ій")))
}

/// Says from when to when something is open: "з дев’ятої до вісімнадцятої години".
pub(super) fn open_hours(found: &Captures) -> Option<String> {
    let (open, noun) = (part(found, "open"), part(found, "noun"));
    // "З 9 до 18 осіб": only the noun, or what is open, tells that hours are meant.
    if open.is_empty() && noun.is_empty() || noun == " годин" {
        return None;
    }
    let noun = if noun.is_empty() { "" } else { " години" };
    let hour = |name| Some(ordinal_with(value(found, name)?, "ої"));
    Some(format!("{open}{} {} до {}{noun}{}", &found["lead"], hour("h")?, hour("to")?, stop(found)))
}

/// Says an ordinal with the end of its ending: "5-го", "93-тя", "1990-х".
pub(super) fn ordinal(found: &Captures) -> Option<String> {
    let ending = match &found["e"] {
        "й" | "ий" | "ший" | "гий" | "тій" => "ий",
        "го" | "ого" => "ого",
        "му" | "ому" => "ому",
        "м" | "им" => "им",
        "ї" | "ої" => "ої",
        "ій" => "ій",
        "ту" | "шу" | "гу" | "у" | "ю" | "тю" => "у",
        "х" | "ти" | "их" => "их",
        "ми" | "ими" => "ими",
        "е" | "є" | "тє" | "ше" | "ге" | "те" | "ме" => "е",
        "і" | "ті" | "ші" | "гі" | "мі" => "і",
        "а" | "я" | "ша" | "га" | "та" | "тя" | "ма" => "а",
        "ою" => "ою",
        _ => return None,
    };
    Some(ordinal_with(value(found, "n")?, ending))
}
