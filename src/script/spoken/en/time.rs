//! Times of day and durations: "3:44 PM", "0930 GMT", "5pm-7 pm", "14:10:30".

use super::number::{amount, cardinal, short_cardinal, two_digits};
use super::rule::{Found, Rule, digit};

pub(super) const RULES: &[Rule] = &[
    Rule { starts: digit, pattern: r"(?P<m>[0-9]{1,2}):(?P<s>[0-5][0-9]\.[0-9]{1,3}){end}", say: race },
    Rule { starts: digit, pattern: r"(?P<m>[0-9]{1,2})m{space}?(?P<s>[0-9]{1,2}(?:\.[0-9]{1,3})?)s{end}", say: race },
    Rule {
        starts: digit,
        pattern: r"(?P<h>[0-2]?[0-9]):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9])(?:{space}?(?P<half>[aApP](?:\.?[mM]{end}\.?)))?(?:{space}?(?P<zone>(?i-u:e\.?[sd]?\.?t|c\.?[sd]?\.?t|p\.?[sd]?\.?t|gmt|utc|bst|cest|cet|ist|jst)){end})?",
        say: seconds,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<h>[0-2]?[0-9])(?:[:.](?P<m>[0-5][0-9]))?(?:{space}?(?P<first>[aApP]\.?[mM]{end}\.?))?(?:{space}?{dash}{space}?|{space}to{space})(?P<h2>[0-2]?[0-9])(?:[:.](?P<m2>[0-5][0-9]))?{space}?(?P<half>[aApP]\.?[mM](?:\.|{end}))",
        say: span,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<h>[0-2]?[0-9])(?:[:.](?P<m>[0-5][0-9]))?{space}?(?P<half>[aApP]\.?[mM]\.?){dash}(?P<word>noon|midnight){end}",
        say: |found| hour_at(found).map(|hour| format!("{hour} {} to {}", half(found.get("half")), found.get("word"))),
    },
    Rule {
        starts: |byte| matches!(byte, b'N' | b'n' | b'M' | b'm'),
        pattern: r"(?P<word>(?i-u:noon|midnight)){dash}(?P<h>[0-2]?[0-9])(?:[:.](?P<m>[0-5][0-9]))?{space}?(?P<half>[aApP]\.?[mM]){end}",
        say: |found| hour_at(found).map(|hour| format!("{} to {hour} {}", found.get("word"), half(found.get("half")))),
    },
    Rule {
        starts: digit,
        pattern: r"(?P<h>[0-2]?[0-9])(?P<mark>[:.])(?P<m>[0-5][0-9])(?:{dash}(?P<h2>[0-2]?[0-9])[:.](?P<m2>[0-5][0-9]))?(?:{space}?h(?:rs?)?{end})?(?:{space}?(?P<half>[aApP]\.?[mM](?:\.|{end})))?(?:{space}?(?P<zone>(?i-u:e\.?[sd]?\.?t|c\.?[sd]?\.?t|p\.?[sd]?\.?t|gmt|utc|bst|cest|cet|ist|jst)){end})?",
        say: minutes,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<h>[0-2]?[0-9]){space}?(?P<half>[aApP]\.?[mM](?:\.|{end}))(?:{space}?(?P<zone>(?i-u:e\.?[sd]?\.?t|c\.?[sd]?\.?t|p\.?[sd]?\.?t|gmt|utc|bst|cest|cet|ist|jst)){end})?",
        say: hour,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<h>[0-2][0-9])(?P<m>[0-5][0-9])(?:{space}(?P<zone>GMT|UTC|BST|EST|EDT|CET|CEST)|{space}?(?P<hours>hours|hrs|h)){end}",
        say: military,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<h>[0-9]{1,2}){space}?(?:hrs?|h){space}?(?P<m>[0-5]?[0-9]){space}?(?:m|mins?)?{end}",
        say: duration,
    },
];

/// Says hours, minutes and seconds: a duration, or a time to the second.
fn seconds(found: &Found) -> Option<String> {
    let count = |part: &str, unit: &str| {
        let number = found.value(part)?;
        Some(format!("{} {unit}{}", cardinal(number), if number == 1 { "" } else { "s" }))
    };
    if !found.get("half").is_empty() {
        // A clock that shows its seconds.
        let (hour, minute) = (found.value("h").filter(|hour| *hour < 24)?, found.value("m")?);
        let said = format!("{} and {}", clock(hour, minute, false), count("s", "second")?);
        return Some(found.stopped(said + &half_and_zone(found)));
    }
    let said = format!("{} {} and {}", count("h", "hour")?, count("m", "minute")?, count("s", "second")?);
    Some(found.stopped(said + &half_and_zone(found)))
}

/// Says a time that was run or driven: "one minute thirty two point four five six seconds".
fn race(found: &Found) -> Option<String> {
    let minutes = found.value("m")?;
    let unit = if minutes == 1 { "minute" } else { "minutes" };
    let seconds = found.get("s").trim_start_matches('0');
    Some(format!("{} {unit} {} seconds", cardinal(minutes), amount(seconds)))
}

/// Says two times of one half of the day: "nine to eleven AM".
fn span(found: &Found) -> Option<String> {
    let in_half = |hour: u64| (1..=12).contains(&hour);
    let (from, to) = (found.value("h")?, found.value("h2")?);
    if !in_half(from) || !in_half(to) || found.before.ends_with([':', '.', '-', ',']) {
        return None;
    }
    let first = match found.get("first") {
        "" => String::new(),
        first => format!(" {}", half(first)),
    };
    let at = |hour: u64, minutes: &str| match found.value(minutes) {
        None | Some(0) => short_cardinal(hour),
        Some(minutes) => format!("{} {}", short_cardinal(hour), two_digits(minutes)),
    };
    Some(found.stopped(format!("{}{first} to {}{}", at(from, "m"), at(to, "m2"), half_and_zone(found))))
}

fn minutes(found: &Found) -> Option<String> {
    let hour = found.value("h").filter(|hour| *hour < 24 || *hour == 24 && found.get("m") == "00")?;
    let tells = found.get("half").len() + found.get("zone").len() > 0;
    let goes_on =
        found.after.strip_prefix([':', '.', ',']).unwrap_or(found.after).starts_with(|c: char| c.is_ascii_digit());
    // "1:24 scale": how small a model is.
    const SCALED: [&str; 12] = [
        "scale", "model", "models", "replica", "map", "ratio", "mixture", "mix", "dilution", "gradient", "slope",
        "copy",
    ];
    let before = ["scale of ", "ratio of ", "gradient of ", "odds of "].iter().any(|lead| found.before.ends_with(lead));
    let scaled = found.get("h") == "1" && !tells && (SCALED.contains(&found.next_word()) || before);
    if scaled {
        return None;
    }
    // With a point it is a number, unless the half of the day follows.
    if found.get("mark") == "." && !tells && !starts_by_the_clock(found)
        || goes_on
        || found.before.ends_with([':', '.'])
    {
        return None;
    }
    let minutes = found.value("m")?;
    let mut said = match minutes {
        // "The 6.00 from Euston" is the six hundred hours of no army.
        0 if found.get("mark") == "." && !tells => format!("{} o'clock", short_cardinal(hour)),
        _ => clock(hour, minutes, found.get("half").is_empty()),
    };
    if let (Some(hour), Some(minutes)) = (found.value("h2").filter(|hour| *hour < 24), found.value("m2")) {
        said = format!("{said} to {}", clock(hour, minutes, found.get("half").is_empty()));
    }
    Some(found.stopped(said + &half_and_zone(found)))
}

/// Returns whether a race, a train or the news is called by its time: "the 3.30 at Ascot", "the 7.15 to Leeds".
fn starts_by_the_clock(found: &Found) -> bool {
    const STARTS: [&str; 9] = ["at", "from", "to", "train", "race", "flight", "bus", "service", "ferry"];
    let round = found.get("m").ends_with(['0', '5']);
    round && found.before.ends_with("the ") && STARTS.contains(&found.next_word())
}

/// Returns the hour, and the minutes if there are any, of half a day.
fn hour_at(found: &Found) -> Option<String> {
    let hour = found.value("h").filter(|hour| (1..=12).contains(hour))?;
    Some(match found.value("m") {
        None | Some(0) => short_cardinal(hour),
        Some(minutes) => format!("{} {}", short_cardinal(hour), two_digits(minutes)),
    })
}

/// Says a time to the minute; `whole_day` where no AM or PM follows.
fn clock(hour: u64, minutes: u64, whole_day: bool) -> String {
    match (hour, minutes) {
        (0 | 24, 0) if whole_day => "midnight".to_owned(),
        (0, _) if whole_day => format!("twelve {} AM", two_digits(minutes)),
        (1..=12, 0) if whole_day => format!("{} o'clock", short_cardinal(hour)),
        (_, 0) if whole_day => format!("{} hundred", short_cardinal(hour)),
        (_, 0) => short_cardinal(hour),
        _ => format!("{} {}", short_cardinal(hour), two_digits(minutes)),
    }
}

fn hour(found: &Found) -> Option<String> {
    let hour = found.value("h").filter(|hour| (1..=12).contains(hour))?;
    if found.before.ends_with(['.', ':', '-']) {
        return None;
    }
    Some(found.stopped(format!("{}{}", short_cardinal(hour), half_and_zone(found))))
}

/// Says four digits that are a time: "oh nine thirty GMT", "fourteen hundred hours".
fn military(found: &Found) -> Option<String> {
    let hour = found.value("h").filter(|hour| *hour < 24)?;
    let minutes = match found.value("m")? {
        0 => "hundred".to_owned(),
        minutes => two_digits(minutes),
    };
    let hour = if hour == 0 { "zero".to_owned() } else { two_digits(hour) };
    let after = if found.get("hours").is_empty() { found.get("zone") } else { "hours" };
    Some(format!("{hour} {minutes} {after}"))
}

/// Says how long something takes: "two hours thirty minutes".
fn duration(found: &Found) -> Option<String> {
    let count = |part: &str, unit: &str| {
        let number = found.value(part)?;
        Some(format!("{} {unit}{}", cardinal(number), if number == 1 { "" } else { "s" }))
    };
    Some(format!("{} {}", count("h", "hour")?, count("m", "minute")?))
}

fn half_and_zone(found: &Found) -> String {
    let mut said = String::new();
    if !found.get("half").is_empty() {
        said = format!(" {}", half(found.get("half")));
    }
    if !found.get("zone").is_empty() {
        said = format!("{said} {}", half(found.get("zone")));
    }
    said
}

/// Returns letters in capitals without their dots: "AM", "EST".
fn half(written: &str) -> String {
    written.replace('.', "").to_ascii_uppercase()
}
