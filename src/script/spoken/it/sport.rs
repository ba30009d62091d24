//! Italian times of sport and work: minutes of a match, what a stopwatch shows, hours and minutes that something takes.

use regex::Captures;

use super::super::grammar::{Gender, Gender::*, Lasting, part, value};
use super::number::{cardinal, nth};

/// Says a number of something with its noun: "un'ora", "due minuti".
fn counted(number: u64, [one, many]: [&str; 2], gender: Gender) -> String {
    match number {
        1 if gender == Feminine => format!("un'{one}"),
        1 => format!("un {one}"),
        _ => format!("{} {many}", cardinal(number, None)),
    }
}

fn hours(number: u64) -> String {
    counted(number, ["ora", "ore"], Feminine)
}

fn minutes(number: u64) -> String {
    counted(number, ["minuto", "minuti"], Masculine)
}

/// Says what a stopwatch shows: "due ore quattro minuti e cinquantacinque secondi", "dieci secondi e novantadue centesimi".
pub(super) fn stopwatch(found: &Captures) -> Option<String> {
    let time = Lasting::found(found)?;
    let mut said = time.whole([&hours, &minutes, &|number| counted(number, ["secondo", "secondi"], Masculine)]);
    if !time.parts.is_empty() {
        let name = [["decimo", "decimi"], ["centesimo", "centesimi"], ["millesimo", "millesimi"]][time.parts.len() - 1];
        said.push(counted(time.parts.parse().ok()?, name, Masculine));
    }
    let last = said.pop()?;
    Some(if said.is_empty() { last } else { format!("{} e {last}", said.join(" ")) })
}

/// Says how many hours and minutes something takes: "un'ora cinquantadue minuti".
pub(super) fn lasting(found: &Captures) -> Option<String> {
    Some(format!("{} {}", hours(value(found, "h")?), minutes(value(found, "m")?)))
}

/// Says the minute of a match in order, and its half: "al cinquantaseiesimo", "dodicesimo del primo tempo".
pub(super) fn minute(found: &Captures) -> Option<String> {
    let minute = nth(value(found, "n").filter(|minute| *minute > 0)?, Masculine);
    let plus = found
        .name("plus")
        .map(|plus| format!(" più {}", plus.as_str().replace(['+', ' ', '\'', '’', '′'], "")))
        .unwrap_or_default();
    let half = match part(found, "half").chars().next() {
        Some('p') => " del primo tempo",
        Some(_) => " del secondo tempo",
        None => "",
    };
    Some(format!("{}{minute}{plus}{half}{}", part(found, "lead"), part(found, "after")))
}

/// Says a minute of what is played on: "al terzo minuto di recupero".
pub(super) fn minute_of(found: &Captures) -> Option<String> {
    let minute = nth(value(found, "n").filter(|minute| *minute > 0)?, Masculine);
    Some(format!("{}{minute} minuto{}", &found["lead"], &found["after"]))
}

/// Says minutes of waiting or playing: "ottantacinque minuti di ritardo".
pub(super) fn minutes_long(found: &Captures) -> Option<String> {
    Some(format!("{}{}{}", part(found, "lead"), minutes(value(found, "n")?), part(found, "after")))
}

/// Says a draw: "due a due".
pub(super) fn draw(found: &Captures) -> Option<String> {
    let (own, other) = (value(found, "own")?, value(found, "other")?);
    (own == other && own < 16).then(|| format!("{own} a {other}{}", &found["after"]))
}
