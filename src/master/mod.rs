//! The finished narration: clips on a timeline, mixed by streaming into one WAV, and the manifest that describes it.

mod folder;
mod info;
mod manifest;
mod mix;
mod timeline;
mod wav;

use std::io;
use std::path::PathBuf;

use crate::audio::SampleRate;
use crate::speech::{ClipKey, ClipStore, StoreError};

pub use folder::{OutputFolder, slug};
pub use manifest::{Cue, MANIFEST_VERSION, Manifest};
pub use timeline::{Span, Timeline};
pub use wav::MAX_FRAMES;

/// A finished narration on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Master {
    /// The WAV.
    pub audio: PathBuf,
    /// The manifest's file.
    pub manifest_path: PathBuf,
    /// What the manifest says.
    pub manifest: Manifest,
}

/// Why a master could not be made.
#[derive(Debug, thiserror::Error)]
pub enum MasterError {
    /// The output folder cannot be made or written.
    #[error("cannot write to {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The narration does not fit in a WAV file.
    #[error("the narration is longer than one WAV file can hold (4 GiB, {hours:.1} hours at this rate)")]
    TooLong {
        /// How long a narration may be.
        hours: f64,
    },
    /// A clip was lost between speaking and mixing.
    #[error("the clip {key} is gone from the store")]
    ClipGone {
        /// The clip.
        key: ClipKey,
    },
    /// The store failed.
    #[error("the clips cannot be read")]
    Store(#[from] StoreError),
}

impl MasterError {
    /// Makes the error for a narration longer than [`MAX_FRAMES`].
    #[must_use]
    pub fn too_long(rate: SampleRate) -> Self {
        Self::TooLong { hours: MAX_FRAMES as f64 / f64::from(rate.hz()) / 3_600.0 }
    }

    /// Says what to do, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Write { source, .. } => return crate::hint::for_write(source),
            Self::TooLong { .. } => "narrate it in parts: split the text into several files".into(),
            Self::ClipGone { .. } => "something removed it during the run; run the same command again".into(),
            Self::Store(error) => return error.hint(),
        })
    }
}

/// Writes the master of a timeline into the folder: mixes the audio beside its place, then puts audio and manifest there
/// together. `manifest` comes with the wished file name and without the size.
///
/// # Errors
/// When the folder cannot be written or the clips cannot be read; nothing half-written is left.
pub fn write(
    timeline: &Timeline,
    manifest: Manifest,
    store: &ClipStore,
    folder: &OutputFolder,
) -> Result<Master, MasterError> {
    if timeline.length.0 > MAX_FRAMES {
        return Err(MasterError::too_long(timeline.rate));
    }
    let failed = |source| MasterError::Write { path: folder.path().to_owned(), source };
    let part = folder.part().map_err(failed)?;
    let chunks = info::list(&manifest);
    let mut wav = wav::WavWriter::new(part.as_file(), timeline.rate, &chunks).map_err(failed)?;
    mix::mix(timeline, store, |samples| wav.write(samples).map_err(failed))?;
    wav.finish().map_err(failed)?;
    folder.publish(part, manifest).map_err(failed)
}
