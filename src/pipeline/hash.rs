//! Hashes by which narrations are known again: always of a value's JSON form.

use serde::Serialize;

use crate::script::Script;

/// Changes when the same clips and pauses would make other bytes, so that narrations are made again.
pub const MASTER_FORMAT: u32 = 6;

/// Hashes headline and story of a script.
#[must_use]
pub fn text_hash(script: &Script) -> String {
    let story = script.sentences.iter().filter(|sentence| sentence.block.is_some());
    let story: Vec<&str> = story.map(|sentence| sentence.written.trim()).collect();
    hash(&(&script.metadata.title, story))
}

/// Hashes something that has a JSON form.
pub(super) fn hash(value: &impl Serialize) -> String {
    let json = serde_json::to_vec(value).expect("strings and numbers have a JSON form");
    blake3::hash(&json).to_hex().to_string()
}
