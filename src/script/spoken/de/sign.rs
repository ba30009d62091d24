//! Signs that German newsreaders say in words: of comparison, and between the genders of a noun.

use regex::Captures;

use super::super::grammar::{self, Bible, winds};
use super::number::cardinal;

/// Says a sign of comparison before a number: "mehr als 500", "p kleiner als 0,05".
pub(super) fn compared(found: &Captures) -> Option<String> {
    let words =
        ["kleiner als", "größer als", "weniger als", "mehr als", "höchstens", "mindestens", "plus minus", "etwa"];
    Some(grammar::compared(found, words))
}

/// Says a noun that is written in both genders as it is spoken, with a stop before its ending; of many, both are named.
pub(super) fn both_genders(found: &Captures) -> Option<String> {
    let (stem, end) = (&found["stem"], &found["end"]);
    let slash = found[0].contains('/');
    Some(match (slash, end) {
        // "Schüler/-innen" is shorthand for both words.
        (true, "innen") => format!("{stem}innen und {stem}"),
        (true, _) => format!("{stem}in oder {stem}"),
        _ => format!("{stem}-{end}"),
    })
}

/// Says a word in two forms that a slash joins: "eine oder einen", "jede oder jeder", "Angehörige oder Angehörigen".
pub(super) fn both_forms(found: &Captures) -> Option<String> {
    Some(format!("{} oder {}", &found["one"], &found["other"]))
}

/// Says a word with its other ending too: "eine/n" is "eine oder einen", "einem/r" is "einem oder einer".
pub(super) fn other_ending(found: &Captures) -> Option<String> {
    let (word, end) = (&found["word"], &found["end"]);
    // An ending stands for another: the "r" of "einem/r" for the "m".
    let other = word.strip_suffix(['m', 'n', 'r']).filter(|stem| end.len() == 1 && end != "e" && stem.ends_with('e'));
    Some(format!("{word} oder {}{end}", other.unwrap_or(word)))
}

/// Says scores whose numbers could be a time of day, behind a word that tells of a match: "siegte 22:19 (11:10)".
pub(super) fn scores(found: &Captures) -> Option<String> {
    const BEFORE_TIMES: [&str; 8] = ["um", "ab", "bis", "gegen", "seit", "von", "nach", "kurz vor"];
    let gap = &found["gap"];
    if found.name("clock").is_some() || BEFORE_TIMES.iter().any(|word| gap.trim_end().ends_with(word)) {
        return None;
    }
    let mut said = format!("{}{gap}", &found["lead"]);
    let mut number = String::new();
    for character in found["scores"].chars().chain(['\n']) {
        if character.is_ascii_digit() {
            number.push(character);
            continue;
        }
        if let Ok(value) = number.parse() {
            said.push_str(&cardinal(value, None));
        }
        number.clear();
        match character {
            ':' => said.push_str(" zu "),
            '\n' => {}
            other => said.push(other),
        }
    }
    Some(said)
}

/// Says the sets of a match, where one of them can be no time of day: "25:20, 23:25, 25:18".
pub(super) fn sets(found: &Captures) -> Option<String> {
    let written = &found["sets"];
    let numbers = || written.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let hours = numbers().step_by(2).any(|hour| hour.parse::<u8>().is_ok_and(|hour| hour > 24));
    let minutes = numbers().skip(1).step_by(2).any(|minute| minute.len() == 1);
    if found.name("clock").is_some() || !hours && !minutes {
        return None;
    }
    let say = |number: &str| number.parse().map(|number| cardinal(number, None)).unwrap_or_default();
    let pairs = written.split_inclusive([' ', ',']).map(|piece| {
        let pair = piece.trim_end_matches([' ', ',']);
        let after = &piece[pair.len()..];
        match pair.split_once(':') {
            Some((own, other)) => format!("{} zu {}{after}", say(own), say(other)),
            None => piece.to_owned(),
        }
    });
    Some(pairs.collect())
}

/// The points of the compass by their letters.
#[rustfmt::skip]
const POINTS: [(&str, &str); 16] = [
    ("N", "Nord"), ("O", "Ost"), ("S", "Süd"), ("W", "West"), ("NO", "Nordost"), ("SO", "Südost"), ("SW", "Südwest"), ("NW", "Nordwest"), ("NNO", "Nordnordost"), ("ONO", "Ostnordost"),
    ("OSO", "Ostsüdost"), ("SSO", "Südsüdost"), ("SSW", "Südsüdwest"), ("WSW", "Westsüdwest"), ("WNW", "Westnordwest"), ("NNW", "Nordnordwest"),
];

/// Says where the wind blows from: "aus Südwest bis West".
pub(super) fn wind(found: &Captures) -> Option<String> {
    winds(found, &POINTS, "bis")
}

/// The books of the Bible as German churches shorten them (Loccumer Richtlinien, 1981).
#[rustfmt::skip]
pub(super) const BIBLE: Bible = Bible {
    books: &[
        ("Gen", "Genesis"), ("Ex", "Exodus"), ("Lev", "Levitikus"), ("Num", "Numeri"), ("Dtn", "Deuteronomium"), ("Jos", "Josua"), ("Sam", "Samuel"), ("Kön", "Könige"), ("Ps", "Psalm"), ("Spr", "Sprüche"),
        ("Koh", "Kohelet"), ("Hld", "Hohelied"), ("Jes", "Jesaja"), ("Jer", "Jeremia"), ("Ez", "Ezechiel"), ("Hes", "Hesekiel"), ("Dan", "Daniel"), ("Hos", "Hosea"), ("Mi", "Micha"), ("Mal", "Maleachi"),
        ("Mt", "Matthäus"), ("Mk", "Markus"), ("Lk", "Lukas"), ("Joh", "Johannes"), ("Apg", "Apostelgeschichte"), ("Röm", "Römer"), ("Kor", "Korinther"), ("Gal", "Galater"), ("Eph", "Epheser"),
        ("Phil", "Philipper"), ("Kol", "Kolosser"), ("Thess", "Thessalonicher"), ("Tim", "Timotheus"), ("Hebr", "Hebräer"), ("Jak", "Jakobus"), ("Petr", "Petrus"), ("Offb", "Offenbarung"),
    ],
    which: ["erster", "zweiter", "dritter"],
    psalm: "Ps",
    cardinal,
    to: "bis",
};
