//! Two numbers and what stands between them: ranges, scores and votes, ratios, sizes, sums.

use super::aviation::variant;
use super::number::{amount, cardinal, digits, two_digits, value, year};
use super::rule::{Found, Rule, digit, last_word, sign, signed};
use super::score::nothing;

pub(super) const RULES: &[Rule] = &[
    Rule { starts: digit, pattern: r"{number}(?:{space}?[-+*/×÷−]{space}?{number})+{space}?=", say: equation },
    Rule {
        starts: digit,
        pattern: r"(?P<from>[0-9]{1,3})-(?P<to>[0-9]{1,3})-(?P<noun>(?:year|month|week|day|hour|minute|mile|foot|inch)(?:-[a-z]+)?s?){end}",
        say: span_of_measure,
    },
    Rule { starts: digit, pattern: r"(?P<from>[0-9]{1,3}){dash}(?P<to>[0-9]{1,3})[kK]{end}", say: thousands },
    Rule {
        starts: digit,
        pattern: r"(?P<from>[0-9]{1,3})['′]{space}?[x×]{space}?(?P<to>[0-9]{1,3})['′]",
        say: feet_by_feet,
    },
    // A version of which only the first number counts: "Python 2.x".
    Rule { starts: digit, pattern: r"(?P<from>[0-9]{1,3}(?:\.[0-9]{1,3})?)\.[xX]{end}", say: any_version },
    Rule {
        starts: digit,
        pattern: r"(?P<from>[0-9]{1,3}):(?P<to>[0-9]{1,3})(?:{dash}(?P<last>[0-9]{1,3}))?{end}",
        say: ratio,
    },
    Rule { starts: digit, pattern: r"(?P<from>1):(?P<to>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{4,7}){end}", say: scale },
    Rule {
        starts: digit,
        pattern: r"(?P<from>{number}){space}?[x×]{space}?(?P<to>{number})(?:{space}?[x×]{space}?(?P<third>{number}))?",
        say: size,
    },
    Rule {
        starts: signed,
        pattern: r"(?P<sign>[-−])?(?P<from>{number})(?P<dash>-|{space}?[–—‑−]{space}?)(?P<to>{number})(?:{dash}(?P<third>[0-9]{1,2}))?{end}",
        say: span,
    },
];

/// After these words two numbers with a hyphen are a range.
const RANGED: &[&str] = &[
    "between", "from", "grades", "aged", "ages", "age", "pages", "pp", "lines", "verses", "sections", "articles",
    "chapters", "about", "around", "nearly", "roughly", "of", "children", "kids", "districts", "wards", "zones",
    "phases", "stages", "rounds", "levels", "steps", "items", "questions", "lanes", "tiers", "junctions", "exits",
    "serves", "makes", "feeds", "serving",
];
/// After these words a vote was counted.
const VOTED: &[&str] = &["voted", "passed", "approved", "rejected", "vote", "by"];
/// Before these words they are a score or a vote.
const SCORED: &[&str] = &[
    "ruling", "vote", "votes", "decision", "majority", "win", "victory", "defeat", "loss", "lead", "draw", "record",
    "series", "split", "margin", "triumph", "opinion", "final",
];

/// Before these words, which measure time and length, they are a range.
const MEASURED: &[&str] = &[
    "per", "percent", "pc", "range", "hours", "days", "weeks", "months", "years", "year", "month", "week", "day",
    "hour", "minute", "minutes", "mile", "foot", "inch",
];

/// Words between a range and what it counts: "3-5 working days".
const QUALIFYING: &[&str] = &[
    "working", "business", "calendar", "consecutive", "full", "whole", "more", "extra", "different", "main", "small",
    "large", "medium", "big", "good", "new", "other", "short", "long", "key", "fresh", "hot", "cold", "square",
];

/// Says a range of thousands: "twenty five to thirty thousand".
fn thousands(found: &Found) -> Option<String> {
    let grows = found.value("from")? < found.value("to")?;
    grows.then(|| format!("{} to {} thousand", amount(found.get("from")), amount(found.get("to"))))
}

fn feet_by_feet(found: &Found) -> Option<String> {
    Some(format!("{} by {} feet", amount(found.get("from")), amount(found.get("to"))))
}

fn any_version(found: &Found) -> Option<String> {
    Some(format!("{} point x", amount(found.get("from"))))
}

/// Says a sum: "one minus two equals".
fn equation(found: &Found) -> Option<String> {
    let mut said = String::new();
    let mut number = String::new();
    for character in found.whole().chars() {
        if character.is_ascii_digit() || matches!(character, '.' | ',') {
            number.push(character);
            continue;
        }
        let sign = match character {
            '-' | '−' => "minus",
            '+' => "plus",
            '*' | '×' => "times",
            '/' | '÷' => "divided by",
            '=' => "equals",
            _ => continue,
        };
        said = format!("{said}{} {sign} ", amount(&std::mem::take(&mut number)));
    }
    Some(said.trim_end().to_owned())
}

fn ratio(found: &Found) -> Option<String> {
    let goes_on =
        found.after.strip_prefix([':', '.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if goes_on || found.before.ends_with(':') {
        return None;
    }
    if let Some(said) = minutes_and_seconds(found) {
        return Some(said);
    }
    // A book's chapter and verse.
    let even = (found.get("from"), found.get("to")) == ("50", "50");
    let book = found.previous_word();
    let to = if book.len() > 1 && book.starts_with(char::is_uppercase) || even { " " } else { " to " };
    let last = found.get("last");
    let last = if last.is_empty() { String::new() } else { format!(" to {}", amount(last)) };
    Some(format!("{}{to}{}{last}", amount(found.get("from")), amount(found.get("to"))))
}

/// Says the time of a race or the length of a recording: no day has so many hours.
fn minutes_and_seconds(found: &Found) -> Option<String> {
    let minutes = found.value("from").filter(|minutes| *minutes > 24)?;
    let seconds = found.value("to").filter(|seconds| (1..60).contains(seconds))?;
    let is_time = found.get("to").len() == 2 && found.get("last").is_empty() && !found.before.ends_with("odds of ");
    is_time.then(|| format!("{} {}", cardinal(minutes), two_digits(seconds)))
}

/// Says the scale of a map.
fn scale(found: &Found) -> Option<String> {
    Some(format!("one to {}", amount(found.get("to"))))
}

fn size(found: &Found) -> Option<String> {
    // A power of ten follows: that is no size.
    if found.after.starts_with(['^', '⁻', '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']) {
        return None;
    }
    if found.whole() == "24x7" {
        return Some("twenty four seven".to_owned());
    }
    let mut said = format!("{} by {}", amount(found.get("from")), amount(found.get("to")));
    if !found.get("third").is_empty() {
        said += &format!(" by {}", amount(found.get("third")));
    }
    Some(said)
}

fn span(found: &Found) -> Option<String> {
    let (from, to) = (found.get("from"), found.get("to"));
    // What hangs on the first number with a hyphen is no sign of a range below zero.
    if !found.get("sign").is_empty() && (found.get("dash") == "-" || found.before.ends_with(char::is_alphanumeric)) {
        return None;
    }
    let has_third = !found.get("third").is_empty();
    let goes_on = found.after.strip_prefix(['-', '/']).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    // "1.5-2 million" is one number's span with its scale.
    if goes_on || super::decimal::SCALES.contains(&found.next_word()) || found.before.ends_with(['-', '/']) {
        return None;
    }
    let jet = if found.get("dash") == "-" && !has_third { variant(&format!("{from}-{to}"), found) } else { None };
    if jet.is_some() {
        return jet;
    }
    if is_innings(found) && !has_third {
        return Some(format!("{} for {}", end(from), end(to)));
    }
    Some(match (has_third, is_range(found)) {
        (true, _) => format!("{} {} {}", end(from), end(to), end(found.get("third"))),
        (_, true) => format!("{}{} to {}", sign(found.get("sign")), end(from), end(to)),
        (_, false) => {
            let none = if from == "0" || to == "0" { nothing(found) } else { "" };
            let points = |written: &str| if written == "0" { none.to_owned() } else { end(written) };
            format!("{} {}", points(from), points(to))
        }
    })
}

/// Says a span that measures: "eighteen to twenty four-year-olds".
fn span_of_measure(found: &Found) -> Option<String> {
    let grows = found.value("from")? < found.value("to")?;
    grows.then(|| format!("{} to {}-{}", amount(found.get("from")), amount(found.get("to")), found.get("noun")))
}

/// Before these words they are what a bet pays: "the 2-1 favourite".
const BETS: &[&str] = &["favourite", "favorite", "favourites", "favorites", "outsider", "outsiders", "shot", "shots"];

/// Words after hours of work: "a 9-5 job".
const WORKED: &[&str] =
    &["job", "jobs", "shift", "shifts", "hours", "schedule", "routine", "grind", "workday", "worker", "workers"];

/// Says one end of a span: four digits like a year, more like a code.
fn end(written: &str) -> String {
    let is_year = written.len() == 4 && written.bytes().all(|byte| byte.is_ascii_digit()) && !written.starts_with('0');
    match value(written) {
        Some(number) if is_year => year(number),
        _ if written.len() > 4 && written.bytes().all(|byte| byte.is_ascii_digit()) => digits(written),
        _ => amount(written),
    }
}

/// Returns whether runs and wickets of cricket are told: "142-3 at tea".
fn is_innings(found: &Found) -> bool {
    const WHEN: [&str; 8] =
        [" at tea", " at lunch", " at stumps", " at the close", " declared", " dec", " overnight", " off "];
    let wickets = found.value("to").is_some_and(|wickets| wickets <= 10);
    let runs = found.value("from").is_some_and(|runs| runs > 20);
    let fell = found.after.starts_with(" to ") && found.after.contains(" all out");
    wickets && runs && (fell || WHEN.iter().any(|when| found.after.starts_with(when)))
}

/// Returns whether a day of the week stands before, as papers shorten it where they tell opening hours: "Tues-Sun 10-6".
fn is_opening(found: &Found, before: &str) -> bool {
    const DAYS: [&str; 10] = ["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"];
    let hour = |part| found.value(part).is_some_and(|hour| (1..=12).contains(&hour));
    DAYS.contains(&before) && hour("from") && hour("to")
}

/// Tells a range from a score: by the dash, the words around, and which number is greater.
fn is_range(found: &Found) -> bool {
    // "Children (5-16)"
    let before = last_word(found.before.trim_end_matches([' ', '('])).to_ascii_lowercase();
    let after = found.next_word();
    if SCORED.contains(&after) {
        return false;
    }
    let is_work =
        matches!((found.get("from"), found.get("to")), ("9", "5" | "6") | ("8", "4" | "5" | "6") | ("10", "6"));
    if is_work && (WORKED.contains(&after) || before.starts_with("work")) || found.before.ends_with("odds of ") {
        return true;
    }
    if VOTED.contains(&before.as_str()) || BETS.contains(&after) || is_opening(found, &before) {
        return true;
    }
    let grows = match (found.value("from"), found.value("to")) {
        (Some(from), Some(to)) => from < to,
        _ => true,
    };
    let dash = found.get("dash") != "-";
    // Scores are whole and small, and votes are seldom round.
    let (from, to) = (found.get("from"), found.get("to"));
    let round =
        |number: &str| number.len() > 2 && number.ends_with('0') && (number.ends_with("00") || number.ends_with("50"));
    let counted = from.contains(['.', ',']) || to.contains(['.', ',']) || round(from) && round(to);
    let ranged = RANGED.contains(&before.as_str())
        || found.counts()
        || MEASURED.contains(&after)
        || QUALIFYING.contains(&after)
        || found.after.starts_with('%');
    grows && (dash || ranged || counted)
}
