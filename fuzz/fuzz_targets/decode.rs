//! Sound files and bare samples: whatever the bytes, an error or finite samples, and never a panic.
#![no_main]

use aloud::audio::{SampleRate, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for bare in [None, Some(SampleRate::MASTER)] {
        if let Ok(clip) = decode(bytes.to_vec(), bare) {
            assert!(!clip.samples.is_empty() && clip.samples.iter().all(|sample| sample.is_finite()));
        }
    }
});
