//! Puts articles into the queue, each once.

use std::collections::HashSet;

use tokio::sync::mpsc::Receiver;

use super::cluster::Cluster;
use super::{Fate, FleetError, FleetOutcome, Item};
use crate::catalogue::{Mark, marks};
use crate::source::{Lead, Reader, SourceError};

/// What became of a lead.
#[derive(Debug)]
pub enum Submitted {
    /// It is in the queue.
    Queued,
    /// It is in the queue again; it had failed.
    QueuedAgain,
    /// It was narrated before, and has not changed.
    Done,
    /// It is the same as one submitted before in this run.
    Duplicate,
    /// It could not be read.
    NotRead(SourceError),
}

/// Reads what the leads lead to and queues it, telling each.
///
/// # Errors
/// Those of the cluster and of `tell`.
pub async fn submit<E: From<FleetError>>(
    cluster: &Cluster,
    shape: &str,
    (reader, mut leads): (&Reader, Receiver<Lead>),
    mut tell: impl FnMut(&str, Submitted) -> Result<(), E>,
) -> Result<(), E> {
    let mut met = HashSet::<Mark>::new();
    while let Some(lead) = leads.recv().await {
        let (name, input) = (lead.name.clone(), lead.input.to_string());
        let submitted = match reader.read(lead).await {
            Ok(article) => {
                let text = blake3::hash(article.markup.text().as_bytes()).to_hex();
                let marks = marks(&article.id, article.known.url.as_deref(), &text);
                if marks.iter().any(|mark| met.contains(mark)) {
                    Submitted::Duplicate
                } else {
                    met.extend(marks);
                    queue(cluster, shape, Item { name: name.clone(), input, article }).await?
                }
            }
            Err(error) => Submitted::NotRead(error),
        };
        tell(&name, submitted)?;
    }
    Ok(())
}

async fn queue(cluster: &Cluster, shape: &str, item: Item) -> Result<Submitted, FleetError> {
    let key = item.key(shape);
    let (id, submitted) = match cluster.outcome(&key).await? {
        None => (key, Submitted::Queued),
        Some((json, revision)) => match FleetOutcome::parse(&json)?.fate {
            Fate::Narrated { .. } => return Ok(Submitted::Done),
            Fate::Failed { .. } => {
                let forget = cluster.outcomes().delete_expect_revision(&key, Some(revision)).await;
                forget.map_err(super::cluster::failed("to forget a failure"))?;
                (format!("{key}-{revision}"), Submitted::QueuedAgain)
            }
        },
    };
    cluster.enqueue(shape, &id, item.pack()).await?;
    Ok(submitted)
}
