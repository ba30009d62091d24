//! Portuguese times of sport, days of the week and what is open when. Figures are left to be said as those of the region are.

use regex::Captures;

use super::super::grammar::{Lasting, part, stop, value};

fn counted(number: u64, [one, many]: [&str; 2]) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn hours(number: u64) -> String {
    counted(number, ["hora", "horas"])
}

fn minutes(number: u64) -> String {
    counted(number, ["minuto", "minutos"])
}

fn seconds(number: u64) -> String {
    counted(number, ["segundo", "segundos"])
}

/// Says what a stopwatch shows: "dez segundos e noventa e dois centésimos".
pub(super) fn stopwatch(found: &Captures) -> Option<String> {
    let time = Lasting::found(found)?;
    joined(time.whole([&hours, &minutes, &seconds]), time.parts)
}

/// Says what a stopwatch shows with its units: "um minuto dezoito segundos e setecentos e noventa e dois milésimos".
pub(super) fn with_units(found: &Captures) -> Option<String> {
    type Say = fn(u64) -> String;
    let groups: [(&str, Say); 3] = [("h", hours), ("m", minutes), ("s", seconds)];
    let parts = part(found, "f");
    let timed = |group: &str| value(found, group).filter(|number| *number > 0 || parts.is_empty());
    let said = groups.iter().filter_map(|(group, say)| timed(group).map(say)).collect();
    joined(said, parts)
}

/// Joins what is counted, and the digits behind the seconds.
fn joined(mut said: Vec<String>, parts: &str) -> Option<String> {
    const NAMES: [[&str; 2]; 3] = [["décimo", "décimos"], ["centésimo", "centésimos"], ["milésimo", "milésimos"]];
    if let (Ok(number), Some(names)) = (parts.parse(), NAMES.get(parts.len().wrapping_sub(1))) {
        said.push(counted(number, *names));
    }
    let last = said.pop()?;
    Some(if said.is_empty() { last } else { format!("{} e {last}", said.join(" ")) })
}

/// Returns the day of the week that is shortened so.
fn day(short: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] = ["segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"];
    let short: String = short.to_lowercase().chars().take(3).collect();
    DAYS.into_iter().find(|day| day.starts_with(&short))
}

/// Says a span of days of the week: "segunda a sexta".
pub(super) fn days(found: &Captures) -> Option<String> {
    let stop = stop(found);
    Some(format!("{} a {}{stop}", day(&found["day"])?, day(&found["to"])?))
}

/// Says a day of the week before its date or hour.
pub(super) fn one_day(found: &Captures) -> Option<String> {
    Some(format!("{}{}", day(&found["day"])?, &found["after"]))
}

/// Says the quarter of a year: "segundo trimestre de vinte e cinco".
pub(super) fn quarter(found: &Captures) -> Option<String> {
    const NAMES: [&str; 4] = ["primeiro", "segundo", "terceiro", "quarto"];
    let name = NAMES.get(value(found, "n")?.checked_sub(1)? as usize)?;
    Some(format!("{name} trimestre de {}", &found["y"]))
}

/// Says how often something is paid or counted: "doze vezes de".
pub(super) fn times(found: &Captures) -> Option<String> {
    let number = value(found, "n").filter(|number| *number > 0)?;
    Some(match number {
        1 => format!("uma vez{}", &found["after"]),
        2 => format!("duas vezes{}", &found["after"]),
        _ => format!("{number} vezes{}", &found["after"]),
    })
}

/// Says the sets of a match: "seis a quatro, três a seis e sete a cinco"; other pairs are dates.
pub(super) fn sets(found: &Captures) -> Option<String> {
    let is_set = |pair: &str| {
        let games: Vec<u64> = pair.split(['/', '-', '–']).filter_map(|games| games.parse().ok()).collect();
        matches!(games.iter().max(), Some(6 | 7)) || games.iter().all(|games| *games > 7)
    };
    let mut pairs = found["sets"].split([' ', ',']).filter(|pair| pair.contains(|c: char| c.is_ascii_digit()));
    pairs.all(is_set).then(|| format!("{}{}", part(found, "lead"), found["sets"].replace(['/', '-', '–'], " a ")))
}
