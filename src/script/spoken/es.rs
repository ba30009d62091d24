//! Spanish numbers, dates, times, money and abbreviations.

use regex::Captures;

use super::grammar::{Gender, Gender::*, Grammar, comma_and_number, one_or_many, value};

#[rustfmt::skip]
pub(super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    year: |number| cardinal(number, None),
    form: one_or_many,
    decimal: comma_and_number,
    minus: "menos",
    comma: "coma",
    to: "a",
    group: '.',
    units: &[
        ("%", ["por ciento"; 3], Masculine), ("€", ["euro", "euros", "euros"], Masculine), ("EUR", ["euro", "euros", "euros"], Masculine),
        ("$", ["dólar", "dólares", "dólares"], Masculine), ("USD", ["dólar", "dólares", "dólares"], Masculine),
        ("£", ["libra", "libras", "libras"], Feminine), ("¥", ["yen", "yenes", "yenes"], Masculine), ("₴", ["grivna", "grivnas", "grivnas"], Feminine),
        ("km/h", ["kilómetro por hora", "kilómetros por hora", "kilómetros por hora"], Masculine),
        ("km", ["kilómetro", "kilómetros", "kilómetros"], Masculine), ("m", ["metro", "metros", "metros"], Masculine),
        ("cm", ["centímetro", "centímetros", "centímetros"], Masculine), ("kg", ["kilogramo", "kilogramos", "kilogramos"], Masculine),
        ("°C", ["grado Celsius", "grados Celsius", "grados Celsius"], Masculine), ("m²", ["metro cuadrado", "metros cuadrados", "metros cuadrados"], Masculine),
    ],
    scales: &[
        ("millones", ["millón", "millones", "millones"], Masculine), ("millón", ["millón", "millones", "millones"], Masculine),
        ("mill.", ["millón", "millones", "millones"], Masculine), ("mil millones", ["mil millones"; 3], Masculine),
    ],
    of: |_| " de ",
    cents: " con ",
    abbreviations: &[
        ("Sr.", "señor"), ("Sra.", "señora"), ("Srta.", "señorita"), ("Dr.", "doctor"), ("Dra.", "doctora"), ("D.", "don"), ("Dña.", "doña"),
        ("EE. UU.", "Estados Unidos"), ("EE.UU.", "Estados Unidos"), ("EE UU", "Estados Unidos"), ("etc.", "etcétera"), ("p. ej.", "por ejemplo"),
        ("pág.", "página"), ("núm.", "número"), ("Ud.", "usted"), ("Uds.", "ustedes"), ("Av.", "avenida"), ("a. C.", "antes de Cristo"), ("d. C.", "después de Cristo"),
    ],
    rules: &[
        (r"\b(?P<n>\d{1,3})\.?(?P<e>º|ª|er|er\.)", ordinal),
        (r"\b(?P<d>\d{1,2})/(?P<n>\d{1,2})/(?P<y>\d{4})\b", date),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?: ?h\b)?", time),
    ],
};

const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const SMALL: [&str; 30] = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];
const TENS: [&str; 10] = ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
const HUNDREDS: [&str; 10] = [
    "",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
];
const ORDINALS: [&str; 10] =
    ["", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno"];
const TENTHS: [&str; 10] = [
    "",
    "décimo",
    "vigésimo",
    "trigésimo",
    "cuadragésimo",
    "quincuagésimo",
    "sexagésimo",
    "septuagésimo",
    "octogésimo",
    "nonagésimo",
];

fn cardinal(number: u64, gender: Option<Gender>) -> String {
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
    let said = words.join(" ");
    match gender {
        Some(gender) => bent(said, gender),
        None => said,
    }
}

/// Bends the last "uno" before a noun, and the hundreds before a feminine one.
fn bent(said: String, gender: Gender) -> String {
    let said =
        if gender == Feminine { said.replace("cientos", "cientas").replace("quinientos", "quinientas") } else { said };
    let endings = match gender {
        Feminine => [("veintiuno", "veintiuna"), ("uno", "una")],
        Masculine => [("veintiuno", "veintiún"), ("uno", "un")],
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

fn ordinal(found: &Captures) -> Option<String> {
    let number = value(found, "n").filter(|number| (1..100).contains(number))? as usize;
    let said = match (number / 10, number % 10) {
        (0, ones) => ORDINALS[ones].to_owned(),
        (tens, 0) => TENTHS[tens].to_owned(),
        (1, 1) => "undécimo".to_owned(),
        (1, 2) => "duodécimo".to_owned(),
        (tens, ones) => format!("{} {}", TENTHS[tens], ORDINALS[ones]),
    };
    Some(match &found["e"] {
        "ª" => said
            .split(' ')
            .map(|word| format!("{}a", word.strip_suffix('o').unwrap_or(word)))
            .collect::<Vec<_>>()
            .join(" "),
        "º" => said,
        // "1.er", "3.er": before a masculine noun.
        _ => said.strip_suffix('o').map(str::to_owned).unwrap_or(said),
    })
}

fn date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?;
    Some(format!("{} de {month} de {}", cardinal(day, None), cardinal(value(found, "y")?, None)))
}

fn time(found: &Captures) -> Option<String> {
    let hour = cardinal(value(found, "h")?, Some(Feminine));
    Some(match value(found, "m")? {
        0 => format!("{hour} en punto"),
        15 => format!("{hour} y cuarto"),
        30 => format!("{hour} y media"),
        minute => format!("{hour} y {}", cardinal(minute, None)),
    })
}
