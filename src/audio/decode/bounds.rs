//! What a sound may be at the most, whoever says it: headers are claims.

use super::DecodeError;
use crate::audio::SampleRate;

/// The longest sound that is read: no service speaks longer at once (Azure's ten minutes are the longest). A few kilobytes of
/// packed silence could last for days.
pub(super) const MAX_SECONDS: usize = 600;
/// The most samples of all channels together: ten minutes of stereo at 48 kHz, 230 MB.
pub(super) const MAX_SAMPLES: usize = MAX_SECONDS * 48_000 * 2;
/// The rates of recorded sound, in hertz: from telephones' to the highest that converters have. A header that says another would
/// make the resampler's filter as long as it likes.
const RATES_HZ: std::ops::RangeInclusive<u32> = 8_000..=768_000;
/// The most channels: 7.1.4 has twelve, and WAVs from editors sixteen.
const MAX_CHANNELS: usize = 16;

/// What becomes of a sound after the longest that is read, and of one that ends before it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// The sound is refused.
    Refused,
    /// It is not looked at, nor missed.
    LeftOut,
}

/// Takes a rate that a sound can have.
pub(super) fn rate(hz: u32) -> Result<SampleRate, DecodeError> {
    SampleRate::new(hz).filter(|_| RATES_HZ.contains(&hz)).ok_or(DecodeError::Rate(hz))
}

/// Takes a number of channels that a sound can have.
pub(super) fn channels(count: usize) -> Result<usize, DecodeError> {
    if (1..=MAX_CHANNELS).contains(&count) { Ok(count) } else { Err(DecodeError::Channels(count)) }
}
