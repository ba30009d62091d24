//! What became of an article in the fleet.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::cluster::Cluster;
use super::entries::entries;
use super::{FleetError, Item};
use crate::batch::made;
use crate::catalogue::{Done, Record, State, of_manifest};
use crate::master::Master;
use crate::store::persist;

/// What became of an article in the fleet. It is written once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FleetOutcome {
    /// The article's name for people.
    pub article: String,
    /// Its identity, the same when it was edited.
    pub id: String,
    /// The input it was found in.
    pub input: String,
    /// What its source names it by; empty in outcomes of older versions.
    #[serde(default)]
    pub source: String,
    /// A hash of what the list it was found in says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<String>,
    /// The flags that it was submitted with, as far as they shape narrations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// Its place in the queue, by which results are ordered.
    pub sequence: u64,
    /// The worker that finished it.
    pub worker: String,
    /// How often it was delivered.
    pub tries: u64,
    /// How long the last try took, in milliseconds.
    pub took_ms: u64,
    /// What became of it.
    #[serde(flatten)]
    pub fate: Fate,
}

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "lowercase")]
pub enum Fate {
    /// It is narrated.
    Narrated {
        /// The bucket that the objects are in; without one they are in the cluster's own store.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        store: Option<String>,
        /// The audio's file name, as the narration wishes for it.
        audio: String,
        /// The fingerprint of everything the audio depends on, as in the manifest.
        fingerprint: String,
        /// The object that is the manifest.
        manifest: String,
        /// The objects that are its files: the audio, then those beside it in the manifest's order.
        files: Vec<String>,
        /// Clips asked of an engine, and clips found in the stores.
        spoken: usize,
        /// Clips found in the stores.
        reused: usize,
        /// The audio's length.
        duration_ms: u64,
        /// All that the narration was made from, as a catalogue has it; none in outcomes of older versions.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        done: Option<Box<Done>>,
    },
    /// It is not, and nobody will try again before it is submitted again: a dead letter.
    Failed {
        /// Why, with the causes.
        error: String,
    },
}

impl FleetOutcome {
    /// Makes the outcome of an item.
    pub(super) fn of(item: &Item, sequence: u64, fate: Fate) -> Self {
        let (article, id, input) = (item.name.clone(), item.article.id.clone(), item.input.clone());
        let (source, listed, flags) = (item.source.clone(), item.listed.clone(), item.flags.clone());
        Self { article, id, input, source, listed, flags, sequence, worker: String::new(), tries: 1, took_ms: 0, fate }
    }

    /// Returns what the catalogue of a folder knows of the article, once its narration is in that folder.
    #[must_use]
    pub fn record(&self, master: Option<&Master>) -> Record {
        let state = match (&self.fate, master) {
            (Fate::Narrated { done, .. }, Some(master)) => {
                let manifest = master.manifest.clone();
                let done = done.as_deref().cloned().unwrap_or_else(|| of_manifest(manifest.clone()));
                State::Done(Box::new(made(manifest, done)))
            }
            (Fate::Narrated { .. }, None) => State::Pending { why: "it is not fetched yet".to_owned() },
            (Fate::Failed { error }, _) => State::Failed { error: error.clone(), ready: true },
        };
        let key = if self.source.is_empty() { self.id.clone() } else { self.source.clone() };
        let (article, input, took_ms) = (self.article.clone(), self.input.clone(), self.took_ms);
        Record { key, article, input, state, took_ms, listed: self.listed.clone(), flags: Some(self.flags.clone()) }
    }

    /// Reads the outcome of an item. One that cannot be read concerns its article alone: it counts as a failure, after which the
    /// article can be submitted again.
    pub(super) fn read(key: &str, json: &[u8]) -> Self {
        serde_json::from_slice(json).unwrap_or_else(|error| {
            let id = format!("unreadable:{}", &blake3::hash(key.as_bytes()).to_hex()[..16]);
            let why = FleetError::Unreadable(format!("an outcome: {error}"));
            Self {
                article: id.clone(),
                source: id.clone(),
                id,
                input: "the outcomes".to_owned(),
                listed: None,
                flags: Vec::new(),
                sequence: 0,
                worker: String::new(),
                tries: 1,
                took_ms: 0,
                fate: Fate::Failed { error: format!("{why}; submit the article again") },
            }
        })
    }
}

impl Cluster {
    /// Returns the outcome of every article, in the order of the queue; of one that was edited, the last.
    ///
    /// # Errors
    /// When the cluster does not give them.
    pub async fn every_outcome(&self) -> Result<Vec<FleetOutcome>, FleetError> {
        let mut outcomes = persist!(self.list_outcomes())?;
        outcomes.sort_by_key(|outcome| outcome.sequence);
        let last: HashMap<_, _> = outcomes.iter().map(|outcome| (outcome.id.clone(), outcome.sequence)).collect();
        outcomes.retain(|outcome| last[&outcome.id] == outcome.sequence);
        Ok(outcomes)
    }

    async fn list_outcomes(&self) -> Result<Vec<FleetOutcome>, FleetError> {
        let entries = entries(self.outcomes(), ">", "to list the outcomes").await?;
        let written = entries.iter().filter(|entry| !entry.value.is_empty());
        Ok(written.map(|entry| FleetOutcome::read(&entry.key, &entry.value)).collect())
    }
}
