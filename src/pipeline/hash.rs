//! Hashes by which narrations are known again: always of a value's JSON form.

use serde::Serialize;

use crate::script::Script;

/// Changes when the same clips and pauses would make other bytes, so that narrations are made again.
pub const MASTER_FORMAT: u32 = 6;

/// Hashes headline and story of a script.
#[must_use]
pub fn text_hash(script: &Script) -> String {
    let story = script.sentences.iter().filter(|sentence| sentence.block.is_some());
    words_hash(script.metadata.title.as_deref(), story.map(|sentence| sentence.written.trim()))
}

/// Hashes a headline and the sentences of a story, as they are written.
#[must_use]
pub fn words_hash<'a>(title: Option<&str>, story: impl Iterator<Item = &'a str>) -> String {
    hash(&(title, story.collect::<Vec<&str>>()))
}

/// Hashes something that has a JSON form.
pub(super) fn hash(value: &impl Serialize) -> String {
    let json = serde_json::to_vec(value).expect("strings and numbers have a JSON form");
    blake3::hash(&json).to_hex().to_string()
}
