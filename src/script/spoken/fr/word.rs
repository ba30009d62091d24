//! Short words and signs of French whose sense the words around them tell.

use regex::Captures;

use super::super::grammar::{self, Bible, Gender::*, part, value, winds};
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
    let many = if lead.ends_with(['s', 'x']) { "s" } else { "" };
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

/// Says a draw: "un à un".
pub(super) fn draw(found: &Captures) -> Option<String> {
    let (own, other) = (&found["own"], &found["other"]);
    (own == other).then(|| format!("{}{own} à {other}{}", &found["lead"], &found["after"]))
}

/// The points of the compass by their letters.
#[rustfmt::skip]
const POINTS: [(&str, &str); 18] = [
    ("N", "nord"), ("S", "sud"), ("E", "est"), ("O", "ouest"), ("NE", "nord-est"), ("NO", "nord-ouest"), ("NW", "nord-ouest"), ("SE", "sud-est"), ("SO", "sud-ouest"), ("SW", "sud-ouest"),
    ("NNE", "nord-nord-est"), ("ENE", "est-nord-est"), ("ESE", "est-sud-est"), ("SSE", "sud-sud-est"), ("SSO", "sud-sud-ouest"), ("OSO", "ouest-sud-ouest"), ("ONO", "ouest-nord-ouest"), ("NNO", "nord-nord-ouest"),
];

/// Says where the wind blows from: "vent de nord-est".
pub(super) fn wind(found: &Captures) -> Option<String> {
    winds(found, &POINTS, "à")
}

/// The books of the Bible as French churches shorten them.
#[rustfmt::skip]
pub(super) const BIBLE: Bible = Bible {
    books: &[
        ("Gn", "Genèse"), ("Ex", "Exode"), ("Lv", "Lévitique"), ("Nb", "Nombres"), ("Dt", "Deutéronome"), ("Jos", "Josué"), ("Rois", "Rois"), ("Ps", "Psaume"), ("Pr", "Proverbes"), ("Is", "Isaïe"), ("Jr", "Jérémie"), ("Ez", "Ézéchiel"),
        ("Dn", "Daniel"), ("Os", "Osée"), ("Mt", "Matthieu"), ("Mc", "Marc"), ("Lc", "Luc"), ("Jn", "Jean"), ("Ac", "Actes"), ("Rm", "Romains"), ("Co", "Corinthiens"), ("Ga", "Galates"), ("Ep", "Éphésiens"),
        ("Ph", "Philippiens"), ("Col", "Colossiens"), ("Th", "Thessaloniciens"), ("Tm", "Timothée"), ("He", "Hébreux"), ("Jc", "Jacques"), ("Ap", "Apocalypse"),
    ],
    which: ["première", "deuxième", "troisième"],
    psalm: "Ps",
    cardinal,
    to: "à",
};

/// Says a short number that is dialled, in pairs: "le trente-neuf dix-neuf". What is counted has a noun behind it.
pub(super) fn dialled_in_pairs(found: &Captures) -> Option<String> {
    let pair = |written: &str| match written {
        "00" => Some("zéro zéro".to_owned()),
        written if written.starts_with('0') => Some(format!("zéro {}", cardinal(written.parse().ok()?, None))),
        written => Some(cardinal(written.parse().ok()?, None)),
    };
    // A car is called so.
    if found["one"] == *"30" && found["two"] == *"08" {
        return None;
    }
    Some(format!("{} {} {}{}", &found["lead"], pair(&found["one"])?, pair(&found["two"])?, &found["after"]))
}

/// Says a quarter of a year: "au quatrième trimestre deux mille vingt-trois".
pub(super) fn quarter(found: &Captures) -> Option<String> {
    let name = if &found["n"] == "1" { "premier".to_owned() } else { nth(value(found, "n")?) };
    Some(format!("{}{name} trimestre{}", &found["lead"], part(found, "after")))
}

/// Says what one of something is counted for, behind a noun: "trente-cinq heures par semaine". Two meals of a day are no rate.
pub(super) fn for_one(found: &Captures) -> Option<String> {
    let (noun, per) = (&found["noun"], &found["per"]);
    let per = match per {
        "pers" | "pers." => "personne",
        "sem" | "sem." => "semaine",
        "j" => "jour",
        per => per,
    };
    let times = ["jour", "nuit", "mois", "semaine", "matin"];
    (!times.contains(&noun)).then(|| format!("{noun} par {per}{}", &found["after"]))
}

/// Says a court and its chamber as judgements are cited: "Cour de cassation, première chambre civile".
pub(super) fn chamber(found: &Captures) -> Option<String> {
    let kind = match &found["kind"] {
        "civ" => "civile",
        "soc" => "sociale",
        "crim" => "criminelle",
        _ => "commerciale",
    };
    let which = match value(found, "n").or_else(|| value(found, "m")) {
        Some(1) => "première chambre".to_owned(),
        Some(number) => format!("{} chambre", nth(number)),
        None => "chambre".to_owned(),
    };
    Some(format!("Cour de cassation, {which} {kind}"))
}
