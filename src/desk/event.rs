//! Something that happened at the desk.

use serde::Serialize;

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub(super) enum Event {
    /// A narration is another now.
    Changed {
        /// Its name.
        name: String,
        /// Who changed it.
        by: String,
        /// What was done.
        did: String,
    },
    /// Narrations are being spoken again.
    Speaking {
        /// How many are left.
        left: usize,
    },
}
