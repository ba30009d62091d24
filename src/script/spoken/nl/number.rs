//! Dutch numbers in words: cardinals, ordinals, fractions, halves.

use super::super::grammar::{Gender, Grammar, comma_and_digits, comma_and_number};

const SMALL: [&str; 20] = [
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
];
const TENS: [&str; 10] =
    ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];
const SCALES: [(u64, &str); 3] = [(1_000_000_000_000, "biljoen"), (1_000_000_000, "miljard"), (1_000_000, "miljoen")];

/// Says a cardinal number; numbers have no gender.
pub(super) fn cardinal(number: u64, _gender: Option<Gender>) -> String {
    // Only by itself the number has its accents, which part it from the article.
    if number == 1 {
        return "één".to_owned();
    }
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, name) in SCALES {
        match rest / scale {
            0 => {}
            1 => words.push(format!("één {name}")),
            count => words.push(format!("{} {name}", below_million(count))),
        }
        rest %= scale;
    }
    if rest > 0 || number == 0 {
        words.push(below_million(rest));
    }
    words.join(" ")
}

fn below_million(number: u64) -> String {
    let (thousands, rest) = (number / 1000, number % 1000);
    match (thousands, rest) {
        (0, _) => below_thousand(rest),
        // "Twaalfhonderd", "negentienhonderdvierentachtig".
        (1, 100..) => hundreds(number / 100, number % 100),
        (1, 0) => "duizend".to_owned(),
        (1, _) => format!("duizend {}", below_thousand(rest)),
        (_, 0) => format!("{}duizend", below_thousand(thousands)),
        _ => format!("{}duizend {}", below_thousand(thousands), below_thousand(rest)),
    }
}

fn below_thousand(number: u64) -> String {
    match (number / 100, number % 100) {
        (0, rest) => below_hundred(rest),
        (count, rest) => hundreds(count, rest),
    }
}

/// Says hundreds, of which there may be up to nineteen, and what is above them.
fn hundreds(count: u64, rest: u64) -> String {
    let count = if count == 1 { "" } else { SMALL[count as usize] };
    let rest = if rest == 0 { String::new() } else { below_hundred(rest) };
    format!("{count}honderd{rest}")
}

fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => SMALL[number as usize].to_owned(),
        (tens, 0) => TENS[tens as usize].to_owned(),
        (tens, ones) => {
            let ones = SMALL[ones as usize];
            let and = if ones.ends_with('e') { "ën" } else { "en" };
            format!("{ones}{and}{}", TENS[tens as usize])
        }
    }
}

/// Says decimals as a number, and four and more of them, as rates of exchange have, digit by digit.
pub(super) fn decimal(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    let say = if decimals.len() > 3 { comma_and_digits } else { comma_and_number };
    say(grammar, whole, decimals)
}

/// Returns an ordinal: "derde", "achtste", "eenentwintigste".
pub(super) fn nth(number: u64) -> String {
    let said = if number == 1 { "een".to_owned() } else { cardinal(number, None) };
    let last = number % 100;
    let irregular = match last {
        1 => Some(("een", "eerste")),
        3 => Some(("drie", "derde")),
        _ => None,
    };
    if let Some((stem, ordinal)) = irregular
        && let Some(before) = said.strip_suffix(stem)
    {
        return format!("{before}{ordinal}");
    }
    let soft = matches!(last, 2..=7 | 9..=19);
    format!("{said}{}", if soft { "de" } else { "ste" })
}

/// Says a fraction: "een half", "twee derde", "drie vierde".
pub(super) fn fraction(over: u64, under: u64) -> String {
    let above = if over == 1 { "een".to_owned() } else { cardinal(over, None) };
    match under {
        2 => format!("{above} half"),
        100 => format!("{above} honderdste"),
        _ => format!("{above} {}", nth(under)),
    }
}

/// Says a number and a half of what is counted in such: "anderhalf", "tweeënhalf".
pub(super) fn and_a_half(number: u64) -> Option<String> {
    let said = match number {
        2..=19 => SMALL[number as usize],
        _ => return None,
    };
    Some(format!("{said}{}half", if said.ends_with('e') { "ën" } else { "en" }))
}
