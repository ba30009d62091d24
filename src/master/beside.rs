//! A file beside the WAV, as the manifest describes it.

use serde::{Deserialize, Serialize};

use crate::file_name;

/// One file beside the WAV, as the manifest tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Beside {
    /// The file's name: one plain component, whoever wrote it.
    #[serde(deserialize_with = "file_name::plain")]
    pub file: String,
    /// Its media type.
    pub media_type: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its BLAKE3 hash, in hexadecimal.
    #[serde(default)]
    pub hash: String,
    /// The BLAKE3 hash of its sound alone, whatever its tags say; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sound_hash: String,
}
