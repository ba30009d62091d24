//! Positions and lengths in whole frames.

use std::ops::{Add, AddAssign};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::SampleRate;

/// A position or length in whole frames, from 0.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Frames(pub u64);

impl Frames {
    /// Returns the nearest whole number of frames to a duration; a length past `u64` is held at its end.
    #[must_use]
    pub fn from_duration(duration: Duration, rate: SampleRate) -> Self {
        let frames = (duration.as_nanos() * u128::from(rate.hz()) + 500_000_000) / 1_000_000_000;
        Self(u64::try_from(frames).unwrap_or(u64::MAX))
    }

    /// Returns the time these frames last, rounded down to the nanosecond.
    #[must_use]
    pub fn duration(self, rate: SampleRate) -> Duration {
        let hz = u64::from(rate.hz());
        let nanos = (self.0 % hz) * 1_000_000_000 / hz;
        Duration::from_secs(self.0 / hz) + Duration::from_nanos(nanos)
    }

    /// Returns the time in milliseconds, rounded to the nearest.
    #[must_use]
    pub fn to_ms(self, rate: SampleRate) -> u64 {
        let ms = (u128::from(self.0) * 1000 + u128::from(rate.hz()) / 2) / u128::from(rate.hz());
        u64::try_from(ms).unwrap_or(u64::MAX)
    }
}

impl Add for Frames {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Frames {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_and_durations_agree() {
        let rate = SampleRate::MASTER;
        assert_eq!(Frames::from_duration(Duration::from_millis(350), rate), Frames(8_400));
        assert_eq!(Frames(8_400).duration(rate), Duration::from_millis(350));
        assert_eq!(Frames(36).to_ms(rate), 2);
        assert_eq!(Frames(u64::MAX).to_ms(rate), 768_614_336_404_564_651);
    }
}
