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
    /// Something was noted of an article, by whomever.
    Noted {
        /// Its narration's name; empty where there is none.
        name: String,
    },
    /// Narrations are being spoken again.
    Speaking {
        /// How many are left.
        left: usize,
    },
}
