//! Which articles a fleet was given, and what tells each from others, so that the same article is narrated once.

use futures::future::try_join_all;
use serde::{Deserialize, Serialize};

use super::cluster::{Cluster, token};
use super::error::failed;
use super::{Fate, FleetError, FleetOutcome};
use crate::catalogue::Mark;
use crate::store::persist;

/// An article that the fleet was given last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Given {
    /// Its name for people.
    pub(super) name: String,
    /// The input it was found in.
    #[serde(default)]
    pub(super) input: String,
    /// The work on it.
    pub(super) key: String,
    /// What it has in common with those that are the same, in hexadecimal.
    pub(super) marks: Vec<String>,
}

impl Cluster {
    /// Finds the article that one of these is the same as: another one, which has the mark still and did not fail.
    pub(super) async fn same(&self, shape: &str, id: &str, given: &Given) -> Result<Option<String>, FleetError> {
        let own = article(shape, id);
        for mark in &given.marks {
            let Some(owner) = self.mark(&format!("{}.mark.{mark}", token(shape))).await? else { continue };
            let owner = String::from_utf8_lossy(&owner).into_owned();
            if owner == own {
                continue;
            }
            let Some(other) = self.mark(&owner).await? else { continue };
            let other: Given = parse(&other)?;
            if other.marks.contains(mark) && !self.has_failed(&other.key).await? {
                return Ok(Some(other.name));
            }
        }
        Ok(None)
    }

    /// Notes an article, under each of its marks.
    pub(super) async fn note(&self, shape: &str, id: &str, given: &Given) -> Result<(), FleetError> {
        let own = article(shape, id);
        let json = serde_json::to_vec(given).expect("strings have a JSON form");
        self.put_mark(&own, json).await?;
        let marks = given.marks.iter().map(|mark| format!("{}.mark.{mark}", token(shape)));
        try_join_all(marks.map(|mark| self.put_mark_owned(mark, own.clone()))).await.map(drop)
    }

    async fn has_failed(&self, key: &str) -> Result<bool, FleetError> {
        let outcome = self.outcome(key).await?.map(|(json, _)| FleetOutcome::read(key, &json));
        Ok(matches!(outcome, Some(FleetOutcome { fate: Fate::Failed { .. }, .. })))
    }

    async fn mark(&self, key: &str) -> Result<Option<bytes::Bytes>, FleetError> {
        persist!(async { self.marks().get(key).await.map_err(failed("to look for an article")) })
    }

    async fn put_mark_owned(&self, mark: String, owner: String) -> Result<(), FleetError> {
        self.put_mark(&mark, owner.into_bytes()).await
    }

    async fn put_mark(&self, key: &str, value: Vec<u8>) -> Result<(), FleetError> {
        let value = bytes::Bytes::from(value);
        persist!(async { self.marks().put(key, value.clone()).await.map(drop).map_err(failed("to note an article")) })
    }
}

/// Writes marks as keys take them.
pub(super) fn hexadecimal(marks: &[Mark]) -> Vec<String> {
    marks.iter().map(|mark| mark.iter().map(|byte| format!("{byte:02x}")).collect()).collect()
}

/// Names an article under a shape of settings.
fn article(shape: &str, id: &str) -> String {
    format!("{}.article.{}", token(shape), &blake3::hash(id.as_bytes()).to_hex()[..32])
}

fn parse(json: &[u8]) -> Result<Given, FleetError> {
    serde_json::from_slice(json).map_err(|error| FleetError::Unreadable(format!("a note of an article: {error}")))
}
