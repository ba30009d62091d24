//! Between which levels settings may lie, and where they are looked for.

use std::ops::RangeInclusive;

/// The settings file looked for in the working folder.
pub const FILE_NAME: &str = "aloud.toml";
/// The level of room tone, in dB below full scale: 16 bits end at −96, and above −50 it is a noise (ACX allows −60).
pub const ROOM_TONE_DB: RangeInclusive<f64> = -90.0..=-50.0;
/// How far a bed may lie from the speech, in LU: closer it covers words (WCAG 1.4.7 asks for 20).
pub const BED_DB: RangeInclusive<f64> = -60.0..=-10.0;
/// The longest silence before or after the speech: whoever hears nothing for longer believes that the recording has ended.
pub(super) const LONGEST_SILENCE_MS: u64 = 60_000;
