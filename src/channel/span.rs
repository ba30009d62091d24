//! A length of time as people write it in settings: `500ms`, `3s`, `15m`, `6h`, `7d`.

use std::time::Duration;

use serde::Deserialize;

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Span(pub Duration);

impl TryFrom<String> for Span {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(digits);
        let factor = match unit.trim() {
            "ms" => Some(1),
            "s" => Some(1_000),
            "m" | "min" => Some(60_000),
            "h" => Some(3_600_000),
            "d" => Some(86_400_000),
            _ => None,
        };
        let ms = number.parse::<u64>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
        ms.map(|ms| Self(Duration::from_millis(ms)))
            .ok_or_else(|| format!("`{text}` is no length of time; write 500ms, 30s, 15m, 6h or 7d"))
    }
}

impl Span {
    /// Makes one of seconds.
    #[must_use]
    pub const fn seconds(seconds: u64) -> Self {
        Self(Duration::from_secs(seconds))
    }

    /// Returns it in milliseconds.
    #[must_use]
    pub fn ms(self) -> u64 {
        u64::try_from(self.0.as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_have_a_unit() {
        let ms = |text: &str| Span::try_from(text.to_owned()).map(Span::ms).ok();
        let read = ["500ms", "3s", "15m", "6 h", "7d"].map(ms);
        assert_eq!(read, [Some(500), Some(3_000), Some(900_000), Some(21_600_000), Some(604_800_000)]);
        assert_eq!(["", "3", "s", "-3s", "3 weeks", "99999999999999999999s"].map(ms), [None; 6]);
    }
}
