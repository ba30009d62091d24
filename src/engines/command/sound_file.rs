//! The file a program writes its sound to.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::process::{MAX_SOUND_BYTES, too_large};
use crate::regular_file;
use crate::speech::EngineError;

/// The name that programs are told; some add an ending of their own.
const NAME: &str = "speech.wav";

/// A place for one file, in a folder of its own.
pub(super) struct SoundFile {
    folder: TempDir,
    path: PathBuf,
}

impl SoundFile {
    /// Makes the folder.
    ///
    /// # Errors
    /// When the machine has no room for it.
    pub(super) fn new() -> Result<Self, EngineError> {
        let folder = tempfile::tempdir().map_err(|error| failed("no folder for its sound", &error))?;
        let path = folder.path().join(NAME);
        Ok(Self { folder, path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads what was written there; nothing when there is no file.
    ///
    /// # Errors
    /// When it cannot be read, is no regular file, or larger than any sentence.
    pub(super) async fn read(self) -> Result<Vec<u8>, EngineError> {
        let reading = tokio::task::spawn_blocking(move || self.read_now());
        let read = reading.await.unwrap_or_else(|fault| Err(io::Error::other(fault)));
        let bytes = read.map_err(|error| failed("its sound cannot be read", &error))?;
        if bytes.len() > MAX_SOUND_BYTES { Err(too_large()) } else { Ok(bytes) }
    }

    fn read_now(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let Some(path) = self.written()? else { return Ok(bytes) };
        regular_file::open(&path)?.take(MAX_SOUND_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Finds the file: the one that was asked for, or else the only other one beside it (`speech.wav.wav`, `speech.mp3`).
    fn written(&self) -> io::Result<Option<PathBuf>> {
        match fs::symlink_metadata(&self.path) {
            // What is a pipe is refused when it is opened.
            Ok(_) => return Ok(Some(self.path.clone())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let mut others = Vec::new();
        for entry in fs::read_dir(self.folder.path())? {
            let entry = entry?;
            if entry.metadata()?.is_file() {
                others.push(entry.path());
            }
        }
        Ok(others.pop().filter(|_| others.is_empty()))
    }
}

fn failed(what: &str, error: &io::Error) -> EngineError {
    EngineError::refused(format!("{what}: {error}"))
}
