//! Brings finished narrations from the fleet into a folder, as if they had been made there.

use std::io::{Cursor, Seek, Write};

use futures::StreamExt as _;
use futures::stream;
use tokio::io::AsyncReadExt as _;
use tokio::time::timeout;

use super::cluster::{ANSWERS_WITHIN, Cluster, failed, persist};
use super::{Fate, FleetError, FleetOutcome};
use crate::master::{Incoming, Manifest, Master, MasterError, OutputFolder};

/// How many narrations are fetched at once. Taste.
const AT_ONCE: usize = 8;
/// How much is read at a time.
const BUFFER_BYTES: usize = 256 * 1024;

/// One narration on its way.
enum Fetched<'a> {
    There(Box<Master>),
    Came(Box<Incoming<'a>>),
    Failed(String),
}

/// Fetches every narration that is not there yet, in the order of the queue, and tells of each outcome: names that are taken
/// twice fall as on one machine.
///
/// # Errors
/// Those of the cluster, of the folder and of `tell`.
pub async fn fetch<E: From<FleetError> + From<MasterError>>(
    cluster: &Cluster,
    folder: &OutputFolder,
    mut tell: impl FnMut(FleetOutcome, Result<Master, String>) -> Result<(), E>,
) -> Result<(), E> {
    let outcomes = cluster.every_outcome().await?;
    let fetching = outcomes.into_iter().map(|outcome| async {
        let fetched = one(cluster, folder, &outcome).await;
        (outcome, fetched)
    });
    let mut fetching = stream::iter(fetching).buffered(AT_ONCE);
    while let Some((outcome, fetched)) = fetching.next().await {
        match fetched? {
            Fetched::There(master) => tell(outcome, Ok(*master))?,
            Fetched::Came(incoming) => tell(outcome, Ok(incoming.publish()?))?,
            Fetched::Failed(error) => tell(outcome, Err(error))?,
        }
    }
    Ok(())
}

async fn one<'a>(
    cluster: &Cluster,
    folder: &'a OutputFolder,
    outcome: &FleetOutcome,
) -> Result<Fetched<'a>, FleetError> {
    let (manifest, files) = match &outcome.fate {
        Fate::Failed { error } => return Ok(Fetched::Failed(error.clone())),
        Fate::Narrated { manifest, files, .. } => (manifest, files),
    };
    let mut json = Cursor::new(Vec::new());
    copy(cluster, manifest, &mut json).await?;
    let manifest: Manifest = serde_json::from_slice(json.get_ref())
        .map_err(|error| FleetError::Unreadable(format!("a manifest: {error}")))?;
    if let Some(master) = folder.find(manifest.audio.trim_end_matches(".wav"), &manifest.id)
        && master.manifest.fingerprint == manifest.fingerprint
    {
        return Ok(Fetched::There(Box::new(master)));
    }
    let mut incoming = folder.receive(manifest).map_err(failed("to write a narration"))?;
    for (file, object) in incoming.files().zip(files) {
        copy(cluster, object, file).await?;
    }
    Ok(Fetched::Came(Box::new(incoming)))
}

/// Copies an object, from its beginning again when the cluster fails on the way.
async fn copy(cluster: &Cluster, name: &str, to: &mut (impl Write + Seek + Send)) -> Result<(), FleetError> {
    persist!(copy_once(cluster, name, &mut *to))
}

async fn copy_once(cluster: &Cluster, name: &str, to: &mut (impl Write + Seek + Send)) -> Result<(), FleetError> {
    let object = cluster.object(name).await?;
    let mut object = object.ok_or_else(|| FleetError::Unreadable(format!("the object {name} is gone")))?;
    to.rewind().map_err(failed("to write a narration"))?;
    let mut buffer = vec![0; BUFFER_BYTES];
    loop {
        let read = timeout(ANSWERS_WITHIN, object.read(&mut buffer)).await.map_err(failed("to fetch an object"))?;
        let read = read.map_err(failed("to fetch an object"))?;
        if read == 0 {
            return to.flush().map_err(failed("to write a narration"));
        }
        to.write_all(&buffer[..read]).map_err(failed("to write a narration"))?;
    }
}
