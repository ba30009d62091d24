//! Feeds that somebody else writes, which get enclosures: whatever the bytes, no panic, and nothing changes where nothing is
//! ours to add.
#![no_main]

use std::collections::BTreeSet;

use aloud::publication::feed::{Channel, Feed, amend, without};
use aloud::publication::{AudioBase, FullText};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let base: AudioBase = "https://audio.example.org/".parse().expect("an address");
    let feed = Feed { channel: &Channel::default(), base: &base, episodes: &[], full_text: FullText::On };
    if let Ok(amended) = amend(bytes, &feed) {
        assert_eq!(amended.enclosed, 0);
    }
    if let Ok((kept, had)) = without(bytes, &BTreeSet::new()) {
        assert!(kept == bytes && had.is_empty());
    }
});
