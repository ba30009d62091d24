//! German parts of a whole before what is measured: "eine halbe Stunde", "ein Viertel Liter", "zweieinhalb Tage".

use regex::Captures;

use super::super::grammar::{Gender, Gender::*, part, value};
use super::noun::gender;
use super::number::cardinal;

/// Measures as they are shortened, with their name and gender.
const MEASURES: [(&str, &str, Gender); 10] = [
    ("EL", "Esslöffel", Masculine),
    ("TL", "Teelöffel", Masculine),
    ("l", "Liter", Masculine),
    ("kg", "Kilogramm", Neuter),
    ("km", "Kilometer", Masculine),
    ("m", "Meter", Masculine),
    ("cm", "Zentimeter", Masculine),
    ("Std.", "Stunde", Feminine),
    ("Pck.", "Packung", Feminine),
    ("Bund", "Bund", Neuter),
];

/// Says half of something, in its case: "eine halbe Stunde", "nach einer halben Stunde".
pub(super) fn half(found: &Captures) -> Option<String> {
    let (lead, noun) = (part(found, "lead"), part(found, "noun"));
    let measure = MEASURES.iter().find(|(short, ..)| *short == noun);
    let name = measure.map_or(noun, |(_, name, _)| name);
    let kind = measure.map(|(.., kind)| *kind).or_else(|| gender(noun))?;
    let (one, half) = match (lead.trim_end().to_lowercase().as_str(), kind) {
        ("", Feminine) => ("eine", "halbe"),
        ("", Masculine) => ("ein", "halber"),
        ("", Neuter) => ("ein", "halbes"),
        ("für" | "um" | "ohne" | "gegen" | "durch" | "man" | "nehme" | "auf", Masculine) => ("einen", "halben"),
        ("für" | "um" | "ohne" | "gegen" | "durch" | "man" | "nehme" | "auf", Feminine) => ("eine", "halbe"),
        ("für" | "um" | "ohne" | "gegen" | "durch" | "man" | "nehme" | "auf", Neuter) => ("ein", "halbes"),
        (_, Feminine) => ("einer", "halben"),
        _ => ("einem", "halben"),
    };
    Some(format!("{lead}{one} {half} {name}"))
}

/// Says a whole and its half: "zweieinhalb", "anderthalb" as "eineinhalb".
pub(super) fn and_a_half(found: &Captures) -> Option<String> {
    Some(format!("{}einhalb", cardinal(value(found, "whole")?, Some(Masculine))))
}

/// Puts a part that is one sign into figures, for the rule of fractions.
pub(super) fn sign(found: &Captures) -> Option<String> {
    const SIGNS: [(&str, &str); 5] = [("¼", "1/4"), ("¾", "3/4"), ("⅓", "1/3"), ("⅔", "2/3"), ("⅛", "1/8")];
    let (_, figures) = SIGNS.iter().find(|(sign, _)| *sign == &found["sign"])?;
    let space = if part(found, "whole").is_empty() { "" } else { " " };
    Some(format!("{}{space}{figures}", part(found, "whole")))
}
