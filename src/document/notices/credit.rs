//! Tells what stands under a picture by who took it, which is said at its end.

use super::super::text::{self, tokens};

/// Most words of a photo's caption with its credit; the longest at hand had 45.
const CAPTION_WORDS: usize = 70;

/// Words of those who take or sell pictures.
const CREDITS: &[&str] = &[
    "photo", "foto", "image", "bild", "getty", "afp", "ap", "reuters", "dpa", "epa", "efe", "ansa", "apa", "pa",
    "keystone", "shutterstock", "istock", "unsplash", "courtesy", "handout", "via", "credit", "crédit", "picture",
    "illustration", "archiv", "archives", "imago", "фото",
];

/// What a credit begins with that no brackets hold.
const OPENINGS: [&str; 30] = [
    "photo:", "photo :", "foto:", "bild:", "credit:", "image:", "crédit :", "picture:", "©", "photograph:",
    "photo by ", "photos by ", "photograph by ", "picture by ", "image by ", "illustration by ", "photo courtesy",
    "image courtesy", "picture courtesy", "images courtesy", "photos courtesy", "courtesy of ", "graphic:", "grafik:",
    "map:", "chart:", "illustration:", "foto von ", "photo de ", "foto de ",
];

/// Returns whether a line ends with who took the picture: "… from the old mole. (Photo: Anna Dufek / Gazette)", "… Foto: dpa".
pub(in crate::document) fn has_credit(line: &str) -> bool {
    if text::words(line) > CAPTION_WORDS {
        return false;
    }
    if line.to_lowercase().contains("credit...") {
        return true;
    }
    let line = line.trim_end_matches(['.', ' ']);
    if let Some(inside) = last_brackets(line) {
        return text::words(inside) <= 10 && is_credit_in_brackets(inside);
    }
    if is_name_and_agency(line) {
        return true;
    }
    if let Some((caption, name)) = line.rsplit_once(" | ") {
        return is_name(name.trim()) && (3..=20).contains(&text::words(caption));
    }
    // Unbracketed, the credit follows the caption's last sentence, or a bar.
    let after = line
        .rfind(['.', '|', '©', '!', '?', '”'])
        .map(|at| line[at..].trim_start_matches(['.', '|', '!', '?', '”', ' ']));
    after.is_some_and(|credit| {
        let lower = credit.to_lowercase();
        // "AP Photo/Sam Holt", "Photo Sam Holt/AFP".
        let agency = credit.contains('/') && names_agency(&lower) && are_capitalized(credit.split(['/', ' ']));
        let begins = OPENINGS.iter().any(|start| lower.starts_with(start));
        text::words(credit) <= 8 && !credit.is_empty() && (begins || agency)
    })
}

fn is_credit_in_brackets(inside: &str) -> bool {
    const LABELS: [&str; 7] = ["bild", "foto", "photo", "archiv", "image", "grafik", "quelle"];
    let lower = inside.to_lowercase();
    let slash = inside.split(' ').any(|word| word == "/") || inside.contains('/') && are_names(inside);
    let labelled = lower.split_once(':').is_some_and(|(label, _)| LABELS.iter().any(|word| label.contains(word)));
    slash || labelled || lower.starts_with('©') || tokens(&lower).any(|word| CREDITS.contains(&word))
}

/// Returns whether a line is "Sam Holt/Reuters" or "Sam Holt for The Gazette" and nothing else.
fn is_name_and_agency(line: &str) -> bool {
    let agency = line.split_once('/').is_some_and(|(name, agency)| {
        let named = is_name(name.trim()) || is_name(agency.trim());
        text::words(line) <= 6 && named && names_agency(&line.to_lowercase())
    });
    let lent = line.split_once(" for ").is_some_and(|(name, paper)| is_name(name) && are_names(paper));
    agency || lent && text::words(line) <= 8
}

/// Returns whether one of the words between slashes and spaces is that of a credit.
fn names_agency(lower: &str) -> bool {
    lower.split(['/', ' ']).any(|word| CREDITS.contains(&word))
}

fn is_name(name: &str) -> bool {
    (2..=4).contains(&text::words(name)) && are_capitalized(name.split_whitespace())
}

fn are_names(names: &str) -> bool {
    let names: Vec<&str> = names.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    names.len() >= 2 && are_capitalized(names.into_iter())
}

fn are_capitalized<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    words.all(|word| word.starts_with(char::is_uppercase))
}

/// Returns what stands in the brackets that end a line.
pub(in crate::document) fn last_brackets(line: &str) -> Option<&str> {
    let inside = line.strip_suffix(')')?;
    Some(&inside[inside.rfind('(')? + 1..])
}
