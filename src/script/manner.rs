//! How one sentence is said otherwise than the script says by itself: what an editor chose for it.

use serde::{Deserialize, Serialize};

/// How one sentence is said otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manner {
    /// The name of the voice that says it; none for the one that is cast for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice: Option<String>,
    /// How fast, in percent of the others' pace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speed_percent: Option<u16>,
    /// Which take of it, from 0, by a voice that says it otherwise each time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub take: Option<u32>,
    /// A person's recording that is heard in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording: Option<Recording>,
}

/// A person's recording of a sentence: a file beside the narration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// The file's name, one plain component.
    pub file: String,
    /// The BLAKE3 hash of the file, in hexadecimal.
    pub hash: String,
    /// Who says it, as far as that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Manner {
    /// Returns whether it is said as the script says.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Recording {
    /// Returns the name of whoever "speaks" it, which no voice has.
    #[must_use]
    pub fn speaker(&self) -> String {
        format!("recording:{}", self.hash)
    }
}
