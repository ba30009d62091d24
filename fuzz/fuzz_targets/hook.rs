//! Calls of content systems: whatever headers and body say, nothing without the secret is believed, and no body panics.
#![no_main]

use aloud::channel::hook::{Call, HookKind, Notice, Payload, verify};
use libfuzzer_sys::fuzz_target;

const KINDS: [HookKind; 9] = [
    HookKind::Ghost,
    HookKind::Aloud,
    HookKind::Contentful,
    HookKind::Sanity,
    HookKind::Strapi,
    HookKind::Directus,
    HookKind::Github,
    HookKind::Standard,
    HookKind::Bearer,
];

fuzz_target!(|input: (u8, Vec<(String, String)>, String, Vec<u8>)| {
    let (kind, headers, target, body) = input;
    let kind = KINDS[usize::from(kind) % KINDS.len()];
    let headers = headers.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect();
    let call = Call { method: "POST".to_owned(), target, headers, body };
    let secret = "a secret that no input has".to_owned().into();
    assert!(verify(kind, &[secret], &call, 1_800_000_000_000).is_err());
    let payload = Payload { url: Some("https://example.org/{entry.slug}".to_owned()), ..Payload::default() };
    for payload in [Payload::default(), payload] {
        let _ = Notice::read(kind, &call, &payload);
    }
});
