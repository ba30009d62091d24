//! Feeds, sitemaps and JSON Lines: whatever the bytes, no panic and no address off the web.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| aloud::source::check_listing(&String::from_utf8_lossy(bytes)));
