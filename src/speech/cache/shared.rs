//! The clips that all machines share: looked for before an engine is asked, added to when it was.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::{Caption, ClipKey, pack, unpack};
use crate::audio::Clip;
use crate::speech::Spoken;
use crate::store::bucket::Stored;
use crate::store::{SharedStore, StoreError};

/// How long a depot that failed is left alone: a sentence is spoken sooner than a dead service gives up. Taste.
const REST: Duration = Duration::from_secs(30);

/// The clips of a depot. Nothing in here fails: what cannot be had is spoken, and what cannot be shared is still said.
pub struct SharedClips {
    depot: SharedStore,
    /// Until when the depot is left alone.
    rests_until: Mutex<Option<Instant>>,
}

impl SharedClips {
    /// Shares the clips of a depot.
    #[must_use]
    pub fn new(depot: SharedStore) -> Self {
        Self { depot, rests_until: Mutex::default() }
    }

    /// Finds a clip that some machine spoke.
    pub async fn find(&self, key: &ClipKey) -> Option<Clip> {
        if self.is_resting() {
            return None;
        }
        let mut bytes = Cursor::new(Vec::new());
        let answer = self.depot.get(&name(key), &mut bytes).await;
        let is_there = self.noted(answer)?;
        is_there.then(|| unpack(bytes.get_ref(), key).map(|kept| kept.clip))?
    }

    /// Gives a clip to all; a doubtful one is kept to oneself.
    pub async fn add(&self, key: &ClipKey, caption: Caption<'_>, kept: &Spoken) {
        if kept.doubt.is_none() && !self.is_resting() {
            let bytes = pack(key, caption, kept);
            let answer = self.depot.put(&name(key), Stored::Bytes(&bytes)).await;
            self.noted(answer);
        }
    }

    fn is_resting(&self) -> bool {
        self.lock().is_some_and(|until| Instant::now() < until)
    }

    /// Lets a depot that failed rest.
    fn noted<T>(&self, answer: Result<T, StoreError>) -> Option<T> {
        if answer.is_err() {
            *self.lock() = Some(Instant::now() + REST);
        }
        answer.ok()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.rests_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Names the object that a clip is.
fn name(key: &ClipKey) -> String {
    format!("clip-{key}")
}
