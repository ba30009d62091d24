//! Puts narrations where readers are, by what their manifests say: on pages, in feeds, into content systems.

mod address;
mod episode;
mod error;
pub mod feed;
mod ghost;
mod links;
pub mod narrations;
pub mod page;
mod player;
mod post_status;
mod posts;
mod s3;
mod schema;
mod text;
mod upload;
mod web;
mod webhook;
mod wordpress;

use std::fmt;

use async_trait::async_trait;
use serde::Serialize;

pub use episode::{Episode, episodes};
pub use error::PublishError;
pub use ghost::{Ghost, GhostSettings};
pub use links::AudioBase;
pub use narrations::Narrations;
pub use player::{FILE_NAME as PLAYER_FILE_NAME, SCRIPT as PLAYER_SCRIPT};
pub use post_status::{Changes, PostStatus, standing};
pub use posts::{Choice, Post, Term};
pub use s3::S3;
pub use webhook::{Webhook, WebhookSettings};
pub use wordpress::{WordPress, WordPressSettings};

/// A place that narrations are attached to by the addresses of their articles. Attaching twice changes nothing.
///
/// Files of pages are none, and have [`page`] to themselves: there it is the page that seeks its narration, by more than its
/// address, and that is taken as it stands on this machine.
#[async_trait]
pub trait Publisher: Send + Sync {
    /// Puts a narration on its article, or the new one in place of an earlier one.
    async fn attach(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError>;

    /// Takes it off again.
    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError>;

    /// Returns the post at an address, where the place can be asked.
    async fn post(&self, _address: &str) -> Result<Post, PublishError> {
        Err(PublishError::TellsNothing)
    }

    /// Tells of every published post of the choice, where the place can be asked.
    async fn posts(&self, _choice: &Choice, _tell: &mut (dyn FnMut(Post) + Send)) -> Result<(), PublishError> {
        Err(PublishError::TellsNothing)
    }
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

/// Says to readers what the audio is.
fn disclosure(episode: &Episode) -> String {
    format!("{}, read by a synthetic voice", episode.title())
}
