//! What a clip cache holds, file by file, and how it is made smaller.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use super::clip_file::{Contents, contents};
use super::{CacheError, ClipKey};

/// How old a half-written file must be to be taken for one that a killed run left. A clip is written in far less.
const LEFT_AFTER: Duration = Duration::from_secs(3_600);

/// The clips of a cache.
#[derive(Debug, Default)]
pub struct Inventory {
    /// The clips' files, in no order.
    pub clips: Vec<ClipFile>,
    /// Half-written files.
    parts: Vec<ClipFile>,
}

/// A file of a cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// When it was used last, to the nearest ten minutes.
    pub used: SystemTime,
}

impl Inventory {
    /// Looks through a cache; one that is not there is empty.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn of(folder: &Path) -> Result<Self, CacheError> {
        let mut inventory = Self::default();
        for entry in WalkDir::new(folder).min_depth(2).max_depth(2) {
            let found = entry.map_err(io::Error::from).and_then(|entry| Ok((entry.metadata()?, entry)));
            let (metadata, entry) = match found {
                Ok(found) => found,
                // Another run removed it, or nothing was ever kept.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(source) => return Err(CacheError::Read { path: folder.to_owned(), source }),
            };
            let used = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            let (path, bytes) = (entry.into_path(), metadata.len());
            let is = |extension| path.extension().is_some_and(|found| found == extension);
            if is("wav") {
                inventory.clips.push(ClipFile { path, bytes, used });
            } else if is("part") {
                inventory.parts.push(ClipFile { path, bytes, used });
            }
        }
        Ok(inventory)
    }

    /// Counts the bytes of all files.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.clips.iter().chain(&self.parts).map(|file| file.bytes).sum()
    }
}

impl ClipFile {
    /// Reads the whole file; `None` when it is damaged, foreign or filed under another's name.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn verify(&self) -> Result<Option<Contents>, CacheError> {
        let read = |source| CacheError::Read { path: self.path.clone(), source };
        let bytes = fs::read(&self.path).map_err(read)?;
        let key = ClipKey::named(&self.path.file_stem().unwrap_or_default().to_string_lossy());
        Ok(contents(&bytes, &key))
    }
}

/// Removes the clips used least recently until no more than this many bytes are left, and what killed runs left half-written.
/// Runs under way go on: a clip that goes before its article is mixed is spoken again.
///
/// # Errors
/// When a folder cannot be read or a file cannot be removed.
pub fn prune(folder: &Path, max_bytes: u64, now: SystemTime) -> Result<Inventory, CacheError> {
    let mut inventory = Inventory::of(folder)?;
    let is_left = |part: &ClipFile| now.duration_since(part.used).is_ok_and(|age| age > LEFT_AFTER);
    for part in inventory.parts.extract_if(.., |part| is_left(part)) {
        remove(&part)?;
    }
    // The most recently used first, so that the last is the next to go.
    inventory.clips.sort_unstable_by(|a, b| b.used.cmp(&a.used).then_with(|| a.path.cmp(&b.path)));
    let mut left = inventory.bytes();
    while left > max_bytes
        && let Some(clip) = inventory.clips.pop()
    {
        remove(&clip)?;
        left -= clip.bytes;
    }
    Ok(inventory)
}

fn remove(file: &ClipFile) -> Result<(), CacheError> {
    match fs::remove_file(&file.path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(CacheError::Write { path: file.path.clone(), source })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::{Clip, SampleRate};
    use crate::speech::{Bound, Caption, ClipCache, Spoken};

    const CAPTION: Caption<'_> = Caption { engine: "tone/1", text: "One." };

    fn clip(frames: usize) -> Spoken {
        let clip = Clip { samples: vec![0.1; frames], rate: SampleRate::MASTER, words: Vec::new() };
        clip.into()
    }

    fn age(store: &ClipCache, key: &ClipKey, hours: u64) {
        let file = fs::File::options().write(true).open(store.path(key)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 - hours * 3_600)).unwrap();
    }

    fn now() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000)
    }

    #[test]
    fn the_least_recently_used_go_first_and_use_counts() {
        let folder = tempfile::tempdir().unwrap();
        let store = ClipCache::new(folder.path(), Bound::new(None, now));
        let keys: Vec<_> = (0..4).map(|number| ClipKey::named(&format!("aa{number}"))).collect();
        for (key, hours) in keys.iter().zip([4, 3, 2, 1]) {
            store.put(key, CAPTION, &clip(1_000)).unwrap();
            age(&store, key, hours);
        }
        assert!(store.get(&keys[0]).unwrap().is_some(), "the oldest is used now");
        let each = Inventory::of(folder.path()).unwrap().clips[0].bytes;
        let left = prune(folder.path(), 2 * each, now()).unwrap();
        assert_eq!(left.clips.len(), 2);
        let there: Vec<bool> = keys.iter().map(|key| store.get(key).unwrap().is_some()).collect();
        assert_eq!(there, [true, false, false, true]);
        assert_eq!(left.clips[0].verify().unwrap().unwrap().text, "One.");
    }

    #[test]
    fn a_bound_holds_while_clips_are_added_and_what_killed_runs_left_goes() {
        let folder = tempfile::tempdir().unwrap();
        let store = ClipCache::new(folder.path(), Bound::new(Some(10_000), now));
        fs::create_dir(folder.path().join("aa")).unwrap();
        let left = folder.path().join("aa/.left.part");
        fs::write(&left, [0; 5_000]).unwrap();
        fs::File::options().write(true).open(&left).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        for number in 0..20 {
            store.put(&ClipKey::named(&format!("aa{number}")), CAPTION, &clip(1_000)).unwrap();
            assert!(Inventory::of(folder.path()).unwrap().bytes() <= 10_000);
        }
        assert!(!left.exists());
    }

    #[test]
    fn a_damaged_clip_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let store = ClipCache::new(folder.path(), Bound::new(None, now));
        store.put(&ClipKey::named("aa1"), CAPTION, &clip(100)).unwrap();
        let path = store.path(&ClipKey::named("aa1"));
        let mut bytes = fs::read(&path).unwrap();
        bytes[60] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(Inventory::of(folder.path()).unwrap().clips[0].verify().unwrap(), None);
    }
}
