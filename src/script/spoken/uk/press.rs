//! Ukrainian forms of the daily press: hours, years of birth, places in order, saints, parts of laws, scores.

use regex::Captures;

use super::super::grammar::{Case, Gender, part, stop, value};
use super::agreement::gender_of;
use super::bent::cardinal_in;
use super::case::is_before_genitive;
use super::number::{cardinal, fraction, genitive, numeral, ordinal_with};
use super::units::UNITS;

/// Says a score: "двадцять п’ять – двадцять один".
pub(super) fn score(own: u64, other: u64) -> String {
    format!("{} – {}", cardinal(own, None), cardinal(other, None))
}

/// Says a whole hour, or some, that something takes place at: "о дев’ятій ранку", "о вісімнадцятій".
pub(super) fn hours_at(found: &Captures) -> Option<String> {
    let mut said = String::new();
    for word in found["list"].split_inclusive(' ') {
        let bare = word.trim_end_matches([' ', ',']);
        match bare.parse() {
            Ok(hour @ 0..=24) => said.push_str(&format!("{}{}", ordinal_with(hour, "ій"), &word[bare.len()..])),
            Ok(_) => return None,
            Err(_) => said.push_str(word),
        }
    }
    Some(format!("{}{said}{}", &found["lead"], &found["after"]))
}

/// Says the year that someone was born, or something made in: "дві тисячі чотирнадцятого року народження".
pub(super) fn born(found: &Captures) -> Option<String> {
    let of = if &found["of"] == "н" { "народження" } else { "випуску" };
    Some(format!("{} року {of}{}", ordinal_with(value(found, "y")?, "ого"), stop(found)))
}

/// Says a number before something that is counted in order, as its first form tells: "третє місце", "п’ятий клас".
pub(super) fn in_its_order(found: &Captures) -> Option<String> {
    let (lead, number) = (part(found, "lead"), value(found, "n")?);
    let is_one = number % 10 == 1 && number % 100 != 11;
    if number == 0 || is_one && lead.is_empty() {
        return None;
    }
    let ending = if &found["noun"] == "місце" { "е" } else { "ий" };
    Some(format!("{lead}{} {}", ordinal_with(number, ending), &found["noun"]))
}

/// Says a saint in the case of the name: "святої Софії", "святого Миколая".
pub(super) fn saint(found: &Captures) -> Option<String> {
    const WOMEN: [&str; 13] = [
        "Софі", "Марі", "Варвар", "Анн", "Терез", "Катерин", "Параскев", "Ольг", "Трійц", "Тройц", "Єлизавет",
        "Покров", "Родин",
    ];
    let name = &found["name"];
    let ending = match (WOMEN.iter().any(|stem| name.starts_with(stem)), name.chars().next_back()?) {
        (true, 'а' | 'я') => "а",
        (true, 'у' | 'ю') => "у",
        (true, _) => "ої",
        (false, 'а' | 'я') => "ого",
        (false, 'у' | 'ю' | 'і') => "ому",
        (false, 'м') => "им",
        _ => "ий",
    };
    let first = if found["short"].starts_with('С') { "Свят" } else { "свят" };
    Some(format!("{first}{ending} {name}"))
}

/// Says a number with the end of a cardinal: "двох", "п’яти", "сьома", "п’ять".
pub(super) fn cardinal_with_ending(found: &Captures) -> Option<String> {
    let (number, ending) = (value(found, "n")?, &found["e"]);
    let (ones, teen) = (number % 10, (11..20).contains(&(number % 100)));
    let few = (2..=4).contains(&ones) && !teen;
    Some(match ending {
        "х" | "ох" | "ьох" if few => cardinal_in(number, None, Case::Genitive),
        "ма" if few || !matches!(ones, 7 | 8) => cardinal_in(number, None, Case::Instrumental),
        "ти" | "сти" => cardinal_in(number, None, Case::Genitive),
        "ми" if matches!(ones, 7 | 8) && !teen => cardinal_in(number, None, Case::Genitive),
        "ть" => cardinal(number, None),
        _ => return None,
    })
}

/// Says a part of a unit: "три чверті літра", "пів кілограма".
pub(super) fn part_of_unit(found: &Captures) -> Option<String> {
    let (over, under) = (value(found, "over")?, value(found, "under")?);
    if over == 0 || over >= under {
        return None;
    }
    let noun = UNITS.iter().find(|(own, ..)| *own == &found["unit"])?;
    let share = match (over, under) {
        (1, 2) => "пів".to_owned(),
        (1, 4) => "чверть".to_owned(),
        (3, 4) => "три чверті".to_owned(),
        _ => fraction(over, under),
    };
    Some(format!("{share} {}{}", genitive(noun), &found["after"]))
}

/// Says the degree of an order: "орденом «За мужність» третього ступеня".
pub(super) fn degree(found: &Captures) -> Option<String> {
    let number = numeral(&found["numeral"])?;
    Some(format!("{}{} ступеня{}", &found["lead"], ordinal_with(number, "ого"), stop(found)))
}

/// The parts of laws and of books: their name, genitive, instrumental and locative, and whether it is feminine.
const PARTS: [(&str, [&str; 4], bool); 6] = [
    ("с", ["сторінка", "сторінки", "сторінкою", "сторінці"], true),
    ("ч", ["частина", "частини", "частиною", "частині"], true),
    ("п", ["пункт", "пункту", "пунктом", "пункті"], false),
    ("пп", ["підпункт", "підпункту", "підпунктом", "підпункті"], false),
    ("гл", ["глава", "глави", "главою", "главі"], true),
    ("ст", ["стаття", "статті", "статтею", "статті"], true),
];

/// Says the parts of a law with their numbers in order: "за частиною другою статті третьої", "стаття п’ята". Each is a part of
/// the next unless a mark or a word joins them.
pub(super) fn law(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let word = lead.trim().to_lowercase();
    let first = match word.as_str() {
        "за" | "згідно з" | "згідно із" => 2,
        "на" | "у" | "в" | "при" | "по" => 3,
        word if is_before_genitive(word) => 1,
        _ => 0,
    };
    let (mut said, mut rest, mut form) = (lead.to_owned(), &found["chain"], first);
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let name = &rest[..start];
        let joined = name.trim_start_matches([',', ' ']);
        let (join, short) = ["та ", "і ", "й "]
            .iter()
            .find_map(|join| Some((*join, joined.strip_prefix(join)?)))
            .unwrap_or(("", joined));
        let listed = name.starts_with(',') || !join.is_empty();
        if said.len() > lead.len() {
            form = if listed { first } else { 1 };
            said.push_str(if name.starts_with(',') { ", " } else { " " });
        }
        let short = short.trim_end_matches([' ', '.']);
        let (_, nouns, feminine) =
            PARTS.iter().find(|(own, ..)| *own == if short == "стор" { "с" } else { short })?;
        let digits = &rest[start..];
        let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(digits.len());
        let ending = if *feminine { ["а", "ої", "ою", "ій"] } else { ["ий", "ого", "им", "ому"] }[form];
        let number = part_number(&digits[..end], ending)?;
        said.push_str(&format!("{join}{} {number}", nouns[form]));
        rest = &digits[end..];
    }
    Some(said)
}

/// Says in how many of a number: "у восьми із десяти випадків".
pub(super) fn some_in(found: &Captures) -> Option<String> {
    let say = |name, case| Some(cardinal_in(value(found, name)?, None, case));
    let (some, all) = (say("n", Case::Locative)?, say("all", Case::Genitive)?);
    Some(format!("{}{some} {} {all} {}", &found["lead"], &found["of"], &found["noun"]))
}

/// Says an ordinal that ends in "й" before a noun that is feminine: "двадцять п’ятій бригаді".
pub(super) fn of_brigades(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    let feminine = gender_of(noun) == Some(Gender::Feminine);
    feminine.then_some(format!("{} {noun}", ordinal_with(value(found, "n")?, "ій")))
}

/// Says the minutes of goals: "на дванадцятій, сорок п’ятій плюс один та вісімдесят дев’ятій хвилині".
pub(super) fn minutes_of_match(found: &Captures) -> Option<String> {
    let mut said = String::new();
    for word in found["list"].split_inclusive(' ') {
        let bare = word.trim_end_matches([' ', ',']);
        let (minute, more) = bare.split_once('+').unwrap_or((bare, ""));
        match minute.parse() {
            Ok(minute) => said.push_str(&ordinal_with(minute, "ій")),
            Err(_) => said.push_str(minute),
        }
        if let Ok(more) = more.parse() {
            said.push_str(&format!(" плюс {}", cardinal(more, None)));
        }
        said.push_str(&word[bare.len()..]);
    }
    Some(format!("{} {said} хвилині{}", &found["lead"], stop(found)))
}

/// Says the number of a part of a law in order; one with dots as it is written: "сто шістдесят п’ять крапка один".
fn part_number(written: &str, ending: &str) -> Option<String> {
    if !written.contains('.') {
        return Some(ordinal_with(written.parse().ok()?, ending));
    }
    let parts = written.split('.').map(|part| part.parse().ok().map(|part| cardinal(part, None)));
    Some(parts.collect::<Option<Vec<_>>>()?.join(" крапка "))
}
