//! Short words and signs of Spanish whose sense the words around them tell.

use regex::Captures;

use super::super::grammar::part;

/// Says a sign of comparison before a number: "más de 500", "p menor que 0,05".
pub(super) fn compared(found: &Captures) -> Option<String> {
    let before = part(found, "before");
    // Behind a number or a letter it is a formula's.
    let formula = before.trim_end().ends_with(char::is_alphanumeric);
    let said = match (&found["sign"], formula) {
        ("<", true) => "menor que",
        (">", true) => "mayor que",
        ("<", false) => "menos de",
        (">", false) => "más de",
        ("≤", _) => "como máximo",
        ("≥", _) => "al menos",
        ("±", _) => "más menos",
        _ => "unos",
    };
    let space = if before.ends_with(char::is_alphanumeric) { " " } else { "" };
    Some(format!("{before}{space}{said} {}", &found["n"]))
}

/// Says how many live somewhere, or the rooms of a flat: few are rooms.
pub(super) fn inhabitants(found: &Captures) -> Option<String> {
    /// Flats have fewer rooms.
    const MOST_ROOMS: usize = 2;
    let number = &found["n"];
    let many = if number == "1" { "" } else { "s" };
    let noun = match (number.len() < MOST_ROOMS, many) {
        (true, "") => "habitación",
        (true, _) => "habitaciones",
        _ => "habitantes",
    };
    let stop = found.name("end").map(|end| format!(".{}", end.as_str())).unwrap_or_default();
    Some(format!("{number} {noun}{stop}"))
}

/// Names the currency of two sums behind both: "de un euro con veinte a un euro con cincuenta".
pub(super) fn both_sums(found: &Captures) -> Option<String> {
    let join = if found["join"].trim().starts_with(['-', '–']) { " a " } else { &found["join"] };
    Some(format!("{} {}{join}{}", &found["from"], &found["unit"], &found["to"]))
}
