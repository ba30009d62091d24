//! What an engine answers: a clip, and why it may not be what was asked for.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::audio::Clip;

/// A request as it was spoken.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    /// The sound.
    pub clip: Clip,
    /// Why it may not be what was asked for; `None` for a good clip.
    pub doubt: Option<Doubt>,
}

impl From<Clip> for Spoken {
    fn from(clip: Clip) -> Self {
        Self { clip, doubt: None }
    }
}

/// Why a clip may not be what was asked for, however often it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Doubt(String);

impl Doubt {
    /// Joins what is odd about a clip; `None` when nothing is.
    #[must_use]
    pub fn of(reasons: &[String]) -> Option<Self> {
        (!reasons.is_empty()).then(|| Self(reasons.join("; ")))
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
