//! Pages that a player is put into: whatever the bytes, attaching twice changes nothing, and removing gives the page back.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use aloud::publication::page::{Attaching, Outcome, Way, attach, remove};
use aloud::publication::{AudioBase, FullText, Narrations, Run};
use libfuzzer_sys::fuzz_target;

/// A narration of `https://example.org/story`.
const MANIFEST: &str = r#"{"version": 1, "software": "aloud", "id": "https://example.org/story",
    "article": {"title": "A story", "url": "https://example.org/story"}, "engine": "tone/1", "voice": "tone",
    "audio": "story.wav", "audio_bytes": 1000, "sample_rate_hz": 24000, "duration_ms": 4000, "fingerprint": "0123456789abcdef0123",
    "sentences": [
        {"block": 0, "kind": "paragraph", "written": "The bridge was closed. ", "spoken": "x", "start_ms": 0, "end_ms": 1800},
        {"block": 0, "kind": "paragraph", "written": "It opens again in May.", "spoken": "x", "start_ms": 2000, "end_ms": 3800}]}"#;

/// The folder, which stays until the process ends, and how its narration is attached.
static DESK: LazyLock<(PathBuf, Attaching)> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("aloud-fuzz-page-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("story.json"), MANIFEST).expect("a manifest");
    let base: AudioBase = "https://audio.example.org/".parse().expect("an address");
    let narrations = Arc::new(Narrations::open(&folder).expect("narrations"));
    assert!(!narrations.is_empty());
    let attaching = Attaching {
        narrations,
        audio_base: base.clone(),
        player_base: base,
        at: None,
        csp_nonce: None,
        way: Way::Spans,
        full_text: FullText::On,
    };
    (folder, attaching)
});

fuzz_target!(|input: (bool, Vec<u8>)| {
    let (is_told, rest) = input;
    let told: &[u8] = b"<link rel=canonical href=https://example.org/story>";
    let page = [if is_told { told } else { b"" }, &rest].concat();
    let (folder, attaching) = &*DESK;
    let path = folder.join("page.html");
    fs::write(&path, &page).expect("a page");
    let outcome = attach(&path, None, attaching);
    let attached = fs::read(&path).expect("the page");
    if !matches!(outcome, Ok(Outcome::Attached(_))) {
        assert_eq!(attached, page);
        return;
    }
    assert!(matches!(attach(&path, None, attaching), Ok(Outcome::Unchanged(_))), "attaching twice changes something");
    assert_eq!(remove(&path, Run::Real).ok(), Some(Outcome::Removed));
    assert!(fs::read(&path).expect("the page") == page, "removing does not give the page back");
});
