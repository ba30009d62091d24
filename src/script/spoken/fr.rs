//! French numbers, dates, times, money and abbreviations.

use regex::Captures;

use super::grammar::{Gender, Gender::*, Grammar, as_after_many, comma_and_number, value};
use super::roman;

#[rustfmt::skip]
pub(super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    year: |number| cardinal(number, None),
    // Zero and one are singular in French.
    form: |number| if number < 2 { 0 } else { 2 },
    decimal: comma_and_number,
    minus: "moins",
    comma: "virgule",
    to: "à",
    group: ' ',
    units: &[
        ("%", ["pour cent"; 3], Masculine), ("€", ["euro", "euros", "euros"], Masculine), ("EUR", ["euro", "euros", "euros"], Masculine),
        ("$", ["dollar", "dollars", "dollars"], Masculine), ("USD", ["dollar", "dollars", "dollars"], Masculine),
        ("£", ["livre", "livres", "livres"], Feminine), ("¥", ["yen", "yens", "yens"], Masculine), ("₴", ["hryvnia", "hryvnias", "hryvnias"], Feminine),
        ("km/h", ["kilomètre à l’heure", "kilomètres à l’heure", "kilomètres à l’heure"], Masculine),
        ("km", ["kilomètre", "kilomètres", "kilomètres"], Masculine), ("m", ["mètre", "mètres", "mètres"], Masculine),
        ("cm", ["centimètre", "centimètres", "centimètres"], Masculine), ("kg", ["kilogramme", "kilogrammes", "kilogrammes"], Masculine),
        ("°C", ["degré Celsius", "degrés Celsius", "degrés Celsius"], Masculine), ("m²", ["mètre carré", "mètres carrés", "mètres carrés"], Masculine),
        ("km²", ["kilomètre carré", "kilomètres carrés", "kilomètres carrés"], Masculine), ("m³", ["mètre cube", "mètres cubes", "mètres cubes"], Masculine),
        ("mm", ["millimètre", "millimètres", "millimètres"], Masculine), ("g", ["gramme", "grammes", "grammes"], Masculine), ("t", ["tonne", "tonnes", "tonnes"], Feminine),
        ("l", ["litre", "litres", "litres"], Masculine), ("ha", ["hectare", "hectares", "hectares"], Masculine), ("kWh", ["kilowattheure", "kilowattheures", "kilowattheures"], Masculine),
        ("MW", ["mégawatt", "mégawatts", "mégawatts"], Masculine), ("GW", ["gigawatt", "gigawatts", "gigawatts"], Masculine), ("°", ["degré", "degrés", "degrés"], Masculine),
        ("M€", ["million d’euros", "millions d’euros", "millions d’euros"], Masculine), ("Md€", ["milliard d’euros", "milliards d’euros", "milliards d’euros"], Masculine),
        ("Mds€", ["milliard d’euros", "milliards d’euros", "milliards d’euros"], Masculine), ("k€", ["mille euros"; 3], Masculine), ("CHF", ["franc suisse", "francs suisses", "francs suisses"], Masculine),
    ],
    scales: &[
        ("millions", ["million", "millions", "millions"], Masculine), ("million", ["million", "millions", "millions"], Masculine),
        ("milliards", ["milliard", "milliards", "milliards"], Masculine), ("milliard", ["milliard", "milliards", "milliards"], Masculine),
        ("Mds", ["milliard", "milliards", "milliards"], Masculine), ("Md", ["milliard", "milliards", "milliards"], Masculine),
    ],
    of: |unit| if unit.starts_with(['e', 'h']) { " d’" } else { " de " },
    cents: " ",
    gender,
    after_decimals: as_after_many,
    against: "à",
    fraction,
    abbreviations: &[
        ("Mmes", "mesdames"), ("Mlles", "mesdemoiselles"), ("Mgr", "monseigneur"), ("Pr", "professeur"), ("Art.", "Article"), ("art.", "article"), ("Tél.", "Téléphone"), ("tél.", "téléphone"),
        ("N°", "Numéro"), ("bd", "boulevard"), ("av.", "avenue"), ("chap.", "chapitre"), ("vol.", "volume"), ("max.", "maximum"), ("min.", "minimum"), ("St ", "Saint "), ("Ste ", "Sainte "),
        ("M.", "monsieur"), ("MM.", "messieurs"), ("Mme", "madame"), ("Mlle", "mademoiselle"), ("Dr", "docteur"), ("etc.", "et cetera"),
        ("p. ex.", "par exemple"), ("c.-à-d.", "c’est-à-dire"), ("av. J.-C.", "avant Jésus-Christ"), ("apr. J.-C.", "après Jésus-Christ"),
        ("n°", "numéro"), ("St-", "Saint-"), ("env.", "environ"),
    ],
    rules: &[
        (r"\bpp?\. ?(?P<page>\d)", |found| Some(format!("page {}", &found["page"]))),
        (r"\bMe (?P<name>\p{Lu}\p{L}+)", |found| Some(format!("maître {}", &found["name"]))),
        (r"\b(?P<whole>\d{1,3})\.(?P<part>\d{1,2})\b", |found| Some(format!("{} point {}", &found["whole"], &found["part"]))),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{} et demi", cardinal(value(found, "whole")?, None)))),
        (r"\b(?P<numeral>[IVX]+)(?P<e>er|re|ère|e|ème)\b", |found| Some(format!("{}{}", roman::value(&found["numeral"])?, &found["e"]))),
        (r"\b(?P<name>\p{Lu}[\p{Ll}-]+(?:-\p{Lu}\p{Ll}+)?|chapitre|tome|acte|titre|article|livre|phase) (?P<numeral>[IVXLC]+)\b", numeral),
        (r"\b(?P<n>1)(?P<e>er|re|ère)\b", ordinal),
        (r"\b(?P<n>\d{1,4})(?P<e>e|ème|ième|nd|nde)\b", ordinal),
        (r"\b(?P<d>\d{1,2})/(?P<n>\d{1,2})/(?P<y>\d{4})\b", date),
        (r"\b(?P<h>[01]?\d|2[0-4]) ?h(?: ?(?P<m>[0-5]\d))?\b", time),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
    ],
};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SMALL: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];
const TENS: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];
const SCALES: [(u64, &str); 3] = [(1_000_000_000_000, "billion"), (1_000_000_000, "milliard"), (1_000_000, "million")];

fn cardinal(number: u64, gender: Option<Gender>) -> String {
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, name) in SCALES {
        match rest / scale {
            0 => {}
            1 => words.push(format!("un {name}")),
            count => words.push(format!("{} {name}s", below_million(count))),
        }
        rest %= scale;
    }
    if rest > 0 || number == 0 {
        words.push(below_million(rest));
    }
    let said = words.join(" ");
    match said.strip_suffix("un") {
        Some(stem) if gender == Some(Feminine) && (stem.is_empty() || stem.ends_with([' ', '-'])) => {
            format!("{stem}une")
        }
        _ => said,
    }
}

fn below_million(number: u64) -> String {
    let (thousands, rest) = (number / 1000, number % 1000);
    // Inside a number neither "cents" nor "vingts" keeps its s.
    let singular = |said: String| {
        said.strip_suffix("cents")
            .map(|s| format!("{s}cent"))
            .or(said.strip_suffix("vingts").map(|s| format!("{s}vingt")))
            .unwrap_or(said)
    };
    match (thousands, rest) {
        (0, _) => below_thousand(rest),
        (1, 0) => "mille".to_owned(),
        (1, _) => format!("mille {}", below_thousand(rest)),
        (_, 0) => format!("{} mille", singular(below_thousand(thousands))),
        _ => format!("{} mille {}", singular(below_thousand(thousands)), below_thousand(rest)),
    }
}

fn below_thousand(number: u64) -> String {
    match (number / 100, number % 100) {
        (0, rest) => below_hundred(rest),
        (1, 0) => "cent".to_owned(),
        (1, rest) => format!("cent {}", below_hundred(rest)),
        (hundreds, 0) => format!("{} cents", SMALL[hundreds as usize]),
        (hundreds, rest) => format!("{} cent {}", SMALL[hundreds as usize], below_hundred(rest)),
    }
}

fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => SMALL[number as usize].to_owned(),
        (7, 1) => "soixante et onze".to_owned(),
        (7, ones) => format!("soixante-{}", SMALL[10 + ones as usize]),
        (8, 0) => "quatre-vingts".to_owned(),
        (8, ones) => format!("quatre-vingt-{}", SMALL[ones as usize]),
        (9, ones) => format!("quatre-vingt-{}", SMALL[10 + ones as usize]),
        (tens, 0) => TENS[tens as usize].to_owned(),
        (tens, 1) => format!("{} et un", TENS[tens as usize]),
        (tens, ones) => format!("{}-{}", TENS[tens as usize], SMALL[ones as usize]),
    }
}

fn ordinal(found: &Captures) -> Option<String> {
    let number = value(found, "n")?;
    Some(match (number, &found["e"]) {
        (1, "er") => "premier".to_owned(),
        (1, "re" | "ère") => "première".to_owned(),
        (2, "nd") => "second".to_owned(),
        (2, "nde") => "seconde".to_owned(),
        (0, _) | (_, "nd" | "nde") => return None,
        _ => nth(number),
    })
}

/// Gives the ordinal of a number from two on: "cinquième".
fn nth(number: u64) -> String {
    let said = cardinal(number, None);
    if let Some(stem) = said.strip_suffix("cinq") {
        return format!("{stem}cinquième");
    }
    if let Some(stem) = said.strip_suffix("neuf") {
        return format!("{stem}neuvième");
    }
    let plural = said.ends_with("cents") || said.ends_with("vingts");
    let stem = if plural { said.strip_suffix('s') } else { said.strip_suffix('e') };
    format!("{}ième", stem.unwrap_or(&said))
}

/// Says the number of a king or a chapter: "Louis quatorze". One letter alone may be a name's.
fn numeral(found: &Captures) -> Option<String> {
    const SINGLE: [&str; 9] =
        ["Charles", "Philippe", "Henri", "George", "Georges", "Édouard", "Pie", "Mohammed", "Napoléon"];
    let (name, written) = (&found["name"], &found["numeral"]);
    let sure = written.len() > 1 || SINGLE.contains(&name) || name.starts_with(char::is_lowercase);
    let number = roman::value(written).filter(|number| sure && *number < 100)?;
    Some(format!("{name} {}", cardinal(number, None)))
}

/// Gives the gender of a counted noun by its ending; it shows after numbers that end in one.
fn gender(number: u64, noun: &str) -> Option<Gender> {
    const ENDINGS: [&str; 11] = ["tion", "sion", "té", "ée", "ette", "ance", "ence", "ure", "elle", "esse", "ille"];
    const NOUNS: [&str; 22] = [
        "personne",
        "femme",
        "heure",
        "semaine",
        "minute",
        "seconde",
        "voix",
        "tonne",
        "place",
        "école",
        "ville",
        "commune",
        "arme",
        "victime",
        "page",
        "entreprise",
        "usine",
        "maison",
        "région",
        "frappe",
        "attaque",
        "livre",
    ];
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let feminine = NOUNS.contains(&one) || NOUNS.contains(&noun) || ENDINGS.iter().any(|ending| one.ends_with(ending));
    (number % 10 == 1 && feminine).then_some(Feminine)
}

/// Says a fraction: "un tiers", "trois quarts".
fn fraction(over: u64, under: u64) -> String {
    let many = if over > 1 { "s" } else { "" };
    let over = cardinal(over, None);
    match under {
        2 => format!("{over} demi{many}"),
        3 => format!("{over} tiers"),
        4 => format!("{over} quart{many}"),
        _ => format!("{over} {}{many}", nth(under)),
    }
}

fn date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?;
    let day = if day == 1 { "premier".to_owned() } else { cardinal(day, None) };
    Some(format!("{day} {month} {}", cardinal(value(found, "y")?, None)))
}

fn time(found: &Captures) -> Option<String> {
    let hour = value(found, "h")?;
    let hours = if hour < 2 { "heure" } else { "heures" };
    let minutes = match value(found, "m") {
        None | Some(0) => String::new(),
        Some(minute) => format!(" {}", cardinal(minute, Some(Feminine))),
    };
    Some(format!("{} {hours}{minutes}", cardinal(hour, Some(Feminine))))
}
