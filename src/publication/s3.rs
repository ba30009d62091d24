//! Narrations in a bucket of S3-compatible storage, from where pages, feeds and players take them: every file under the name it
//! has in the folder, with its media type, for how long it may be kept, and the hash by which it is known again.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use async_trait::async_trait;

use super::feed::{JSON_NAME, RSS_NAME};
use super::files::{files_of, manifest_name};
use super::{Episode, Outcome, PublishError, Publisher, Run, embed};
use crate::master::Manifest;
use crate::store::bucket::{Bucket, Label, Stored};

/// How long browsers may play what they have before they ask whether it changed, where the settings are silent: names stay
/// when an article is narrated anew, and to ask costs no download. Taste.
const MAX_AGE_SECONDS: u32 = 300;

/// The feeds that may lie beside narrations, and their media types.
const FEEDS: [(&str, &str); 2] = [(RSS_NAME, "application/rss+xml"), (JSON_NAME, "application/feed+json")];

/// A bucket that is published from.
pub struct S3 {
    bucket: Bucket,
    cache_control: String,
}

/// A file that is to be there.
struct File {
    name: String,
    path: PathBuf,
    label: Label,
}

impl S3 {
    /// Publishes in a bucket; what is there may be kept for so long without asking.
    #[must_use]
    pub fn new(bucket: Bucket, max_age_seconds: Option<u32>) -> Self {
        let max_age = max_age_seconds.unwrap_or(MAX_AGE_SECONDS);
        Self { bucket, cache_control: format!("public, max-age={max_age}") }
    }

    /// Lists the files of a narration, the manifest last: where it is the new one, all are.
    fn files(&self, episode: &Episode) -> Result<Vec<File>, PublishError> {
        let manifest = &episode.manifest;
        let file = |name: &str, media_type: &str, hash: &str| File {
            name: name.to_owned(),
            path: episode.folder.join(name),
            label: self.label(media_type, hash),
        };
        let mut files = vec![file(&manifest.audio, manifest.audio_type(), &manifest.audio_hash)];
        files.extend(manifest.files.iter().map(|beside| file(&beside.file, &beside.media_type, &beside.hash)));
        let name = manifest_name(manifest);
        let path = episode.folder.join(&name);
        let json = crate::regular_file::read_data(&path).map_err(|source| PublishError::Unreadable { path, source })?;
        // What its players read, where it was written; before the manifest, which comes last.
        for (name, media_type) in embed::names(manifest) {
            if let Ok(bytes) = crate::regular_file::read_data(&episode.folder.join(&name)) {
                files.push(file(&name, media_type, blake3::hash(&bytes).to_hex().as_str()));
            }
        }
        files.push(file(&name, "application/json", blake3::hash(&json).to_hex().as_str()));
        Ok(files)
    }

    /// Lists the files that the bucket's own manifest of a narration names, if it has one of the same article.
    async fn published(&self, episode: &Episode) -> Result<Vec<String>, PublishError> {
        let mut json = Cursor::new(Vec::new());
        if !self.bucket.get(&manifest_name(&episode.manifest), &mut json).await? {
            return Ok(Vec::new());
        }
        let manifest = serde_json::from_slice::<Manifest>(json.get_ref()).ok();
        Ok(manifest.filter(|manifest| manifest.id == episode.manifest.id).as_ref().map(files_of).unwrap_or_default())
    }

    /// Takes the feeds along that lie in the folder of the narrations, each under its name.
    ///
    /// # Errors
    /// When one cannot be read, or the bucket does not take it.
    pub async fn put_feeds(&self, folder: &Path, run: Run) -> Result<Vec<(&'static str, Outcome)>, PublishError> {
        let mut outcomes = Vec::new();
        for (name, media_type) in FEEDS {
            let path = folder.join(name);
            let bytes = match crate::regular_file::read_data(&path) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                bytes => bytes.map_err(|source| PublishError::Unreadable { path: path.clone(), source })?,
            };
            let label = self.label(media_type, blake3::hash(&bytes).to_hex().as_str());
            let there = self.bucket.find(name).await?;
            let outcome = match &there {
                Some(there) if *there == label => Outcome::Unchanged,
                Some(_) => Outcome::Replaced,
                None => Outcome::Attached,
            };
            if outcome != Outcome::Unchanged && run == Run::Real {
                self.bucket.put(name, Stored::File(&path), &label).await?;
            }
            outcomes.push((name, outcome));
        }
        Ok(outcomes)
    }

    /// Takes the feeds off again.
    ///
    /// # Errors
    /// When the bucket does not let them go.
    pub async fn take_feeds_off(&self, run: Run) -> Result<Vec<(&'static str, Outcome)>, PublishError> {
        let mut outcomes = Vec::new();
        for (name, _) in FEEDS {
            if self.take_off([name.to_owned()], run).await? {
                outcomes.push((name, Outcome::Removed));
            }
        }
        Ok(outcomes)
    }

    fn label(&self, media_type: &str, hash: &str) -> Label {
        Label {
            media_type: Some(media_type.to_owned()),
            cache_control: Some(self.cache_control.clone()),
            hash: Some(hash.to_owned()),
        }
    }

    /// Removes files that we put there; what somebody else put there stays.
    async fn take_off(&self, names: impl IntoIterator<Item = String>, run: Run) -> Result<bool, PublishError> {
        let mut any = false;
        for name in names {
            let is_ours = self.bucket.find(&name).await?.is_some_and(|label| label.hash.is_some());
            if is_ours && run == Run::Real {
                self.bucket.remove(&name).await?;
            }
            any |= is_ours;
        }
        Ok(any)
    }
}

#[async_trait]
impl Publisher for S3 {
    async fn attach(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let mut is_new = true;
        let files = self.files(episode)?;
        let mut wanting = Vec::new();
        for file in &files {
            let there = self.bucket.find(&file.name).await?;
            is_new &= there.is_none();
            if there.as_ref() != Some(&file.label) {
                wanting.push(file);
            }
        }
        let is_changed = !wanting.is_empty();
        let kept: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let mut left = if is_changed { self.published(episode).await? } else { Vec::new() };
        left.retain(|name| !kept.contains(name.as_str()));
        if run == Run::Real {
            for File { name, path, label } in wanting {
                self.bucket.put(name, Stored::File(path), label).await?;
            }
        }
        // What an earlier narration had beside the audio and this one has not.
        self.take_off(left, run).await?;
        Ok(match (is_changed, is_new) {
            (false, _) => Outcome::Unchanged,
            (true, true) => Outcome::Attached,
            (true, false) => Outcome::Replaced,
        })
    }

    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let mut all: BTreeSet<String> = self.published(episode).await?.into_iter().collect();
        all.extend(files_of(&episode.manifest));
        let any = self.take_off(all, run).await?;
        Ok(if any { Outcome::Removed } else { Outcome::Unchanged })
    }
}
