//! The files of edits in a folder of narrations, found by the article they are of, whatever its headline has become.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use serde::Deserialize;

use super::{ENDING, Edits, EditsError};

/// How long a folder that changes all the time is not looked through again. Taste.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// The edits of a folder.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// Files by the identity of the article they are of.
    files: HashMap<String, PathBuf>,
    /// When the folder was looked through, and when it had been changed then.
    looked: Option<(Instant, Option<SystemTime>)>,
}

/// The edits of an article as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// The edits.
    pub edits: Edits,
    /// The file.
    pub path: PathBuf,
    /// A hash of the file.
    pub hash: String,
}

/// The part of a file that says whose it is.
#[derive(Deserialize)]
struct Brief {
    article: String,
}

impl Shelf {
    /// Looks after the edits of a folder.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), known: Mutex::default() }
    }

    /// Returns the edits of an article, by any of its identities; none where no one edited it.
    ///
    /// # Errors
    /// When the file cannot be read or is wrong anywhere.
    pub fn find(&self, ids: &[&str]) -> Result<Option<Shelved>, EditsError> {
        let Some(path) = self.path(ids) else { return Ok(None) };
        match crate::regular_file::read_text(&path) {
            Ok(text) => {
                let (edits, hash) = (Edits::parse(&text, &path)?, blake3::hash(text.as_bytes()).to_hex().to_string());
                Ok(Some(Shelved { edits, path, hash }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(EditsError::Unreadable { path, source }),
        }
    }

    /// Returns the hash of the edits of an article as they are kept now; empty where no one edited it.
    #[must_use]
    pub fn hash(&self, id: &str) -> String {
        let bytes = self.path(&[id]).and_then(|path| crate::regular_file::read_data(&path).ok());
        bytes.map(|bytes| blake3::hash(&bytes).to_hex().to_string()).unwrap_or_default()
    }

    /// Keeps edits, in the file that the article has or else in one of this name; with no edits left the file goes.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, edits: &Edits, name: &str) -> Result<(), EditsError> {
        let path = self.path(&[&edits.article]).unwrap_or_else(|| self.folder.join(format!("{name}{ENDING}")));
        let kept = if edits.is_empty() { remove(&path) } else { write_whole(&path, &edits.write()) };
        kept.map_err(|source| EditsError::Unwritable { path: path.clone(), source })?;
        self.known().files.insert(edits.article.clone(), path);
        Ok(())
    }

    fn path(&self, ids: &[&str]) -> Option<PathBuf> {
        let mut known = self.known();
        known.look(&self.folder);
        ids.iter().find_map(|id| known.files.get(*id)).cloned()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// Looks through the folder, unless it is as it was or was looked through a moment ago.
    fn look(&mut self, folder: &Path) {
        let changed = fs::metadata(folder).and_then(|folder| folder.modified()).ok();
        if self.looked.is_some_and(|(looked, then)| then == changed || looked.elapsed() < LOOK_AGAIN) {
            return;
        }
        self.looked = Some((Instant::now(), changed));
        self.files.clear();
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            let is_ours = path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ENDING));
            let brief = |path: &Path| toml::from_str::<Brief>(&crate::regular_file::read_text(path).ok()?).ok();
            if let Some(Brief { article }) = Some(&path).filter(|_| is_ours).and_then(|path| brief(path)) {
                self.files.insert(article, path);
            }
        }
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes a file beside its place and moves it there, so that a reader sees the old one or the new.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".aloud-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}
