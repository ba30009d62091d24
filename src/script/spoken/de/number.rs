//! German numbers in words.

use super::super::capitals::capitalised;
use super::super::grammar::{Case, Gender, Gender::*};

const SMALL: [&str; 20] = [
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
];
const TENS: [&str; 10] =
    ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
const SCALES: [(u64, &str, &str); 3] = [
    (1_000_000_000_000, "Billion", "Billionen"),
    (1_000_000_000, "Milliarde", "Milliarden"),
    (1_000_000, "Million", "Millionen"),
];

pub(super) fn cardinal(number: u64, gender: Option<Gender>) -> String {
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, one, many) in SCALES {
        match rest / scale {
            0 => {}
            1 => words.push(format!("eine {one}")),
            count => words.push(format!("{} {many}", below_million(count))),
        }
        rest %= scale;
    }
    if rest > 0 || number == 0 {
        words.push(below_million(rest));
    }
    let mut said = words.join(" ");
    // Before a noun the last "eins" bends: "ein Euro", "eine Million", "hundertein Euro".
    if let (Some(gender), Some(stem)) = (gender, said.strip_suffix("eins")) {
        said = format!("{stem}{}", if gender == Feminine { "eine" } else { "ein" });
    }
    said
}

fn below_million(number: u64) -> String {
    let (thousands, rest) = (number / 1000, number % 1000);
    let head = match thousands {
        0 => String::new(),
        1 => "tausend".to_owned(),
        _ => format!("{}tausend", inside(thousands)),
    };
    if rest == 0 && thousands > 0 { head } else { head + &below_thousand(rest) }
}

fn below_thousand(number: u64) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let head = match hundreds {
        0 => String::new(),
        1 => "hundert".to_owned(),
        _ => format!("{}hundert", SMALL[hundreds as usize]),
    };
    if rest == 0 && hundreds > 0 { head } else { head + &below_hundred(rest) }
}

fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => SMALL[number as usize].to_owned(),
        (tens, 0) => TENS[tens as usize].to_owned(),
        (tens, 1) => format!("einund{}", TENS[tens as usize]),
        (tens, ones) => format!("{}und{}", SMALL[ones as usize], TENS[tens as usize]),
    }
}

/// Returns a number as the front of a longer word: "einundzwanzigtausend", "hunderteintausend".
fn inside(number: u64) -> String {
    let said = below_thousand(number);
    said.strip_suffix("eins").map_or(said.clone(), |stem| format!("{stem}ein"))
}

/// Says digits one by one.
pub(super) fn digits(digits: &str) -> String {
    let digits = digits.chars().filter_map(|digit| digit.to_digit(10));
    digits.map(|digit| cardinal(u64::from(digit), None)).collect::<Vec<_>>().join(" ")
}

pub(super) fn year(number: u64) -> String {
    match number {
        1100..2000 if number.is_multiple_of(100) => format!("{}hundert", below_hundred(number / 100)),
        1100..2000 => format!("{}hundert{}", below_hundred(number / 100), below_hundred(number % 100)),
        _ => cardinal(number, None),
    }
}

/// Returns an ordinal without its ending: "erst", "zwanzigst".
pub(super) fn ordinal(number: u64) -> String {
    let said = cardinal(number, None);
    let irregular = [("eins", "erst"), ("drei", "dritt"), ("sieben", "siebt"), ("acht", "acht")];
    match irregular.iter().find(|(ending, _)| number % 100 < 20 && said.ends_with(ending)) {
        Some((ending, own)) => format!("{}{own}", said.strip_suffix(ending).unwrap_or_default()),
        None if (1..20).contains(&(number % 100)) => format!("{said}t"),
        None => format!("{said}st"),
    }
}

/// Says a fraction: "ein Drittel", "drei Viertel".
pub(super) fn fraction(over: u64, under: u64) -> String {
    let over = cardinal(over, Some(Masculine));
    match under {
        2 => format!("{over} halb"),
        3 => format!("{over} Drittel"),
        7 => format!("{over} Siebtel"),
        8 => format!("{over} Achtel"),
        _ => format!("{over} {}el", capitalised(&ordinal(under))),
    }
}

/// Returns a number in a case: the last "eins" alone shows it, "mit einem Euro", "seit einer Woche".
pub(super) fn cardinal_in(number: u64, gender: Option<Gender>, case: Case) -> String {
    let said = cardinal(number, gender);
    match (case, gender) {
        (Case::Dative, Some(Feminine)) if said.ends_with("eine") => said + "r",
        (Case::Dative, Some(_)) if said.ends_with("ein") => said + "em",
        (Case::Accusative, Some(Masculine)) if said.ends_with("ein") => said + "en",
        _ => said,
    }
}
