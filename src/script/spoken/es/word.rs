//! Short words and signs of Spanish whose sense the words around them tell.

use regex::Captures;

use super::super::grammar::{self, Bible, part, stop, winds};
use super::number::cardinal;

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

/// The points of the compass by their letters.
#[rustfmt::skip]
const POINTS: [(&str, &str); 20] = [
    ("N", "norte"), ("S", "sur"), ("E", "este"), ("O", "oeste"), ("W", "oeste"), ("NE", "noreste"), ("NO", "noroeste"), ("NW", "noroeste"), ("SE", "sureste"), ("SO", "suroeste"), ("SW", "suroeste"),
    ("NNE", "nornoreste"), ("ENE", "este-noreste"), ("ESE", "este-sureste"), ("SSE", "sursureste"), ("SSO", "sursuroeste"), ("OSO", "oeste-suroeste"), ("ONO", "oeste-noroeste"), ("NNO", "nornoroeste"), ("NNW", "nornoroeste"),
];

/// Says where the wind blows from: "del norte", "viento norte a noreste".
pub(super) fn wind(found: &Captures) -> Option<String> {
    winds(found, &POINTS, "a")
}

/// The books of the Bible as Spanish churches shorten them.
#[rustfmt::skip]
pub(super) const BIBLE: Bible = Bible {
    books: &[
        ("Gn", "Génesis"), ("Gén", "Génesis"), ("Ex", "Éxodo"), ("Éx", "Éxodo"), ("Lv", "Levítico"), ("Nm", "Números"), ("Dt", "Deuteronomio"), ("Jos", "Josué"), ("Re", "Reyes"), ("Sal", "Salmo"), ("Prov", "Proverbios"), ("Is", "Isaías"),
        ("Jr", "Jeremías"), ("Jer", "Jeremías"), ("Ez", "Ezequiel"), ("Dn", "Daniel"), ("Os", "Oseas"), ("Mt", "Mateo"), ("Mc", "Marcos"), ("Lc", "Lucas"), ("Jn", "Juan"), ("Hch", "Hechos"), ("Rm", "Romanos"),
        ("Rom", "Romanos"), ("Co", "Corintios"), ("Cor", "Corintios"), ("Ga", "Gálatas"), ("Gál", "Gálatas"), ("Ef", "Efesios"), ("Flp", "Filipenses"), ("Col", "Colosenses"), ("Tes", "Tesalonicenses"), ("Tim", "Timoteo"),
        ("Heb", "Hebreos"), ("Hb", "Hebreos"), ("Ap", "Apocalipsis"),
    ],
    which: ["primera", "segunda", "tercera"],
    psalm: "Sal",
    cardinal,
    to: "a",
};

/// Says how many more there are of what stands before: "dieciocho medallas, una más".
pub(super) fn one_more(found: &Captures) -> Option<String> {
    let one = if found["noun"].ends_with('a') { "una" } else { "uno" };
    Some(format!("{}{}, {one} {}", &found["noun"], "s", &found["more"]))
}

/// Says the minute of a goal behind who made it: "Uche, minuto treinta y cuatro".
pub(super) fn named_minute(found: &Captures) -> Option<String> {
    let plus = part(found, "plus").replace(['+', ' ', '\'', '’', '′'], "");
    let plus = if plus.is_empty() { plus } else { format!(" más {plus}") };
    Some(format!("{}, minuto {}{plus}{}", found["name"].trim_end(), &found["n"], &found["after"]))
}

/// Says how many of the shots went in: "cinco de siete en triples".
pub(super) fn shots(found: &Captures) -> Option<String> {
    Some(format!("{} de {} {}", &found["in"], &found["all"], &found["shots"]))
}

/// Puts the hours of a programme, which stand alone with a point, into the form that the rule of times reads.
pub(super) fn programmed(found: &Captures) -> Option<String> {
    Some(format!("{}{}:{} h{}", &found["lead"], &found["h"], &found["m"], &found["after"]))
}
