//! One article on its way to a worker.

use std::io::{Read, Write};

use serde::{Deserialize, Serialize};

use super::FleetError;
use crate::source::{Article, ListedMetadata, Markup, Origin};

/// The most an item unpacks to: an article's text and what is known of it, with room for JSON's escapes.
const MAX_UNPACKED_BYTES: u64 = 64_000_000;

/// One article on its way to a worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The article's name for people.
    pub name: String,
    /// The input it was found in.
    pub input: String,
    /// What its source names it by; empty in items of older versions.
    #[serde(default)]
    pub source: String,
    /// A hash of what the list it was found in says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<String>,
    /// The flags that it was submitted with, as far as they shape narrations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// The article.
    pub article: Article,
}

impl Item {
    /// Names the work: the same article, unchanged, under the same settings has the same name.
    #[must_use]
    pub fn key(&self, shape: &str) -> String {
        let work = format!("{} {} {shape}", self.article.id, self.article.content_hash());
        blake3::hash(work.as_bytes()).to_hex().to_string()
    }

    /// Stands for bytes of the queue that are no article.
    pub(super) fn unread(bytes: &[u8]) -> Self {
        let id = format!("unreadable:{}", &blake3::hash(bytes).to_hex()[..16]);
        let (name, input, source) = (id.clone(), "the queue".to_owned(), id.clone());
        Self {
            name,
            input,
            source,
            listed: None,
            flags: Vec::new(),
            article: Article {
                id,
                origin: Origin::Stdin,
                markup: Markup::Plain(String::new()),
                known: ListedMetadata::default(),
            },
        }
    }

    /// Packs it: JSON, gzipped, since pages shrink to a fifth.
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        let json = serde_json::to_vec(self).expect("strings have a JSON form");
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&json).expect("memory can be written");
        packer.finish().expect("memory can be written")
    }

    /// Unpacks it.
    ///
    /// # Errors
    /// When it is something else, or too large.
    pub fn unpack(bytes: &[u8]) -> Result<Self, FleetError> {
        let mut json = Vec::new();
        let unreadable = |error: String| FleetError::Unreadable(format!("an article in the queue: {error}"));
        let mut unpacker = flate2::read::GzDecoder::new(bytes).take(MAX_UNPACKED_BYTES);
        unpacker.read_to_end(&mut json).map_err(|error| unreadable(error.to_string()))?;
        serde_json::from_slice(&json).map_err(|error| unreadable(error.to_string()))
    }
}
