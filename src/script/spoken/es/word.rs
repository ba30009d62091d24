//! Short words and signs of Spanish whose sense the words around them tell.

use regex::Captures;

use super::super::grammar::{self, stop};

/// Says a sign of comparison before a number: "más de 500", "p menor que 0,05".
pub(super) fn compared(found: &Captures) -> Option<String> {
    let words = ["menor que", "mayor que", "menos de", "más de", "como máximo", "al menos", "más menos", "unos"];
    Some(grammar::compared(found, words))
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
    let stop = stop(found);
    Some(format!("{number} {noun}{stop}"))
}

/// Names the currency of two sums behind both: "de un euro con veinte a un euro con cincuenta".
pub(super) fn both_sums(found: &Captures) -> Option<String> {
    let join = if found["join"].trim().starts_with(['-', '–']) { " a " } else { &found["join"] };
    Some(format!("{} {}{join}{}", &found["from"], &found["unit"], &found["to"]))
}
