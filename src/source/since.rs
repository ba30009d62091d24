//! Times as feeds, sitemaps and `--since` tell them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, Utc};

/// Reads a day, or a time with its offset: the forms of W3C's note on dates that sitemaps use. A day is its first
/// instant in UTC.
#[must_use]
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let day = |text: &str| Some(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0)?.and_utc());
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_| DateTime::parse_from_rfc2822(text))
        .map(|time| time.to_utc())
        .ok()
        .or_else(|| Some(NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()?.and_utc()))
        .or_else(|| day(text))
        .or_else(|| day(&format!("{text}-01")))
        .or_else(|| day(&format!("{text}-01-01")))
}

/// Writes a time as RFC 3339.
pub(super) fn written(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_every_length_are_read() {
        let table = [
            ("2026-03-02", "2026-03-02T00:00:00Z"),
            ("2026-03-02T10:00:00+02:00", "2026-03-02T08:00:00Z"),
            ("2026-03-02T10:00+0200", "2026-03-02T08:00:00Z"),
            ("2026-03-02T10:00+02:00", "2026-03-02T08:00:00Z"),
            ("2026-03-02T10:00:00.123Z", "2026-03-02T10:00:00Z"),
            ("2026-03-02T10:00:00+0200", "2026-03-02T08:00:00Z"),
            ("2026-03-02T10:00:00", "2026-03-02T10:00:00Z"),
            ("2026-03", "2026-03-01T00:00:00Z"),
            ("2026", "2026-01-01T00:00:00Z"),
            ("Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00:00Z"),
            ("yesterday", ""),
            ("2026-02-30", ""),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text).map(written).unwrap_or_default(), expected, "{text}");
        }
    }
}
