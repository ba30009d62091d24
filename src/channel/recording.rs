//! The recording of an article, as the service knows it.

use serde::{Deserialize, Serialize};

/// A recording of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// The audio's file name in the folder.
    pub audio: String,
    /// The fingerprint of everything the audio depends on, as in the manifest.
    pub fingerprint: String,
    /// When it was finished.
    pub made_ms: u64,
    /// When the change that it was made for was told.
    pub asked_ms: u64,
    /// Whether it took the place of another.
    #[serde(default)]
    pub is_renewal: bool,
}
