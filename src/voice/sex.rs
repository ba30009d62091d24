//! Whose voice a voice sounds like.

use serde::{Deserialize, Serialize};

/// Whose voice a voice sounds like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// A woman's.
    Female,
    /// A man's.
    Male,
}

impl Sex {
    /// Returns its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}
