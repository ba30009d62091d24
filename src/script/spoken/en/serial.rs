//! Letters and digits in one word: names of models, codes, chemical formulas: "COVID-19", "B2A23C", "MH370", "CO2".

use super::aviation::variant;
use super::number::{amount, digits, pairs, plural, short_cardinal};
use super::rule::{Found, Rule, alphanumeric};

pub(super) const RULES: &[Rule] =
    &[Rule { starts: alphanumeric, pattern: r"(?P<word>[A-Za-z0-9₀-₉]+(?:[-/‑][A-Za-z0-9₀-₉]+)*)", say }];

/// Letters of formulas that are words too: they are said one by one.
const FORMULAS: &[&str] = &["CO", "NO", "SO", "PO", "HO"];

fn say(found: &Found) -> Option<String> {
    let word = &level(found.get("word"));
    let has = |is: fn(&u8) -> bool| word.bytes().any(|byte| is(&byte));
    let joints = word.bytes().filter(|byte| matches!(byte, b'-' | b'/')).count();
    if !has(u8::is_ascii_digit) || !has(u8::is_ascii_alphabetic) && joints < 2 {
        return variant(word, found);
    }
    if let Some(said) = several(word).or_else(|| variant(word, found)).or_else(|| designation(word)) {
        return Some(said);
    }
    let mut said = String::new();
    let mut rest = word.as_str();
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let same = |c: char| c.is_ascii_digit() == is_digit && c.is_ascii_alphabetic() == first.is_ascii_alphabetic();
        let end = rest.find(|c: char| !same(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        let glued = said.ends_with(|c: char| c.is_ascii_alphanumeric());
        // "R2s", and "under-5s".
        let is_plural = word.starts_with(|c: char| c.is_ascii_uppercase())
            || ["under-", "over-"].iter().any(|lead| word.starts_with(lead));
        if run == "s" && glued && after.is_empty() && is_plural {
            said = plural(&said);
        } else {
            if glued && first.is_ascii_alphanumeric() {
                said.push(' ');
            }
            let touches = glued || after.starts_with(|c: char| c.is_ascii_alphabetic());
            said.push_str(&piece(run, touches, after));
        }
        rest = after;
    }
    Some(said)
}

/// Says a number in the plural: the jets "747s", and those of a year or a number, "the 49ers".
fn several(word: &str) -> Option<String> {
    let digits_of = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(number) = word.strip_suffix("ers").filter(digits_of) {
        return Some(format!("{}ers", pairs(number).trim_end_matches('e')));
    }
    word.strip_suffix('s').filter(|model| model.len() == 3 && digits_of(model)).map(|model| plural(&pairs(model)))
}

/// Says the name of a model or a road of one letter and three digits, and the height of a picture: "A320", "C-130", "1080p".
fn designation(word: &str) -> Option<String> {
    // The retirement plans are named by sections of the tax code, with or without brackets.
    if let "401k" | "403b" | "457b" = word {
        return Some(format!("{} {}", pairs(&word[..3]), &word[3..]));
    }
    let first_digit = word.find(|c: char| c.is_ascii_digit())?;
    if let Some(one) = word.strip_suffix('s').filter(|_| first_digit > 0) {
        return designation(one).map(|said| plural(&said));
    }
    let (letters, number) = word.split_at(first_digit);
    let is_number =
        |text: &str, most: usize| (3..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if let Some((number, line)) = word.split_at_checked(word.len() - 1).filter(|(_, end)| matches!(*end, "p" | "i")) {
        return (letters.is_empty() && is_number(number, 4)).then(|| format!("{} {line}", pairs(number)));
    }
    let bare = letters.strip_suffix(['-', '‑']);
    let most = if bare.is_some() { 2 } else { 1 };
    let prefix = bare.unwrap_or(letters);
    let is_prefix = (1..=most).contains(&prefix.len()) && prefix.starts_with(|c: char| c.is_ascii_uppercase());
    let join = if bare.is_some() { '-' } else { ' ' };
    (is_prefix && prefix.bytes().all(|b| b.is_ascii_alphabetic()) && is_number(number, 3))
        .then(|| format!("{prefix}{join}{}", pairs(number)))
}

/// Puts lowered digits, as formulas have them, on the line.
fn level(word: &str) -> String {
    const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉";
    let digit =
        |c: char| LOWERED.chars().zip('0'..='9').find(|(lowered, _)| *lowered == c).map_or(c, |(_, digit)| digit);
    word.chars().map(digit).collect()
}

/// Returns whether what stands behind the number of a model is its ending: a capital, or a capital and a letter.
fn is_suffix(after: &str) -> bool {
    after.len() <= 2
        && after.starts_with(|c: char| c.is_ascii_uppercase())
        && after.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Says one run of letters, digits or signs.
fn piece(run: &str, touches: bool, after: &str) -> String {
    match run.len() {
        _ if !run.starts_with(|c: char| c.is_ascii_digit()) => {
            let formula = FORMULAS.contains(&run) && after.starts_with(|c: char| c.is_ascii_digit());
            if formula { run.chars().map(String::from).collect::<Vec<_>>().join(" ") } else { run.to_owned() }
        }
        _ if run.starts_with('0') && run.len() > 1 => digits(run),
        1..=2 => amount(run),
        // A model's number and its letters: "3550H", "9700K".
        4 if is_suffix(after) => pairs(run),
        4 if touches && after.is_empty() && matches!(&run[..2], "19" | "20") => pairs(run),
        3 if !touches => run.parse().map_or_else(|_| digits(run), short_cardinal),
        _ => digits(run),
    }
}
