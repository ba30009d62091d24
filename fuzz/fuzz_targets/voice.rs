//! Voice files: whatever the bytes, an error or a voice whose engine is built or refused, without a key and without asking anyone.
#![no_main]

use aloud::secrets::Keyring;
use aloud::voice::Voice;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(voice) = Voice::parse(&String::from_utf8_lossy(bytes), "x.toml") else { return };
    let _ = aloud::engines::build(&voice, &Keyring::blank());
});
