//! Polish ordinals before their nouns, Roman numerals, parts of laws, streets, and numbers that are a word's front.

use regex::Captures;

use super::super::capitals::capitalised;
use super::super::grammar::{Gender, part, stop, value};
use super::super::roman;
use super::agreement::{ending, is_feminine};
use super::case::asks_genitive;
use super::number::cardinal;
use super::ordinal::{compound, ordinal_with};

/// Says "so called" in the case of the word behind it: "tak zwaną ustawą".
pub(super) fn so_called(found: &Captures) -> Option<String> {
    let next = part(found, "next");
    let ends = |endings: &[&str]| endings.iter().any(|ending| next.ends_with(ending));
    let ending = match () {
        () if ends(&["ych", "ich", "ów"]) => "ych",
        () if ends(&["ymi", "imi", "ami"]) => "ymi",
        () if ends(&["emu", "owi"]) => "emu",
        () if ends(&["ego"]) => "ego",
        () if ends(&["ą"]) => "ą",
        () if ends(&["ę"]) => "ą",
        () if ends(&["ej"]) => "ej",
        () if ends(&["ym", "im", "em"]) => "ym",
        () if ends(&["a"]) => "a",
        () if ends(&["e", "y", "o"]) => "e",
        () => "y",
    };
    Some(format!("tak zwan{ending} {next}"))
}

/// Says an ordinal with its dot: "piąte miejsce", "w czterdziestej piątej minucie". Before a small word the dot is no full
/// stop, and with no noun behind it the ordinal is a man's or a thing's.
pub(super) fn ordinal(found: &Captures) -> Option<String> {
    const SMALL_WORDS: [&str; 14] = ["w", "we", "z", "ze", "na", "i", "a", "lub", "oraz", "do", "po", "o", "u", "od"];
    let (lead, noun) = (part(found, "lead"), &found["noun"]);
    let number = value(found, "n").filter(|number| *number > 0)?;
    let place = lead.trim_end().to_lowercase();
    let said = match SMALL_WORDS.contains(&noun) {
        // "Miejsce trzydzieste szóste na świecie".
        true if ["miejsc", "pozycj", "lokat"].iter().any(|stem| place.starts_with(stem)) => {
            match place.chars().next_back() {
                Some('e') => "e",
                Some('u') => "ym",
                Some('a') if place.starts_with('m') => "ego",
                Some('a') => "a",
                Some('ę' | 'ą') => "ą",
                _ => "ej",
            }
        }
        true if lead.trim_end().ends_with("em") => "ym",
        true => "y",
        false => ending(lead, noun),
    };
    Some(format!("{lead}{} {noun}", ordinal_with(number, said)))
}

/// Says a numeral before its noun: "druga wojna światowa", "w dziewiętnastym wieku".
pub(super) fn before_noun(found: &Captures) -> Option<String> {
    let (lead, written, noun) = (part(found, "lead"), &found["numeral"], &found["noun"]);
    let single = ["I", "V", "X"].contains(&written);
    // "I" is a word, "and"; and behind a name the numeral is a ruler's.
    let named = lead.starts_with(char::is_uppercase) && lead.trim().chars().count() > 3;
    if (single || named) && !is_counted_in_order(noun) {
        return None;
    }
    let number = roman::value(written).filter(|number| *number < 100)?;
    let ending = ending(lead, noun);
    Some(format!("{lead}{}{} {noun}", first(found, ending)?, ordinal_with(number, ending)))
}

/// Says the first of two numerals, with what joins them: "drugiego i ", "czternastego – ".
fn first(found: &Captures, ending: &str) -> Option<String> {
    let Some(written) = found.name("first") else { return Some(String::new()) };
    let join = match part(found, "join") {
        "-" | "–" => " – ",
        "/" => " i ",
        join => join,
    };
    Some(format!("{}{join}", ordinal_with(roman::value(written.as_str())?, ending)))
}

fn is_counted_in_order(noun: &str) -> bool {
    const STEMS: &[&str] = &[
        "wiek", "wojn", "lig", "lidz", "rund", "tur", "klas", "edycj", "połow", "kwarta", "rzecz", "rzesz", "kadencj",
        "piętr", "miejsc", "liceum", "etap", "tom", "rozdzia", "instancj", "stopni", "urząd", "rp", "półrocz", "sesj",
        "trymestr", "semestr", "pułk", "korpus", "brygad", "dywizj", "okręg", "filar", "grup", "kategori", "zjazd",
        "sobór", "festiwal",
    ];
    STEMS.iter().any(|stem| noun.to_lowercase().starts_with(stem))
}

/// Says a century that is shortened: "z piętnastego wieku".
pub(super) fn century(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let locative = matches!(lead.trim().to_lowercase().as_str(), "w" | "na" | "po");
    let number = roman::value(&found["numeral"]).filter(|number| *number < 100)?;
    let stop = stop(found);
    let ending = if locative { "ym" } else { "ego" };
    let era = match part(found, "era").trim_start().chars().next() {
        Some('p') => " przed naszą erą",
        Some(_) => " naszej ery",
        None => "",
    };
    Some(format!("{lead}{}{} wieku{era}{stop}", first(found, ending)?, ordinal_with(number, ending)))
}

/// Says an adjective of centuries: "dziewiętnastowieczny".
pub(super) fn of_centuries(found: &Captures) -> Option<String> {
    Some(format!("{}{}", compound(roman::value(&found["numeral"])?)?, &found["word"]))
}

/// Says the number of a ruler in the case of the name: "Jan Paweł Drugi", "Zygmunta Trzeciego".
pub(super) fn ruler(found: &Captures) -> Option<String> {
    const QUEENS: [&str; 8] = ["Elżbiet", "Katarzyn", "Mari", "Małgorzat", "Krystyn", "Wiktori", "Jadwi", "Izabel"];
    const NO_NAMES: [&str; 16] = [
        "Po", "W", "Na", "Do", "Od", "Z", "Za", "Przed", "Podczas", "Rozdział", "Tom", "Część", "Akt", "Księga",
        "Dział", "Nad",
    ];
    let name = &found["name"];
    let number = roman::value(&found["numeral"]).filter(|number| *number < 100)?;
    if ["rozdział", "tom", "akt", "dział", "etap", "stopień", "kwartał"].contains(&name.to_lowercase().as_str()) {
        return Some(format!("{name} {}", ordinal_with(number, "y")));
    }
    if ["część", "księga", "klasa", "liga", "grupa"].contains(&name.to_lowercase().as_str()) {
        return Some(format!("{name} {}", ordinal_with(number, "a")));
    }
    if NO_NAMES.contains(&name) || found["numeral"].len() == 1 && name.chars().count() < 3 {
        return None;
    }
    let queen = QUEENS.iter().any(|stem| name.starts_with(stem));
    let ending = match (queen, name.chars().next_back()?) {
        (true, 'y' | 'i' | 'e') => "ej",
        (true, 'ę' | 'ą') => "ą",
        (true, _) => "a",
        (_, 'a' | 'o') if name != "Otto" => "ego",
        (_, 'm') if name.ends_with("em") || name.ends_with("im") => "ym",
        (_, 'i') if name.ends_with("owi") => "emu",
        (_, 'u' | 'e') => "ym",
        _ => "y",
    };
    let said = ordinal_with(number, ending);
    let mut letters = said.chars();
    let first = letters.next()?;
    Some(format!("{name} {}{}", first.to_uppercase(), letters.as_str()))
}

/// Says a part of a law with its number in order: "artykuł piąty", "zgodnie z artykułem piątym ustępem drugim".
pub(super) fn law(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let by = |word: &str| lead.to_lowercase().trim_end().ends_with(word);
    let (case, ending) = match () {
        () if by("zgodnie z") || by("przed") => (2, "ym"),
        () if by("w") || by("o") || by("po") => (3, "ym"),
        () if lead.is_empty() => (0, "y"),
        // "Z art. 280 i art. 13".
        () => (1, "ego"),
    };
    let mut said = lead.to_owned();
    let parts = [
        ("n", ["artykuł", "artykułu", "artykułem", "artykule"]),
        ("par", ["paragraf", "paragrafu", "paragrafem", "paragrafie"]),
        ("ust", ["ustęp", "ustępu", "ustępem", "ustępie"]),
        ("pkt", ["punkt", "punktu", "punktem", "punkcie"]),
    ];
    for (index, (group, nouns)) in parts.iter().enumerate() {
        if let Some(number) = value(found, group) {
            let space = if index > 0 { " " } else { "" };
            said.push_str(&format!("{space}{} {}", nouns[case], ordinal_with(number, ending)));
            if *group == "n" && found.name("letter").is_some() {
                said.push_str(&format!(" {}", &found["letter"]));
            }
        }
    }
    Some(said)
}

/// Says a number that is the front of a word: "piętnastoletni", "stulecie", "trzydziestolatek".
pub(super) fn in_front(found: &Captures) -> Option<String> {
    Some(format!("{}{}", compound(value(found, "n")?)?, &found["word"]))
}

/// Says how many children: "dwoje dzieci", "od pięciorga dzieci".
pub(super) fn children(found: &Captures) -> Option<String> {
    const COLLECTIVE: [&str; 11] = [
        "", "", "dwoje", "troje", "czworo", "pięcioro", "sześcioro", "siedmioro", "ośmioro", "dziewięcioro",
        "dziesięcioro",
    ];
    let lead = part(found, "lead");
    let said = COLLECTIVE.get(value(found, "n")? as usize).filter(|said| !said.is_empty())?;
    // "Ojciec czworga dzieci".
    let word = lead.trim().to_lowercase();
    let parent = ["ojc", "matk", "mam", "tat", "rodzic", "opiekun"].iter().any(|stem| word.starts_with(stem));
    let genitive = parent || word == "ojciec" || asks_genitive(&word);
    // "Dwojga", "pięciorga"; "z dwojgiem".
    let stem = said.trim_end_matches(['e', 'o']);
    let said = match genitive {
        true if word == "z" => format!("{stem}giem"),
        true => format!("{stem}ga"),
        false => (*said).to_owned(),
    };
    Some(format!("{lead}{said} dzieci"))
}

/// Says one or two and a half of something feminine: "półtorej szklanki", "dwie i pół godziny".
pub(super) fn one_and_a_half(found: &Captures) -> Option<String> {
    let noun = match &found["noun"] {
        "t" => "tony",
        "h" => "godziny",
        noun if is_feminine(noun) || noun.starts_with("mili") => noun,
        _ => return None,
    };
    let whole = match value(found, "whole") {
        Some(1) => "półtorej".to_owned(),
        Some(whole) if whole % 10 == 2 => format!("{} i pół", cardinal(whole, Some(Gender::Feminine))),
        _ => return None,
    };
    Some(format!("{whole} {noun}"))
}

/// Says the years of a span side by side.
pub(super) fn years(found: &Captures) -> Option<String> {
    Some(format!("{} – {}", cardinal(value(found, "y")?, None), cardinal(value(found, "to")?, None)))
}

/// Says the word before the number of a page, in the case of the preposition before it: "na stronie dwanaście".
pub(super) fn page(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let noun = match lead.trim().to_lowercase().as_str() {
        "" => "strona",
        "na" | "w" | "o" | "po" => "stronie",
        _ => "strony",
    };
    Some(format!("{lead}{noun} {}", &found["page"]))
}

/// Says the day that a street is named after: "Trzeciego Maja".
pub(super) fn named_day(found: &Captures) -> Option<String> {
    let day = ordinal_with(value(found, "n").filter(|day| (1..=31).contains(day))?, "ego");
    Some(format!("{} {}", capitalised(&day), &found["month"]))
}
