//! What may be spent in a day: a purse that is filled again at midnight.

use std::sync::{Arc, Mutex, PoisonError};

use crate::speech::Purse;

/// A day, in milliseconds.
const DAY_MS: u64 = 86_400_000;
/// The part of the money at which someone is warned.
const WARNS_AT: f64 = 0.8;

/// What may be spent in a day.
pub struct Budget {
    /// What voices are paid from.
    pub purse: Arc<Purse>,
    most_usd: Option<f64>,
    /// How far the place's time is ahead of UTC.
    ahead_ms: i64,
    day: Mutex<Day>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Day {
    number: u64,
    is_warned: bool,
}

impl Budget {
    /// Allows so many US dollars a day, in a place whose time is so far ahead of UTC: `+02:00`.
    #[must_use]
    pub fn new(most_usd: Option<f64>, timezone: Option<&str>) -> Self {
        let ahead_ms = timezone.and_then(minutes).unwrap_or(0) * 60_000;
        Self { purse: Arc::new(Purse::new(None, most_usd)), most_usd, ahead_ms, day: Mutex::default() }
    }

    /// Goes on from what was noted before, where that is of the same day.
    pub fn go_on(&self, note: Option<&str>, now_ms: u64) {
        let today = self.day_of(now_ms);
        let noted = note.and_then(|note| note.split_once(' '));
        let noted = noted.and_then(|(day, usd)| Some((day.parse::<u64>().ok()?, usd.parse::<f64>().ok()?)));
        self.purse.set_spent_usd(noted.filter(|(day, _)| *day == today).map_or(0.0, |(_, usd)| usd));
        self.lock().number = today;
    }

    /// Begins another day where one has begun.
    pub fn turn(&self, now_ms: u64) {
        let today = self.day_of(now_ms);
        let mut day = self.lock();
        if day.number != today {
            *day = Day { number: today, is_warned: false };
            self.purse.set_spent_usd(0.0);
        }
    }

    /// Returns what is to be noted of today.
    #[must_use]
    pub fn note(&self) -> String {
        format!("{} {}", self.lock().number, self.purse.spent_usd())
    }

    /// Returns how much is spent of how much, once a day, when it is four fifths.
    pub fn warning(&self) -> Option<(f64, f64)> {
        let (most, spent) = (self.most_usd?, self.purse.spent_usd());
        let mut day = self.lock();
        let warns = !day.is_warned && spent >= most * WARNS_AT;
        day.is_warned |= warns;
        warns.then_some((spent, most))
    }

    /// Returns whether nothing is left.
    #[must_use]
    pub fn is_spent(&self) -> bool {
        self.most_usd.is_some_and(|most| self.purse.spent_usd() >= most)
    }

    /// Returns when the next day begins.
    #[must_use]
    pub fn next_day_ms(&self, now_ms: u64) -> u64 {
        let next = (self.day_of(now_ms) + 1) * DAY_MS;
        next.saturating_add_signed(-self.ahead_ms)
    }

    fn day_of(&self, now_ms: u64) -> u64 {
        now_ms.saturating_add_signed(self.ahead_ms) / DAY_MS
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Day> {
        self.day.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads how far a place's time is ahead of UTC, in minutes.
fn minutes(text: &str) -> Option<i64> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_purse_is_filled_again_at_the_places_midnight() {
        let budget = Budget::new(Some(10.0), Some("+02:00"));
        let noon = 20_000 * DAY_MS + DAY_MS / 2;
        budget.go_on(Some("20000 7.5"), noon);
        assert_eq!((budget.warning(), budget.is_spent()), (None, false));
        budget.purse.set_spent_usd(8.0);
        assert_eq!((budget.warning(), budget.warning()), (Some((8.0, 10.0)), None), "once a day");
        assert_eq!(budget.note(), "20000 8");
        assert_eq!(budget.next_day_ms(noon), 20_001 * DAY_MS - 2 * 3_600_000);
        budget.turn(20_001 * DAY_MS - 2 * 3_600_000);
        assert_eq!(budget.note(), "20001 0");
        budget.go_on(Some("20000 8"), 20_001 * DAY_MS);
        assert!(!budget.is_spent() && budget.warning().is_none());
        assert_eq!(["+02:00", "-03:30", "2", "+25:00", ""].map(minutes), [Some(120), Some(-210), None, None, None]);
    }
}
