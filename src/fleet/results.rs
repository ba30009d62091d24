//! Brings finished narrations from the fleet into a folder, as if they had been made there.

use std::io::Cursor;

use futures::StreamExt as _;
use futures::stream;

use super::cluster::Cluster;
use super::error::failed;
use super::{Fate, FleetError, FleetOutcome};
use crate::error::Hint;
use crate::file_name::stem;
use crate::master::{Incoming, Manifest, Master, MasterError, OutputFolder};

/// How many narrations are fetched at once. Taste.
const AT_ONCE: usize = 8;
/// So many in a row that the store does not give are no matter of single objects, and the rest are not asked for. Taste.
const STORE_FAILURES: usize = 3;

/// Why an article has no narration in the folder.
#[derive(Debug, thiserror::Error)]
pub enum NotFetched {
    /// It was not narrated.
    #[error("it was not narrated: {0}")]
    NotNarrated(String),
    /// What it was narrated as is damaged, gone or elsewhere.
    #[error("its narration cannot be fetched")]
    Lost(#[source] FleetError),
}

impl Hint for NotFetched {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NotNarrated(_) => None,
            Self::Lost(error) => error.hint(),
        }
    }
}

/// One narration on its way.
enum Fetched<'a> {
    There(Box<Master>),
    Came(Box<Incoming<'a>>),
    Not(NotFetched),
}

/// Fetches every narration that is not there yet, in the order of the queue, and tells of each outcome: names that are taken
/// twice fall as on one machine. What is wrong with one narration is told of it, and the others are fetched.
///
/// # Errors
/// Those of the cluster, of the folder and of `tell`.
pub async fn fetch<E: From<FleetError> + From<MasterError>>(
    cluster: &Cluster,
    folder: &OutputFolder,
    mut tell: impl FnMut(FleetOutcome, Result<Master, NotFetched>) -> Result<(), E>,
) -> Result<(), E> {
    let outcomes = cluster.every_outcome().await?;
    let fetching = outcomes.into_iter().map(|outcome| async {
        let fetched = one(cluster, folder, &outcome).await;
        (outcome, fetched)
    });
    let mut fetching = stream::iter(fetching).buffered(AT_ONCE);
    let mut in_a_row = 0;
    while let Some((outcome, fetched)) = fetching.next().await {
        in_a_row = if fetched.as_ref().is_err_and(FleetError::is_the_stores) { in_a_row + 1 } else { 0 };
        let fetched = match fetched {
            Err(error) if error.concerns_one() || (1..STORE_FAILURES).contains(&in_a_row) => {
                Fetched::Not(NotFetched::Lost(error))
            }
            fetched => fetched?,
        };
        match fetched {
            Fetched::There(master) => tell(outcome, Ok(*master))?,
            Fetched::Came(incoming) => tell(outcome, Ok(incoming.publish()?))?,
            Fetched::Not(why) => tell(outcome, Err(why))?,
        }
    }
    Ok(())
}

async fn one<'a>(
    cluster: &Cluster,
    folder: &'a OutputFolder,
    outcome: &FleetOutcome,
) -> Result<Fetched<'a>, FleetError> {
    let (store, audio, fingerprint, manifest, files) = match &outcome.fate {
        Fate::Failed { error } => return Ok(Fetched::Not(NotFetched::NotNarrated(error.clone()))),
        Fate::Narrated { store, audio, fingerprint, manifest, files, .. } => {
            (store, audio, fingerprint, manifest, files)
        }
    };
    if let Some(master) = folder.find(stem(audio), &[&outcome.id])
        && master.manifest.fingerprint == *fingerprint
    {
        return Ok(Fetched::There(Box::new(master)));
    }
    let depot = cluster.depot();
    if depot.address() != *store {
        let place = store.clone().unwrap_or_else(|| "the cluster's own store".to_owned());
        return Err(FleetError::Elsewhere { article: outcome.article.clone(), place });
    }
    let mut json = Cursor::new(Vec::new());
    depot.need(manifest, &mut json).await?;
    let manifest: Manifest = serde_json::from_slice(json.get_ref())
        .map_err(|error| FleetError::Unreadable(format!("a manifest: {error}")))?;
    let mut incoming = folder.receive(manifest).map_err(failed("to write a narration"))?;
    for (file, object) in incoming.files().zip(files) {
        depot.need(object, file).await?;
    }
    Ok(Fetched::Came(Box::new(incoming)))
}
