//! Reads the lines of a scraped page that say who wrote it and when, in whatever order they stand.

use super::super::{byline, date, text};
use super::signs::{LABEL_WORDS, tokens};
use super::words;

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
        "published",
        "updated",
        "posted",
        "on",
        "at",
        "last",
        "am",
        "pm",
        "uhr",
        "stand",
        "am",
        "um",
        "veröffentlicht",
        "aktualisiert",
        "publié",
        "mis",
        "à",
        "jour",
        "le",
        "the",
        "of",
        "est",
        "edt",
        "gmt",
        "utc",
        "bst",
        "cet",
        "et",
        "a.m",
        "p.m",
        "modified",
        "first",
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

/// Reads the names of a byline, which may go on with the place, the date and how long it takes to read.
pub(super) fn byline_names(line: &str) -> Option<Vec<String>> {
    /// Words that begin what follows the names.
    const AFTER: &[&str] = &[
        "published",
        "updated",
        "posted",
        "publié",
        "mis",
        "veröffentlicht",
        "aktualisiert",
        "stand",
        "on",
        "am",
        "le",
        "in",
        "à",
        "for",
        "für",
        "pour",
        "at",
        "aus",
        "|",
        "·",
        "•",
        "—",
        "–",
        "-",
        "/",
    ];
    let rest = byline::strip_lead(line)?;
    let (mut end, mut at) = (rest.len(), 0);
    let has_digit = |word: Option<&&str>| word.is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
    let words: Vec<&str> = rest.split(' ').collect();
    for (index, word) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        let bare = lower.trim_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '|' | '-' | '/'));
        // A name may be like a month's: April, May, Jan. A date has a number beside it.
        let is_month =
            date::is_month(bare) && (has_digit(words.get(index + 1)) || has_digit(words.get(index.wrapping_sub(1))));
        let is_date = word.starts_with(|c: char| c.is_ascii_digit()) || is_month || date::is_weekday(bare);
        if (is_date && at > 0) || AFTER.contains(&bare) {
            end = at;
            break;
        }
        at += word.len() + 1;
    }
    let named = rest[..end.min(rest.len())].trim_end_matches([' ', ',', ';', '|']);
    let count = text::words(named);
    let capitals = named.split(' ').filter(|word| byline::is_name_word(word)).count();
    let first = named.split(' ').next().is_some_and(byline::is_name_word);
    let sized = (1..=12).contains(&count) && text::words(line) <= 30;
    let is_names = sized && first && 2 * capitals >= count && !text::ends_sentence(named) && !text::ends_sentence(line);
    is_names.then(|| byline::names(named)).filter(|names| !names.is_empty())
}
