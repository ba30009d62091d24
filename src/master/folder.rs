//! The output folder: which files belong to which article, and how finished ones get there whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::finish::Kept;
use super::parts::Parts;
use super::{Beside, MAX_MANIFEST_BYTES, Manifest, Master, MasterError, Output, Review, part};
use crate::audio::Format;
use crate::file_name::FileName;
use crate::regular_file;

/// Longest slug, in bytes: file systems allow 255 for a name, and people read file names.
const MAX_SLUG_BYTES: usize = 80;

/// A folder of narrations.
#[derive(Debug, Clone)]
pub struct OutputFolder {
    path: PathBuf,
}

impl OutputFolder {
    /// Opens a folder, making it when it is missing, and clears what killed runs left half-written.
    ///
    /// # Errors
    /// When it cannot be made or is not a folder.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, MasterError> {
        let path = path.into();
        let entries = fs::create_dir_all(&path).and_then(|()| fs::read_dir(&path));
        for entry in entries.map_err(|source| MasterError::Write { path: path.clone(), source })?.flatten() {
            let is_part = entry.file_name().to_string_lossy().starts_with(part::PREFIX);
            // A file that is being written is locked by its writer.
            if is_part && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(Self { path })
    }

    /// Returns the folder's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Finds the narration of an article of this slug, by any of its identities, if it was made before.
    #[must_use]
    pub fn find(&self, slug: &str, ids: &[&str]) -> Option<Master> {
        let mut number = 1;
        loop {
            match self.occupant(&numbered(slug, number)) {
                Occupant::Nobody => return None,
                Occupant::Narration(master) if ids.contains(&master.manifest.id.as_str()) => {
                    let bytes = fs::metadata(&master.audio).ok()?.len();
                    let whole = |file: &Beside| {
                        fs::metadata(self.path.join(&file.file)).is_ok_and(|found| found.len() == file.bytes)
                    };
                    let all = bytes == master.manifest.audio_bytes && master.manifest.files.iter().all(whole);
                    return all.then_some(*master);
                }
                _ => number += 1,
            }
        }
    }

    /// Gives a narration of this slug that an older version made under another of these identities the first of them.
    ///
    /// # Errors
    /// When its manifest cannot be written.
    pub fn take_over(&self, slug: &str, ids: &[&str]) -> Result<(), MasterError> {
        let Some((id, older)) = ids.split_first() else { return Ok(()) };
        let older: Vec<&str> = older.iter().filter(|older| older != &id).copied().collect();
        if self.find(slug, &[id]).is_some() {
            return Ok(());
        }
        let Some(master) = self.find(slug, &older) else { return Ok(()) };
        let manifest = Manifest { id: (*id).to_owned(), ..master.manifest };
        let write = || -> io::Result<()> { part::put(self.json(&manifest)?, &master.manifest_path) };
        write().map_err(|source| MasterError::Write { path: master.manifest_path.clone(), source })
    }

    /// Notes a decision in the manifest of a narration, which is otherwise left as it is.
    ///
    /// # Errors
    /// When the manifest cannot be written.
    pub fn review(&self, master: Master, review: Review) -> Result<Master, MasterError> {
        let _lock = lock(&self.path).map_err(|source| MasterError::Write { path: self.path.clone(), source })?;
        let manifest = Manifest { review: Some(review), ..master.manifest };
        let write = || -> io::Result<()> { part::put(self.json(&manifest)?, &master.manifest_path) };
        write().map_err(|source| MasterError::Write { path: master.manifest_path.clone(), source })?;
        Ok(Master { manifest, ..master })
    }

    /// Keeps a file beside the narrations, in place of one of this name.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, name: &FileName, bytes: &[u8]) -> Result<(), MasterError> {
        let path = self.path.join(name.as_str());
        let write = || -> io::Result<()> {
            let mut part = part::open(&self.path)?;
            part.write_all(bytes)?;
            part::put(part, &path)
        };
        write().map_err(|source| MasterError::Write { path: path.clone(), source })
    }

    /// Opens the narration one of whose audio files has this name.
    #[must_use]
    pub fn open_narration(&self, audio: &FileName) -> Option<Master> {
        let manifest_path = self.path.join(audio.as_str()).with_extension("json");
        let json = regular_file::read(&manifest_path, MAX_MANIFEST_BYTES).ok()?;
        let manifest: Manifest = serde_json::from_slice(&json).ok()?;
        Some(Master { audio: self.path.join(&manifest.audio), manifest, manifest_path })
    }

    /// Writes a manifest beside its place.
    fn json(&self, manifest: &Manifest) -> io::Result<NamedTempFile> {
        let mut json = part::open(&self.path)?;
        serde_json::to_writer_pretty(io::BufWriter::new(json.as_file()), manifest)?;
        json.write_all(b"\n")?;
        Ok(json)
    }

    /// Puts audio and manifest into their place: over the article's earlier narration, or under the first free name
    /// after the one `manifest.audio` wishes for.
    pub(super) fn publish(&self, parts: Parts<'_>, mut manifest: Manifest) -> io::Result<Master> {
        let slug = manifest.name().to_owned();
        // Two runs must not take one name: choosing and moving happens under a lock on the folder.
        let _lock = lock(&self.path)?;
        let mut before = None;
        let name = (1..)
            .map(|number| numbered(&slug, number))
            .find(|name| match self.occupant(name) {
                Occupant::Nobody => true,
                Occupant::Narration(master) if master.manifest.id == manifest.id => {
                    before = Some(master.audio);
                    true
                }
                Occupant::Narration(_) | Occupant::Stranger => false,
            })
            .expect("some number is free");
        parts.describe(&name, &mut manifest)?;
        let (audio, manifest_path) = (self.path.join(&manifest.audio), self.manifest_path(&name));
        let json = self.json(&manifest)?;
        // A run may be killed between any two of these. Where there is audio, the old manifest stays till the end: it no
        // longer fits, and all is made anew. Where there is none, the manifest goes first: it says whose the name is.
        let before = before.filter(|before| before.exists());
        let json = if before.is_some() {
            Some(json)
        } else {
            part::put(json, &manifest_path)?;
            None
        };
        parts.put(&manifest)?;
        let is_kept = |path: &Path| {
            let mut kept = manifest.files.iter().map(|file| &file.file).chain([&manifest.audio]);
            kept.any(|file| self.path.join(file) == path)
        };
        if let Some(before) = before.filter(|before| !is_kept(before)) {
            fs::remove_file(before)?;
        }
        if let Some(json) = json {
            part::put(json, &manifest_path)?;
        }
        Ok(Master { audio, manifest_path, manifest })
    }

    /// Opens the files of a narration that was made elsewhere, to be filled and then published.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn receive(&self, manifest: Manifest) -> Result<Incoming<'_>, MasterError> {
        let failed = |source| MasterError::Write { path: self.path.clone(), source };
        let output = |file: &String| Output::with_ending(file.split_once('.')?.1);
        let files = std::iter::once(&manifest.audio).chain(manifest.files.iter().map(|file| &file.file));
        let outputs: Vec<_> = files.filter_map(output).collect();
        let kept = Kept { outputs: &outputs, wav: output(&manifest.audio).is_none() };
        Ok(Incoming { folder: self, parts: Parts::open(&self.path, kept).map_err(failed)?, manifest })
    }

    fn manifest_path(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}.json"))
    }

    fn occupant(&self, name: &str) -> Occupant {
        let manifest_path = self.manifest_path(name);
        let Ok(json) = regular_file::read(&manifest_path, MAX_MANIFEST_BYTES) else {
            let is_there = |ending: &str| self.path.join(format!("{name}.{ending}")).exists();
            let endings = Format::ALL.into_iter().map(Format::extension).chain(["wav"]);
            return if endings.into_iter().any(is_there) { Occupant::Stranger } else { Occupant::Nobody };
        };
        match serde_json::from_slice::<Manifest>(&json) {
            Ok(manifest) => {
                let audio = self.path.join(&manifest.audio);
                Occupant::Narration(Box::new(Master { audio, manifest_path, manifest }))
            }
            Err(_) => Occupant::Stranger,
        }
    }
}

/// A narration made elsewhere, on its way into the folder.
pub struct Incoming<'a> {
    folder: &'a OutputFolder,
    parts: Parts<'a>,
    manifest: Manifest,
}

impl Incoming<'_> {
    /// Returns the files to fill: the manifest's audio, then those beside it in its order.
    pub fn files(&mut self) -> impl Iterator<Item = &mut File> {
        self.parts.files()
    }

    /// Puts it into its place, as if it had been made here.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn publish(self) -> Result<Master, MasterError> {
        let failed = |source| MasterError::Write { path: self.folder.path.clone(), source };
        self.folder.publish(self.parts, self.manifest).map_err(failed)
    }
}

/// Who has a name in the folder.
enum Occupant {
    Nobody,
    /// A narration; its audio may have gone.
    Narration(Box<Master>),
    /// A file that is not ours, and is left alone.
    Stranger,
}

/// Holds others off the folder until dropped.
fn lock(folder: &Path) -> io::Result<File> {
    #[cfg(unix)]
    let file = File::open(folder)?;
    #[cfg(not(unix))]
    let file = File::create(folder.join(".aloud-lock"))?;
    file.lock()?;
    Ok(file)
}

/// Numbers a name from the second on: `name`, `name-2`, `name-3` …
fn numbered(slug: &str, number: u64) -> String {
    if number == 1 { slug.to_owned() } else { format!("{slug}-{number}") }
}

/// Turns a title into a file name: lower case ASCII letters, digits and hyphens, at most 80 bytes, never empty.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut slug = slug::slugify(title);
    if slug.len() > MAX_SLUG_BYTES {
        // Between words, unless one of them is most of the name.
        let between = slug[..MAX_SLUG_BYTES].rfind('-').filter(|at| *at >= MAX_SLUG_BYTES / 2);
        let cut = between.unwrap_or(MAX_SLUG_BYTES);
        slug.truncate(cut);
    }
    if slug.is_empty() { "article".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::{Depth, Loudness, SampleRate, Shape, Tags};
    use crate::document::{Metadata, Selection};
    use crate::master::{MANIFEST_VERSION, wav};

    fn manifest(id: &str) -> Manifest {
        Manifest {
            version: MANIFEST_VERSION,
            software: "aloud".into(),
            id: id.into(),
            file: None,
            article: Metadata::default(),
            selection: Selection::default(),
            track: None,
            engine: "tone/1".into(),
            voice: "tone".into(),
            audio: "same-title.wav".into(),
            audio_bytes: 0,
            audio_hash: String::new(),
            sound_hash: String::new(),
            sample_rate_hz: 24_000,
            bits: Depth::Sixteen,
            duration_ms: 0,
            loudness: Loudness::default(),
            gain_db: None,
            chapters: Vec::new(),
            files: Vec::new(),
            fingerprint: String::new(),
            in_place_of: None,
            review: None,
            sentences: Vec::new(),
        }
    }

    fn publish(folder: &OutputFolder, id: &str) -> String {
        let mut parts = Parts::open(folder.path(), Kept { outputs: &[], wav: true }).unwrap();
        let tags = Tags::default();
        let shape = Shape {
            rate: SampleRate::MASTER,
            depth: Depth::Sixteen,
            frames: 0,
            tags: &tags,
            bit_rates: Default::default(),
        };
        parts.wav.write_all(&wav::head(shape, &[])).unwrap();
        folder.publish(parts, manifest(id)).unwrap().manifest.audio
    }

    #[test]
    fn articles_of_one_title_do_not_overwrite_each_other() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = OutputFolder::open(temporary.path()).unwrap();
        assert_eq!(publish(&folder, "one"), "same-title.wav");
        assert_eq!(publish(&folder, "two"), "same-title-2.wav");
        assert_eq!(publish(&folder, "one"), "same-title.wav");
        fs::write(temporary.path().join("same-title-3.wav"), "somebody else's").unwrap();
        assert_eq!(publish(&folder, "three"), "same-title-4.wav");
        assert_eq!(folder.find("same-title", &["two"]).unwrap().manifest.id, "two");
        assert_eq!(folder.find("same-title", &["four"]), None);
    }

    #[test]
    fn what_a_killed_run_left_is_cleared_and_what_is_being_written_is_not() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = OutputFolder::open(temporary.path()).unwrap();
        let living = part::open(folder.path()).unwrap();
        let left = temporary.path().join(".aloud-left.part");
        fs::write(&left, "half").unwrap();
        OutputFolder::open(temporary.path()).unwrap();
        assert!(!left.exists());
        assert!(living.path().exists());
    }

    #[test]
    fn slugs_are_short_plain_names() {
        assert_eq!(slug("Harbour Bridge: What's Next?"), "harbour-bridge-what-s-next");
        assert_eq!(slug("Мост"), "most");
        assert_eq!(slug("???"), "article");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        let long = slug(&"word ".repeat(50));
        assert!(long.len() <= MAX_SLUG_BYTES && long.ends_with("word"));
        assert_eq!(slug(&format!("Die {}", "x".repeat(100))).len(), MAX_SLUG_BYTES);
    }
}
