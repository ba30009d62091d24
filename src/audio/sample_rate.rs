//! How many frames a second has.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

/// Frames a second, in hertz; never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SampleRate(NonZeroU32);

impl SampleRate {
    /// The master's rate: the rate the built-in voice was trained at, and enough for speech (energy ends near 11 kHz).
    pub const MASTER: Self = Self(NonZeroU32::new(24_000).expect("24 000 is not zero"));

    /// Makes a rate from hertz; `None` for zero.
    #[must_use]
    pub fn new(hz: u32) -> Option<Self> {
        NonZeroU32::new(hz).map(Self)
    }

    /// Returns the rate in hertz.
    #[must_use]
    pub fn hz(self) -> u32 {
        self.0.get()
    }
}
