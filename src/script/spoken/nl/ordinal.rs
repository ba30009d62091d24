//! Dutch ordinals in figures, Roman numerals, numbers that are the front of a word, and halves.

use regex::Captures;

use super::super::grammar::{part, value};
use super::super::roman;
use super::number::{and_a_half, cardinal, nth};

pub(super) fn ordinal(found: &Captures) -> Option<String> {
    value(found, "n").filter(|number| *number > 0).map(nth)
}

/// Says the numeral of a ruler in order, with its article: "Willem de Derde"; a chapter is counted.
pub(super) fn after_name(found: &Captures) -> Option<String> {
    const SINGLE: [&str; 11] = [
        "Karel", "Willem", "Filips", "Frans", "Hendrik", "Jacobus", "Leopold", "Napoleon", "Pius", "Boudewijn", "Karl",
    ];
    const NO_NAMES: [&str; 10] = ["De", "Het", "Een", "In", "Op", "Van", "Na", "Met", "Bij", "Uit"];
    let (name, written) = (&found["name"], &found["numeral"]);
    const CABINETS: [&str; 6] = ["Rutte", "Balkenende", "Lubbers", "Kok", "Michel", "Schoof"];
    let noun = name.starts_with(char::is_lowercase) || CABINETS.contains(&name);
    let sure = written.len() > 1 || SINGLE.contains(&name) || noun || name == "Hoofdstuk";
    let number = roman::value(written).filter(|number| sure && *number < 100 && !NO_NAMES.contains(&name))?;
    if noun || ["Hoofdstuk", "Deel", "Boek", "Artikel"].contains(&name) {
        return Some(format!("{name} {}", cardinal(number, None)));
    }
    let said = nth(number);
    let mut letters = said.chars();
    let first = letters.next()?;
    Some(format!("{name} de {}{}", first.to_uppercase(), letters.as_str()))
}

/// Says a number as the front of a word: "vijftienjarige".
pub(super) fn in_front(found: &Captures) -> Option<String> {
    let number = value(found, "n").filter(|number| (1..1000).contains(number))?;
    let said = if number == 1 { "een".to_owned() } else { cardinal(number, None) };
    Some(format!("{said}{}", &found["word"]))
}

/// Says a half of what follows: "een halve liter", "een half uur".
pub(super) fn half(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    let half = if is_neuter(noun) { "half" } else { "halve" };
    Some(format!("{}een {half} {noun}", part(found, "lead")))
}

/// Says a number and a half of a measure of everyday life: "anderhalve kilogram", "tweeënhalf uur".
pub(super) fn measured_half(found: &Captures) -> Option<String> {
    let noun = match &found["noun"] {
        "kg" => "kilogram",
        "km" => "kilometer",
        "m" => "meter",
        "l" => "liter",
        "maanden" => "maand",
        "el" => "eetlepel",
        "tl" => "theelepel",
        "weken" => "week",
        "dagen" => "dag",
        "minuten" => "minuut",
        noun => noun,
    };
    // "8,5 l/100 km" is no half of a liter.
    let whole = value(found, "whole").filter(|_| found.name("each").is_none())?;
    Some(match whole {
        1 if is_neuter(noun) => format!("anderhalf {noun}"),
        1 => format!("anderhalve {noun}"),
        // "Tweeënhalf uur", "drieënhalve kilo".
        _ => format!("{}{} {noun}", and_a_half(whole)?.trim_end_matches('f'), if is_neuter(noun) { "f" } else { "ve" }),
    })
}

fn is_neuter(noun: &str) -> bool {
    [
        "miljoen", "miljard", "keer", "etmaal", "uur", "jaar", "pond", "glas", "glazen", "blok", "brood", "dozijn",
        "ons", "pakje", "kopje", "blikje",
    ]
    .contains(&noun)
}
