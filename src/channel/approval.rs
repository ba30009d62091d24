//! Whether a narration may be published: a small file beside it, bound to what was heard by the recording's fingerprint.
//!
//! Whoever shows narrations to people writes it, and the service reads it: the two need not be one process.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::regular_file;

/// The longest file that is read.
const MAX_BYTES: u64 = 64 * 1024;

/// What was decided about a recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The fingerprint of the recording that it is about, as its manifest has it.
    pub fingerprint: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Who decided, where someone did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
}

/// What was decided about a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It waits for someone to listen.
    Waiting,
    /// It may be published.
    Approved,
    /// It may not.
    Rejected,
}

impl Approval {
    /// Returns the file that holds the approval of a recording, by the name of its audio.
    #[must_use]
    pub fn path(folder: &Path, audio: &str) -> PathBuf {
        let stem = audio.rsplit_once('.').map_or(audio, |(stem, _)| stem);
        folder.join(format!("{stem}.approval.json"))
    }

    /// Reads what was decided about a recording; nothing where nothing was, or about another recording of the article.
    #[must_use]
    pub fn read(folder: &Path, audio: &str, fingerprint: &str) -> Option<Self> {
        let json = regular_file::read(&Self::path(folder, audio), MAX_BYTES).ok()?;
        serde_json::from_slice::<Self>(&json).ok().filter(|approval| approval.fingerprint == fingerprint)
    }

    /// Writes it, in place of what was decided before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, folder: &Path, audio: &str) -> io::Result<()> {
        let mut part = tempfile::Builder::new().prefix(".aloud-").suffix(".part").tempfile_in(folder)?;
        part.write_all(&serde_json::to_vec_pretty(self)?)?;
        part.as_file().sync_all()?;
        part.persist(Self::path(folder, audio))?;
        Ok(())
    }

    /// Removes what was decided about a recording, if anything was.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn forget(folder: &Path, audio: &str) -> io::Result<()> {
        match fs::remove_file(Self::path(folder, audio)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approval_holds_for_the_recording_that_was_heard_alone() {
        let folder = tempfile::tempdir().unwrap();
        let approval =
            Approval { fingerprint: "one".into(), verdict: Verdict::Approved, by: Some("Ana".into()), at_ms: 7 };
        assert_eq!(Approval::read(folder.path(), "bridge.wav", "one"), None);
        approval.write(folder.path(), "bridge.wav").unwrap();
        assert_eq!(Approval::read(folder.path(), "bridge.wav", "one"), Some(approval));
        assert_eq!(Approval::read(folder.path(), "bridge.wav", "two"), None);
        Approval::forget(folder.path(), "bridge.wav").unwrap();
        Approval::forget(folder.path(), "bridge.wav").unwrap();
        assert_eq!(Approval::read(folder.path(), "bridge.wav", "one"), None);
    }
}
