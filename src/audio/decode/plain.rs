//! Plain samples as a container describes them, and how long they truly are: what a header says of it is a claim.

use std::ops::Range;

use super::bounds::{MAX_SAMPLES, MAX_SECONDS, Rest};
use super::text;
use super::{DecodeError, Interleaved, Samples};

/// Servers that stream do not know the length when they write the header, and say some number near the largest, or none.
const UNKNOWN_FROM_BYTES: u64 = 0x7FFF_0000;
/// How much less than promised is no loss, and how much more is none: a fiftieth of a second.
const SLACK_PARTS: u64 = 50;

/// Plain samples as a container describes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) samples: Samples,
    pub(super) channels: usize,
    pub(super) hz: u32,
}

impl Plain {
    /// Returns the bytes of a second; never zero.
    fn second(&self) -> u64 {
        // A header may say anything.
        (self.samples.bytes() as u64).saturating_mul(self.channels as u64).saturating_mul(u64::from(self.hz)).max(1)
    }

    /// Reads the samples. What does not fill a last frame is left out.
    pub(super) fn read(&self, bytes: &[u8], rest: Rest) -> Result<Interleaved, DecodeError> {
        let mut sound = Interleaved::new(self.hz, self.channels)?;
        let most =
            self.second().saturating_mul(MAX_SECONDS as u64).min((MAX_SAMPLES * self.samples.bytes()) as u64) as usize;
        if bytes.len() > most && rest == Rest::Refused {
            return Err(DecodeError::TooLong);
        }
        let (bytes, frame) = (&bytes[..bytes.len().min(most)], self.samples.bytes() * self.channels);
        sound.samples = self.samples.read(&bytes[..bytes.len() - bytes.len() % frame]);
        Ok(sound)
    }

    /// Returns where the samples are that begin at a place and, as their header says, have so many bytes: to the end of what is
    /// there, where the header could not know the length or something follows that is no part of the container.
    ///
    /// # Errors
    /// When so much is missing that words may be lost.
    pub(super) fn extent(&self, claim: &Claim<'_>) -> Result<Range<usize>, DecodeError> {
        let Claim { bytes, length, goes_on, rest, .. } = *claim;
        let start = claim.start.min(bytes.len());
        let there = (bytes.len() - start) as u64;
        let slack = self.second() / SLACK_PARTS;
        let is_unknown = length >= UNKNOWN_FROM_BYTES || length > self.second().saturating_mul(MAX_SECONDS as u64);
        let end = if length > there {
            if is_unknown || length - there <= slack || rest == Rest::LeftOut {
                bytes.len()
            } else {
                return Err(DecodeError::CutOff);
            }
        } else {
            let end = start + length as usize;
            let after = &bytes[end..];
            // No length at all is no claim; else what is left over must be long enough to be heard.
            let least = if length == 0 { 0 } else { slack };
            let is_sound = after.len() as u64 > least && !text::is_text(after) && after.iter().any(|byte| *byte != 0);
            if is_sound && !goes_on(after) { bytes.len() } else { end }
        };
        Ok(start..end)
    }
}

/// What a header says of where its samples are.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    /// The container, to its end.
    pub(super) bytes: &'a [u8],
    /// Where the samples begin.
    pub(super) start: usize,
    /// How many bytes they are said to have.
    pub(super) length: u64,
    /// Whether something begins as the container's next part does.
    pub(super) goes_on: fn(&[u8]) -> bool,
    /// What becomes of one that ends before it should.
    pub(super) rest: Rest,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_claims() {
        let plain = Plain { samples: Samples::S16, channels: 1, hz: 8_000 };
        let bytes = vec![1u8; 16_000];
        let extent = |length| {
            plain.extent(&Claim { bytes: &bytes, start: 100, length, goes_on: |_| false, rest: Rest::Refused }).ok()
        };
        let whole = Some(100..16_000);
        for untrue in [0, 5_000, 15_900, 15_910, u64::from(u32::MAX), 2_000_000_000, u64::MAX] {
            assert_eq!(extent(untrue), whole, "{untrue}");
        }
        assert_eq!(extent(15_890), Some(100..15_990), "what is left over is too short to be speech");
        assert_eq!(extent(20_000), None);
        let goes_on =
            plain.extent(&Claim { bytes: &bytes, start: 100, length: 5_000, goes_on: |_| true, rest: Rest::Refused });
        assert_eq!(goes_on.ok(), Some(100..5_100));
    }
}
