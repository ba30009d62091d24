//! How long the reader pauses at each boundary.

use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::document::BlockKind;

/// Pauses in milliseconds, each between the end of one sentence's speech and the start of the next.
///
/// The defaults follow measured read-aloud news and audiobook speech, where pauses between sentences centre on 0.4–0.6 s
/// and those between paragraphs on about twice that (Goldman-Eisler 1968; Zellner 1994); the values inside that range are
/// taste, tried on the built-in voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Pacing {
    /// Within a sentence that is too long for one breath, at a clause.
    #[serde(deserialize_with = "bounded")]
    pub breath_ms: u64,
    /// Between two sentences of a block.
    #[serde(deserialize_with = "bounded")]
    pub sentence_ms: u64,
    /// Between two paragraphs.
    #[serde(deserialize_with = "bounded")]
    pub paragraph_ms: u64,
    /// Between two items of a list: they belong together.
    #[serde(deserialize_with = "bounded")]
    pub list_item_ms: u64,
    /// Before a paragraph of a block quotation: somebody else speaks.
    #[serde(deserialize_with = "bounded")]
    pub before_quote_ms: u64,
    /// Before a heading: a new part begins.
    #[serde(deserialize_with = "bounded")]
    pub before_heading_ms: u64,
    /// After a heading: it is heard as a title, not as a sentence.
    #[serde(deserialize_with = "bounded")]
    pub after_heading_ms: u64,
}

/// The longest pause: whoever hears nothing for longer believes that the recording has ended.
const LONGEST_MS: u64 = 60_000;

/// Reads a pause that is not too long.
fn bounded<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let ms = u64::deserialize(deserializer)?;
    if ms <= LONGEST_MS {
        Ok(ms)
    } else {
        Err(D::Error::custom(format!("a pause of {ms} ms is longer than {LONGEST_MS} ms")))
    }
}

impl Default for Pacing {
    fn default() -> Self {
        Self {
            breath_ms: 200,
            sentence_ms: 420,
            paragraph_ms: 800,
            list_item_ms: 600,
            before_quote_ms: 1_000,
            before_heading_ms: 1_200,
            after_heading_ms: 900,
        }
    }
}

impl Pacing {
    /// Returns the pause between two sentences of one block.
    #[must_use]
    pub fn sentence(&self) -> Duration {
        Duration::from_millis(self.sentence_ms)
    }

    /// Returns the pause at a clause of a sentence that is said in parts.
    #[must_use]
    pub fn breath(&self) -> Duration {
        Duration::from_millis(self.breath_ms)
    }

    /// Returns the least pause before a block of this kind.
    #[must_use]
    pub fn before(&self, kind: BlockKind) -> Duration {
        match kind {
            BlockKind::Heading { .. } => Duration::from_millis(self.before_heading_ms),
            BlockKind::Quote => Duration::from_millis(self.before_quote_ms),
            _ => Duration::ZERO,
        }
    }

    /// Returns the pause after a block of this kind.
    #[must_use]
    pub fn after(&self, kind: BlockKind) -> Duration {
        Duration::from_millis(match kind {
            BlockKind::Heading { .. } => self.after_heading_ms,
            BlockKind::ListItem { .. } => self.list_item_ms,
            _ => self.paragraph_ms,
        })
    }
}
