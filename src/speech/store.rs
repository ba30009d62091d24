//! The content-addressed store of spoken clips.

/// Why the store failed.
#[derive(Debug, thiserror::Error)]
#[error("placeholder")]
pub struct StoreError;
