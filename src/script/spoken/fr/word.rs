//! Short words and signs of French whose sense the words around them tell.

use regex::Captures;

use super::super::grammar::{self, Gender::*, part, value};
use super::number::{cardinal, nth};
use super::units::unit_of;

/// Says a unit that no number counts: "le prix au mètre carré".
pub(super) fn unit_alone(found: &Captures) -> Option<String> {
    let lead = &found["lead"];
    let form = if ["les", "des"].contains(&lead.to_lowercase().as_str()) { 2 } else { 0 };
    // "Le km 25" is a place on a road, which another rule says.
    Some(format!("{lead} {}{}", unit_of(&found["unit"], form), &found["after"]))
}

/// Says a sign of comparison before a number: "plus de 500", "p inférieur à 0,05".
pub(super) fn compared(found: &Captures) -> Option<String> {
    let words =
        ["inférieur à", "supérieur à", "moins de", "plus de", "au plus", "au moins", "plus ou moins", "environ"];
    Some(grammar::compared(found, words))
}

/// Says the round of a cup by its name: "en quart de finale", "les huitièmes de finale".
pub(super) fn part_of_finals(found: &Captures) -> Option<String> {
    let lead = &found["lead"];
    let many = if lead.eq_ignore_ascii_case("en") { "" } else { "s" };
    let number: u64 = found["part"].trim_end_matches(['e', 's']).parse().ok()?;
    let name = if number == 4 { "quart".to_owned() } else { nth(number) };
    Some(format!("{lead} {name}{many} de finale"))
}

/// Says a gap or a time of a race: "une minute neuf secondes".
pub(super) fn minutes_and_seconds(found: &Captures) -> Option<String> {
    let count = |part: &str, one: &str| {
        let number = value(found, part)?;
        Some(format!("{} {one}{}", cardinal(number, Some(Feminine)), if number > 1 { "s" } else { "" }))
    };
    let of = match (part(found, "of"), &found["m"]) {
        ("", _) => String::new(),
        (of, "1") => format!("{}’", &of[..1]),
        (of, _) => of.to_owned(),
    };
    Some(format!("{of}{} {}", count("m", "minute")?, count("s", "seconde")?))
}

/// Names the currency of two sums behind both: "de neuf euros quatre-vingts à douze euros quarante".
pub(super) fn both_sums(found: &Captures) -> Option<String> {
    let join = if found["join"].trim().starts_with(['-', '–']) { " à " } else { &found["join"] };
    Some(format!("{} {}{join}{}", &found["from"], &found["unit"], &found["to"]))
}

/// Says a draw: "un à un".
pub(super) fn draw(found: &Captures) -> Option<String> {
    let (own, other) = (&found["own"], &found["other"]);
    (own == other).then(|| format!("{}{own} à {other}{}", &found["lead"], &found["after"]))
}
