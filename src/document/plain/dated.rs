//! Reads the lines of a scraped page that say who wrote it and when, in whatever order they stand.

use super::super::text::tokens;
use super::super::{date, text};
use super::words::{self, LABEL_WORDS};

/// Returns whether a line says when, and nothing more: a date, a time of day, an age, how long it takes to read.
pub(super) fn is_dated(line: &str, lower: &str, count: usize) -> bool {
    if count == 0 || count > LABEL_WORDS || (text::ends_sentence(line) && count > 5) {
        return false;
    }
    let digits = lower.contains(|c: char| c.is_ascii_digit());
    let age = digits && (words::AGES.iter().any(|age| lower.contains(age)) || is_ago(lower));
    let clock = count <= 3 && tokens(lower).any(is_clock);
    age || clock || (count <= 10 && digits && date::normalise(line).is_some() && !tells_more(lower))
}

/// "vor 3 Stunden", "il y a 2 heures", "hace 5 horas".
fn is_ago(lower: &str) -> bool {
    ["vor ", "il y a ", "hace "].iter().any(|start| {
        lower
            .strip_prefix(start)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && text::words(rest) <= 2)
    })
}

/// Returns whether a word is a time of day: `3:44`, `14.51`, `14h51`, `9:12am`.
fn is_clock(word: &str) -> bool {
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let bare = word.trim_end_matches("am").trim_end_matches("pm");
    bare.split_once([':', 'h']).is_some_and(|(hour, minute)| digits(hour) && minute.len() == 2 && digits(minute))
}

/// Returns whether a line with a date is about something: "Elections of 12 June 2024 annulled in the capital".
fn tells_more(lower: &str) -> bool {
    /// Words that dates are written with. A line may have two more, such as a place.
    const OF_DATES: &[&str] = &[
        "published", "updated", "posted", "on", "at", "last", "am", "pm", "uhr", "stand", "am", "um", "veröffentlicht",
        "aktualisiert", "publié", "mis", "à", "jour", "le", "the", "of", "est", "edt", "gmt", "utc", "bst", "cet",
        "et", "a.m", "p.m", "modified", "first",
    ];
    let others = tokens(lower).filter(|word| {
        let digits = word.contains(|c: char| c.is_ascii_digit());
        !digits && !OF_DATES.contains(word) && !date::is_month(word) && !date::is_weekday(word)
    });
    others.count() > 2
}

/// Returns whether a line is a trail of places or a row of links: words parted by marks, twice or more.
pub(super) fn is_trail(line: &str) -> bool {
    let marks =
        line.split(' ').filter(|word| matches!(*word, "/" | ">" | "»" | "›" | "|" | "·" | "•" | "→" | "—")).count();
    marks >= 2
}

/// Returns the date in a row of parts such as "March 2, 2026 / Ines Okafor / 12 Comments".
pub(super) fn dated_part(line: &str) -> Option<String> {
    if is_trail(line) { parts(line).find_map(date::normalise) } else { None }
}

/// Returns the parts of a line that marks part.
pub(super) fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(" / ").flat_map(|part| part.split(['|', '·', '•'])).map(str::trim).filter(|part| !part.is_empty())
}
