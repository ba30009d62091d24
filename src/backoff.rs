//! How long to wait before a service that failed is asked again: longer each time, and never many programs at the same moment.

use std::time::Duration;

/// The longest pause after the first failure; it doubles with each. Taste, as is the next.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest pause of all.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// How often a service that cannot be reached is asked: the pauses between add up to at most 7.5 s.
pub(crate) const ASKS_IF_UNREACHABLE: u32 = 5;

/// Returns the pause after this many failures, from 1. Any length up to the longest is as likely; it is the same for the same failure,
/// seed and text, and those who share a service should differ in one of them.
pub(crate) fn pause(failures: u32, seed: u64, text: &[u8]) -> Duration {
    let ceiling = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1))).min(LONGEST_PAUSE);
    ceiling.mul_f64(chance(failures, seed, text))
}

/// Returns a number in [0, 1).
pub(crate) fn chance(failures: u32, seed: u64, text: &[u8]) -> f64 {
    let mut hash = blake3::Hasher::new();
    hash.update(&seed.to_le_bytes()).update(&failures.to_le_bytes()).update(text);
    let bytes = *hash.finalize().as_bytes().first_chunk().expect("a hash has 32 bytes");
    f64::from(u32::from_le_bytes(bytes)) / (f64::from(u32::MAX) + 1.0)
}
