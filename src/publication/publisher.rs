//! Places that narrations are put on, and those of them that tell what posts they have.

use std::fmt;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::edition::Edition;
use super::episode::Episode;
use super::error::PublishError;
use super::posts::{Choice, Post};

/// A place that narrations are attached to by the addresses of their articles. Attaching twice changes nothing.
///
/// Files of pages are none, and have [`page`](super::page) to themselves: there it is the page that seeks its narration, by more than its
/// address, and that is taken as it stands on this machine.
#[async_trait]
pub trait Publisher: Send + Sync {
    /// Puts a narration on its article, or the new one in place of an earlier one.
    async fn attach(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError>;

    /// Takes it off again.
    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError>;
}

/// A content system: a place that tells what posts it has.
#[async_trait]
pub trait Cms: Publisher {
    /// Returns the post at an address.
    async fn post(&self, address: &str) -> Result<Post, PublishError>;

    /// Tells of every published post of the choice.
    async fn posts(&self, choice: &Choice, tell: &mut (dyn FnMut(Post) + Send)) -> Result<(), PublishError>;

    /// Tells of every post changed at or after a time, drafts and all, without their texts.
    async fn changes(
        &self,
        since: Option<DateTime<Utc>>,
        tell: &mut (dyn FnMut(Edition) + Send),
    ) -> Result<(), PublishError>;

    /// Returns a post as it is now, by its name in the system; nothing where it is gone.
    async fn edition(&self, id: &str) -> Result<Option<Edition>, PublishError>;
}

/// Whether anything is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// It is.
    Real,
    /// It is only found out what would be done.
    Dry,
}

/// What was done about a narration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It was put on.
    Attached,
    /// It took the place of an earlier one.
    Replaced,
    /// It was taken off.
    Removed,
    /// There was nothing to do.
    Unchanged,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Attached => "attached",
            Self::Replaced => "replaced",
            Self::Removed => "removed",
            Self::Unchanged => "unchanged",
        })
    }
}
