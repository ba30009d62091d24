//! French numbers in words.

use super::super::grammar::{Gender, Gender::*};

const SMALL: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];
const TENS: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];
const SCALES: [(u64, &str); 3] = [(1_000_000_000_000, "billion"), (1_000_000_000, "milliard"), (1_000_000, "million")];

pub(super) fn cardinal(number: u64, gender: Option<Gender>) -> String {
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

/// Returns the ordinal of a number from two on: "cinquième".
pub(super) fn nth(number: u64) -> String {
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

/// Says a fraction: "un tiers", "trois quarts".
pub(super) fn fraction(over: u64, under: u64) -> String {
    let many = if over > 1 { "s" } else { "" };
    let over = cardinal(over, None);
    match under {
        2 => format!("{over} demi{many}"),
        3 => format!("{over} tiers"),
        4 => format!("{over} quart{many}"),
        // Marks are out of twenty.
        20 | 40 | 60 => format!("{over} sur {}", cardinal(under, None)),
        _ => format!("{over} {}{many}", nth(under)),
    }
}
