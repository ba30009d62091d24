//! Portuguese ordinals in figures, Roman numerals, and the gender that numbers agree with.

use regex::Captures;

use super::super::grammar::{Gender, Gender::*, part, value};
use super::super::roman;
use super::number::{cardinal, nth};

/// Returns the gender of a counted noun by its ending: one, two and the hundreds agree with it.
pub(super) fn gender(number: u64, noun: &str) -> Option<Gender> {
    const SMALL_WORDS: [&str; 26] = [
        "a", "ao", "as", "até", "com", "como", "contra", "da", "das", "de", "do", "dos", "e", "em", "entre", "para",
        "mas", "na", "nas", "no", "nos", "os", "ou", "por", "que", "são",
    ];
    let plural = noun.ends_with('s') || number == 1;
    if !plural || !noun.starts_with(char::is_lowercase) || SMALL_WORDS.contains(&noun) {
        return None;
    }
    Some(gender_of(noun))
}

/// Returns the gender of a noun in the singular or the plural.
pub(super) fn gender_of(noun: &str) -> Gender {
    const FEMININE: &[&str] = &[
        "mulher", "mulhere", "vez", "veze", "noite", "tarde", "parte", "lei", "morte", "mão", "voz", "voze", "nave",
        "classe", "torre", "rede", "fonte", "ave", "gente", "flor", "flore", "colher", "colhere", "pele", "febre",
        "ordem", "luz", "luze", "cruz", "cruze", "cor", "core", "dor", "dore", "mãe", "manhã", "irmã", "base", "fase",
        "frase", "tese", "crise", "análise", "face", "noz", "noze", "raiz", "raíze", "dose", "equipe", "sede", "greve",
        "ponte", "corrente", "enchente", "semente", "lente", "frente", "chave", "carne", "gestante", "catástrofe",
        "suíte", "boate", "moto", "foto", "tribo", "elite", "pane", "metrópole", "hipótese", "síndrome", "árvore",
        "superfície", "nuvem", "nuven", "arte", "estante", "fraude",
    ];
    const MASCULINE: [&str; 24] = [
        "dia", "problema", "sistema", "tema", "mapa", "planeta", "clima", "idioma", "poema", "grama", "policia",
        "atleta", "cinema", "esquema", "trauma", "drama", "colega", "guarda", "diploma", "cometa", "dilema", "sofá",
        "papa", "delta",
    ];
    // "Dois motoristas", "dois programas", but "duas revistas".
    const FEMININE_LISTS: [&str; 7] = ["lista", "pista", "vista", "entrevista", "revista", "conquista", "crista"];
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let endings = ["a", "ção", "çõe", "são", "sõe", "dade", "gem", "gen", "tude", "érie", "écie"];
    let feminine = endings.iter().any(|end| one.ends_with(end));
    let masculine = MASCULINE.contains(&one)
        || one.ends_with("ista") && !FEMININE_LISTS.contains(&one)
        || one.ends_with("grama") && one.len() > "grama".len();
    if FEMININE.contains(&one) || feminine && !masculine { Feminine } else { Masculine }
}

/// Says an ordinal with its sign; articles of a law are counted from the hundredth on, and who has no other sign writes
/// "32° rodada".
pub(super) fn ordinal(found: &Captures) -> Option<String> {
    let (number, next) = (value(found, "n")?, part(found, "next"));
    let article = part(found, "article");
    if found.name("degrees").is_some() || found.name("point").is_some() {
        return None;
    }
    // "Leve ao forno a 180º por 40 minutos".
    let oven = (100..=300).contains(&number) && number.is_multiple_of(10) && article.is_empty();
    if oven && &found["e"] != "ª" && matches!(next.trim(), "" | "por" | "durante" | "até" | "e" | "e asse") {
        return Some(format!("{number} graus{next}"));
    }
    let meant = &found["e"] == "°" && next.len() > 4 && gender_of(next.trim()) == Feminine;
    let gender = if &found["e"] == "ª" || meant { Feminine } else { Masculine };
    let said = match number {
        100.. if !article.is_empty() => cardinal(number, None),
        _ => nth(number, gender)?,
    };
    Some(format!("{article}{said}{next}"))
}

/// Says the numeral of a ruler, a century or a chapter: up to the tenth in order, but chapters are counted.
pub(super) fn after_name(found: &Captures) -> Option<String> {
    const SINGLE: [&str; 12] = [
        "Carlos", "Pedro", "João", "Filipe", "Afonso", "Henrique", "Fernando", "Pio", "Sancho", "Dinis", "Manuel",
        "Jorge",
    ];
    const QUEENS: [&str; 7] = ["Isabel", "Elizabeth", "Catarina", "Margarida", "Maria", "Cristina", "Vitória"];
    const NO_NAMES: [&str; 10] = ["O", "A", "Os", "As", "No", "Na", "Do", "Da", "Um", "Uma"];
    let (name, written) = (&found["name"], &found["numeral"]);
    let queen = QUEENS.contains(&name);
    let noun = name.starts_with(char::is_lowercase);
    let sure = written.len() > 1 || SINGLE.contains(&name) || queen || noun;
    let number = roman::value(written).filter(|number| sure && *number < 100 && !NO_NAMES.contains(&name))?;
    let ordered = !noun || name.starts_with("século");
    let said = match number {
        1..=10 if ordered => nth(number, if queen { Feminine } else { Masculine })?,
        _ => cardinal(number, None),
    };
    Some(format!("{name} {said}"))
}

/// Says the second of two centuries.
pub(super) fn second_century(found: &Captures) -> Option<String> {
    let number = roman::value(&found["numeral"]).filter(|number| *number < 100)?;
    let said = if number <= 10 { nth(number, Masculine)? } else { cardinal(number, None) };
    Some(format!("{} {said}", &found["lead"]))
}

/// Says a numeral before its noun: "a segunda Guerra Mundial".
pub(super) fn before_noun(found: &Captures) -> Option<String> {
    let (lead, written, noun) = (part(found, "lead"), &found["numeral"], &found["noun"]);
    let number = roman::value(written).filter(|_| written.len() > 1 || !lead.is_empty())?;
    Some(format!("{lead}{} {noun}", nth(number, gender_of(&noun.to_lowercase()))?))
}

/// Says a half of what follows: "meio litro", "meia hora".
pub(super) fn half(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    let half = if gender_of(noun) == Feminine { "meia" } else { "meio" };
    Some(format!("{}{half} {noun}", part(found, "lead")))
}
