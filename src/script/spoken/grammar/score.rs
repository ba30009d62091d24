//! Pairs of numbers that look like others: scores like times of day, "25:21, 22:25", and two numbers with a dash between them
//! that is no range.

use regex::Captures;

use super::found::{last_word, part, value};

/// Two and more scores in a row.
pub(crate) const SETS: &str = r"\b(?P<sets>\d{1,3}:\d{1,3}(?:(?:, ?|; ?| i | та | і )\d{1,3}:\d{1,3})+)\b";

/// A score with that of the first half in brackets; a preposition before it tells of times.
pub(crate) const HALVES: &str =
    r"(?P<lead>\b\p{L}{1,8}\.? )?\b(?P<own>\d{1,3}):(?P<other>\d{1,3}) \((?P<own2>\d{1,3}):(?P<other2>\d{1,3})\)";

/// Says a score and that of the first half; none behind one of the words `of_time`.
pub(crate) fn halves(found: &Captures, of_time: &[&str], say: fn(u64, u64) -> String) -> Option<String> {
    let lead = part(found, "lead");
    if of_time.contains(&last_word(lead).as_str()) {
        return None;
    }
    let pair = |own, other| Some(say(value(found, own)?, value(found, other)?));
    Some(format!("{lead}{} ({})", pair("own", "other")?, pair("own2", "other2")?))
}

/// Says scores in a row, unless all of them could be times of day.
pub(crate) fn sets(found: &Captures, say: fn(u64, u64) -> String) -> Option<String> {
    let (mut said, mut is_score, mut rest) = (String::new(), false, &found["sets"]);
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        said.push_str(&rest[..start]);
        let pair = &rest[start..];
        let end = pair.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(pair.len());
        let (own, other) = pair[..end].split_once(':')?;
        let (first, second): (u64, u64) = (own.parse().ok()?, other.parse().ok()?);
        is_score |= first > 24 || second > 59 || other.len() != 2;
        said.push_str(&say(first, second));
        rest = &pair[end..];
    }
    is_score.then_some(said)
}

/// Says a score behind a word of sport, the group `lead`; none where a preposition of time is right before it.
pub(crate) fn won(found: &Captures, of_time: &[&str], say: fn(u64, u64) -> String) -> Option<String> {
    let lead = part(found, "lead");
    if of_time.contains(&last_word(lead).as_str()) {
        return None;
    }
    Some(format!("{lead}{}", say(value(found, "own")?, value(found, "other")?)))
}

/// Two whole numbers with a dash and spaces between them.
pub(crate) const DASHED: &str = r"\b(?P<from>\d{1,6}) [-–] (?P<to>\d{1,6})\b";

/// Parts two numbers of which the second is smaller, since no range goes down: "igrzyska 2028 – 300 sportowców".
pub(crate) fn parted(found: &Captures) -> Option<String> {
    let (from, to) = (value(found, "from")?, value(found, "to")?);
    (from > 100 && to < from).then(|| format!("{} — {}", &found["from"], &found["to"]))
}
