//! The case that a German number stands in, by the word before it.

use std::sync::LazyLock;

use regex::Regex;

use super::super::grammar::{Case, last_word};

/// Prepositions with the dative, and those of place and time that mostly have it before a number.
const DATIVE: [&str; 12] = ["mit", "von", "aus", "bei", "nach", "seit", "zu", "vor", "in", "wegen", "trotz", "binnen"];
/// Prepositions with the accusative, and words for what is had, taken, given and measured.
#[rustfmt::skip]
const ACCUSATIVE: [&str; 48] = [
    "für", "ohne", "durch", "gegen", "um", "bis", "je", "pro", "man", "hat", "hatte", "haben", "hatten", "habe", "isst", "aß", "kauft", "kaufte", "nimmt", "nahm", "nehme", "nehmen",
    "gibt", "gab", "geben", "braucht", "brauchte", "bekommt", "bekam", "erhält", "erhielt", "erzielte", "macht", "machte", "gewann", "verlor", "trinkt", "sah", "sieht", "holte",
    "zahlt", "zahlte", "kostet", "kostete", "dauert", "dauerte", "misst", "wiegt",
];

/// Returns the word before the first of two counted things of which the second follows: "mit" of "mit 1 Kartoffel und".
fn before_first(before: &str) -> Option<String> {
    static FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\p{L}+) \d+ (?:\p{Lu}[\p{L}-]*\s?){1,2}und\s*$").expect("a constant that tests compile")
    });
    FIRST.captures(before).map(|found| found[1].to_lowercase())
}

/// Returns the case of a number by the word before it; none for the first form.
pub(super) fn case(before: &str, noun: &str, number: u64) -> Option<Case> {
    // Of other numbers only measures show it: "von achthundert Metern".
    if number > 1 && number % 100 != 1 && noun.is_empty() {
        // "Bis zu" governs nothing: "bis zu fünfzehn Zentimeter Schnee".
        let governs = DATIVE.contains(&last_word(before).as_str()) && !before.trim_end().ends_with("bis zu");
        return governs.then_some(Case::Dative);
    }
    if number % 100 != 1 || noun == "Uhr" {
        return None;
    }
    // "Mit 1 Kartoffel und 1 Karotte": the second has the case of the first.
    let word = before_first(before).unwrap_or_else(|| last_word(before));
    if DATIVE.contains(&word.as_str()) {
        return Some(Case::Dative);
    }
    ACCUSATIVE.contains(&word.as_str()).then_some(Case::Accusative)
}
