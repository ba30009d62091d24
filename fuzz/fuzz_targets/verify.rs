//! Recordings with the manifests beside them: whatever the bytes of both, a verdict and no panic.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use aloud::master::{Manifest, verify};
use libfuzzer_sys::fuzz_target;

/// What recordings are looked at as.
const ENDINGS: [&str; 5] = ["wav", "mp3", "flac", "opus", "m4a"];

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("aloud-fuzz-verify-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
});

fuzz_target!(|input: (u8, Vec<u8>, Vec<u8>)| {
    let (ending, manifest, audio) = input;
    let manifest: Option<Manifest> = serde_json::from_slice(&manifest).ok();
    let path = FOLDER.join("x").with_extension(ENDINGS[usize::from(ending) % ENDINGS.len()]);
    fs::write(&path, audio).expect("a recording");
    let _ = verify(&path, manifest.as_ref(), None);
});
