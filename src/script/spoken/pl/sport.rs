//! Polish times of sport, parts of a final, kilometres of roads, votes, and shares.

use regex::Captures;

use super::super::grammar::{Case, Gender::Feminine, Lasting, last_word, part, stop, value};
use super::bent::{cardinal_in, decimal_in};
use super::case::{asks_genitive, is_accusative};
use super::men::is_of_men;
use super::number::{cardinal, form};
use super::ordinal::ordinal_with;

fn counted(number: u64, forms: [&str; 3]) -> String {
    format!("{} {}", cardinal(number, Some(Feminine)), forms[form(number)])
}

/// Says what a stopwatch shows: "dwie godziny cztery minuty pięćdziesiąt pięć sekund", "szesnaście i siedem dziesiątych
/// sekundy".
pub(super) fn stopwatch(found: &Captures) -> Option<String> {
    let time = Lasting::found(found)?;
    let hours = |number| counted(number, ["godzina", "godziny", "godzin"]);
    let minutes = |number| counted(number, ["minuta", "minuty", "minut"]);
    let seconds = |number| match behind(time.parts) {
        Some(parts) => format!("{} i {parts} sekundy", cardinal(number, Some(Feminine))),
        None => counted(number, ["sekunda", "sekundy", "sekund"]),
    };
    Some(time.whole([&hours, &minutes, &seconds]).join(" "))
}

/// Says the digits behind a comma: "siedem dziesiątych", "jedna setna".
fn behind(digits: &str) -> Option<String> {
    let name = ["dziesiąt", "setn", "tysięczn"].get(digits.len().checked_sub(1)?)?;
    let number: u64 = digits.parse().ok().filter(|number| *number > 0)?;
    Some(format!("{} {name}{}", cardinal(number, Some(Feminine)), ["a", "e", "ych"][form(number)]))
}

/// Says decimals of something feminine, whose one and two agree: "czterdzieści dwie i sześć dziesiątych sekundy".
pub(super) fn feminine_decimals(found: &Captures) -> Option<String> {
    // "Dwie i pół godziny" has a rule of its own.
    if &found["parts"] == "5" {
        return None;
    }
    let noun = match &found["noun"] {
        "s" | "sek" => "sekundy",
        "t" => "tony",
        "h" | "godz" => "godziny",
        "min" => "minuty",
        noun => noun,
    };
    let (lead, whole) = (part(found, "lead"), value(found, "whole")?);
    if asks_genitive(&last_word(lead)) {
        let parts = decimal_in("0", &found["parts"], Case::Genitive)?;
        return Some(format!("{lead}{} i {parts} {noun}", cardinal_in(whole, Some(Feminine), Case::Genitive)));
    }
    Some(format!("{lead}{} i {} {noun}", cardinal(whole, Some(Feminine)), behind(&found["parts"])?))
}

/// Says decimals of one where something changes by them: "o szesnaście i jedną dziesiątą procent".
pub(super) fn changed_by_one(found: &Captures) -> Option<String> {
    let whole = value(found, "whole")?;
    let name = if found["parts"].len() == 1 { "dziesiątą" } else { "setną" };
    let whole = if whole == 0 { String::new() } else { format!("{} i ", cardinal(whole, None)) };
    let unit = found["unit"].trim_start().replace('%', "procent");
    Some(format!("{} {whole}jedną {name} {unit}", &found["lead"]))
}

/// Says a part of a final: "w jednej ósmej finału".
pub(super) fn part_of_final(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let bent =
        ["w", "do", "z", "na", "o", "po", "mecz", "mecze", "meczu", "meczem", "spotkanie", "rewanż", "losowanie"];
    let ending = if bent.contains(&lead.trim().to_lowercase().as_str()) { ["jednej", "ej"] } else { ["jedna", "a"] };
    Some(format!("{lead}{} {} finału", ending[0], ordinal_with(value(found, "n")?, ending[1])))
}

fn of_men(number: u64) -> String {
    if number == 1 { "jeden".to_owned() } else { cardinal_in(number, None, Case::Accusative) }
}

/// Says votes, which are those of men: "przeciw było stu dziewięćdziesięciu ośmiu", "pięciu wstrzymało się".
pub(super) fn votes(found: &Captures) -> Option<String> {
    Some(format!("{}{}{}", part(found, "lead"), of_men(value(found, "n")?), part(found, "after")))
}

/// Says some of a number of men: "dwudziestu jeden z dwudziestu pięciu radnych".
pub(super) fn some_of_men(found: &Captures) -> Option<String> {
    let (some, noun) = (value(found, "n").filter(|number| *number > 1)?, &found["noun"]);
    is_of_men(noun).then(|| format!("{} {} {} {noun}", of_men(some), &found["of"], &found["all"]))
}

/// Says in how many of a number: "w ośmiu na dziesięć przypadków".
pub(super) fn some_in(found: &Captures) -> Option<String> {
    let some = cardinal_in(value(found, "n")?, None, Case::Locative);
    Some(format!("{} {some} na {} {}", &found["lead"], cardinal(value(found, "all")?, None), &found["noun"]))
}

/// Says the kilometre of a road: "na trzysta dwunastym kilometrze".
pub(super) fn kilometre(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let (ending, noun) = match lead.trim().to_lowercase().as_str() {
        "na" | "po" => ("ym", "kilometrze"),
        "od" | "do" => ("ego", "kilometra"),
        "za" | "przed" => ("ym", "kilometrem"),
        _ => ("y", "kilometr"),
    };
    Some(format!("{lead}{} {noun}", ordinal_with(value(found, "n")?, ending)))
}

/// Says a share that something happens in: "w trzech czwartych przypadków".
pub(super) fn share_in(found: &Captures) -> Option<String> {
    let (over, under) = (value(found, "over")?, value(found, "under")?);
    if over == 0 || over >= under {
        return None;
    }
    let (above, ending) = match over {
        1 => ("jednej".to_owned(), "ej"),
        _ => (cardinal_in(over, None, Case::Locative), "ych"),
    };
    Some(format!("{} {above} {} {}", &found["lead"], ordinal_with(under, ending), &found["noun"]))
}

/// Says a share in the case of the word before it: "o jedną piątą", "do dwóch trzecich".
pub(super) fn share(found: &Captures) -> Option<String> {
    let (lead, over, under) = (part(found, "lead"), value(found, "over")?, value(found, "under")?);
    let word = last_word(lead);
    if over == 0 || over >= under || (over, under) == (1, 2) {
        return None;
    }
    let said = match (asks_genitive(&word), over) {
        (true, 1) => format!("jednej {}", ordinal_with(under, "ej")),
        (true, _) => format!("{} {}", cardinal_in(over, None, Case::Genitive), ordinal_with(under, "ych")),
        (false, 1) if is_accusative(&word) => format!("jedną {}", ordinal_with(under, "ą")),
        _ => return None,
    };
    Some(format!("{lead}{said}{}", &found["after"]))
}

/// Says to what age: "do lat dwunastu".
pub(super) fn to_the_age(found: &Captures) -> Option<String> {
    Some(format!("{} lat {}", &found["lead"], cardinal_in(value(found, "n")?, None, Case::Genitive)))
}

/// Says the place that someone has: "był piąty".
pub(super) fn placed(found: &Captures) -> Option<String> {
    let ending = if found["lead"].ends_with("ła") { "a" } else { "y" };
    Some(format!("{} {}{}", &found["lead"], ordinal_with(value(found, "n")?, ending), &found["after"]))
}

/// Says the minutes of goals: "w ósmej i sześćdziesiątej trzeciej minucie".
pub(super) fn minutes_of_match(found: &Captures) -> Option<String> {
    let mut said = Vec::new();
    for word in found["list"].split(' ') {
        let number = word.trim_end_matches([',', '.']);
        said.push(match number.parse() {
            Ok(minute) => format!("{}{}", ordinal_with(minute, "ej"), if word.ends_with(',') { "," } else { "" }),
            Err(_) => word.to_owned(),
        });
    }
    let stop = stop(found);
    Some(format!("{} {} minucie{stop}", &found["lead"], said.join(" ")))
}

/// Says after how long: "po pięciu godzinach", "po jednej minucie".
pub(super) fn after_hours(found: &Captures) -> Option<String> {
    let number = value(found, "n")?;
    let [one, many] = match &found["short"] {
        "godz" => ["jednej godzinie", "godzinach"],
        "min" => ["jednej minucie", "minutach"],
        _ => ["jednym miesiącu", "miesiącach"],
    };
    let said =
        if number == 1 { one.to_owned() } else { format!("{} {many}", cardinal_in(number, None, Case::Locative)) };
    let minutes = value(found, "m").map(|minutes| match minutes {
        1 => format!("{} jednej minucie", part(found, "and")),
        _ => format!("{} {} minutach", part(found, "and"), cardinal_in(minutes, None, Case::Locative)),
    });
    Some(format!("{} {said}{}", &found["lead"], minutes.unwrap_or_default()))
}
