//! Cardinal numbers, and digits that are years, codes, or the numbers of flights and roads.

use super::aviation::{flies, is_boeing};
use super::number::{amount, cardinal, digits, pairs, value, year};
use super::rule::{Found, Rule, sign, signed};

pub(super) const RULES: &[Rule] = &[Rule { starts: signed, pattern: r"{sign}(?P<number>{whole})", say }];

/// After these words digits are a code: each is said.
const CODES: &[&str] = &[
    "code", "pin", "otp", "zip", "ext", "extension", "dial", "call", "password", "passcode", "serial", "phone", "card",
];
/// After these words a number is a name, said by pairs.
const NAMED: &[&str] =
    &["flight", "highway", "route", "interstate", "room", "error", "bus", "boeing", "airbus", "hwy", "freeway"];
/// After these words four digits are a year, whatever follows.
const DATED: &[&str] = &[
    "in", "since", "by", "from", "until", "till", "before", "after", "during", "early", "late", "mid", "year", "the",
    "of",
];

fn say(found: &Found) -> Option<String> {
    Some(format!("{}{}", sign(found.get("sign")), plain(found, found.get("number"))))
}

/// Returns whether a word that codes follow stands before: "PIN: 9876", "your code is 4455".
fn is_code(found: &Found) -> bool {
    const BETWEEN: [&str; 4] = ["is", "was", "number", "no"];
    let near = &found.before[found.before.floor_char_boundary(found.before.len().saturating_sub(40))..];
    let words = near.rsplit([' ', '\u{a0}']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut words = words.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase);
    let word = words.find(|word| !BETWEEN.contains(&word.as_str()));
    let ended = near.trim_end().ends_with(['.', '!', '?', ',', ';']);
    !ended && word.is_some_and(|word| CODES.contains(&word.as_str()))
}

/// Returns whether a number is one of Boeing's jets.
fn is_airliner(found: &Found, written: &str) -> bool {
    let next = found.next_word();
    let counts_others = found.counts() && !matches!(next, "jets" | "planes");
    is_boeing(written) && !counts_others && flies(found)
}

/// Returns whether a number is that of a course for beginners: "Physics 201", "Investing 101".
fn is_course(found: &Found, written: &str) -> bool {
    let is_number = matches!(written, "101" | "102" | "103" | "201" | "202" | "203" | "301" | "302" | "401" | "402");
    let subject = found.previous_word();
    let named = TAUGHT.contains(&subject.to_ascii_lowercase().as_str())
        || subject.ends_with("ics")
        || subject.ends_with("ology")
        || written == "101" && (subject.ends_with("ing") || is_named(found, subject));
    is_number && named && found.before.ends_with(' ') && !found.counts() && !found.after.starts_with(['%', '-', '/'])
}

/// Returns whether a subject is a name that a number may belong to: "the Japan 101 section", "Room 101"; not one before a score
/// or a verb, "Lakers 101, Celtics 98", "in Japan 101 were hurt".
fn is_named(found: &Found, subject: &str) -> bool {
    const VERBS: [&str; 12] = ["were", "was", "are", "is", "have", "had", "of", "more", "to", "out", "and", "or"];
    let name = subject.len() > 2 && subject.starts_with(char::is_uppercase) && !NOT_NAMES.contains(&subject);
    let score = found.after.starts_with(", ") && found.after[2..].starts_with(char::is_uppercase);
    name && !score && !VERBS.contains(&found.next_word())
}

/// Capitalised words before a number that counts.
const NOT_NAMES: [&str; 16] = [
    "The", "In", "At", "About", "Over", "Nearly", "Some", "Only", "Monday", "Tuesday", "Wednesday", "Thursday",
    "Friday", "Saturday", "Sunday", "All",
];

/// What is taught under a number.
const TAUGHT: [&str; 24] = [
    "english", "history", "maths", "math", "algebra", "calculus", "chemistry", "accounting", "finance", "business",
    "philosophy", "journalism", "spanish", "french", "german", "latin", "law", "music", "art", "drama", "writing",
    "programming", "nutrition", "diplomacy",
];

/// Says a whole number that stands alone.
fn plain(found: &Found, written: &str) -> String {
    let before = found.previous_word().to_ascii_lowercase();
    let before = before.trim_end_matches("'s").trim_end_matches("’s");
    if written.contains(|c: char| !c.is_ascii_digit()) || !found.get("sign").is_empty() {
        return amount(written);
    }
    if written.len() >= 3 && (is_code(found) && !found.counts() || found.before.ends_with("ending in ")) {
        return digits(written);
    }
    if NAMED.contains(&before) || is_airliner(found, written) || is_course(found, written) {
        return pairs(written);
    }
    match (written.len(), value(written)) {
        (..=3, _) => amount(written),
        (4, Some(number)) if !written.starts_with('0') => {
            let dated = (1100..2100).contains(&number) && DATED.contains(&before) || (1900..2100).contains(&number);
            if found.counts() && !dated { cardinal(number) } else { year(number) }
        }
        // Five digits without a comma are a code, unless somebody counts.
        (_, Some(number)) if found.counts() && !written.starts_with('0') => cardinal(number),
        _ => digits(written),
    }
}
