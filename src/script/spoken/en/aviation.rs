//! Aircraft, whose numbers are said by pairs: "seven thirty seven eight hundred", "A three fifty one thousand".

use super::number::{amount, pairs, plural};
use super::rule::Found;

/// Words of a sentence about flying, as they begin.
#[rustfmt::skip]
const FLYING: &[&str] = &[
    "boeing", "airbus", "aircraft", "airline", "airliner", "airport", "airway", "jet", "plane", "flight", "flew", "flying", "pilot", "cockpit", "runway",
    "landed", "cabin", "crash", "dreamliner", "max", "ryanair", "easyjet", "lufthansa", "carrier", "aviation", "faa", "passenger",
];

/// Returns whether digits are the number of one of Boeing's jets: 707 to 787.
pub(super) fn is_boeing(model: &str) -> bool {
    matches!(model, "707" | "717" | "727" | "737" | "747" | "757" | "767" | "777" | "787")
}

/// Returns whether the sentence around a form is about flying.
pub(super) fn flies(found: &Found) -> bool {
    let about = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
        words.map(str::to_ascii_lowercase).any(|word| {
            let airbus = word.len() == 4 && word.starts_with("a3") && word.bytes().skip(1).all(|b| b.is_ascii_digit());
            airbus || FLYING.iter().any(|stem| word.starts_with(stem))
        })
    };
    about(found.before) || about(found.after)
}

/// Says the name of a jet with its variant, as its maker writes it: "777-200ER", "A330-900neo", "787-9"; none for what
/// may as well be a score, a vote or a house.
pub(super) fn variant(word: &str, found: &Found) -> Option<String> {
    let (model, variant) = word.split_once('-')?;
    let letters = variant.find(|c: char| !c.is_ascii_digit()).unwrap_or(variant.len());
    let (number, letters) = variant.split_at(letters);
    let airbus = model.strip_prefix('A').filter(|digits| {
        matches!(*digits, "220" | "300" | "310" | "318" | "319" | "320" | "321" | "330" | "340" | "350" | "380")
    });
    // Variants are hundreds, or on the 787 and the MAX one or two digits.
    let hundreds = (3..=4).contains(&number.len()) && number.ends_with("00");
    let short = matches!(number, "7" | "8" | "9" | "10");
    let known = airbus.is_some() && hundreds || is_boeing(model) && (hundreds || short);
    let only = matches!((model, number), ("747" | "777" | "787", "8") | ("777" | "787", "9") | ("787", "10"));
    let sure = only || airbus.is_some() || !letters.is_empty() || flies(found);
    if !known || !sure || letters.len() > 4 {
        return None;
    }
    let model = airbus.map_or_else(|| pairs(model), |digits| format!("A {}", pairs(digits)));
    if letters == "s" {
        return Some(format!("{model} {}", plural(&amount(number))));
    }
    Some(format!("{model} {} {letters}", amount(number)).trim_end().to_owned())
}
