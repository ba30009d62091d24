//! The user's folder of weights.

use std::io;
use std::path::{Path, PathBuf};

use super::table::WeightsFile;

/// A folder of weights that were fetched and checked.
#[derive(Debug, Clone)]
pub struct WeightsFolder(PathBuf);

impl WeightsFolder {
    /// Takes a folder, which may be missing.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// Returns the user's own: `aloud/weights` in the folder for data; `None` where the user has no home.
    #[must_use]
    pub fn of_the_user() -> Option<Self> {
        use etcetera::BaseStrategy as _;
        Some(Self(etcetera::choose_base_strategy().ok()?.data_dir().join("aloud").join("weights")))
    }

    /// Returns the place of a file.
    #[must_use]
    pub fn place(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Returns the folder's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Returns whether a file is there. It was checked when it was put there; its length is looked at again.
    #[must_use]
    pub fn has(&self, file: &WeightsFile) -> bool {
        self.place(&file.name).metadata().is_ok_and(|found| found.is_file() && found.len() == file.bytes)
    }

    /// Removes a file, and what is there of one that was not fetched to the end.
    ///
    /// # Errors
    /// When it is there and cannot be removed.
    pub fn remove(&self, file: &WeightsFile) -> io::Result<()> {
        for place in [self.place(&file.name), self.partial(&file.name)] {
            match std::fs::remove_file(place) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Returns where a file is put while it is not whole.
    pub(super) fn partial(&self, name: &str) -> PathBuf {
        self.place(&format!("{name}.part"))
    }
}
