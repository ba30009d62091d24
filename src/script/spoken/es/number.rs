//! Spanish numbers in words.

use super::super::grammar::{Gender, Gender::*};

const SMALL: [&str; 30] = [
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
    "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós",
    "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
];
const TENS: [&str; 10] = ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
const HUNDREDS: [&str; 10] = [
    "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos",
    "ochocientos", "novecientos",
];
pub(super) fn cardinal(number: u64, gender: Option<Gender>) -> String {
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, one, many) in [(1_000_000_000_000, "billón", "billones"), (1_000_000, "millón", "millones")] {
        match rest / scale {
            0 => {}
            1 => words.push(format!("un {one}")),
            count => words.push(format!("{} {many}", bent(below_million(count), Masculine))),
        }
        rest %= scale;
    }
    if rest > 0 || number == 0 {
        words.push(below_million(rest));
    }
    // What counts millions stays masculine: the words after them alone bend.
    if let Some(last) = words.last_mut().filter(|last| !last.ends_with("ón") && !last.ends_with("ones")) {
        *last = gender.map_or(last.clone(), |gender| bent(last.clone(), gender));
    }
    words.join(" ")
}

/// Bends the last "uno" before a noun, and the hundreds before a feminine one.
fn bent(said: String, gender: Gender) -> String {
    let said =
        if gender == Feminine { said.replace("cientos", "cientas").replace("quinientos", "quinientas") } else { said };
    let endings = match gender {
        Feminine => [("veintiuno", "veintiuna"), ("uno", "una")],
        Masculine | Neuter => [("veintiuno", "veintiún"), ("uno", "un")],
    };
    let ending = endings.iter().find(|(ending, _)| said.ends_with(ending));
    ending.map_or(said.clone(), |(ending, bent)| format!("{}{bent}", said.strip_suffix(ending).unwrap_or_default()))
}

fn below_million(number: u64) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => below_thousand(rest),
        (1, 0) => "mil".to_owned(),
        (1, rest) => format!("mil {}", below_thousand(rest)),
        (thousands, 0) => format!("{} mil", bent(below_thousand(thousands), Masculine)),
        (thousands, rest) => format!("{} mil {}", bent(below_thousand(thousands), Masculine), below_thousand(rest)),
    }
}

fn below_thousand(number: u64) -> String {
    match (number / 100, number % 100) {
        (0, rest) => below_hundred(rest),
        (1, 0) => "cien".to_owned(),
        (hundreds, 0) => HUNDREDS[hundreds as usize].to_owned(),
        (hundreds, rest) => format!("{} {}", HUNDREDS[hundreds as usize], below_hundred(rest)),
    }
}

fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0..3, _) => SMALL[number as usize].to_owned(),
        (tens, 0) => TENS[tens as usize].to_owned(),
        (tens, ones) => format!("{} y {}", TENS[tens as usize], SMALL[ones as usize]),
    }
}
