//! Voices that articles themselves ask for: hired when the first article asks, and only such as may be asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::{SetupError, Speaker};
use crate::secrets::Keyring;
use crate::speech::Purse;
use crate::voice::Voice;

/// Which voices articles may ask for, and how those are hired.
pub struct Guests {
    /// The project's folder, below which files are that articles may name.
    pub(super) project: PathBuf,
    /// The folder of the user's voice files.
    pub(super) folder: PathBuf,
    /// The names of those that may be asked for; all where nothing is said.
    pub(super) admitted: Option<BTreeSet<String>>,
    pub(super) purse: Arc<Purse>,
    pub(super) keyring: Keyring,
    pub(super) hired: Mutex<BTreeMap<String, Speaker>>,
}

impl Guests {
    /// Returns whether a voice may be asked for by its name.
    pub(super) fn admits(&self, name: &str) -> bool {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let is_name = name.chars().all(is_plain) && !name.ends_with(".toml");
        is_name && self.admitted.as_ref().is_none_or(|admitted| admitted.contains(name))
    }

    /// Returns who speaks by the voice of a name; none where there is no such voice, or it may not be asked for. An article is
    /// data: it may not name a voice file.
    ///
    /// # Errors
    /// When its engine cannot be built.
    pub(super) fn hire(&self, name: &str) -> Result<Option<Speaker>, SetupError> {
        if !self.admits(name) {
            return Ok(None);
        }
        let mut hired = self.hired.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = hired.get(name) {
            return Ok(Some(known.clone()));
        }
        let Ok(voice) = Voice::find(name, &self.folder) else { return Ok(None) };
        let speaker = Speaker::hire(voice, &self.purse, &self.keyring)?;
        hired.insert(name.to_owned(), speaker.clone());
        Ok(Some(speaker))
    }
}
