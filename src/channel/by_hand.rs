//! Articles that someone at a command line has a running service narrate, because the folder is the service's, and how they stand.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::demand::followed;
use super::entry::{Entry, Stage};
use super::{Channel, Key, LedgerError, Newsroom};
use crate::source::Seed;

/// How an article that was asked for stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The channel that has it, and its name there.
    pub key: Key,
    /// The audio's file name in the folder and the fingerprint of its narration, where there is one.
    pub recording: Option<(String, String)>,
    /// How far it is.
    pub state: State,
}

/// How far a service is with an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum State {
    /// It waits, or is worked on.
    UnderWay,
    /// It is narrated as it was last read.
    Narrated,
    /// It is passed over.
    Passed {
        /// Why.
        why: String,
    },
    /// It failed.
    Failed {
        /// Why.
        error: String,
        /// Whether the service tries again by itself.
        again: bool,
    },
}

impl Standing {
    fn of(entry: &Entry) -> Self {
        let state = match &entry.stage {
            Stage::Waiting | Stage::Working => State::UnderWay,
            Stage::Settled => State::Narrated,
            Stage::Passed { why } => State::Passed { why: why.clone() },
            Stage::Failed { error } => State::Failed { error: error.clone(), again: true },
            Stage::Dead { error } => State::Failed { error: error.clone(), again: false },
        };
        let recording = entry.recording.as_ref();
        let recording = recording.map(|recording| (recording.audio.clone(), recording.fingerprint.clone()));
        Self { key: (entry.channel.clone(), entry.key.clone()), recording, state }
    }
}

impl Newsroom {
    /// Has an article narrated into a folder by the channel that knows it, else by the first that narrates into that folder; what
    /// none knew is published nowhere. Refuses in words.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub(super) fn narrate_by_hand(&self, folder: &Path, seed: &Seed) -> Result<Result<Standing, String>, LedgerError> {
        let Some(article) = seed.clone().lead().map(|lead| lead.key()) else {
            return Ok(Err(format!("{} is no address of an article", seed.name)));
        };
        let key_in = |channel: &Channel| (channel.name().to_owned(), article.clone());
        let of_folder = || self.channels.iter().filter(|channel| channel.folder() == folder);
        let knows = |channel: &&Arc<Channel>| self.house.ledger.find(&key_in(channel)).is_some();
        let Some(channel) = of_folder().find(knows).or_else(|| of_folder().next()) else {
            return Ok(Err(format!("no channel narrates into {}", folder.display())));
        };
        let key = key_in(channel);
        let followed = self.house.ledger.find(&key).as_ref().and_then(followed);
        self.order(channel, &key, followed.unwrap_or_else(|| seed.clone()), true)?;
        let ordered = self.house.ledger.find(&key);
        Ok(ordered.as_ref().map(Standing::of).ok_or_else(|| format!("{article} was taken out at the same time")))
    }

    /// Returns how articles stand; those that are not known are left out.
    pub(super) fn look(&self, articles: &[Key]) -> Vec<Standing> {
        let entries = articles.iter().filter_map(|key| self.house.ledger.find(key));
        entries.map(|entry| Standing::of(&entry)).collect()
    }
}
