//! Spanish ordinals, and Roman numerals as they are said: kings and centuries up to the tenth by order.

use regex::Captures;

use super::super::grammar::{Gender, Gender::*, part, value};
use super::super::roman;
use super::number::cardinal;

const ORDINALS: [&str; 10] =
    ["", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno"];
const TENTHS: [&str; 10] = [
    "", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo", "septuagésimo", "octogésimo",
    "nonagésimo",
];

/// Returns an ordinal, in agreement with its noun.
fn nth(number: u64, gender: Gender) -> String {
    if (101..200).contains(&number) {
        let hundred = if gender == Feminine { "centésima" } else { "centésimo" };
        return format!("{hundred} {}", nth(number - 100, gender));
    }
    if number == 100 {
        return if gender == Feminine { "centésima".to_owned() } else { "centésimo".to_owned() };
    }
    let said = match (number as usize / 10, number as usize % 10) {
        (0, ones) => ORDINALS[ones].to_owned(),
        (tens, 0) => TENTHS[tens].to_owned(),
        (1, 1) => "undécimo".to_owned(),
        (1, 2) => "duodécimo".to_owned(),
        (tens, ones) => format!("{} {}", TENTHS[tens], ORDINALS[ones]),
    };
    if gender != Feminine {
        return said;
    }
    let feminine = |word: &str| format!("{}a", word.strip_suffix('o').unwrap_or(word));
    said.split(' ').map(feminine).collect::<Vec<_>>().join(" ")
}

/// Shortens "primero" and "tercero", as they are before a masculine noun.
fn before_masculine(said: String) -> String {
    let short = said.ends_with("primero") || said.ends_with("tercero");
    said.strip_suffix('o').filter(|_| short).map(str::to_owned).unwrap_or(said)
}

pub(super) fn ordinal(found: &Captures) -> Option<String> {
    let number = value(found, "n").filter(|number| (1..200).contains(number))?;
    let said = match &found["e"] {
        "ª" | "ra" | "da" | "ta" | "ma" | "va" | "na" => nth(number, Feminine),
        "º" | "°" | "ro" | "do" | "to" | "mo" | "vo" | "no" => nth(number, Masculine),
        // "1.er", "3.er": before a masculine noun.
        _ => before_masculine(nth(number, Masculine)),
    };
    Some(format!("{}{said}{}", part(found, "lead"), part(found, "s")))
}

/// Says a half of what follows: "medio litro", "media hora".
pub(super) fn half(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    Some(format!("{}{} {noun}", part(found, "lead"), half_of(noun)))
}

/// Says a number and a half of what follows: "dos tazas y media".
pub(super) fn and_a_half(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    Some(format!("{} {noun} y {}", &found["whole"], half_of(noun)))
}

fn half_of(noun: &str) -> &'static str {
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let feminine = one.ends_with('a') && !["día", "grama", "kilograma", "mapa"].contains(&one);
    if feminine { "media" } else { "medio" }
}

/// Says a draw: "dos a dos". Equal shares are larger: "cincuenta cincuenta".
pub(super) fn draw(found: &Captures) -> Option<String> {
    let (own, other) = (value(found, "own")?, value(found, "other")?);
    (own == other && own < 16).then(|| format!("{own} a {other}{}", &found["after"]))
}

/// Says the minute of a match: "al minuto cincuenta y seis", "minuto noventa más tres".
pub(super) fn minute(found: &Captures) -> Option<String> {
    let plus = part(found, "plus").replace(['+', ' ', '\'', '’', '′'], "");
    let plus = if plus.is_empty() { plus } else { format!(" más {plus}") };
    Some(format!("{}minuto {}{plus}{}", &found["lead"], &found["n"], &found["after"]))
}

/// Says the minutes of several goals: "minutos doce y sesenta y siete".
pub(super) fn minutes(found: &Captures) -> Option<String> {
    Some(format!("(minutos {}{})", &found["n"], found["more"].replace(['\'', '’', '′'], "").replace('+', " más ")))
}

/// Says a quarter of a year: "tercer trimestre".
pub(super) fn quarter(found: &Captures) -> Option<String> {
    let number = before_masculine(nth(value(found, "n")?, Masculine));
    let year = part(found, "y").trim().trim_start_matches("de ");
    let year = match year.len() {
        0 => String::new(),
        2 => format!(" de 20{year}"),
        _ => format!(" de {year}"),
    };
    let lead = match &found["lead"] {
        "En " => "En el ",
        "en " => "en el ",
        "de " => "del ",
        lead => lead,
    };
    Some(format!("{lead}{number} trimestre{year}"))
}

/// Says the number of a king, a century or a chapter: up to the tenth as an ordinal.
pub(super) fn numeral(found: &Captures) -> Option<String> {
    const SINGLE: [&str; 7] = ["Carlos", "Felipe", "Alfonso", "Fernando", "Juan", "Pío", "Enrique"];
    const QUEENS: [&str; 6] = ["Isabel", "Catalina", "Margarita", "María", "Cristina", "Victoria"];
    const SMALL: [&str; 6] = ["El", "La", "Del", "Al", "Una", "Su"];
    // One stroke may be a first king's; of others the letter may be a surname's.
    const FIRST: [&str; 12] = [
        "Pedro", "Jaime", "Sancho", "Ramiro", "Francisco", "Leopoldo", "José", "Guillermo", "Jorge", "Federico",
        "Nicolás", "Napoleón",
    ];
    let (name, written) = (&found["name"], &found["numeral"]);
    let queen = QUEENS.contains(&name);
    let sure = written.len() > 1
        || FIRST.contains(&name) && written == "I"
        || SINGLE.contains(&name)
        || queen
        || name.starts_with(char::is_lowercase);
    let number = roman::value(written).filter(|number| sure && *number < 100 && !SMALL.contains(&name))?;
    let ordered = name.starts_with(char::is_uppercase) || name.starts_with("siglo");
    Some(match number {
        1..=10 if ordered => format!("{name} {}", nth(number, if queen { Feminine } else { Masculine })),
        _ => format!("{name} {}", cardinal(number, None)),
    })
}

/// Says the second of two centuries: "siglos dieciséis y diecisiete".
pub(super) fn second_century(found: &Captures) -> Option<String> {
    let number = roman::value(&found["numeral"]).filter(|number| *number < 100)?;
    let said = if number <= 10 { nth(number, Masculine) } else { cardinal(number, None) };
    Some(format!("{} {said}", &found["lead"]))
}

/// Says a numeral before its noun: "la segunda guerra mundial", "el vigésimo primer congreso".
pub(super) fn before_noun(found: &Captures) -> Option<String> {
    let (lead, written, noun) = (part(found, "lead"), &found["numeral"], &found["noun"]);
    let number = roman::value(written).filter(|number| *number < 100 && (written.len() > 1 || !lead.is_empty()))?;
    let gender = match lead.trim().to_lowercase().as_str() {
        "la" | "una" => Feminine,
        "el" | "del" | "al" | "un" => Masculine,
        _ if noun.ends_with('a') || noun.ends_with("ión") || noun.ends_with("dad") => Feminine,
        _ => Masculine,
    };
    let said = nth(number, gender);
    let said = if gender == Masculine { before_masculine(said) } else { said };
    Some(format!("{lead}{said} {noun}"))
}

/// Says a fraction: "un tercio", "tres cuartos".
pub(super) fn fraction(over: u64, under: u64) -> String {
    let many = if over > 1 { "s" } else { "" };
    let over = cardinal(over, Some(Masculine));
    match under {
        2 => format!("{over} medio{many}"),
        3 => format!("{over} tercio{many}"),
        4..10 => format!("{over} {}{many}", ORDINALS[under as usize]),
        10 => format!("{over} décimo{many}"),
        100 => format!("{over} centésimo{many}"),
        20 | 30 => format!("{over} sobre {}", cardinal(under, None)),
        _ => format!("{over} {}avo{many}", cardinal(under, None).replace(' ', "")),
    }
}
