//! The workers of a fleet: what each says of itself every few seconds, so that others know who is at work, on what and how fast.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{sleep, timeout};

use super::FleetError;
use super::card::WorkerCard;
use super::cluster::{Cluster, token};
use super::entries::entries;
use super::tally::Tally;
use crate::store::persist;

/// How often a worker says that it is there.
const EVERY: Duration = Duration::from_secs(3);

/// The word of a worker that is at work.
pub(super) struct Beat {
    pub(super) cluster: Cluster,
    pub(super) tally: Arc<Tally>,
    key: String,
    said: Mutex<Option<WorkerCard>>,
}

impl Beat {
    pub(super) fn new(cluster: Cluster, tally: Arc<Tally>) -> Self {
        let WorkerCard { name, shape, .. } = tally.card();
        // Names are the users'; two workers of one name are two.
        let own = blake3::hash(format!("{name} {}", std::process::id()).as_bytes()).to_hex()[..16].to_owned();
        Self { cluster, tally, key: format!("{}.{own}", token(&shape)), said: Mutex::default() }
    }

    /// Says again and again that the worker is there.
    pub(super) async fn beat(&self) {
        loop {
            let card = self.tally.card();
            let json = serde_json::to_vec(&card).expect("strings and numbers have a JSON form");
            // A cluster that fails hears the next word.
            if self.cluster.workers().put(&self.key, json.into()).await.is_ok() {
                *self.last() = Some(card);
            }
            sleep(EVERY).await;
        }
    }

    /// Says that it is gone.
    pub(super) async fn end(&self) {
        if self.last().is_some() {
            // Without a word it is gone soon.
            let _ = timeout(EVERY, self.cluster.workers().purge(&self.key)).await;
        }
    }

    fn last(&self) -> MutexGuard<'_, Option<WorkerCard>> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Cluster {
    /// Returns the workers that are at work, by their names.
    ///
    /// # Errors
    /// When the cluster does not tell.
    pub async fn at_work(&self) -> Result<Vec<WorkerCard>, FleetError> {
        let mut cards: Vec<WorkerCard> = persist!(self.cards())?;
        cards.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(cards)
    }

    async fn cards(&self) -> Result<Vec<WorkerCard>, FleetError> {
        let entries = entries(self.workers(), ">", "to tell of the workers").await?;
        // What another version says is of no use here.
        Ok(entries.iter().filter_map(|entry| serde_json::from_slice(&entry.value).ok()).collect())
    }
}
