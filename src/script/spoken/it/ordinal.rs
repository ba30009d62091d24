//! Italian ordinals in figures, Roman numerals, and the one and the half that agree with their noun.

use regex::Captures;

use super::super::grammar::{Gender, Gender::*, part, value};
use super::super::roman;
use super::number::{cardinal, nth, stem};

/// Returns the gender of a noun in the singular, by its ending and a few exceptions.
pub(super) fn gender_of(noun: &str) -> Gender {
    const MASCULINE: [&str; 10] =
        ["problema", "programma", "sistema", "tema", "clima", "poeta", "pilota", "papa", "dramma", "pianeta"];
    const FEMININE: &[&str] = &[
        "mano", "moglie", "madre", "notte", "parte", "legge", "classe", "voce", "fine", "chiave", "nave", "torre",
        "rete", "fonte", "gente", "arte", "morte", "dose", "base", "fase", "sede", "serie", "specie", "tesi", "crisi",
        "analisi", "estate", "frase", "frode", "capitale", "valle", "pelle", "croce", "luce", "pace", "foce",
        "corrente", "patente", "tangente", "sorgente", "canzone", "moto", "foto", "auto", "radio", "superficie",
        "neve", "febbre", "nube", "carne", "tigre", "mente", "fame", "lente", "corte",
    ];
    let feminine = ["a", "zione", "sione", "gione", "nione", "stione", "tà", "tù", "trice", "ice", "udine"]
        .iter()
        .any(|end| noun.ends_with(end));
    if FEMININE.contains(&noun) || feminine && !MASCULINE.contains(&noun) { Feminine } else { Masculine }
}

/// Says "1" before its noun as the article that it is: "un bambino", "uno studente", "una persona", "un'ora".
pub(super) fn one(found: &Captures) -> Option<String> {
    const LABELS: [&str; 24] = [
        "articolo", "capitolo", "comma", "punto", "numero", "gruppo", "formula", "fase", "livello", "tipo", "canale",
        "rai", "pagina", "volume", "girone", "euro", "terminal", "binario", "serie", "ligue", "linea", "italia",
        "allegato", "tabella",
    ];
    const NO_NOUNS: &[&str] = &[
        "il", "lo", "la", "gli", "le", "ogni", "alla", "alle", "agli", "dei", "delle", "degli", "dalla", "dalle",
        "contro", "quando", "e", "o", "a", "ai", "al", "alla", "con", "da", "dal", "del", "della", "di", "è", "ed",
        "fu", "ha", "in", "nel", "per", "su", "tra", "si", "comma",
    ];
    let noun = &found["noun"];
    // "L'articolo 1 prevede": behind a label the number is no article.
    let label = part(found, "label");
    // "5,1 milioni" has none either.
    if found.name("decimal").is_some()
        || NO_NOUNS.contains(&noun)
        || LABELS.contains(&label.trim().to_lowercase().as_str())
    {
        return None;
    }
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u', 'è', 'à']);
    let second = noun.chars().nth(1).unwrap_or('a');
    let hard = noun.starts_with('z')
        || noun.starts_with('s') && !"aeiou".contains(second)
        || ["gn", "ps", "x", "y"].iter().any(|start| noun.starts_with(start));
    Some(match gender_of(noun) {
        Feminine if vowel => format!("{label}un'{noun}"),
        Feminine => format!("{label}una {noun}"),
        _ if hard => format!("{label}uno {noun}"),
        _ => format!("{label}un {noun}"),
    })
}

/// Says a half of what follows: "mezzo litro", "mezza tazza".
pub(super) fn half(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    let half = if gender_of(noun) == Feminine { "mezza" } else { "mezzo" };
    Some(format!("{}{half} {noun}", part(found, "lead")))
}

/// Says an ordinal with its sign. A degree sign behind a larger number without a noun is one of degrees.
pub(super) fn ordinal(found: &Captures) -> Option<String> {
    const OF_DEGREES: [&str; 9] = ["C", "F", "nord", "sud", "est", "ovest", "gradi", "di", "all"];
    const OF_EVENTS: [&str; 20] = [
        "edizione", "sagra", "giornata", "tappa", "rassegna", "festa", "fiera", "maratona", "mostra", "coppa",
        "categoria", "classe", "posizione", "vittoria", "divisione", "puntata", "stagione", "volta", "gara", "brigata",
    ];
    let (number, sign, next) = (value(found, "n")?, &found["sign"], part(found, "next"));
    if number == 0 || OF_DEGREES.contains(&next.trim()) && sign != "ª" {
        return None;
    }
    // "Infornate a 180° per 40 minuti": nobody counts to that without an article.
    if sign == "°" && number > 39 && part(found, "lead").is_empty() && next.trim().len() < 5 {
        return None;
    }
    // Who has no other sign writes "15° tappa".
    let masculine = ["il ", "lo ", "al ", "del ", "nel ", "dal ", "suo ", "un "];
    let meant = !masculine.contains(&part(found, "lead").to_lowercase().as_str())
        && OF_EVENTS.contains(&next.trim().to_lowercase().as_str());
    let gender = if sign == "ª" || meant { Feminine } else { Masculine };
    // "La 3ªB": a class and its letter.
    let space = if next.starts_with(char::is_alphabetic) { " " } else { "" };
    let counted = part(found, "lead").is_empty() && next.is_empty() && sign == "°" && number > 9;
    (!counted).then(|| format!("{}{}{space}{next}", part(found, "lead"), nth(number, gender)))
}

/// Says the numeral of a ruler, a pope or a century: "Luigi quattordicesimo", "secolo ventesimo".
pub(super) fn after_name(found: &Captures) -> Option<String> {
    const SINGLE: [&str; 13] = [
        "Carlo", "Umberto", "Francesco", "Filippo", "Napoleone", "Enrico", "Giorgio", "Nicola", "Pio", "Federico",
        "Alessandro", "Leone", "Guglielmo",
    ];
    const QUEENS: [&str; 7] = ["Elisabetta", "Caterina", "Maria", "Margherita", "Cristina", "Vittoria", "Giovanna"];
    const NO_NAMES: [&str; 10] = ["Il", "La", "Lo", "Le", "Gli", "Un", "Una", "Nel", "Del", "Al"];
    let (name, written) = (&found["name"], &found["numeral"]);
    let queen = QUEENS.contains(&name);
    let noun = name.starts_with(char::is_lowercase);
    let sure = written.len() > 1 || SINGLE.contains(&name) || queen || noun;
    let number = roman::value(written).filter(|number| sure && *number < 100 && !NO_NAMES.contains(&name))?;
    if name == "sezione" {
        return Some(format!("{name} {}", nth(number, Feminine)));
    }
    // A chapter or a book is counted, a century is in order.
    if noun && !name.starts_with("secol") {
        return Some(format!("{name} {}", cardinal(number, None)));
    }
    Some(format!("{name} {}", nth(number, if queen { Feminine } else { Masculine })))
}

/// Says the second of two centuries, and what stands between them.
pub(super) fn second_century(found: &Captures) -> Option<String> {
    Some(format!("{} {}", &found["lead"], nth(roman::value(&found["numeral"])?, Masculine)))
}

/// Says two centuries and what joins them, with their noun before or behind them: "undicesimo dodicesimo secolo".
pub(super) fn centuries(found: &Captures) -> Option<String> {
    let say = |name: &str| Some(nth(roman::value(&found[name]).filter(|number| *number < 30)?, Masculine));
    let noun = |written: &str| if written == "sec." { "secolo" } else { written }.to_owned();
    let said = format!("{} {}", say("first")?, say("last")?);
    Some(match (&found["before"], &found["behind"]) {
        ("", behind) => format!("{said} {}", noun(behind)),
        (before, _) => format!("{} {said}", noun(before)),
    })
}

/// Says a numeral before its noun: "la seconda guerra mondiale", "il diciannovesimo secolo".
pub(super) fn before_noun(found: &Captures) -> Option<String> {
    const SINGLE: [&str; 8] =
        ["secolo", "guerra", "edizione", "legislatura", "congresso", "sezione", "atto", "municipio"];
    let (written, noun) = (&found["numeral"], &found["noun"]);
    let sure = written.len() > 1 || SINGLE.contains(&noun.to_lowercase().as_str());
    let number = roman::value(written).filter(|number| sure && *number < 100)?;
    Some(format!("{} {noun}", nth(number, gender_of(&noun.to_lowercase()))))
}

/// Says a round number of years, which loses its vowel: "vent'anni".
pub(super) fn years_of_age(found: &Captures) -> Option<String> {
    let said = cardinal(value(found, "n")?, None);
    Some(format!("{}'anni", &said[..said.len() - 1]))
}

/// Says someone of an age: "diciottenne".
pub(super) fn of_age(found: &Captures) -> Option<String> {
    Some(format!("{}{}", stem(value(found, "n")?), &found["end"]))
}

/// Says an ordinal with its ending behind the figures: "cinquantaquattresimo", "ventesima".
pub(super) fn with_ending(found: &Captures) -> Option<String> {
    let said = nth(value(found, "n").filter(|number| *number > 0)?, Masculine);
    let stem = said.strip_suffix("esimo").unwrap_or(said.trim_end_matches('o'));
    let last = found["end"].strip_prefix("esim")?;
    Some(if said.ends_with("esimo") { format!("{stem}{}", &found["end"]) } else { format!("{stem}{last}") })
}

/// Says an ordinal whose sign is a caret or a letter, in the gender of its noun: "17^ giornata", "3a classificata".
pub(super) fn by_noun(found: &Captures) -> Option<String> {
    let number = value(found, "n").filter(|number| *number > 0)?;
    let noun = part(found, "noun");
    let gender = if noun.is_empty() { Feminine } else { gender_of(&noun.to_lowercase()) };
    let told = match &found["sign"] {
        "a" => gender == Feminine,
        "o" => gender == Masculine,
        _ => true,
    };
    let space = if noun.is_empty() { "" } else { " " };
    told.then(|| format!("{}{space}{noun}", nth(number, gender)))
}
