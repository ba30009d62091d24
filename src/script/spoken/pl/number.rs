//! Polish numbers in words in their first form: cardinals, decimals, fractions.

use super::super::grammar::{Gender, Gender::*, Grammar, Noun};

pub(super) const SMALL: [&str; 20] = [
    "zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć", "jedenaście",
    "dwanaście", "trzynaście", "czternaście", "piętnaście", "szesnaście", "siedemnaście", "osiemnaście",
    "dziewiętnaście",
];
pub(super) const TENS: [&str; 10] = [
    "",
    "",
    "dwadzieścia",
    "trzydzieści",
    "czterdzieści",
    "pięćdziesiąt",
    "sześćdziesiąt",
    "siedemdziesiąt",
    "osiemdziesiąt",
    "dziewięćdziesiąt",
];
pub(super) const HUNDREDS: [&str; 10] =
    ["", "sto", "dwieście", "trzysta", "czterysta", "pięćset", "sześćset", "siedemset", "osiemset", "dziewięćset"];
/// Scales with their forms after one, few and many.
pub(super) const SCALES: [(u64, [&str; 3]); 4] = [
    (1_000_000_000_000, ["bilion", "biliony", "bilionów"]),
    (1_000_000_000, ["miliard", "miliardy", "miliardów"]),
    (1_000_000, ["milion", "miliony", "milionów"]),
    (1_000, ["tysiąc", "tysiące", "tysięcy"]),
];

/// One, few (2 to 4), many; the teens are many, and so is twenty-one.
pub(super) fn form(number: u64) -> usize {
    match (number, number % 10, number % 100) {
        (1, ..) => 0,
        (_, 2..=4, teen) if !(12..=14).contains(&teen) => 1,
        _ => 2,
    }
}

pub(super) fn cardinal(number: u64, gender: Option<Gender>) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut rest = number;
    for (scale, forms) in SCALES {
        let count = rest / scale;
        // "Tysiąc", not "jeden tysiąc".
        if count > 1 {
            words.extend(below_thousand(count, None));
        }
        if count > 0 {
            words.push(forms[form(count)].to_owned());
        }
        rest %= scale;
    }
    match (number, gender) {
        (1, Some(Feminine)) => words.push("jedna".to_owned()),
        (1, Some(Neuter)) => words.push("jedno".to_owned()),
        _ if rest > 0 || number == 0 => words.extend(below_thousand(rest, gender)),
        _ => {}
    }
    words.join(" ")
}

fn below_thousand(number: u64, gender: Option<Gender>) -> Vec<String> {
    let mut words = Vec::new();
    let (hundreds, mut rest) = (number / 100, number % 100);
    if hundreds > 0 {
        words.push(HUNDREDS[hundreds as usize].to_owned());
    }
    if rest >= 20 {
        words.push(TENS[rest as usize / 10].to_owned());
        rest %= 10;
    }
    if rest > 0 || number == 0 {
        let feminine = rest == 2 && gender == Some(Feminine);
        words.push(if feminine { "dwie" } else { SMALL[rest as usize] }.to_owned());
    }
    words
}

/// Says decimals as fractions: "trzy i pół", "cztery i osiem dziesiątych", "półtora".
pub(super) fn decimal(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    let digits = || format!("{} przecinek {}", grammar.digits(whole), grammar.digits(decimals));
    let (Ok(whole), Ok(part)) = (whole.parse::<u64>(), decimals.parse::<u64>()) else { return digits() };
    let Some(parts) = parts(part, decimals.len()) else { return digits() };
    match (whole, decimals) {
        (0, "5") => "pół".to_owned(),
        (1, "5") => "półtora".to_owned(),
        (_, "5") => format!("{} i pół", cardinal(whole, None)),
        (0, _) => parts,
        _ => format!("{} i {parts}", cardinal(whole, None)),
    }
}

/// Says tenths, hundredths and thousandths: "dwie dziesiąte", "pięć setnych".
fn parts(part: u64, places: usize) -> Option<String> {
    let name = ["", "dziesiąt", "setn", "tysięczn"].get(places).filter(|name| !name.is_empty())?;
    let ending = ["a", "e", "ych"][form(part)];
    Some(format!("{} {name}{ending}", cardinal(part, Some(Feminine))))
}

/// Returns a noun after decimals, in the genitive: "trzy i pół kilometra".
pub(super) fn after_decimals(noun: &Noun, _whole: &str) -> String {
    genitive(noun)
}

/// Returns the genitive of one of a noun that is counted.
pub(super) fn genitive((_, forms, gender): &Noun) -> String {
    const IRREGULAR: [(&str, &str); 12] = [
        ("tydzień", "tygodnia"),
        ("złoty", "złotego"),
        ("stopień", "stopnia"),
        ("tysiąc", "tysiąca"),
        ("procent", "procent"),
        ("promil", "promila"),
        ("rok", "roku"),
        ("funt", "funta"),
        ("grosz", "grosza"),
        ("cent", "centa"),
        ("punkt", "punktu"),
        ("koń", "konia"),
    ];
    // A feminine noun has the form of its few; a noun that does not bend has one form.
    if *gender == Feminine || forms[0] == forms[2] {
        return forms[1].to_owned();
    }
    let mut words = forms[0].split(' ');
    let first = words.next().unwrap_or_default();
    let irregular = IRREGULAR.iter().find(|(own, _)| *own == first).map(|(_, genitive)| (*genitive).to_owned());
    let mut said = irregular.unwrap_or_else(|| format!("{first}a"));
    for word in words {
        let adjective = word.strip_suffix('y').filter(|stem| stem.ends_with("ow") || stem.ends_with("nn"));
        said.push(' ');
        said.push_str(&adjective.map_or_else(|| word.to_owned(), |stem| format!("{stem}ego")));
    }
    said
}
