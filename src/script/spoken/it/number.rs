//! Italian numbers in words: cardinals, ordinals, fractions.

use super::super::grammar::{Gender, Gender::Feminine, Grammar};

const SMALL: [&str; 20] = [
    "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici",
    "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
];
const TENS: [&str; 10] =
    ["", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"];
const ORDINALS: [&str; 11] =
    ["", "primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono", "decimo"];
const SCALES: [(u64, &str, &str); 3] = [
    (1_000_000_000_000, "bilione", "bilioni"),
    (1_000_000_000, "miliardo", "miliardi"),
    (1_000_000, "milione", "milioni"),
];

/// Says a cardinal number; of all numbers only one has a gender. Before what is no noun, "per cento", it is counted.
pub(super) fn cardinal(number: u64, gender: Option<Gender>) -> String {
    match (number, gender) {
        (1, Some(Feminine)) => return "una".to_owned(),
        (1, Some(Gender::Masculine)) => return "un".to_owned(),
        _ => {}
    }
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, one, many) in SCALES {
        match rest / scale {
            0 => {}
            1 => words.push(format!("un {one}")),
            count => words.push(format!("{} {many}", below_million(count))),
        }
        rest %= scale;
    }
    if rest > 0 || number == 0 {
        words.push(accented(below_million(rest)));
    }
    words.join(" ")
}

/// Writes the accent of a three that ends a longer word: "ventitré".
fn accented(said: String) -> String {
    match said.strip_suffix("tre") {
        Some(stem) if !stem.is_empty() => format!("{stem}tré"),
        _ => said,
    }
}

/// Says a number below a million as one word.
fn below_million(number: u64) -> String {
    let (thousands, rest) = (number / 1000, below_thousand(number % 1000));
    match (thousands, number % 1000) {
        (0, _) => rest,
        (1, 0) => "mille".to_owned(),
        (1, _) => format!("mille{rest}"),
        (_, 0) => format!("{}mila", below_thousand(thousands)),
        _ => format!("{}mila{rest}", below_thousand(thousands)),
    }
}

fn below_thousand(number: u64) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let hundred = match hundreds {
        0 => return below_hundred(rest),
        1 => "cento".to_owned(),
        _ => format!("{}cento", SMALL[hundreds as usize]),
    };
    match rest {
        0 => hundred,
        // "Centotto", "duecentottanta": the two vowels are one.
        8 | 80..=89 => format!("{}{}", hundred.trim_end_matches('o'), below_hundred(rest)),
        _ => format!("{hundred}{}", below_hundred(rest)),
    }
}

fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => SMALL[number as usize].to_owned(),
        (tens, 0) => TENS[tens as usize].to_owned(),
        // "Ventuno", "trentotto": the ten loses its last vowel.
        (tens, ones @ (1 | 8)) => {
            let ten = TENS[tens as usize];
            format!("{}{}", &ten[..ten.len() - 1], SMALL[ones as usize])
        }
        (tens, ones) => format!("{}{}", TENS[tens as usize], SMALL[ones as usize]),
    }
}

/// Says decimals as a number after the comma, its zeros in front one by one: "zero virgola zero uno".
pub(super) fn decimal(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    let whole = whole.parse().map_or_else(|_| grammar.digits(whole), |whole| cardinal(whole, None));
    let number = decimals.trim_start_matches('0');
    let zeros = "zero ".repeat(decimals.len() - number.len());
    let number = number.parse().map_or_else(|_| grammar.digits(number), |number| cardinal(number, None));
    format!("{whole} virgola {zeros}{number}").trim_end().to_owned()
}

/// Returns what of a number stands before an ending: "ventitre-enne", "ventisei-esimo", but "ventun-enne".
pub(super) fn stem(number: u64) -> String {
    let said = cardinal(number, None);
    match said.strip_suffix('é') {
        Some(stem) => format!("{stem}e"),
        None if said.ends_with("sei") || said == "tre" => said,
        None if said.ends_with("mila") => format!("{}ll", said.trim_end_matches("la")),
        None => said[..said.len() - 1].to_owned(),
    }
}

/// Returns an ordinal in a gender: "ventunesima".
pub(super) fn nth(number: u64, gender: Gender) -> String {
    let said = match number {
        0..=10 => ORDINALS[number as usize].to_owned(),
        _ => format!("{}esimo", stem(number)),
    };
    if gender == Feminine { format!("{}a", said.trim_end_matches('o')) } else { said }
}

/// Says a fraction: "un terzo", "tre quarti"; marks out of thirty and the like are said as such.
pub(super) fn fraction(over: u64, under: u64) -> String {
    let many = over > 1;
    let name = match under {
        2 => "mezzo".to_owned(),
        3..=10 | 100 | 1000 => nth(under, Gender::Masculine),
        _ => return format!("{} su {}", cardinal(over, None), cardinal(under, None)),
    };
    let name = if many { format!("{}i", name.trim_end_matches('o')) } else { name };
    format!("{} {name}", cardinal(over, Some(Gender::Masculine)))
}
