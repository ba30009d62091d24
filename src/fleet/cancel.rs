//! Takes articles out of the queue again.

use futures::{StreamExt as _, TryStreamExt as _, stream};

use super::FleetError;
use super::cluster::{Cluster, work_subject};
use super::entries::entries;
use super::error::failed;
use super::marks::Given;
use crate::store::persist;

/// How many are taken out at once. Taste.
const AT_ONCE: usize = 32;

/// Which articles are taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cancelled {
    /// All that are queued.
    All,
    /// Those of these names or inputs.
    Named(Vec<String>),
}

impl Cancelled {
    fn holds(&self, given: &Given) -> bool {
        match self {
            Self::All => true,
            Self::Named(names) => names.iter().any(|name| *name == given.name || *name == given.input),
        }
    }
}

impl Cluster {
    /// Takes articles out of the queue, and returns the names of those that were in it. What a worker has in hand is finished.
    ///
    /// # Errors
    /// When the cluster cannot be asked.
    pub async fn cancel(&self, which: &Cancelled) -> Result<Vec<String>, FleetError> {
        let given = persist!(self.every_given())?;
        let chosen = given.into_iter().filter(|(_, given)| which.holds(given));
        let cancelling = chosen.map(|(key, given)| async move {
            let was_queued = self.take_out(&key, &given).await?;
            Ok::<_, FleetError>(was_queued.then_some(given.name))
        });
        let mut names: Vec<String> = stream::iter(cancelling)
            .buffer_unordered(AT_ONCE)
            .try_filter_map(|name| async { Ok(name) })
            .try_collect()
            .await?;
        if *which == Cancelled::All {
            // What was put there by other means goes as well.
            let stream = self.queue_stream().await?;
            stream.purge().await.map_err(failed("to empty the queue"))?;
        }
        names.sort();
        Ok(names)
    }

    /// Takes one out, and forgets that it was given: another of the same words is no duplicate of it.
    async fn take_out(&self, mark: &str, given: &Given) -> Result<bool, FleetError> {
        let token = mark.split('.').next().unwrap_or_default();
        let subject = work_subject(token, &given.key);
        let purged = persist!(async {
            let stream = self.queue_stream().await?;
            stream.purge().filter(subject.clone()).await.map_err(failed("to take an article out of the queue"))
        })?;
        let was_queued = purged.purged > 0;
        if was_queued {
            self.marks().delete(mark).await.map_err(failed("to forget an article"))?;
        }
        Ok(was_queued)
    }

    /// Returns every article that the fleet was given, under what it is kept.
    async fn every_given(&self) -> Result<Vec<(String, Given)>, FleetError> {
        let doing = "to list the articles";
        let (marks, keys) = (self.marks(), "*.article.*");
        let subjects = marks.stream.info_with_subjects(format!("{}{keys}", marks.prefix)).await;
        if subjects.map_err(failed(doing))?.next().await.is_none() {
            return Ok(Vec::new());
        }
        let entries = entries(marks, keys, doing).await?;
        let given = entries.into_iter().filter_map(|entry| {
            let own = serde_json::from_slice(&entry.value).ok()?;
            Some((entry.key, own))
        });
        Ok(given.collect())
    }
}
