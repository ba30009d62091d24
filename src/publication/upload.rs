//! The file of a narration that content systems are given, and the mark in its name by which it is known again.

use std::path::PathBuf;

use super::{Episode, PublishError};
use crate::regular_file;

/// Stands in an uploaded file's name before the beginning of the narration's fingerprint. Editors drop attributes and classes
/// that they do not know; a file's name stays.
const MARK: &str = "-aloud-";
/// How much of the fingerprint the name carries: 48 bits.
const MARK_DIGITS: usize = 12;
/// What content systems play, the first that there is.
const PLAYED: [&str; 2] = ["audio/mpeg", "audio/mp4"];

/// The largest file that is uploaded: what content systems take at the most.
const MAX_BYTES: u64 = 4 << 30;

/// A file to be uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Upload {
    /// Where it is.
    pub(super) path: PathBuf,
    /// What it is to be called: with the mark, and different when the narration is.
    pub(super) name: String,
    /// Its media type.
    pub(super) media_type: String,
}

impl Upload {
    /// Chooses the file: the MP3, else the AAC, else what the narration is known by.
    pub(super) fn of(episode: &Episode) -> Self {
        let manifest = &episode.manifest;
        let beside = manifest.files.iter().map(|beside| (beside.file.as_str(), beside.media_type.as_str()));
        let own = (manifest.audio.as_str(), manifest.audio_type());
        let all: Vec<_> = std::iter::once(own).chain(beside).collect();
        let played = PLAYED.iter().find_map(|wanted| all.iter().find(|(_, media_type)| media_type == wanted));
        let (file, media_type) = *played.unwrap_or(&own);
        let (stem, extension) = file.rsplit_once('.').unwrap_or((file, "wav"));
        let digits: String = manifest.fingerprint.chars().take(MARK_DIGITS).collect();
        Self {
            path: episode.folder.join(file),
            name: format!("{stem}{MARK}{digits}.{extension}"),
            media_type: media_type.to_owned(),
        }
    }

    /// Returns the name without its extension.
    pub(super) fn stem(&self) -> &str {
        self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem)
    }

    /// Returns whether an address is of this very narration.
    pub(super) fn is_at(&self, address: &str) -> bool {
        address.rsplit('/').next().is_some_and(|name| name.starts_with(self.stem()))
    }

    /// Reads the file.
    pub(super) fn read(&self) -> Result<Vec<u8>, PublishError> {
        regular_file::read(&self.path, MAX_BYTES)
            .map_err(|source| PublishError::Unreadable { path: self.path.clone(), source })
    }
}

/// Returns the name of the file at an address, without its extension.
pub(super) fn stem_of(address: &str) -> &str {
    let name = address.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Returns whether an address is of a file that we uploaded, of whatever narration.
pub(super) fn is_ours(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or_default();
    let digits = name.rsplit_once(MARK).map_or("", |(_, rest)| rest);
    digits.len() > MARK_DIGITS && digits.bytes().take(MARK_DIGITS).all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uploaded_files_are_known_by_their_names() {
        assert!(is_ours("https://example.org/wp-content/uploads/2026/03/bridge-aloud-0123456789ab.mp3"));
        assert!(is_ours("https://example.org/bridge-aloud-0123456789ab-1.mp3"));
        assert!(!is_ours("https://example.org/reading-aloud-together.mp3"));
        assert!(!is_ours("https://example.org/a-aloud-0123456789ab/song.mp3"));
    }
}
