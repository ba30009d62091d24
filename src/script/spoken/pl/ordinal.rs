//! Polish ordinals with their endings, and numbers that are the front of a word: "piętnastoletni", "stulecie".

use super::super::grammar::{Case, Gender::Feminine};
use super::bent::cardinal_in;
use super::number::{HUNDREDS, cardinal, form};

const STEMS: [&str; 20] = [
    "zerow", "pierwsz", "drug", "trzec", "czwart", "piąt", "szóst", "siódm", "ósm", "dziewiąt", "dziesiąt", "jedenast",
    "dwunast", "trzynast", "czternast", "piętnast", "szesnast", "siedemnast", "osiemnast", "dziewiętnast",
];
const TENS: [&str; 10] = [
    "",
    "",
    "dwudziest",
    "trzydziest",
    "czterdziest",
    "pięćdziesiąt",
    "sześćdziesiąt",
    "siedemdziesiąt",
    "osiemdziesiąt",
    "dziewięćdziesiąt",
];
const HUNDRED_STEMS: [&str; 10] = [
    "", "setn", "dwusetn", "trzechsetn", "czterechsetn", "pięćsetn", "sześćsetn", "siedemsetn", "osiemsetn",
    "dziewięćsetn",
];

/// Returns a stem with an ending of hard adjectives, as the stem takes it: "trzeciego", "drugim", "piątym".
fn with_ending(stem: &str, ending: &str) -> String {
    match stem {
        "trzec" => match ending.strip_prefix('y') {
            Some(rest) => format!("trzeci{rest}"),
            None => format!("trzeci{ending}"),
        },
        "drug" => match (ending.strip_prefix('y'), ending.starts_with('e')) {
            (Some(rest), _) => format!("drugi{rest}"),
            (None, true) => format!("drugi{ending}"),
            (None, false) => format!("drug{ending}"),
        },
        _ => format!("{stem}{ending}"),
    }
}

/// Returns an ordinal with an ending: in Polish tens and ones bend, hundreds and thousands before them do not.
pub(super) fn ordinal_with(number: u64, ending: &str) -> String {
    let rest = number % 1000;
    if rest == 0 && number > 0 {
        return round_thousands(number, ending);
    }
    let mut words = Vec::new();
    if number >= 1000 {
        words.push(cardinal(number - rest, None));
    }
    let (hundreds, rest) = (rest as usize / 100, rest as usize % 100);
    if rest == 0 && hundreds > 0 {
        words.push(with_ending(HUNDRED_STEMS[hundreds], ending));
        return words.join(" ");
    }
    if hundreds > 0 {
        words.push(HUNDREDS[hundreds].to_owned());
    }
    match (rest / 10, rest % 10) {
        (0 | 1, _) => words.push(with_ending(STEMS[rest], ending)),
        (tens, ones) => {
            words.push(with_ending(TENS[tens], ending));
            if ones > 0 {
                words.push(with_ending(STEMS[ones], ending));
            }
        }
    }
    words.join(" ")
}

fn round_thousands(number: u64, ending: &str) -> String {
    match number / 1000 {
        1 => format!("tysięczn{ending}"),
        2 => format!("dwutysięczn{ending}"),
        3 => format!("trzytysięczn{ending}"),
        4 => format!("czterotysięczn{ending}"),
        thousands @ 5..1000 => {
            format!("{}tysięczn{ending}", cardinal_in(thousands, None, Case::Genitive).replace(' ', ""))
        }
        _ => cardinal(number, None),
    }
}

/// Returns a number as the front of an adjective or a noun: "piętnasto", "dwu", "stu".
pub(super) fn compound(number: u64) -> Option<String> {
    const SMALL: [&str; 20] = [
        "", "jedno", "dwu", "trzy", "cztero", "pięcio", "sześcio", "siedmio", "ośmio", "dziewięcio", "dziesięcio",
        "jedenasto", "dwunasto", "trzynasto", "czternasto", "piętnasto", "szesnasto", "siedemnasto", "osiemnasto",
        "dziewiętnasto",
    ];
    const FRONT_TENS: [&str; 10] = [
        "",
        "",
        "dwudziesto",
        "trzydziesto",
        "czterdziesto",
        "pięćdziesięcio",
        "sześćdziesięcio",
        "siedemdziesięcio",
        "osiemdziesięcio",
        "dziewięćdziesięcio",
    ];
    const FRONT_HUNDREDS: [&str; 10] = [
        "", "stu", "dwustu", "trzystu", "czterystu", "pięciuset", "sześciuset", "siedmiuset", "ośmiuset",
        "dziewięciuset",
    ];
    if number == 1000 {
        return Some("tysiąc".to_owned());
    }
    if !(1..1000).contains(&number) {
        return None;
    }
    let (hundreds, rest) = (number as usize / 100, number as usize % 100);
    let small = match rest {
        0..20 => SMALL[rest].to_owned(),
        _ => format!("{}{}", FRONT_TENS[rest / 10], SMALL[rest % 10]),
    };
    Some(format!("{}{small}", FRONT_HUNDREDS[hundreds]))
}

/// Says a fraction: "jedna czwarta", "dwie trzecie".
pub(super) fn fraction(over: u64, under: u64) -> String {
    if (over, under) == (1, 2) {
        return "pół".to_owned();
    }
    let ending = ["a", "e", "ych"][form(over)];
    format!("{} {}", cardinal(over, Some(Feminine)), ordinal_with(under, ending))
}
