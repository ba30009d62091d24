//! Spanish numbers, dates, times, money and abbreviations.

use regex::Captures;

use super::grammar::{Gender, Gender::*, Grammar, as_after_many, comma_and_number, one_or_many, value};
use super::roman;

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
        ("km²", ["kilómetro cuadrado", "kilómetros cuadrados", "kilómetros cuadrados"], Masculine), ("m³", ["metro cúbico", "metros cúbicos", "metros cúbicos"], Masculine),
        ("mm", ["milímetro", "milímetros", "milímetros"], Masculine), ("g", ["gramo", "gramos", "gramos"], Masculine), ("t", ["tonelada", "toneladas", "toneladas"], Feminine),
        ("l", ["litro", "litros", "litros"], Masculine), ("ha", ["hectárea", "hectáreas", "hectáreas"], Feminine), ("kWh", ["kilovatio hora", "kilovatios hora", "kilovatios hora"], Masculine),
        ("MW", ["megavatio", "megavatios", "megavatios"], Masculine), ("GW", ["gigavatio", "gigavatios", "gigavatios"], Masculine), ("°", ["grado", "grados", "grados"], Masculine),
        ("M€", ["millón de euros", "millones de euros", "millones de euros"], Masculine), ("CHF", ["franco suizo", "francos suizos", "francos suizos"], Masculine),
    ],
    scales: &[
        ("millones", ["millón", "millones", "millones"], Masculine), ("millón", ["millón", "millones", "millones"], Masculine),
        ("mill.", ["millón", "millones", "millones"], Masculine), ("mil millones", ["mil millones"; 3], Masculine),
    ],
    of: |_| " de ",
    cents: " con ",
    gender,
    after_decimals: as_after_many,
    against: "a",
    fraction,
    abbreviations: &[
        ("Sres.", "señores"), ("Gral.", "general"), ("Art.", "Artículo"), ("art.", "artículo"), ("n.º", "número"), ("N.º", "Número"), ("nº", "número"), ("Nº", "Número"),
        ("Tel.", "Teléfono"), ("tel.", "teléfono"), ("págs.", "páginas"), ("aprox.", "aproximadamente"), ("cap.", "capítulo"), ("vol.", "volumen"), ("Avda.", "avenida"), ("máx.", "máximo"), ("mín.", "mínimo"),
        ("Sr.", "señor"), ("Sra.", "señora"), ("Srta.", "señorita"), ("Dr.", "doctor"), ("Dra.", "doctora"), ("D.", "don"), ("Dña.", "doña"),
        ("EE. UU.", "Estados Unidos"), ("EE.UU.", "Estados Unidos"), ("EE UU", "Estados Unidos"), ("etc.", "etcétera"), ("p. ej.", "por ejemplo"),
        ("pág.", "página"), ("núm.", "número"), ("Ud.", "usted"), ("Uds.", "ustedes"), ("Av.", "avenida"), ("a. C.", "antes de Cristo"), ("d. C.", "después de Cristo"),
    ],
    rules: &[
        (r"\bp\. (?P<page>\d)", |found| Some(format!("página {}", &found["page"]))),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{} y medio", cardinal(value(found, "whole")?, None)))),
        (r"\b(?P<name>\p{Lu}\p{Ll}+|siglos?|capítulo|tomo|acto|título|artículo|libro|fase) (?P<numeral>[IVXLC]+)\b", numeral),
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

/// Says the number of a king, a century or a chapter: up to the tenth as an ordinal.
fn numeral(found: &Captures) -> Option<String> {
    const SINGLE: [&str; 7] = ["Carlos", "Felipe", "Alfonso", "Fernando", "Juan", "Pío", "Enrique"];
    const QUEENS: [&str; 6] = ["Isabel", "Catalina", "Margarita", "María", "Cristina", "Victoria"];
    let (name, written) = (&found["name"], &found["numeral"]);
    let sure =
        written.len() > 1 || SINGLE.contains(&name) || QUEENS.contains(&name) || name.starts_with(char::is_lowercase);
    let number = roman::value(written).filter(|number| sure && *number < 100)?;
    let is_king = name.starts_with(char::is_uppercase);
    Some(match number {
        10 if is_king => format!("{name} décimo"),
        1..10 if is_king && QUEENS.contains(&name) => {
            format!("{name} {}a", ORDINALS[number as usize].strip_suffix('o').unwrap_or_default())
        }
        1..10 if is_king => format!("{name} {}", ORDINALS[number as usize]),
        _ => format!("{name} {}", cardinal(number, None)),
    })
}

/// Gives the gender of a counted noun by its ending: numbers that end in one, and hundreds, agree with it.
fn gender(number: u64, noun: &str) -> Option<Gender> {
    const SMALL_WORDS: [&str; 24] = [
        "a", "al", "ante", "como", "con", "contra", "de", "del", "e", "el", "en", "entre", "es", "la", "las", "los",
        "más", "menos", "o", "para", "por", "que", "sus", "y",
    ];
    const FEMININE: [&str; 10] =
        ["mujeres", "veces", "noches", "tardes", "calles", "partes", "leyes", "naves", "muertes", "clases"];
    const MASCULINE: [&str; 10] =
        ["días", "problemas", "sistemas", "programas", "temas", "idiomas", "mapas", "planetas", "policías", "guardias"];
    let plural = noun.ends_with('s') || number == 1;
    if !plural || !noun.starts_with(char::is_lowercase) || SMALL_WORDS.contains(&noun) {
        return None;
    }
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let feminine = one.ends_with('a')
        || ["ción", "cione", "sión", "sione", "dad", "dade", "mujer", "vez"].iter().any(|end| one.ends_with(end));
    Some(if FEMININE.contains(&noun) || feminine && !MASCULINE.contains(&noun) { Feminine } else { Masculine })
}

/// Says a fraction: "un tercio", "tres cuartos".
fn fraction(over: u64, under: u64) -> String {
    let many = if over > 1 { "s" } else { "" };
    let over = cardinal(over, Some(Masculine));
    match under {
        2 => format!("{over} medio{many}"),
        3 => format!("{over} tercio{many}"),
        4..10 => format!("{over} {}{many}", ORDINALS[under as usize]),
        10 => format!("{over} décimo{many}"),
        100 => format!("{over} centésimo{many}"),
        _ => format!("{over} {}avo{many}", cardinal(under, None).replace(' ', "")),
    }
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
