//! A finished narration: its files and what its manifest says.

use std::path::PathBuf;

use super::Manifest;

/// A finished narration on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Master {
    /// The WAV, or the first of the other forms where no WAV is kept.
    pub audio: PathBuf,
    /// The manifest's file.
    pub manifest_path: PathBuf,
    /// What the manifest says.
    pub manifest: Manifest,
}
