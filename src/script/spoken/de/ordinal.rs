//! German ordinals with the endings that the words around them ask for, and the numerals of rulers.

use regex::Captures;

use super::super::capitals::capitalised;
use super::super::grammar::{Gender::*, part, value};
use super::super::roman;
use super::noun::gender;
use super::number::{cardinal, ordinal};

/// Words that begin a sentence: the number before one ended its own.
const STARTERS: [&str; 24] = [
    "Der", "Die", "Das", "Ein", "Eine", "Es", "Er", "Sie", "Wir", "Ich", "Und", "Aber", "Im", "Am", "In", "Auf", "Mit",
    "Nach", "Doch", "Auch", "Dann", "Damit", "Für", "Zum",
];
/// Nouns whose number is an ordinal at the start of a text too.
const ORDERED: [&str; 15] = [
    "Jahrhundert", "FC", "FFC", "FSV", "SC", "Bundesliga", "Liga", "Weltkrieg", "Platz", "Spieltag", "Runde", "Etappe",
    "Halbzeit", "Lesung", "Stock",
];
/// Prepositions before an ordinal without an article, with the dative.
const BEFORE_DATIVE: [&str; 12] =
    ["in", "mit", "aus", "bei", "nach", "seit", "zu", "auf", "von", "vor", "ab", "zwischen"];

/// What a numeral counts without an order.
const NUMBERED: [&str; 14] = [
    "Kapitel", "Teil", "Band", "Artikel", "Akt", "Phase", "Stufe", "Klasse", "Typ", "Buch", "Tabelle", "Anhang",
    "Apollo", "Hartz",
];
/// Names of kings, popes and emperors, whose numeral is an ordinal whatever stands behind it.
const RULERS: [&str; 60] = [
    "Abdullah", "Albert", "Alexander", "Alfons", "August", "Benedikt", "Bonifatius", "Carl", "Carlos", "Charles",
    "Christian", "Clemens", "Eduard", "Edward", "Emanuel", "Ernst", "Felipe", "Ferdinand", "Franz", "Frederik",
    "Friedrich", "Georg", "Gregor", "Gustav", "Harald", "Hassan", "Heinrich", "Innozenz", "Iwan", "Jakob", "Johann",
    "Johannes", "Joseph", "Juan", "Karl", "Konrad", "Leo", "Leopold", "Ludwig", "Maximilian", "Mehmed", "Mohammed",
    "Napoleon", "Nikolaus", "Otto", "Paul", "Peter", "Philipp", "Pius", "Ramses", "Rudolf", "Sigismund", "Sixtus",
    "Stephan", "Umberto", "Urban", "Viktor", "Wilhelm", "William", "Xerxes",
];
/// Names of queens.
const QUEENS: [&str; 8] =
    ["Elisabeth", "Elizabeth", "Katharina", "Margrethe", "Maria", "Isabella", "Victoria", "Christina"];
/// Names of kings in the genitive.
const OF_KINGS: [&str; 12] = [
    "Ludwigs", "Wilhelms", "Friedrichs", "Heinrichs", "Karls", "Ottos", "Georgs", "Leopolds", "Philipps", "Benedikts",
    "Pauls", "Josephs",
];
/// Words that a numeral stands behind before its noun.
const ARTICLES: [&str; 10] = ["Im", "Am", "Der", "Die", "Das", "Dem", "Den", "Des", "Vom", "Zum"];

/// Prepositions after which "der" is the dative or the genitive of a feminine noun.
#[rustfmt::skip]
const BEFORE_DER: [&str; 24] = [
    "in", "an", "auf", "von", "zu", "aus", "bei", "mit", "nach", "seit", "vor", "hinter", "ab", "neben", "über", "unter", "zwischen", "während", "wegen", "trotz", "gegenüber",
    "statt", "innerhalb", "bis",
];

/// Returns the ending of an ordinal behind an article, by the word before that and the noun.
fn weak_ending(before: &str, article: &str, noun: &str) -> &'static str {
    match article.trim().to_lowercase().as_str() {
        "das" | "die" | "ins" | "in die" | "jedes" | "jeder" => "e",
        "der" if BEFORE_DER.contains(&before.to_lowercase().as_str()) => "en",
        // "Der" is masculine, or the dative and genitive of the feminine.
        "der" if gender(noun) != Some(Feminine) => "e",
        _ => "en",
    }
}

/// Returns a word and the space after it, or nothing.
fn spaced(word: &str) -> String {
    if word.is_empty() { String::new() } else { format!("{word} ") }
}

/// Says an ordinal after the article: "der dritte Platz", "in der neunzigsten Minute", "ins zweite Halbjahr".
pub(super) fn weak(found: &Captures) -> Option<String> {
    let (before, lead, next) = (part(found, "before"), part(found, "lead"), part(found, "next"));
    let ending = weak_ending(before, lead, next);
    Some(format!("{}{lead} {}{ending} {next}", spaced(before), ordinal(value(found, "n")?)))
}

/// Says two ordinals of one noun after an article: "von der ersten bis zur zehnten Klasse".
pub(super) fn two_of_a_noun(found: &Captures) -> Option<String> {
    let (before, lead, noun) = (part(found, "before"), part(found, "lead"), part(found, "noun"));
    let (join, article) = (part(found, "join"), part(found, "article"));
    let first = weak_ending(before, lead, noun);
    let second = if article.is_empty() { first } else { weak_ending(before, article, noun) };
    let (one, other) = (ordinal(value(found, "n")?), ordinal(value(found, "to")?));
    Some(format!("{}{lead} {one}{first} {join}{article} {other}{second} {noun}", spaced(before)))
}

/// Says an ordinal behind an article and an adjective, whose ending it shares: "einen starken dritten Rang".
pub(super) fn behind_adjective(found: &Captures) -> Option<String> {
    let (article, adjective, next) = (part(found, "article"), part(found, "adjective"), part(found, "next"));
    let small = article.to_lowercase();
    let articles = ["ein", "kein", "mein", "dein", "sein", "ihr", "unser", "euer", "eur", "dies", "jed", "jen"];
    let is_article = matches!(
        small.as_str(),
        "der" | "die" | "das" | "dem" | "den" | "des" | "zum" | "zur" | "im" | "am" | "vom" | "beim"
    ) || articles
        .iter()
        .any(|stem| small.strip_prefix(stem).is_some_and(|end| matches!(end, "" | "e" | "en" | "em" | "er" | "es")));
    if !is_article || STARTERS.contains(&next) {
        return None;
    }
    Some(format!("{article} {adjective} {}{} {next}", ordinal(value(found, "n")?), part(found, "end")))
}

/// Says "1" before an adjective and its noun, by the adjective's ending: "ein guter Tag", "eine weitere Person".
pub(super) fn one_of_a_kind(found: &Captures) -> Option<String> {
    let (adjective, noun) = (part(found, "adjective"), part(found, "noun"));
    if ["oder", "aber", "unter", "über", "einer", "weniger", "der", "des", "dem", "den", "die"].contains(&adjective) {
        return None;
    }
    let one = match part(found, "end") {
        "e" => "eine",
        "en" => "einen",
        "em" => "einem",
        _ => "ein",
    };
    Some(format!("{one} {adjective} {noun}"))
}

/// Says an ordinal after a possessive and its like: "sein dritter Sieg", "ihr fünftes Album", "in seinem dritten Jahr".
pub(super) fn possessive(found: &Captures) -> Option<String> {
    let (lead, next) = (part(found, "lead"), part(found, "next"));
    let small = lead.to_lowercase();
    let points = ["dies", "jen", "jed"].iter().any(|stem| small.starts_with(stem));
    let kind = gender(next);
    let ending = match (part(found, "end"), kind) {
        ("e", _) => "e",
        ("er", _) if small.starts_with("jed") => "e",
        ("er", kind) if points && kind != Some(Feminine) => "e",
        ("es", Some(Neuter)) if points => "e",
        ("", Some(Neuter)) => "es",
        ("", _) => "er",
        _ => "en",
    };
    Some(format!("{lead} {}{ending} {next}", ordinal(value(found, "n")?)))
}

/// Says an ordinal without an article: "zweiter Spieltag", "in erster Instanz". At the start of a text it may be the mark
/// of an item.
pub(super) fn bare(found: &Captures) -> Option<String> {
    let (lead, next) = (part(found, "lead"), part(found, "next"));
    let word = lead.trim().to_lowercase();
    if STARTERS.contains(&next) || word.is_empty() && !ORDERED.contains(&next) || next == "Uhr" {
        return None;
    }
    // After "ist" or a number's name the dot ended a sentence, or the number is a name.
    let named =
        ["nummer", "platz", "kapitel", "teil", "gleis", "seite", "auf platz", "rang", "jahr"].contains(&word.as_str());
    if named {
        return None;
    }
    let dative = BEFORE_DATIVE.contains(&word.as_str());
    let ending = match gender(next) {
        Some(Feminine) if !dative => "e",
        Some(Feminine) => "er",
        _ if dative => "em",
        Some(Neuter) => "es",
        _ => "er",
    };
    Some(format!("{lead}{}{ending} {next}", ordinal(value(found, "n")?)))
}

/// Says a place at the end of a text, whose dot is the full stop too: "Er wurde Zweiter."
pub(super) fn strong_end(found: &Captures) -> Option<String> {
    let place = capitalised(&format!("{}er", ordinal(value(found, "n")?)));
    Some(format!("{} {place}.{}", part(found, "lead"), part(found, "close")))
}

/// Says a place before where it was reached: "als Zweiter ins Ziel".
pub(super) fn strong_going_on(found: &Captures) -> Option<String> {
    let place = capitalised(&format!("{}er", ordinal(value(found, "n")?)));
    Some(format!("{} {place} {}", part(found, "lead"), part(found, "next")))
}

/// Says a place that a noun is made with: "der Tabellenfünfzehnte". Its dot may be the full stop too.
pub(super) fn placed(found: &Captures) -> Option<String> {
    let (lead, after) = (part(found, "lead"), part(found, "after"));
    let ending = match lead.trim_end().to_lowercase().as_str() {
        "" => "er",
        "der" | "die" => "e",
        _ => "en",
    };
    let stop = if after.is_empty() { "." } else { after };
    let place = ordinal(value(found, "n").filter(|place| *place > 0)?);
    Some(format!("{lead}{}{place}{ending}{stop}", &found["stem"]))
}

/// Says two ordinals before their noun: "erste und zweite Bundesliga".
pub(super) fn of_a_noun(found: &Captures) -> Option<String> {
    let before = part(found, "before");
    let dative = BEFORE_DATIVE.contains(&before.to_lowercase().as_str());
    let ending = match gender(part(found, "noun")) {
        Some(Feminine) if dative => "er",
        Some(Feminine) => "e",
        _ if dative => "em",
        Some(Neuter) => "es",
        _ => "er",
    };
    let (first, second) = (ordinal(value(found, "n")?), ordinal(value(found, "to")?));
    let said = format!("{first}{ending} {} {second}{ending} {}", part(found, "next"), part(found, "noun"));
    Some(spaced(before) + &said)
}

/// Says a minute that was added to a half: "in der dritten Minute der Nachspielzeit".
pub(super) fn added_minute(found: &Captures) -> Option<String> {
    let half = if part(found, "n") == "45" { " der ersten Halbzeit" } else { "" };
    Some(format!("{}en Minute der Nachspielzeit{half}", ordinal(value(found, "plus")?)))
}

/// Says the number of a ruler in its case, or of a chapter: "Ludwig der Vierzehnte", "unter Ludwig dem Vierzehnten".
pub(super) fn numeral(found: &Captures) -> Option<String> {
    let (lead, name, number) = (part(found, "lead"), part(found, "name"), roman::value(&found["numeral"])?);
    if ARTICLES.contains(&name) {
        return None;
    }
    let dot = part(found, "dot");
    if NUMBERED.contains(&name) {
        return Some(format!("{lead}{name} {}{dot}", cardinal(number, None)));
    }
    let queen = QUEENS.contains(&name);
    let preposition = lead.split(' ').next().unwrap_or_default().to_lowercase();
    let (article, ending) = match (preposition.as_str(), queen) {
        ("", false) if OF_KINGS.contains(&name) => ("des", "en"),
        ("", true) => ("die", "e"),
        ("", false) => ("der", "e"),
        ("durch" | "für" | "gegen" | "ohne" | "um", true) => ("die", "e"),
        ("durch" | "für" | "gegen" | "ohne" | "um", false) => ("den", "en"),
        (_, true) => ("der", "en"),
        _ => ("dem", "en"),
    };
    let is_ruler = queen || RULERS.contains(&name) || OF_KINGS.contains(&name);
    // At the end of a text the dot is the full stop too, or nothing but that: "bei Bayern München II."
    let stop = if found.name("close").is_some() { dot } else { "" };
    if !is_ruler && stop == dot {
        return (part(found, "numeral").len() > 1 && number < 20)
            .then(|| format!("{lead}{name} {}{dot}", cardinal(number, None)));
    }
    let place = capitalised(&format!("{}{ending}", ordinal(number)));
    (!dot.is_empty() || part(found, "numeral").len() > 1).then(|| format!("{lead}{name} {article} {place}{stop}"))
}

/// Writes a numeral before its noun in figures, for the rules of ordinals: "im II. Weltkrieg".
pub(super) fn numeral_before(found: &Captures) -> Option<String> {
    let number = roman::value(&found["numeral"])?;
    Some(format!("{} {number}. {}", part(found, "lead"), part(found, "next")))
}

/// Says an ordinal that is written with its ending: "der hunderttausendste Besucher", "zum 25ten Mal".
pub(super) fn suffixed(found: &Captures) -> Option<String> {
    let number: u64 = found["n"].replace('.', "").parse().ok().filter(|number| *number > 0)?;
    Some(format!("{}{}", ordinal(number), &found["end"]))
}
