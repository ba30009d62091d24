//! German ordinals with the endings that the words around them ask for, and the numerals of rulers.

use regex::Captures;

use super::super::capitals::capitalised;
use super::super::grammar::{Gender, Gender::*, part, value};
use super::super::roman;
use super::number::{cardinal, ordinal};

/// Endings of feminine nouns.
const FEMININE: [&str; 14] =
    ["ung", "heit", "keit", "schaft", "ion", "tät", "in", "ik", "ur", "anz", "enz", "zeit", "liga", "e"];
/// Feminine nouns without such an ending.
const FEMININE_WORDS: [&str; 16] = [
    "Frau",
    "Person",
    "Stadt",
    "Nacht",
    "Bank",
    "Tochter",
    "Mutter",
    "Schwester",
    "Zahl",
    "Hand",
    "Mark",
    "Wahl",
    "Partei",
    "Firma",
    "Schlacht",
    "Amtszeit",
];
/// Neuter nouns that ordinals stand before in the news.
const NEUTER: [&str; 26] = [
    "Jahr",
    "Album",
    "Spiel",
    "Tor",
    "Mal",
    "Buch",
    "Kind",
    "Halbjahr",
    "Quartal",
    "Rennen",
    "Match",
    "Semester",
    "Jubiläum",
    "Treffen",
    "Jahrhundert",
    "Jahrtausend",
    "Jahrzehnt",
    "Viertel",
    "Finale",
    "Drittel",
    "Land",
    "Haus",
    "Opfer",
    "Gebäude",
    "Ende",
    "Mitglied",
];
/// Masculine nouns that end like feminine ones.
const MASCULINE_IN_E: [&str; 13] = [
    "Kollege",
    "Zeuge",
    "Junge",
    "Name",
    "Kunde",
    "Experte",
    "Beamte",
    "Vorsitzende",
    "Abgeordnete",
    "Angeklagte",
    "Verletzte",
    "Deutsche",
    "Bewerber",
];
/// Words that begin a sentence: the number before one ended its own.
const STARTERS: [&str; 24] = [
    "Der", "Die", "Das", "Ein", "Eine", "Es", "Er", "Sie", "Wir", "Ich", "Und", "Aber", "Im", "Am", "In", "Auf", "Mit",
    "Nach", "Doch", "Auch", "Dann", "Damit", "Für", "Zum",
];
/// Nouns whose number is an ordinal at the start of a text too.
const ORDERED: [&str; 14] = [
    "FC",
    "FFC",
    "FSV",
    "SC",
    "Bundesliga",
    "Liga",
    "Weltkrieg",
    "Platz",
    "Spieltag",
    "Runde",
    "Etappe",
    "Halbzeit",
    "Lesung",
    "Stock",
];
/// Prepositions before an ordinal without an article, with the dative.
const BEFORE_DATIVE: [&str; 8] = ["in", "mit", "aus", "bei", "nach", "seit", "zu", "auf"];

/// What a numeral counts without an order.
const NUMBERED: [&str; 14] = [
    "Kapitel", "Teil", "Band", "Artikel", "Akt", "Phase", "Stufe", "Klasse", "Typ", "Buch", "Tabelle", "Anhang",
    "Apollo", "Hartz",
];
/// Names of queens.
const QUEENS: [&str; 8] =
    ["Elisabeth", "Elizabeth", "Katharina", "Margrethe", "Maria", "Isabella", "Victoria", "Christina"];
/// Names of kings in the genitive.
const OF_KINGS: [&str; 12] = [
    "Ludwigs",
    "Wilhelms",
    "Friedrichs",
    "Heinrichs",
    "Karls",
    "Ottos",
    "Georgs",
    "Leopolds",
    "Philipps",
    "Benedikts",
    "Pauls",
    "Josephs",
];
/// Words that a numeral stands behind before its noun.
const ARTICLES: [&str; 10] = ["Im", "Am", "Der", "Die", "Das", "Dem", "Den", "Des", "Vom", "Zum"];

/// Not nouns that are counted, but what the next number names.
const LABELS: [&str; 5] = ["Absatz", "Satz", "Nummer", "Artikel", "Paragraf"];

/// Returns the gender of a noun by its ending, or where it is one of the news' own.
pub(super) fn gender(noun: &str) -> Option<Gender> {
    if !noun.starts_with(char::is_uppercase) || noun.chars().count() < 3 || LABELS.contains(&noun) {
        return None;
    }
    Some(match noun {
        _ if NEUTER.contains(&noun)
            || noun.ends_with("spiel")
            || noun.ends_with("finale")
            || noun.ends_with("jahr") =>
        {
            Neuter
        }
        _ if MASCULINE_IN_E.contains(&noun) => Masculine,
        _ if FEMININE_WORDS.contains(&noun) || FEMININE.iter().any(|ending| noun.ends_with(ending)) => Feminine,
        _ => Masculine,
    })
}

/// Says an ordinal after the article: "der dritte Platz", "in der neunzigsten Minute", "ins zweite Halbjahr".
pub(super) fn weak(found: &Captures) -> Option<String> {
    let (lead, next) = (part(found, "lead"), part(found, "next"));
    let ending = match lead.to_lowercase().as_str() {
        "das" | "die" | "ins" => "e",
        // "Der" is masculine, or the dative and genitive of the feminine.
        "der" if gender(next) != Some(Feminine) => "e",
        _ => "en",
    };
    Some(format!("{lead} {}{ending} {next}", ordinal(value(found, "n")?)))
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

/// Says two ordinals before their noun: "erste und zweite Bundesliga".
pub(super) fn of_a_noun(found: &Captures) -> Option<String> {
    let ending = match gender(part(found, "noun")) {
        Some(Feminine) => "e",
        Some(Neuter) => "es",
        _ => "er",
    };
    let (first, second) = (ordinal(value(found, "n")?), ordinal(value(found, "to")?));
    Some(format!("{first}{ending} {} {second}{ending} {}", part(found, "next"), part(found, "noun")))
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
    // At the end of a text the dot is the full stop too.
    let stop = if found.name("close").is_some() { dot } else { "" };
    let place = capitalised(&format!("{}{ending}", ordinal(number)));
    (!dot.is_empty()).then(|| format!("{lead}{name} {article} {place}{stop}"))
}

/// Writes a numeral before its noun in figures, for the rules of ordinals: "im II. Weltkrieg".
pub(super) fn numeral_before(found: &Captures) -> Option<String> {
    let number = roman::value(&found["numeral"])?;
    Some(format!("{} {number}. {}", part(found, "lead"), part(found, "next")))
}
