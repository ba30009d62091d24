//! The folder of clips: what was spoken once is never asked for again.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::OwnedMutexGuard;

use super::{Bound, CacheError, Caption, ClipKey, SharedClips, pack, unpack};
use crate::speech::Spoken;

/// A folder of clips, safe to share between tasks and between runs.
pub struct ClipCache {
    folder: PathBuf,
    bound: Bound,
    /// What other machines spoke.
    shared: Option<SharedClips>,
    /// One lock for each clip being spoken, so that a sentence said twice in an article is paid for once.
    in_flight: Mutex<HashMap<ClipKey, Weak<tokio::sync::Mutex<()>>>>,
}

impl ClipCache {
    /// Opens the cache in a folder, which is made when the first clip is kept.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>, bound: Bound) -> Self {
        Self { folder: folder.into(), bound, shared: None, in_flight: Mutex::default() }
    }

    /// Shares its clips with other machines.
    #[must_use]
    pub fn sharing(self, shared: Option<SharedClips>) -> Self {
        Self { shared, ..self }
    }

    /// Returns the clips that all machines share, if they do.
    #[must_use]
    pub fn shared(&self) -> Option<&SharedClips> {
        self.shared.as_ref()
    }

    /// Waits until no one else speaks this clip; hold the guard while speaking it.
    pub async fn claim(&self, key: &ClipKey) -> OwnedMutexGuard<()> {
        let lock = {
            let mut in_flight = self.in_flight.lock().unwrap_or_else(PoisonError::into_inner);
            in_flight.retain(|_, lock| lock.strong_count() > 0);
            let lock = in_flight.get(key).and_then(Weak::upgrade).unwrap_or_default();
            in_flight.insert(key.clone(), Arc::downgrade(&lock));
            lock
        };
        lock.lock_owned().await
    }

    /// Returns a clip, or `None` when it was never kept or its file is torn or foreign.
    ///
    /// # Errors
    /// When the file is there but cannot be read.
    pub fn get(&self, key: &ClipKey) -> Result<Option<Spoken>, CacheError> {
        let path = self.path(key);
        let read = || -> io::Result<Vec<u8>> {
            let mut file = File::open(&path)?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            self.bound.note_use(&file);
            Ok(bytes)
        };
        match read() {
            Ok(bytes) => Ok(unpack(&bytes, key)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(CacheError::Read { path, source }),
        }
    }

    /// Keeps a clip under its key: whole or not at all, replacing what was there.
    ///
    /// # Errors
    /// When the folder or the file cannot be written.
    pub fn put(&self, key: &ClipKey, caption: Caption<'_>, kept: &Spoken) -> Result<(), CacheError> {
        let path = self.path(key);
        let file = pack(key, caption, kept);
        write_whole(&path, &file).map_err(|source| CacheError::Write { path, source })?;
        self.bound.add(&self.folder, file.len() as u64)
    }

    /// Two characters a folder keep folders small: a million clips are 256 folders of 4 000.
    pub(super) fn path(&self, key: &ClipKey) -> PathBuf {
        self.folder.join(key.folder()).join(format!("{key}.wav"))
    }
}

/// Writes beside the place and renames, so that a reader sees the old file, none, or the whole new one.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let part = || tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder);
    let mut file = match part() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::fs::create_dir_all(folder)?;
            part()?
        }
        made => made?,
    };
    file.write_all(bytes)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::{Clip, SampleRate, WordMark, from_i16};
    use crate::speech::Doubt;
    use crate::speech::scripted::request;

    #[test]
    fn a_clip_is_given_back_as_it_was_kept() {
        let folder = tempfile::tempdir().unwrap();
        let cache = ClipCache::new(folder.path(), Bound::unlimited());
        let key = ClipKey::new("tone/1", &request("One."));
        assert_eq!(cache.get(&key).unwrap(), None);
        let samples = [0, 1, -1, 12_345, -32_767].map(from_i16).to_vec();
        let words = vec![WordMark { text: 0..3, frames: 1..4 }];
        let clip = Clip { samples, rate: SampleRate::MASTER, words };
        for doubt in [None, Doubt::of(&["it is clipped".to_owned()])] {
            let kept = Spoken { clip: clip.clone(), doubt };
            cache.put(&key, Caption { engine: "tone/1", text: "One." }, &kept).unwrap();
            assert_eq!(cache.get(&key).unwrap(), Some(kept));
        }
    }
}
