//! Signs that German newsreaders say in words: of comparison, and between the genders of a noun.

use regex::Captures;

use super::super::grammar::{self};
use super::number::cardinal;

/// Says a sign of comparison before a number: "mehr als 500", "p kleiner als 0,05".
pub(super) fn compared(found: &Captures) -> Option<String> {
    let words =
        ["kleiner als", "größer als", "weniger als", "mehr als", "höchstens", "mindestens", "plus minus", "etwa"];
    Some(grammar::compared(found, words))
}

/// Says a noun that is written in both genders as it is spoken, with a stop before its ending; of many, both are named.
pub(super) fn both_genders(found: &Captures) -> Option<String> {
    let (stem, end) = (&found["stem"], &found["end"]);
    let slash = found[0].contains('/');
    Some(match (slash, end) {
        // "Schüler/-innen" is shorthand for both words.
        (true, "innen") => format!("{stem}innen und {stem}"),
        (true, _) => format!("{stem}in oder {stem}"),
        _ => format!("{stem}-{end}"),
    })
}

/// Names the currency of two sums behind both: "von neun Euro achtzig auf zwölf Euro vierzig".
pub(super) fn both_sums(found: &Captures) -> Option<String> {
    let join = if found["join"].trim().starts_with(['-', '–']) { " bis " } else { &found["join"] };
    Some(format!("{} {}{join}{}", &found["from"], &found["unit"], &found["to"]))
}

/// Says scores whose numbers could be a time of day, behind a word that tells of a match: "siegte 22:19 (11:10)".
pub(super) fn scores(found: &Captures) -> Option<String> {
    const BEFORE_TIMES: [&str; 8] = ["um", "ab", "bis", "gegen", "seit", "von", "nach", "kurz vor"];
    let gap = &found["gap"];
    if found.name("clock").is_some() || BEFORE_TIMES.iter().any(|word| gap.trim_end().ends_with(word)) {
        return None;
    }
    let mut said = format!("{}{gap}", &found["lead"]);
    let mut number = String::new();
    for character in found["scores"].chars().chain(['\n']) {
        if character.is_ascii_digit() {
            number.push(character);
            continue;
        }
        if let Ok(value) = number.parse() {
            said.push_str(&cardinal(value, None));
        }
        number.clear();
        match character {
            ':' => said.push_str(" zu "),
            '\n' => {}
            other => said.push(other),
        }
    }
    Some(said)
}
