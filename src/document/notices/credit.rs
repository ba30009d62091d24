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

/// Returns whether a line ends with who took the picture: "… from the old mole. (Photo: Anna Dufek / Gazette)", "… Foto: dpa".
pub(in crate::document) fn has_credit(line: &str) -> bool {
    if text::words(line) > CAPTION_WORDS {
        return false;
    }
    if line.to_lowercase().contains("credit...") {
        return true;
    }
    let line = line.trim_end_matches(['.', ' ']);
    let is_credit = |word: &str| CREDITS.contains(&word);
    let are_names = |names: &str| {
        let names: Vec<&str> = names.split([' ', '/']).filter(|word| !word.is_empty()).collect();
        names.len() >= 2 && names.iter().all(|word| word.starts_with(char::is_uppercase))
    };
    if let Some(inside) = last_brackets(line) {
        let lower = inside.to_lowercase();
        let slash = inside.split(' ').any(|word| word == "/") || inside.contains('/') && are_names(inside);
        let labelled = lower.split_once(':').is_some_and(|(label, _)| {
            ["bild", "foto", "photo", "archiv", "image", "grafik", "quelle"].iter().any(|word| label.contains(word))
        });
        let credit = slash || labelled || lower.starts_with('©') || tokens(&lower).any(is_credit);
        return text::words(inside) <= 10 && credit;
    }
    // "Sam Holt/Reuters" by itself, and a name behind a bar.
    let is_name = |name: &str| {
        (2..=4).contains(&text::words(name)) && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
    };
    let agency = line.split_once('/').is_some_and(|(name, agency)| {
        let named = is_name(name.trim()) || is_name(agency.trim());
        text::words(line) <= 6 && named && line.to_lowercase().split(['/', ' ']).any(is_credit)
    });
    let lent = line.split_once(" for ").is_some_and(|(name, paper)| is_name(name) && are_names(paper));
    if agency || lent && text::words(line) <= 8 {
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
        let named = [
            "photo:", "photo :", "foto:", "bild:", "credit:", "image:", "crédit :", "picture:", "©", "photograph:",
            "photo by ", "photos by ", "photograph by ", "picture by ", "image by ", "illustration by ",
            "photo courtesy", "image courtesy", "picture courtesy", "images courtesy", "photos courtesy",
            "courtesy of ", "graphic:", "grafik:", "map:", "chart:", "illustration:", "foto von ", "photo de ",
            "foto de ",
        ];
        // "AP Photo/Sam Holt", "Photo Sam Holt/AFP".
        let agency = credit.contains('/')
            && lower.split(['/', ' ']).any(is_credit)
            && credit.split(['/', ' ']).all(|word| word.starts_with(char::is_uppercase));
        let begins = named.iter().any(|start| lower.starts_with(start));
        text::words(credit) <= 8 && !credit.is_empty() && (begins || agency)
    })
}

/// Returns what stands in the brackets that end a line.
pub(in crate::document) fn last_brackets(line: &str) -> Option<&str> {
    let inside = line.strip_suffix(')')?;
    Some(&inside[inside.rfind('(')? + 1..])
}
