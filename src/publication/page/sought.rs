//! A narration that was found for a page.

use std::path::PathBuf;

use super::follow::Said;
use crate::master::Manifest;

/// A narration, and what it says.
pub(super) struct Sought {
    /// Where its manifest is.
    pub(super) path: PathBuf,
    pub(super) manifest: Manifest,
    pub(super) said: Said,
}
