//! That an article is no longer public: who said so, and whether its narration may be taken off.

use serde::{Deserialize, Serialize};

/// Why an article was withdrawn that someone took off by `aloud withdraw`.
pub const BY_HAND: &str = "taken off by hand";

/// That an article was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Why: who said so.
    pub why: String,
    /// When.
    pub at_ms: u64,
    /// Whether it may be carried out: too many at once wait for a word.
    pub confirmed: bool,
    /// Whether the article was asked for since: where it is narrated then, the withdrawal is over.
    #[serde(default)]
    pub asked_again: bool,
}

impl Withdrawal {
    /// Withdraws an article now.
    #[must_use]
    pub fn new(why: &str, at_ms: u64, confirmed: bool) -> Self {
        Self { why: why.to_owned(), at_ms, confirmed, asked_again: false }
    }
}
