//! Keeps a clip store within a size: the clips that were used least recently go first.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::CacheError;
use super::inventory::{self, Inventory};

/// How full a store is after it was pruned; less than full, so that not every clip prunes. Taste.
const PRUNED_TO: f64 = 0.9;
/// How long after it was noted that a clip was used it is noted again: each note is a write. Taste.
const NOTE_EVERY: Duration = Duration::from_secs(600);

/// Notes when clips are used, and holds the store to a size if it is to have one.
#[derive(Debug, Clone)]
pub struct Bound {
    max_bytes: Option<u64>,
    clock: fn() -> SystemTime,
    /// What the store holds, roughly: other runs add to it too. None before it was counted.
    bytes: Arc<Mutex<Option<u64>>>,
}

impl Bound {
    /// Holds a store to a size, or to none, by this clock.
    #[must_use]
    pub fn new(max_bytes: Option<u64>, clock: fn() -> SystemTime) -> Self {
        Self { max_bytes, clock, bytes: Arc::default() }
    }

    /// Holds a store to no size; nothing is noted, since it tells no time.
    #[must_use]
    pub fn unlimited() -> Self {
        Self::new(None, || SystemTime::UNIX_EPOCH)
    }

    /// Notes that a file is used, unless that was noted a moment ago.
    pub(super) fn note_use(&self, file: &std::fs::File) {
        let now = (self.clock)();
        let noted = file.metadata().and_then(|metadata| metadata.modified());
        if noted.is_ok_and(|noted| now.duration_since(noted).is_ok_and(|age| age > NOTE_EVERY)) {
            // A store that cannot be written serves all the same; its clips only look older than they are.
            let _ = file.set_modified(now);
        }
    }

    /// Counts what was added, and prunes when that was too much.
    pub(super) fn add(&self, folder: &Path, added_bytes: u64) -> Result<(), CacheError> {
        let Some(max_bytes) = self.max_bytes else { return Ok(()) };
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let held = match *bytes {
            Some(held) => held + added_bytes,
            None => Inventory::of(folder)?.bytes(),
        };
        *bytes = Some(held);
        if held > max_bytes {
            let left = inventory::prune(folder, (max_bytes as f64 * PRUNED_TO) as u64, (self.clock)())?;
            *bytes = Some(left.bytes());
        }
        Ok(())
    }
}
