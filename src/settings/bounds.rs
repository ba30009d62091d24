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
/// Kilobits a second of Opus (RFC 6716, section 2.1.1: to 510, beyond 256 of no use to one channel).
pub(super) const OPUS_KBPS: RangeInclusive<u16> = 6..=256;

/// Kilobits a second that MP3 has at a sample rate (ISO 11172-3 and 13818-3, layer III).
pub(super) fn mp3_rates(hz: u32) -> &'static [u16] {
    if hz > 24_000 {
        &[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    } else {
        &[8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    }
}
