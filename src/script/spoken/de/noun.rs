//! The gender of German nouns: by their endings, and by the last part of compounds. Mostly tables.

use super::super::grammar::{Gender, Gender::*};

/// Endings of feminine nouns.
const FEMININE: [&str; 15] =
    ["ung", "heit", "keit", "schaft", "ion", "tät", "in", "ik", "ur", "anz", "enz", "zeit", "liga", "ei", "e"];
/// Feminine nouns without such an ending, and what compounds end in.
#[rustfmt::skip]
const FEMININE_WORDS: [&str; 87] = [
    "frau", "person", "stadt", "nacht", "bank", "tochter", "mutter", "schwester", "zahl", "hand", "mark", "wahl", "firma", "schlacht", "amtszeit", "staffel", "regel", "insel",
    "klausel", "formel", "feier", "steuer", "nummer", "kammer", "mauer", "fahrt", "sicht", "welt", "kraft", "form", "norm", "tür", "uhr", "wand", "pflicht", "schicht",
    "macht", "birn", "million", "milliard", "show", "website", "saison",
    "zwiebel", "kartoffel", "gabel", "schüssel", "muschel", "semmel", "nadel", "kugel", "tafel", "fackel", "wurzel", "ampel", "bibel", "fabel", "kanzel", "nudel", "orgel", "schachtel", "vokabel", "waffel", "kapsel", "achsel", "stoppel", "trommel", "eichel", "dattel", "leiter", "feder", "butter", "ziffer", "faser", "ader", "jungfrau", "not", "lust", "luft", "frucht", "brust", "gans", "maus", "nuss", "axt", "haut", "burg",
];
/// Neuter nouns that numbers stand before in the news, and what compounds end in.
#[rustfmt::skip]
const NEUTER: [&str; 66] = [
    "jahr", "album", "spiel", "tor", "mal", "buch", "kind", "quartal", "rennen", "match", "semester", "jubiläum", "treffen", "jahrhundert", "jahrtausend", "jahrzehnt", "viertel",
    "finale", "drittel", "land", "haus", "opfer", "gebäude", "ende", "mitglied", "examen", "gesetz", "gericht", "regiment", "modell", "stück", "bild", "lied", "wort", "werk", "paket",
    "geschoss", "team", "festival", "konzert", "turnier", "training", "kapitel", "kabinett", "duell", "derby", "baby", "brot", "ei", "bier", "glas", "pfund", "gramm", "auto", "tier",
    "zimmer", "fahrzeug", "unternehmen", "verfahren", "gramm", "prozent", "mädchen", "ticket", "video", "foto", "wochenende",
];
/// Endings of neuter nouns.
const NEUTER_ENDINGS: [&str; 5] = ["chen", "lein", "ment", "tum", "zentrum"];
/// Masculine nouns that end like feminine ones.
#[rustfmt::skip]
const MASCULINE: [&str; 23] = [
    "kollege", "zeuge", "junge", "name", "kunde", "experte", "beamte", "vorsitzende", "abgeordnete", "angeklagte", "verletzte", "deutsche", "bewerber", "gedanke", "termin",
    "gewinn", "beginn", "verein", "stein", "wein", "rhein", "schein", "kamin",
];

/// Not nouns that are counted, but what the next number names.
const LABELS: [&str; 5] = ["Absatz", "Satz", "Nummer", "Artikel", "Paragraf"];

/// Returns the gender of a noun by its ending, or where it is one of the news' own.
pub(super) fn gender(noun: &str) -> Option<Gender> {
    if !noun.starts_with(char::is_uppercase) || noun.chars().count() < 2 || LABELS.contains(&noun) {
        return None;
    }
    // "Ein Uhr" is a time of day.
    if noun == "Uhr" {
        return Some(Masculine);
    }
    let small = noun.to_lowercase();
    // A compound has the gender of its last part; short parts may be the end of any word: "-ei" of "Partei".
    let is = |word: &str| small == word || word.chars().count() > 2 && small.ends_with(word);
    Some(match small.as_str() {
        _ if MASCULINE.iter().any(|word| is(word)) => Masculine,
        _ if NEUTER.iter().any(|word| is(word)) || NEUTER_ENDINGS.iter().any(|end| small.ends_with(end)) => Neuter,
        _ if FEMININE_WORDS.iter().any(|word| is(word)) || FEMININE.iter().any(|end| small.ends_with(end)) => Feminine,
        _ => Masculine,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_have_the_gender_of_their_last_part() {
        for (gender_of, nouns) in [
            (Feminine, ["Ehefrau", "Partei", "Schicht", "Regierung", "Birne", "Prise"]),
            (Neuter, ["Lebensjahr", "Ei", "Mädchen", "Obergeschoss", "Bundesland", "Brot"]),
            (Masculine, ["Versuch", "Platz", "Verein", "Kollege", "Apfel", "Todestag"]),
        ] {
            for noun in nouns {
                assert_eq!(gender(noun), Some(gender_of), "{noun}");
            }
        }
        assert_eq!([gender("guter"), gender("Absatz")], [None; 2]);
    }
}
