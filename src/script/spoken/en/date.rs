//! Dates, years, decades, and spans of them: "Nov. 20, 2019", "25 july 2012", "2016/07/03", "'90s", "2019-20".

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::number::{ordinal, plural, short_cardinal, two_digits, year};
use super::rule::{Found, Rule, digit, letter};
use crate::months::ENGLISH as MONTHS;

pub(super) const RULES: &[Rule] = &[
    Rule {
        starts: letter,
        pattern: r"(?P<weekday>{days}){end}\.?(?:{dash}(?P<to>{days}){end}\.?)?(?P<rest>,?{space})?",
        say: weekday,
    },
    Rule { starts: letter, pattern: r"{month}{dash}(?P<to>{months}){end}(?:,?{space}{year}{end})?", say: months },
    Rule {
        starts: letter,
        pattern: r"{month}(?:{space}|-)(?P<day>[0-3]?[0-9])(?P<suffix>{suffix})?(?:{dash}(?:(?P<until>{months}){space})?(?P<to>[0-3]?[0-9]){suffix}?)?{end}(?:(?:,?{space}|-){year}{end})?",
        say: month_first,
    },
    Rule {
        starts: letter,
        pattern: r"{month}{space}{year}{space}?{dash}{space}?(?P<to>{months}){space}(?P<last>[12][0-9]{3}){end}",
        say: months_of_years,
    },
    Rule { starts: letter, pattern: r"{month},?{space}{year}{end}", say: month_and_year },
    Rule {
        starts: digit,
        pattern: r"(?P<day>[0-3]?[0-9])(?P<suffix>{suffix})?(?:{dash}(?P<to>[0-3]?[0-9]){suffix}?)?(?:{space}|-)(?:of )?{month}{end}\.?(?:,?(?:{space}|-){year}{end})?",
        say: day_first,
    },
    // "Between 10 and 15 June": both are days of the month behind them.
    Rule {
        starts: digit,
        pattern: r"(?P<day>[0-3]?[0-9])(?P<join>{space}(?:and|to|or){space}|,{space}?)(?P<to>[0-3]?[0-9]){suffix}?{space}{month}{end}\.?(?:,?{space}{year}{end})?",
        say: two_days,
    },
    Rule {
        starts: digit,
        pattern: r"{year}[-/.](?P<one>[0-9]{1,2})[-/.](?P<two>[0-9]{1,2})(?:T(?P<hour>[0-2][0-9]):(?P<minute>[0-5][0-9])(?::[0-9]{2}(?:\.[0-9]+)?)?(?P<zone>Z|[-+][0-9:]{4,5})?|{end})",
        say: year_first,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<one>[0-9]{1,2})(?:/(?P<two>[0-9]{1,2})/|\.(?P<second>[0-9]{1,2})\.|-(?P<other>[0-9]{1,2})-)(?P<year>[12][0-9]{3}|[0-9]{2}){end}",
        say: year_last,
    },
    Rule {
        starts: |byte| digit(byte) || matches!(byte, b'\'' | 0xe2),
        pattern: r"(?P<mark>['’‘])?(?P<from>(?:1[0-9]|20)[0-9]0{space}?|[0-9]0)['’]?s(?:{dash}(?P<mark2>['’‘])?(?P<to>(?:1[0-9]|20)?[0-9]0)['’]?s)?{end}",
        say: decades,
    },
    Rule { starts: |byte| matches!(byte, b'\'' | 0xe2), pattern: r"['’‘](?P<year>[0-9]{2}){end}", say: short_year },
    Rule {
        starts: letter,
        pattern: r"(?P<prefix>(?i-u:mid|pre|post|early|late))-['’‘]?(?:(?P<year>1[0-9]{3}|20[0-9]{2})(?P<s>['’]?s)?|(?P<decade>[1-9]0)['’]?s|(?P<attacks>9/11)){end}",
        say: prefixed,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<from>1[0-9]{3}|20[0-9]{2})(?:{dash}|/)(?P<to>1[0-9]{3}|20[0-9]{2}|[0-9]{1,2}){end}",
        say: years,
    },
];

/// Returns the name of a month as an article writes it, in full; its case stays.
pub(super) fn month(written: &str) -> Option<String> {
    let bare = written.trim_end_matches('.');
    let known = MONTHS
        .iter()
        .find(|name| name.get(..3).is_some_and(|three| bare.get(..3).is_some_and(|b| b.eq_ignore_ascii_case(three))))?;
    Some(if bare.eq_ignore_ascii_case(known) { bare.to_owned() } else { (*known).to_owned() })
}

/// Says a day of the week that is shortened: before a date, or as one end of a span.
fn weekday(found: &Found) -> Option<String> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let name = |part| {
        let three = found.get(part).get(..3)?;
        DAYS.iter().find(|day| day[..3].eq_ignore_ascii_case(three)).copied()
    };
    let (day, rest) = (name("weekday")?, found.get("rest"));
    if !found.get("to").is_empty() {
        return Some(format!("{day} to {}{rest}", name("to")?));
    }
    // "Sat" and "sun" are words: only a date after one makes it a day.
    let next = found.after.split([' ', '\u{a0}', '.', ',', '-', '–', ':']).next().unwrap_or_default();
    let number = next.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_date = month(next).is_some_and(|_| next.starts_with(char::is_uppercase) && next.len() < 10)
        || (1..3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    // "Fri & Sat".
    let joined = ["& ", "and "].iter().any(|and| {
        let other = found.after.strip_prefix(and).and_then(|next| next.get(..3)).unwrap_or_default();
        DAYS.iter().any(|day| day[..3] == *other) && !found.after.contains("day")
    });
    let is_day = found.whole().starts_with(char::is_uppercase) && !rest.is_empty();
    if is_day && joined {
        return Some(format!("{day}{rest}"));
    }
    (is_day && is_date).then(|| format!("{day}{rest}"))
}

/// Says a span of months: "January to March twenty twenty".
fn months(found: &Found) -> Option<String> {
    let short = found.get("month").len() < 5 || found.get("to").len() < 5;
    let (from, to) = (month(found.get("month"))?, month(found.get("to"))?);
    (short || !found.get("year").is_empty()).then(|| format!("{from} to {to}{}", year_after(found)))
}

/// Says a month and a day, with what may follow them.
fn month_first(found: &Found) -> Option<String> {
    let (day, name) = (day(found, "day")?, month(found.get("month"))?);
    // "May 10,000 people …", "March 5.5 %": a number, not a day.
    let goes_on = found
        .after
        .strip_prefix([',', '.', ':', '/', '-'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if goes_on || found.after.starts_with('%') || is_doubtful(found) {
        return None;
    }
    let until = month(found.get("until")).map(|name| format!("{name} ")).unwrap_or_default();
    let to = if found.get("to").is_empty() { String::new() } else { format!(" to {until}{}", self::day(found, "to")?) };
    Some(format!("{name} {day}{to}{}", year_after(found)))
}

/// Returns whether "may" or "march" is rather a verb: in small letters, with neither a year nor the end of the text after it.
fn is_doubtful(found: &Found) -> bool {
    matches!(found.get("month"), "may" | "march" | "mar" | "jan" | "dec")
        && found.get("year").is_empty()
        && found.get("suffix").is_empty()
        && !found.ends_text()
}

/// Says a span of months of two years: "December nineteen forty four to January nineteen forty five".
fn months_of_years(found: &Found) -> Option<String> {
    let (from, to) = (month(found.get("month"))?, month(found.get("to"))?);
    Some(format!("{from}{} to {to} {}", year_after(found), year(found.value("last")?)))
}

fn month_and_year(found: &Found) -> Option<String> {
    if found.after.starts_with([',', '.']) && found.after[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(format!("{}{}", month(found.get("month"))?, year_after(found)))
}

fn day_first(found: &Found) -> Option<String> {
    let (day, name) = (day(found, "day")?, month(found.get("month"))?);
    if is_doubtful(found) {
        return None;
    }
    let to = if found.get("to").is_empty() { String::new() } else { format!(" to {}", self::day(found, "to")?) };
    let the = if found.previous_word().eq_ignore_ascii_case("the") { "" } else { "the " };
    Some(found.stopped(format!("{the}{day}{to} of {name}{}", year_after(found))))
}

/// Says two days of one month, whose name stands behind the second: "between the tenth and fifteenth of June".
fn two_days(found: &Found) -> Option<String> {
    let (day, to) = (day(found, "day")?, self::day(found, "to")?);
    let counted = found.before.ends_with(|c: char| c.is_alphanumeric() || "$€£.,-–".contains(c));
    let later = found.value("day")? < found.value("to")?;
    if is_doubtful(found) || counted || !later {
        return None;
    }
    let the = if found.previous_word().eq_ignore_ascii_case("the") { "" } else { "the " };
    let join = found.get("join");
    Some(found.stopped(format!("{the}{day}{join}{to} of {}{}", month(found.get("month"))?, year_after(found))))
}

/// Returns the ordinal of a day of the month.
fn day(found: &Found, part: &str) -> Option<String> {
    found.value(part).filter(|day| (1..=31).contains(day)).map(ordinal)
}

/// Says the year of a date, with its comma.
fn year_after(found: &Found) -> String {
    let comma = if found.whole().contains(',') { "," } else { "" };
    found.value("year").map_or_else(String::new, |number| format!("{comma} {}", year(number)))
}

fn year_first(found: &Found) -> Option<String> {
    let date = in_figures((found.value("one")?, found.value("two")?), &year(found.value("year")?))?;
    // The time of a timestamp is said as a clock shows it (ISO 8601).
    let (Some(hour), Some(minute)) = (found.value("hour"), found.value("minute")) else { return Some(date) };
    let minute = if minute == 0 { "hundred".to_owned() } else { two_digits(minute) };
    let hour = if hour == 0 { "zero".to_owned() } else { short_cardinal(hour) };
    let zone = if found.get("zone") == "Z" { " UTC" } else { "" };
    Some(format!("{date}, {hour} {minute}{zone}"))
}

fn year_last(found: &Found) -> Option<String> {
    let second = ["two", "second", "other"].into_iter().find_map(|part| found.value(part))?;
    let written = found.get("year");
    // Two digits with points or dashes are the number of a section or a score.
    if written.len() == 2 && found.get("two").is_empty() {
        return None;
    }
    let number = found.value("year")?;
    let said = if written.len() == 4 { year(number) } else { short(number) };
    // With points the day comes first, wherever it is written.
    if found.get("second").is_empty() {
        in_figures((found.value("one")?, second), &said)
    } else {
        day_and_month(found.value("one")?, second, &said).or_else(|| in_figures((found.value("one")?, second), &said))
    }
}

/// Says a day before its month.
fn day_and_month(day: u64, month: u64, year: &str) -> Option<String> {
    let name = MONTHS.get(usize::try_from(month.checked_sub(1)?).ok()?)?;
    (1..=31).contains(&day).then(|| format!("the {} of {name} {year}", ordinal(day)))
}

/// Writes the dates in figures of a text whose days come first with the name of their month, which cannot be mistaken.
pub(super) fn day_first_in_words(text: &str) -> Cow<'_, str> {
    static DATES: LazyLock<Regex> = LazyLock::new(|| {
        let pattern =
            r"(?-u:\b)(?P<day>[0-3]?[0-9])[/.-](?P<month>[01]?[0-9])[/.-](?P<year>[12][0-9]{3}|[0-9]{2})(?-u:\b)";
        Regex::new(pattern).expect("the pattern is well formed")
    });
    let hundreds = |year: &str| if year.len() == 2 { "20" } else { "" };
    DATES.replace_all(text, |date: &Captures<'_>| {
        let at = date.get(0).map_or(0..0, |whole| whole.range());
        let number = |part: &str| date[part].parse().ok().filter(|number| (1..=31).contains(number));
        // A version or an address in the web goes on.
        let goes_on = text[at.end..].starts_with(['/', '.']) && text[at.end + 1..].starts_with(char::is_alphanumeric);
        let alone = !goes_on && !text[..at.start].ends_with(['/', '.', '-', ',', '$', '£', '€']);
        // With points two digits of a year are a version's or a section's.
        let is_year = date["year"].len() == 4 || date[0].matches('/').count() == 2;
        match (number("day"), number("month").and_then(|month: usize| MONTHS.get(month - 1))) {
            (Some(day), Some(month)) if alone && is_year => {
                format!("{day} {month} {}{}", hundreds(&date["year"]), &date["year"])
            }
            _ => date[0].to_owned(),
        }
    })
}

/// Says a date in figures: month and day, or day and month where the first cannot be a month.
fn in_figures((one, two): (u64, u64), year: &str) -> Option<String> {
    let name = |number: u64| MONTHS.get(usize::try_from(number.checked_sub(1)?).ok()?);
    match (one, two) {
        (1..=12, 1..=31) => Some(format!("{} {} {year}", name(one)?, ordinal(two))),
        (13..=31, 1..=12) => day_and_month(one, two, year),
        _ => None,
    }
}

/// Says a year of two digits.
fn short(number: u64) -> String {
    if number == 0 { "two thousand".to_owned() } else { two_digits(number) }
}

fn short_year(found: &Found) -> Option<String> {
    // After a letter or a digit the mark is an apostrophe, or minutes.
    let inside = found.before.ends_with(char::is_alphanumeric);
    let quoted = found.after.starts_with(['\'', '’']);
    if inside || quoted { None } else { found.value("year").map(short) }
}

fn decades(found: &Found) -> Option<String> {
    if found.before.ends_with(|c: char| c.is_alphanumeric() || "$€£,.".contains(c)) {
        return None;
    }
    if found.value("from") == Some(1000) {
        return None;
    }
    let to = found.value("to").map(|to| format!(" to {}", decade(to)));
    Some(decade(found.value("from")?) + &to.unwrap_or_default())
}

fn decade(number: u64) -> String {
    match number {
        0 => "two thousands".to_owned(),
        1..100 => plural(&super::number::short_cardinal(number)),
        _ => plural(&year(number)),
    }
}

fn prefixed(found: &Found) -> Option<String> {
    if !found.get("attacks").is_empty() {
        return Some(format!("{} nine eleven", found.get("prefix")));
    }
    let said = match (found.value("decade"), found.value("year")) {
        (Some(number), _) => decade(number),
        (None, number) if found.get("s").is_empty() => year(number?),
        (None, number) => decade(number?),
    };
    Some(format!("{} {said}", found.get("prefix")))
}

fn years(found: &Found) -> Option<String> {
    let (from, to) = (found.value("from")?, found.value("to")?);
    let short = found.get("to").len() == 2;
    // "2008-9": the years of one decade.
    if found.get("to").len() == 1 {
        let follows = to > from % 10 && found.whole().len() == 6 && !found.after.starts_with(['-', '/', '.']);
        return follows.then(|| format!("{} to {}", year(from), short_cardinal(to)));
    }
    // "2020-12": a year and a month, where the second can be no later year.
    if short && to <= from % 100 {
        let month = MONTHS.get(usize::try_from(to.checked_sub(1)?).ok()?).filter(|_| found.whole().contains('-'));
        let goes_on = found.after.starts_with(['-', '/']) || found.before.ends_with(['-', '/']);
        return month.filter(|_| !goes_on).map(|month| format!("{month} {}", year(from)));
    }
    if !short && to <= from {
        return None;
    }
    Some(format!("{} to {}", year(from), if short { two_digits(to) } else { year(to) }))
}
