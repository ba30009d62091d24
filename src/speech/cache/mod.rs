//! The content-addressed store of spoken clips: what was spoken once is never asked for again.
//!
//! A clip is one file, named by the hash of everything that shapes its sound. It is a plain 16-bit WAV that any player
//! opens, and after the samples a chunk `alou` holds what was said and a checksum of the whole file. A file that is torn,
//! foreign or filed under another's name fails the checksum and counts as missing.

mod bound;
mod inventory;
mod shared;

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde::{Deserialize, Serialize};
use tokio::sync::OwnedMutexGuard;

use super::SpeechRequest;
use crate::audio::{Clip, SampleRate, WordMark, from_i16, to_i16};
use crate::error::Hint;
pub use bound::Bound;
pub use inventory::{ClipFile, Contents, Inventory, prune};
pub use shared::SharedClips;

/// Bytes of the BLAKE3 checksum that ends every file.
const CHECKSUM_BYTES: usize = 32;
/// Bytes before the samples of a plain 16-bit WAV: the RIFF header, the format, the header of the samples.
const HEAD_BYTES: usize = 44;

/// Names a clip by the hash of everything that shapes its sound.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClipKey(String);

impl ClipKey {
    /// Returns the key of a request to the engine of this identity. The voice's name, licence and description do not count:
    /// a voice renamed is not spoken anew.
    #[must_use]
    pub fn new(identity: &str, request: &SpeechRequest) -> Self {
        let SpeechRequest { text, voice, speed_percent, context, pronunciations } = request;
        let sound = (identity, &voice.engine, &voice.settings, text, speed_percent, context, pronunciations);
        let sound = serde_json::to_vec(&sound).expect("strings, numbers and TOML values have a JSON form");
        Self(blake3::hash(&sound).to_hex().to_string())
    }
}

impl fmt::Display for ClipKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why the store could not keep or give a clip.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// A clip's file cannot be read.
    #[error("cannot read the clip {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A clip cannot be written.
    #[error("cannot write to the clip store {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Hint for CacheError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Read { source, .. } | Self::Write { source, .. } => crate::error::for_write(source),
        }
    }
}

/// A folder of clips, safe to share between tasks and between runs.
pub struct ClipCache {
    folder: PathBuf,
    bound: Bound,
    /// What other machines spoke.
    shared: Option<SharedClips>,
    /// One lock for each clip being spoken, so that a sentence said twice in an article is paid for once.
    in_flight: Mutex<HashMap<ClipKey, Weak<tokio::sync::Mutex<()>>>>,
}

/// What the `alou` chunk says.
#[derive(Serialize, Deserialize)]
struct Label {
    key: ClipKey,
    engine: String,
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    words: Vec<WordMark>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    doubt: Option<String>,
}

/// A clip as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The clip.
    pub clip: Clip,
    /// Why it may not be what was asked for; `None` for a good one.
    pub doubt: Option<String>,
}

impl ClipCache {
    /// Opens the store in a folder, which is made when the first clip is kept.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>, bound: Bound) -> Self {
        Self { folder: folder.into(), bound, shared: None, in_flight: Mutex::default() }
    }

    /// Shares its clips with other machines.
    #[must_use]
    pub fn sharing(self, shared: Option<SharedClips>) -> Self {
        Self { shared, ..self }
    }

    /// Returns the clips that all machines share, if they do.
    #[must_use]
    pub fn shared(&self) -> Option<&SharedClips> {
        self.shared.as_ref()
    }

    /// Waits until nobody else speaks this clip; hold the guard while speaking it.
    pub async fn claim(&self, key: &ClipKey) -> OwnedMutexGuard<()> {
        let lock = {
            let mut in_flight = self.in_flight.lock().unwrap_or_else(PoisonError::into_inner);
            in_flight.retain(|_, lock| lock.strong_count() > 0);
            let lock = in_flight.get(key).and_then(Weak::upgrade).unwrap_or_default();
            in_flight.insert(key.clone(), Arc::downgrade(&lock));
            lock
        };
        lock.lock_owned().await
    }

    /// Returns a clip, or `None` when it was never kept or its file is torn or foreign.
    ///
    /// # Errors
    /// When the file is there but cannot be read.
    pub fn get(&self, key: &ClipKey) -> Result<Option<Kept>, CacheError> {
        let path = self.path(key);
        let read = || -> io::Result<Vec<u8>> {
            let mut file = File::open(&path)?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            self.bound.note_use(&file);
            Ok(bytes)
        };
        match read() {
            Ok(bytes) => Ok(unpack(&bytes, key)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(CacheError::Read { path, source }),
        }
    }

    /// Keeps a clip under its key, with the engine that said it and the text: whole or not at all, replacing what was there.
    ///
    /// # Errors
    /// When the folder or the file cannot be written.
    pub fn put(&self, key: &ClipKey, (engine, text): (&str, &str), kept: &Kept) -> Result<(), CacheError> {
        let path = self.path(key);
        let file = pack(key, (engine, text), kept);
        write_whole(&path, &file).map_err(|source| CacheError::Write { path, source })?;
        self.bound.add(&self.folder, file.len() as u64)
    }

    /// Two characters a folder keep folders small: a million clips are 256 folders of 4 000.
    fn path(&self, key: &ClipKey) -> PathBuf {
        self.folder.join(&key.0[..2]).join(format!("{key}.wav"))
    }
}

/// Writes beside the place and renames, so that a reader sees the old file, none, or the whole new one.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let part = || tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder);
    let mut file = match part() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::fs::create_dir_all(folder)?;
            part()?
        }
        made => made?,
    };
    file.write_all(bytes)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Packs a clip as the store keeps it, with the engine that said it and the text.
#[must_use]
pub fn pack(key: &ClipKey, (engine, text): (&str, &str), kept: &Kept) -> Vec<u8> {
    let label = Label {
        key: key.clone(),
        engine: engine.into(),
        text: text.into(),
        words: kept.clip.words.clone(),
        doubt: kept.doubt.clone(),
    };
    file(&kept.clip, &label)
}

/// Builds a clip's file: the WAV as hound writes it, the `alou` chunk, and the checksum inside that chunk, last.
fn file(clip: &Clip, label: &Label) -> Vec<u8> {
    let mut wav = Cursor::new(Vec::with_capacity(64 + 2 * clip.samples.len()));
    let mut writer = hound::WavWriter::new(&mut wav, wav_spec(clip.rate)).expect("a 16-bit mono WAV can be described");
    let mut block = writer.get_i16_writer(u32::try_from(clip.samples.len()).unwrap_or(u32::MAX));
    clip.samples.iter().for_each(|sample| block.write_sample(to_i16(*sample)));
    block.flush().expect("memory can be written");
    writer.finalize().expect("memory can be written");

    let mut bytes = wav.into_inner();
    let mut label = serde_json::to_vec(label).expect("a label has a JSON form");
    label.resize(label.len().next_multiple_of(2), b' ');
    bytes.extend_from_slice(b"alou");
    bytes.extend_from_slice(&((label.len() + CHECKSUM_BYTES) as u32).to_le_bytes());
    bytes.extend_from_slice(&label);
    let riff_bytes = (bytes.len() + CHECKSUM_BYTES - 8) as u32;
    bytes[4..8].copy_from_slice(&riff_bytes.to_le_bytes());
    let checksum = blake3::hash(&bytes);
    bytes.extend_from_slice(checksum.as_bytes());
    bytes
}

/// Unpacks a clip's file; `None` unless it is whole and the one of this key.
#[must_use]
pub fn unpack(bytes: &[u8], key: &ClipKey) -> Option<Kept> {
    let (body, checksum) = bytes.split_at_checked(bytes.len().checked_sub(CHECKSUM_BYTES)?)?;
    if blake3::hash(body).as_bytes() != checksum {
        return None;
    }
    let (rate, samples, after) = samples(body)?;
    let label = label(after)?;
    let clip = Clip { samples, rate, words: label.words };
    (label.key == *key).then_some(Kept { clip, doubt: label.doubt })
}

/// Reads what a clip's file says of itself, after the samples.
fn label(after: &[u8]) -> Option<Label> {
    serde_json::from_slice(after.strip_prefix(b"alou")?.get(4..)?).ok()
}

/// Reads what was said and who said it from a clip's file; `None` unless it is whole and filed under its own key.
fn contents(bytes: &[u8], key: &ClipKey) -> Option<Contents> {
    unpack(bytes, key)?;
    let body = bytes.split_at_checked(bytes.len().checked_sub(CHECKSUM_BYTES)?)?.0;
    let Label { engine, text, .. } = label(samples(body)?.2)?;
    Some(Contents { text, engine })
}

/// Reads the rate and the samples of a WAV as [`file`] writes it, and gives the bytes after them. The checksum has told that nobody
/// changed it, so only the form is looked at; a reader of WAVs in general takes ten times as long.
fn samples(wav: &[u8]) -> Option<(SampleRate, Vec<f32>, &[u8])> {
    let (head, rest) = wav.split_at_checked(HEAD_BYTES)?;
    let number = |at: usize| head[at..at + 4].try_into().map(u32::from_le_bytes).ok();
    let rate = SampleRate::new(number(24)?)?;
    let ours = head.starts_with(b"RIFF")
        && head[8..24] == *b"WAVEfmt \x10\0\0\0\x01\0\x01\0"
        && head[32..40] == *b"\x02\0\x10\0data";
    let (data, after) = rest.split_at_checked(usize::try_from(number(40)?).ok()?)?;
    let (pairs, odd) = data.as_chunks::<2>();
    let samples = pairs.iter().map(|pair| from_i16(i16::from_le_bytes(*pair))).collect();
    (ours && odd.is_empty()).then_some((rate, samples, after))
}

/// Describes 16-bit mono at a rate.
fn wav_spec(rate: SampleRate) -> hound::WavSpec {
    hound::WavSpec { channels: 1, sample_rate: rate.hz(), bits_per_sample: 16, sample_format: hound::SampleFormat::Int }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voice::Voice;

    fn request(text: &str) -> SpeechRequest {
        let voice = Voice::parse(include_str!("../../../voices/tone.toml"), "tone").unwrap();
        SpeechRequest::new(text, Arc::new(voice))
    }

    fn clip() -> Clip {
        let samples = [0, 1, -1, 12_345, -32_767].map(from_i16).to_vec();
        let words = vec![WordMark { text: 0..3, frames: 1..4 }];
        Clip { samples, rate: SampleRate::MASTER, words }
    }

    #[test]
    fn a_clip_is_given_back_as_it_was_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = ClipCache::new(folder.path(), Bound::unlimited());
        let key = ClipKey::new("tone/1", &request("One."));
        assert_eq!(store.get(&key).unwrap(), None);
        for doubt in [None, Some("it is clipped".to_owned())] {
            let kept = Kept { clip: clip(), doubt };
            store.put(&key, ("tone/1", "One."), &kept).unwrap();
            assert_eq!(store.get(&key).unwrap(), Some(kept));
        }
    }

    #[test]
    fn a_file_damaged_anywhere_counts_as_missing() {
        let key = ClipKey::new("tone/1", &request("One."));
        let (engine, text) = ("tone/1".into(), "One.".into());
        let label = Label { key: key.clone(), engine, text, words: Vec::new(), doubt: None };
        let whole = file(&clip(), &label);
        assert!(unpack(&whole, &key).is_some());
        for cut in 0..whole.len() {
            assert!(unpack(&whole[..cut], &key).is_none(), "cut at {cut}");
            let mut flipped = whole.clone();
            flipped[cut] ^= 1;
            assert!(unpack(&flipped, &key).is_none(), "a bit flipped at {cut}");
        }
        assert!(unpack(&whole, &ClipKey::new("tone/1", &request("Two."))).is_none(), "another clip's file");
    }

    #[test]
    fn the_key_follows_the_sound_alone() {
        let one = request("One.");
        let mut renamed = one.clone();
        Arc::make_mut(&mut renamed.voice).name = "other".into();
        assert_eq!(ClipKey::new("tone/1", &one), ClipKey::new("tone/1", &renamed));
        assert_ne!(ClipKey::new("tone/1", &one), ClipKey::new("tone/2", &one));
        let mut set = one.clone();
        Arc::make_mut(&mut set.voice).settings.insert("pitch".into(), toml::Value::Integer(3));
        assert_ne!(ClipKey::new("tone/1", &one), ClipKey::new("tone/1", &set));
    }
}
