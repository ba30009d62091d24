//! The outbox of an article: what each place has, what it is to have, and when it is tried again. Pure, as the entry is.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::settings::PlaceSettings;
use crate::backoff;

/// The pause after the first failure, and the longest, in milliseconds. Taste.
const FIRST_PAUSE_MS: u64 = 10_000;
const LONGEST_PAUSE_MS: u64 = 15 * 60_000;

/// How long an article that fails is tried again, in milliseconds: over a long weekend. Taste.
pub(crate) const GIVE_UP_MS: u64 = 72 * 3_600_000;

/// What is to be at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// The recording of this fingerprint.
    Recording(String),
    /// Nothing.
    Nothing,
    /// Whatever is there.
    AsItIs,
}

/// How an article stands at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Delivery {
    /// The fingerprint of the recording that is there.
    pub have: Option<String>,
    /// What was last tried: a fingerprint, or nothing.
    pub aim: Option<String>,
    /// How often in a row that failed.
    pub failures: u32,
    /// When it first did.
    pub failing_since_ms: u64,
    /// When it is tried again.
    pub next_ms: u64,
    /// Why it failed.
    pub error: Option<String>,
    /// Whether it is no longer tried: a dead letter.
    pub dead: bool,
    /// When it was last delivered.
    pub at_ms: u64,
}

/// What to do about a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Try again, after so long where the place said so. It is the place that has a problem.
    PlaceLater(Option<Duration>),
    /// Try again; it is this article that has one.
    Later,
    /// Leave the place alone until someone has seen to it.
    Pause,
    /// Give this article up there.
    Never,
}

/// Returns the pause after so many failures in a row: longer each time, and never the same for two articles.
#[must_use]
pub fn pause_ms(failures: u32, key: &str) -> u64 {
    let ceiling = FIRST_PAUSE_MS.saturating_mul(2_u64.saturating_pow(failures.saturating_sub(1))).min(LONGEST_PAUSE_MS);
    // At least half of it: a place that is down is not to be asked at once.
    ceiling / 2 + (ceiling as f64 / 2.0 * backoff::chance(failures, 0, key.as_bytes())) as u64
}

/// Returns the places that are to be tried now, in their order, by what is to be there.
#[must_use]
pub fn due<'a>(
    deliveries: &BTreeMap<String, Delivery>,
    places: &'a [PlaceSettings],
    wish: &Wish,
    now_ms: u64,
) -> Vec<&'a PlaceSettings> {
    let wanted = match wish {
        Wish::AsItIs => return Vec::new(),
        Wish::Nothing => None,
        Wish::Recording(fingerprint) => Some(fingerprint),
    };
    let nothing = Delivery::default();
    let at = |name: &str| deliveries.get(name).unwrap_or(&nothing);
    let is_due = |place: &&PlaceSettings| {
        let delivery = at(&place.name());
        let is_open = delivery.have.as_ref() != wanted;
        let is_same_try = delivery.aim.as_ref() == wanted;
        let may = !is_same_try || !delivery.dead && delivery.next_ms <= now_ms;
        // What is taken off is taken off everywhere at once.
        let has_needs = wanted.is_none() || place.needs.iter().all(|need| at(need).have.as_ref() == wanted);
        is_open && may && has_needs
    };
    places.iter().filter(is_due).collect()
}

impl Delivery {
    /// Notes that a place has what it was to have.
    pub fn done(&mut self, wanted: Option<String>, now_ms: u64) {
        *self = Self { have: wanted.clone(), aim: wanted, at_ms: now_ms, ..Self::default() };
    }

    /// Notes a failure, and when it is tried again.
    pub fn failed(&mut self, wanted: Option<String>, remedy: Remedy, error: String, (now_ms, key): (u64, &str)) {
        if self.aim != wanted || self.failures == 0 {
            (self.aim, self.failures, self.failing_since_ms, self.dead) = (wanted, 0, now_ms, false);
        }
        self.failures += 1;
        self.error = Some(error);
        self.next_ms = now_ms.saturating_add(match remedy {
            Remedy::PlaceLater(Some(after)) => u64::try_from(after.as_millis()).unwrap_or(u64::MAX),
            _ => pause_ms(self.failures, key),
        });
        let is_over = now_ms.saturating_sub(self.failing_since_ms) >= GIVE_UP_MS;
        self.dead = remedy == Remedy::Never || is_over && remedy != Remedy::Pause;
    }

    /// Lets it be tried again at once.
    pub fn revive(&mut self) {
        (self.dead, self.failures, self.next_ms) = (false, 0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Vec<PlaceSettings> {
        let toml = "p = [{ to = 's3' }, { to = 'wordpress', needs = ['s3'] }, { to = 'webhook' }]";
        let mut table: BTreeMap<String, Vec<PlaceSettings>> = toml::from_str(toml).unwrap();
        table.remove("p").unwrap()
    }

    fn names(deliveries: &BTreeMap<String, Delivery>, wish: &Wish, now_ms: u64) -> Vec<String> {
        due(deliveries, &places(), wish, now_ms).iter().map(|place| place.name()).collect()
    }

    #[test]
    fn places_wait_for_those_they_need_and_for_no_other() {
        let (mut at, one) = (BTreeMap::<String, Delivery>::new(), Wish::Recording("one".into()));
        assert_eq!(names(&at, &one, 0), ["s3", "webhook"]);
        at.entry("webhook".into()).or_default().failed(Some("one".into()), Remedy::Later, "500".into(), (0, "a"));
        at.entry("s3".into()).or_default().done(Some("one".into()), 0);
        assert_eq!(names(&at, &one, 0), ["wordpress"], "the one that fails rests");
        at.entry("wordpress".into()).or_default().done(Some("one".into()), 0);
        assert_eq!(names(&at, &one, LONGEST_PAUSE_MS), ["webhook"]);
        assert_eq!(names(&at, &Wish::Recording("two".into()), 0), ["s3", "webhook"], "a new one is tried at once");
        assert_eq!(
            names(&at, &Wish::Nothing, 0),
            ["s3", "wordpress"],
            "off everywhere at once, where there is something"
        );
        assert!(names(&at, &Wish::AsItIs, 0).is_empty());
    }

    #[test]
    fn what_a_place_asks_for_wins_and_what_it_refuses_is_a_dead_letter() {
        let mut at = Delivery::default();
        let after = Remedy::PlaceLater(Some(Duration::from_secs(77)));
        at.failed(Some("one".into()), after, "429".into(), (1_000, "a"));
        assert_eq!((at.next_ms, at.dead), (78_000, false));
        at.failed(Some("one".into()), Remedy::Never, "422".into(), (2_000, "a"));
        assert!(at.dead);
        at.failed(Some("two".into()), Remedy::Later, "500".into(), (3_000, "a"));
        assert_eq!((at.dead, at.failures), (false, 1), "another recording is another try");
        at.failed(Some("two".into()), Remedy::Later, "500".into(), (3_000 + GIVE_UP_MS, "a"));
        assert!(at.dead);
        at.revive();
        assert!(!at.dead && at.next_ms == 0);
    }

    #[test]
    fn pauses_grow_and_differ() {
        assert!((5_000..=10_000).contains(&pause_ms(1, "a")) && pause_ms(1, "a") != pause_ms(1, "b"));
        assert!((20_000..=40_000).contains(&pause_ms(3, "a")));
        assert!((450_000..=900_000).contains(&pause_ms(60, "a")));
    }
}
