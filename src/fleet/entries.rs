//! What a bucket holds at a moment, listed to its end while others write to it.

use std::collections::HashMap;

use async_nats::jetstream::kv::{Entry, Store};
use futures::StreamExt as _;
use tokio::time::timeout;

use super::FleetError;
use super::error::failed;
use crate::store::ANSWERS_WITHIN;

/// Returns the newest entry under each key of a pattern, in the order they were written; a pattern that no key fits ends in silence.
///
/// How many are still to come, which the server says with each, is no sure end: where a value is replaced while the listing begins,
/// nats-server 2.9 counts one too many ever after, and each new value would be waited for like the one before. So an entry as new as
/// the newest when the listing began ends it too.
///
/// # Errors
/// When the cluster does not tell, or falls silent before the end. Where entries expire, silence is an end: the last may have gone.
pub(super) async fn entries(store: &Store, keys: &str, doing: &'static str) -> Result<Vec<Entry>, FleetError> {
    let status = store.status().await.map_err(failed(doing))?;
    let mut entries = Vec::new();
    if status.values() == 0 {
        return Ok(entries);
    }
    let newest = status.info.state.last_sequence;
    let mut listed = store.watch_with_history(keys).await.map_err(failed(doing))?;
    loop {
        let entry = match timeout(ANSWERS_WITHIN, listed.next()).await {
            Ok(Some(entry)) => entry.map_err(failed(doing))?,
            Err(_) if status.max_age().is_zero() => return Err(failed(doing)("the cluster fell silent")),
            Ok(None) | Err(_) => break,
        };
        let is_last = entry.delta == 0 || entry.revision >= newest;
        entries.push(entry);
        if is_last {
            break;
        }
    }
    // A value that was replaced meanwhile came twice.
    let last: HashMap<String, u64> = entries.iter().map(|entry| (entry.key.clone(), entry.revision)).collect();
    entries.retain(|entry| last[&entry.key] == entry.revision);
    Ok(entries)
}
