//! Polish forms of the daily press: ranks and titles, saints, names of works, forms of a school, hours of masses, scores,
//! addresses.

use regex::Captures;

use super::super::capitals::capitalised;
use super::super::grammar::{Case, last_word, part, stop, value};
use super::super::roman;
use super::agreement::ending;
use super::bent::cardinal_in;
use super::number::{cardinal, genitive};
use super::ordinal::{compound, fraction, ordinal_with};
use super::units::UNITS;

/// Says a score: "dwadzieścia pięć do dwudziestu jeden".
pub(super) fn score(own: u64, other: u64) -> String {
    format!("{} do {}", cardinal(own, None), cardinal_in(other, None, Case::Genitive))
}

/// Says a saint in the case of the name: "świętej Anny", "święty Mikołaj", "świętego Jana".
pub(super) fn saint(found: &Captures) -> Option<String> {
    const WOMEN: [&str; 27] = [
        "Ann", "Mari", "Barbar", "Jadwi", "Teres", "Katarzyn", "Agat", "Łucj", "King", "Faustyn", "Rodzin", "Trójc",
        "Moni", "Elżbiet", "Małgorzat", "Weroni", "Brygid", "Cecyli", "Klar", "Rit", "Zofi", "Urszul", "Agniesz",
        "Magdalen", "Apoloni", "Joann", "Zyt",
    ];
    let name = &found["name"];
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let woman = WOMEN.iter().any(|stem| name.starts_with(stem)) && !ends(&["Marian", "iusza"]);
    let ending = match () {
        () if woman && ends(&["a"]) => "a",
        () if woman && ends(&["ę", "ą"]) => "ą",
        () if woman => "ej",
        () if ends(&["ego", "a"]) => "ego",
        () if ends(&["em", "ym", "im"]) => "ym",
        () if ends(&["owi", "emu"]) => "emu",
        () => "y",
    };
    let lead = if found["short"].starts_with(char::is_uppercase) { "Święt" } else { "święt" };
    Some(format!("{lead}{ending} {name}"))
}

/// Says what is holy behind its noun: "msza święta", "Pisma Świętego".
pub(super) fn holy(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    let man = ["jc", "uch", "ism"].iter().any(|stem| noun.contains(stem));
    let ending = match noun.chars().next_back()? {
        'a' if man => "ego",
        'a' => "a",
        'ę' | 'ą' => "ą",
        'y' | 'i' => "ej",
        'o' => "e",
        'e' if noun.ends_with("śmie") => "ym",
        'e' => "e",
        'm' | 'u' => "ym",
        'h' if noun.ends_with("ach") => "ych",
        _ => "y",
    };
    Some(format!("{noun} święt{ending}{}", stop(found)))
}

/// Says the hours that something takes place at: "o siódmej, dziewiątej i jedenastej".
pub(super) fn hours_at(found: &Captures) -> Option<String> {
    // "Wczoraj ceny wzrosły o 18".
    const CHANGES: [&str; 12] =
        ["wzros", "wzroś", "spad", "zdroż", "stani", "więcej", "mniej", "wyż", "niż", "podn", "zwięk", "zmniej"];
    let (mut said, list) = (String::new(), &found["list"]);
    if CHANGES.iter().any(|stem| found["lead"].contains(stem)) {
        return None;
    }
    for word in list.split_inclusive(' ') {
        let bare = word.trim_end_matches([' ', ',']);
        match bare.parse() {
            Ok(hour @ 1..=24) => said.push_str(&format!("{}{}", ordinal_with(hour, "ej"), &word[bare.len()..])),
            Ok(_) => return None,
            Err(_) => said.push_str(word),
        }
    }
    Some(format!("{}{said}{}", &found["lead"], part(found, "after")))
}

/// Says the forms of a school from one to another: "klas od czwartej do ósmej".
pub(super) fn forms_of_school(found: &Captures) -> Option<String> {
    let number = |name: &str| found[name].parse().ok().or_else(|| roman::value(&found[name])).filter(|form| *form < 13);
    let form = |name: &str| Some(ordinal_with(number(name)?, "ej"));
    Some(format!("{} od {} do {}", &found["noun"], form("from")?, form("to")?))
}

/// Says the one form of a school: "klasa ósma", "w klasie trzeciej".
pub(super) fn form_of_school(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    let ending = match noun.to_lowercase().as_str() {
        "klasa" => "a",
        "klasę" | "klasą" => "ą",
        _ => "ej",
    };
    let space = if found["after"].starts_with(char::is_alphabetic) { " " } else { "" };
    Some(format!("{noun} {}{space}{}", ordinal_with(value(found, "n")?, ending), &found["after"]))
}

/// Says a date whose month is a numeral: "dwunastego października tysiąc dziewięćset czterdziestego czwartego".
pub(super) fn roman_month(found: &Captures) -> Option<String> {
    let month = roman::value(&found["month"]).filter(|month| *month <= 12)? as usize;
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    // The year, and what is behind it, is the next rule's.
    Some(format!("{day} {} {}", crate::months::POLISH[month - 1], &found["y"]))
}

/// Says the places of a list: "pierwszy Jan Nowak", "druga Anna Wilk".
pub(super) fn placed_in_list(found: &Captures) -> Option<String> {
    let name = &found["name"];
    let ending = if name.ends_with('a') && !["Kuba", "Barnaba"].contains(&name) { "a" } else { "y" };
    Some(format!("{}{} {name}", &found["before"], ordinal_with(value(found, "n")?, ending)))
}

/// Says the number of a house and a flat: "pięć przez siedem".
pub(super) fn house_and_flat(found: &Captures) -> Option<String> {
    Some(format!("{}{} przez {}", &found["lead"], &found["house"], &found["flat"]))
}

/// Says a part of a unit: "trzy czwarte litra", "pół kilograma".
pub(super) fn part_of_unit(found: &Captures) -> Option<String> {
    let (over, under) = (value(found, "over")?, value(found, "under")?);
    if over == 0 || over >= under {
        return None;
    }
    let noun = UNITS.iter().find(|(own, ..)| *own == &found["unit"])?;
    Some(format!("{} {}{}", fraction(over, under), genitive(noun), &found["after"]))
}

/// Says a telephone number of Poland that has its district in brackets, or dashes between its groups.
pub(super) fn groups(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let groups = ["a", "b", "c", "d"].iter().map(|name| part(found, name)).filter(|group| !group.is_empty());
    let digits = |group: &str| {
        let digits = group.bytes().map(|digit| cardinal(u64::from(digit - b'0'), None));
        digits.collect::<Vec<_>>().join(" ")
    };
    Some(format!("{lead}{}", groups.map(digits).collect::<Vec<_>>().join(", ")))
}

/// Says votes behind a dash, which are those of men: "za – dwustu trzydziestu pięciu".
pub(super) fn votes_behind_dash(found: &Captures) -> Option<String> {
    let number = value(found, "n").filter(|number| *number > 1)?;
    Some(format!("{} – {}", &found["lead"], cardinal_in(number, None, Case::Accusative)))
}

/// Returns whether a street, written with a capital, is in its first form: "ulica Długa".
pub(super) fn is_first_form_of_street(name: &str) -> bool {
    // "Jana" is a man's.
    ["ska", "cka", "zka", "na", "wa", "ga"].iter().any(|ending| name.ends_with(ending)) && !name.ends_with("ana")
}

/// Says the kind of a street before its name, in the case of the word before it: "przy ulicy Długiej", "na rogu alei".
pub(super) fn street(found: &Captures) -> Option<String> {
    let (lead, name) = (part(found, "lead"), &found["name"]);
    let word = last_word(lead);
    let prepositions = ["przy", "na", "w", "po", "z", "ze", "do", "u", "od", "koło", "obok", "wzdłuż", "między"];
    let bent = prepositions.contains(&word.as_str())
        // "Na skrzyżowaniu ul. Prostej i al. Róż", but "adres: ul. Prosta".
        || lead.starts_with(char::is_lowercase) && !is_first_form_of_street(name) && !word.starts_with("adres");
    let locative = matches!(word.as_str(), "przy" | "na" | "w" | "po");
    // "Objazd ulicą Krótką".
    let by = name.ends_with('ą');
    let short = &found["short"];
    let noun = match (short.to_lowercase().as_str(), bent, locative) {
        ("ul", ..) if by => "ulicą",
        ("al", ..) if by => "aleją",
        ("ul", true, _) => "ulicy",
        ("ul", ..) => "ulica",
        ("al", true, _) => "alei",
        ("al", ..) => "aleja",
        ("pl", true, _) => "placu",
        ("pl", ..) => "plac",
        (_, true, true) => "osiedlu",
        (_, true, _) => "osiedla",
        _ => "osiedle",
    };
    let noun = if short.starts_with(char::is_uppercase) { capitalised(noun) } else { noun.to_owned() };
    Some(format!("{lead}{noun} {name}"))
}

/// Says a floor: "trzecie piętro", "na trzecim piętrze".
pub(super) fn floor(found: &Captures) -> Option<String> {
    let number = roman::value(&found["numeral"])?;
    let said = match found.name("lead") {
        Some(lead) => format!("{}{} piętrze", lead.as_str(), ordinal_with(number, "ym")),
        None => format!("{} piętro", ordinal_with(number, "e")),
    };
    Some(format!("{said}{}", &found["after"]))
}

/// Says a platform or a track with its number in order: "na peronie czwartym".
pub(super) fn track(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    let ending = match noun.chars().next_back()? {
        'u' => "ego",
        'e' | 'm' => "ym",
        _ => "y",
    };
    Some(format!("{noun} {}", ordinal_with(value(found, "n")?, ending)))
}

/// Says the number of a resolution: "piętnaście łamane przez sto dwadzieścia".
pub(super) fn broken_through(found: &Captures) -> Option<String> {
    let number =
        |part: &str| part.parse().ok().or_else(|| roman::value(part)).map(|number: u64| cardinal(number, None));
    let parts = found["list"].split('/').map(number).collect::<Option<Vec<_>>>()?;
    Some(format!("{} {}", &found["noun"], parts.join(" łamane przez ")))
}

/// Says how clocks are moved: "z trzeciej na drugą".
pub(super) fn clock_moved(found: &Captures) -> Option<String> {
    let hour = |name, minutes: &str, ending| {
        (&found[minutes] == "00").then_some(value(found, name)?).map(|hour| ordinal_with(hour, ending))
    };
    Some(format!("{} {} na {}", &found["lead"], hour("h", "m", "ej")?, hour("to", "m2", "ą")?))
}

/// Says a number and a half that is the front of a word: "dwuipółmetrowy", "półtoragodzinny".
pub(super) fn and_a_half_in_front(found: &Captures) -> Option<String> {
    let front = match value(found, "n")? {
        0 => "pół".to_owned(),
        1 => "półtora".to_owned(),
        number => format!("{}ipół", compound(number)?),
    };
    Some(format!("{front}{}", &found["word"]))
}

/// Says some forms of a school: "klas siódmych i ósmych".
pub(super) fn two_forms_of_school(found: &Captures) -> Option<String> {
    let ending = if found["noun"].to_lowercase() == "klasy" { "e" } else { "ych" };
    let form = |name| Some(ordinal_with(value(found, name)?, ending));
    let more = match found.name("more") {
        Some(more) => {
            let digit = more.as_str().chars().next_back().and_then(|digit| digit.to_digit(10))?;
            let join = more.as_str().trim_end_matches(|c: char| c.is_ascii_digit());
            format!("{join}{}", ordinal_with(u64::from(digit), ending))
        }
        None => String::new(),
    };
    Some(format!("{} {}{}{}{more}{}", &found["noun"], form("n")?, &found["join"], form("to")?, &found["after"]))
}

/// Says an adjective that is made of a number and a short measure: "dziewiętnastoprocentowego podatku", "pokój dwuosobowy".
pub(super) fn adjective_of_measure(found: &Captures) -> Option<String> {
    let (lead, noun) = (part(found, "lead"), part(found, "noun"));
    let stem = match found["short"].trim_end_matches('.') {
        "os" => "osobow",
        "pok" => "pokojow",
        "min" => "minutow",
        "mies" => "miesięczn",
        "dn" => "dniow",
        _ => "procentow",
    };
    // "Pokój 2-os. ze śniadaniem": the noun is before it.
    let small = ["przy", "przed", "oraz", "jest", "wraz"].contains(&noun.trim()) || noun.trim().chars().count() < 4;
    let counted = if small { lead.trim() } else { noun.trim() };
    Some(format!("{lead}{}{stem}{}{noun}{}", compound(value(found, "n")?)?, ending("", counted), stop(found)))
}
