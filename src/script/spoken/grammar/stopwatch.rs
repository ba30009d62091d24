//! How long something took, as sport writes it: "2:04:55", "1:21.046", "2'08"95".

use regex::Captures;

use super::found::{part, value};

/// Hours, minutes and seconds; minutes, seconds and their parts, with colons, dots and primes.
pub(crate) const STOPWATCH: &str = r#"\b(?:(?P<h6>\d{1,2}) ?[hu] ?(?P<m6>[0-5]?\d)['’′] ?(?P<s6>[0-5]?\d)(?:["”″]|''|’’)|(?P<h>\d{1,2}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?:[.,](?P<f>\d{1,3})\b)?|(?P<m2>\d{1,2})(?::(?P<s2>[0-5]\d)[.,]|\.(?P<s3>[0-5]\d),)(?P<f2>\d{1,3})\b|(?P<m4>\d{1,3})['’′] ?(?P<s4>[0-5]?\d)(?:["”″]|''|’’)(?P<f4>\d{0,3})|(?P<s5>\d{1,2})(?:["”″]|''|’’)(?P<f5>\d{1,3})\b)(?P<more>:)?"#;

/// A plus before what a stopwatch shows, which is how far behind the first someone is: "+0”104", "+1'23”", "+2:04,5".
pub(crate) const BEHIND: &str =
    r#"\+ ?(?P<time>\d{1,3}(?:['’′] ?\d{1,2}(?:["”″]|''|’’)|(?:["”″]|''|’’)\d|:[0-5]\d(?:[.,:]\d|\b)|\.[0-5]\d,\d))"#;

/// Writes how far behind someone is with the word for the plus, for the rule of the stopwatch: "+1:23" is no time of day.
pub(crate) fn behind(found: &Captures, plus: &str) -> Option<String> {
    let time = &found["time"];
    let primes = time.split_once(':').filter(|(_, rest)| rest.len() == 2);
    Some(format!("{plus} {}", primes.map_or_else(|| time.to_owned(), |(minutes, rest)| format!("{minutes}'{rest}\""))))
}

/// How long something took.
pub(crate) struct Lasting<'t> {
    /// Whole hours.
    pub(crate) hours: u64,
    /// Whole minutes.
    pub(crate) minutes: u64,
    /// Whole seconds.
    pub(crate) seconds: u64,
    /// The digits behind the seconds: tenths, hundredths, thousandths.
    pub(crate) parts: &'t str,
}

impl<'t> Lasting<'t> {
    /// Returns what the pattern found; none where it is another kind of number.
    pub(crate) fn found(found: &Captures<'t>) -> Option<Self> {
        // "10:30,11:45": two times of day.
        if found.name("more").is_some() {
            return None;
        }
        let first = |groups: &[&str]| groups.iter().find_map(|group| value(found, group)).unwrap_or(0);
        let parts = ["f", "f2", "f4", "f5"].iter().map(|group| part(found, group)).find(|parts| !parts.is_empty());
        Some(Self {
            hours: first(&["h", "h6"]),
            minutes: first(&["m", "m2", "m4", "m6"]),
            seconds: first(&["s", "s2", "s3", "s4", "s5", "s6"]),
            parts: parts.unwrap_or_default(),
        })
    }

    /// Returns the hours, minutes and seconds that are not none, each as a language says it.
    pub(crate) fn whole(&self, say: [&dyn Fn(u64) -> String; 3]) -> Vec<String> {
        let numbers = [self.hours, self.minutes, self.seconds];
        let counted = numbers.into_iter().zip(say).filter(|(number, _)| *number > 0);
        counted.map(|(number, say)| say(number)).collect()
    }
}
