//! What was decided of a narration after someone listened to it. A decision is of what was heard: it holds for one fingerprint.

use serde::{Deserialize, Serialize};

/// What was decided, of what, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Review {
    /// The decision.
    pub verdict: Decision,
    /// The fingerprint of the narration that was listened to.
    pub fingerprint: String,
    /// The hash of its sound.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sound_hash: String,
    /// Who decided.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// The rule by which it was approved without anyone listening, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What is to be changed, or why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A decision about a narration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// It may be published.
    Approved,
    /// Something is to be changed first.
    ChangesWanted,
    /// It is not to be published.
    Rejected,
}
