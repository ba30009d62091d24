//! A narration as feeds and content systems see it, and the narrations of a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

use super::address::Address;
use crate::audio::SourceType;
use crate::master::{MAX_MANIFEST_BYTES as MAX_BYTES, Manifest};
use crate::regular_file;

/// A finished narration: what its manifest says, and the folder its files are in.
#[derive(Debug, Clone, PartialEq)]
pub struct Episode {
    /// The folder.
    pub folder: PathBuf,
    /// What the manifest says.
    pub manifest: Manifest,
}

/// Lists the narrations of a folder, the latest first; those without a date come last. JSON that is no manifest is passed
/// over.
///
/// # Errors
/// When the folder cannot be read.
pub fn episodes(folder: &Path) -> io::Result<Vec<Episode>> {
    let mut episodes = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        if let Ok(manifest) =
            serde_json::from_slice::<Manifest>(&regular_file::read(&path, MAX_BYTES).unwrap_or_default())
        {
            episodes.push(Episode { folder: folder.to_owned(), manifest });
        }
    }
    let order = |episode: &Episode| (std::cmp::Reverse(episode.published()), episode.manifest.id.clone());
    episodes.sort_by_cached_key(order);
    Ok(episodes)
}

impl Episode {
    /// Returns when the article was published, where it tells.
    #[must_use]
    pub fn published(&self) -> Option<DateTime<Utc>> {
        moment(self.manifest.article.published.as_deref()?)
    }

    /// Returns when the article was last changed, where it tells.
    #[must_use]
    pub fn modified(&self) -> Option<DateTime<Utc>> {
        moment(self.manifest.article.modified.as_deref()?)
    }

    /// Returns the article's address on the web, where it has one.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        let manifest = &self.manifest;
        [manifest.article.url.as_deref(), Some(&manifest.id)]
            .into_iter()
            .flatten()
            .find(|text| Address::read(text).is_some())
    }

    /// Returns every address the article goes by.
    pub(super) fn addresses(&self) -> impl Iterator<Item = Address> {
        let own = [self.manifest.article.url.as_deref(), Some(&self.manifest.id)];
        own.into_iter().flatten().filter_map(Address::read)
    }

    /// Returns whether one of these addresses is the article's, however it is written.
    #[must_use]
    pub fn is_at(&self, addresses: &[String]) -> bool {
        let own: Vec<_> = self.addresses().collect();
        addresses.iter().filter_map(|address| Address::read(address)).any(|address| own.contains(&address))
    }

    /// Returns a name of the narration that stays the same when it is made anew and tells nothing of this machine.
    #[must_use]
    pub fn guid(&self) -> String {
        match self.address() {
            Some(address) => address.to_owned(),
            None => format!("urn:uuid:{}", uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, self.manifest.id.as_bytes())),
        }
    }

    /// Returns the title, else how the text begins.
    #[must_use]
    pub fn title(&self) -> String {
        let first = || self.manifest.sentences.first().map(|cue| cue.written.trim().to_owned());
        self.manifest.article.title.clone().or_else(first).unwrap_or_default()
    }

    /// Returns what readers are told that the audio is.
    pub(super) fn disclosure(&self) -> String {
        let part = match self.manifest.source_type() {
            SourceType::Synthetic => "",
            SourceType::Composite => " in part",
        };
        format!("{}, read{part} by a synthetic voice", self.title())
    }

    /// Returns the text that is read, a paragraph each; what is said around the story is left out.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<String> {
        let mut paragraphs: Vec<(usize, String)> = Vec::new();
        for cue in &self.manifest.sentences {
            match (cue.block, paragraphs.last_mut()) {
                (None, _) => {}
                (Some(block), Some((last, text))) if *last == block => text.push_str(&cue.written),
                (Some(block), _) => paragraphs.push((block, cue.written.clone())),
            }
        }
        paragraphs.into_iter().map(|(_, text)| text.trim().to_owned()).collect()
    }
}

/// Reads a date or time as articles and content systems give it; a date alone is its midnight in UTC.
pub(super) fn moment(text: &str) -> Option<DateTime<Utc>> {
    let whole = DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc());
    whole.or_else(|| Some(text.parse::<NaiveDate>().ok()?.and_hms_opt(0, 0, 0)?.and_utc()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_and_without_a_time() {
        assert_eq!(moment("2026-03-14").unwrap().to_rfc2822(), "Sat, 14 Mar 2026 00:00:00 +0000");
        assert_eq!(moment("2026-03-14T10:00:00+02:00").unwrap().to_rfc3339(), "2026-03-14T08:00:00+00:00");
        assert_eq!(moment("in spring"), None);
    }
}
