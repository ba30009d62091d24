//! The kinds of places that narrations go to.

use serde::Deserialize;

/// A kind of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// Posts of WordPress.
    WordPress,
    /// Posts of Ghost.
    Ghost,
    /// A bucket.
    S3,
    /// Nodes of Drupal.
    Drupal,
    /// A headless content system.
    Headless,
    /// A receiver of events.
    Webhook,
    /// The podcast and JSON Feed in the folder of narrations.
    Feed,
    /// Pages of a static site on this machine.
    Attach,
}

impl PlaceKind {
    /// Returns its name, as `aloud.toml` has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WordPress => "wordpress",
            Self::Ghost => "ghost",
            Self::S3 => "s3",
            Self::Drupal => "drupal",
            Self::Headless => "headless",
            Self::Webhook => "webhook",
            Self::Feed => "feed",
            Self::Attach => "attach",
        }
    }
}
