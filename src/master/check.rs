//! One thing that was looked at in a file, and how it was found.

use serde::Serialize;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Check {
    /// What was looked at: `structure`, `duration`, `disclosure`, `recording`, `tags`, `signature`, `manifest`, `watermark` or `article`.
    pub check: &'static str,
    /// How it is.
    pub result: Verdict,
    /// What was found, in a sentence.
    pub told: String,
}

/// How something was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be.
    Good,
    /// Not as it should be.
    Bad,
    /// It could not be told.
    Unknown,
}

impl Check {
    /// Makes one.
    #[must_use]
    pub fn new(check: &'static str, result: Verdict, told: impl Into<String>) -> Self {
        Self { check, result, told: told.into() }
    }
}
