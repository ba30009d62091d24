//! Saves what is left of a WAV that was cut off: the whole samples that are there, under a head that tells the truth.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::layout::{self, Layout, WavError};
use super::wav;
use crate::audio::{Depth, SampleRate, Shape, Tags, riff};
use crate::error::Hint;
use crate::regular_file;

/// Bytes of a cue point.
const CUE_POINT_BYTES: usize = 24;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The new file, beside the old one.
    pub path: PathBuf,
    /// The frames that are in it.
    pub frames: u64,
    /// The frames that are lost.
    pub lost: u64,
}

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum RepairError {
    /// There is no sound to save.
    #[error("there is nothing to save in {}", path.display())]
    Nothing {
        /// The file.
        path: PathBuf,
        /// Why.
        source: WavError,
    },
    /// It is a WAV of a kind that is never written here.
    #[error("{} is not one of our WAVs", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The new file cannot be written.
    #[error("cannot write beside {}", path.display())]
    Write {
        /// The old file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Hint for RepairError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Nothing { .. } => Some("narrate the article again; what was spoken is kept".to_owned()),
            Self::Foreign { .. } => None,
            Self::Write { source, .. } => crate::error::for_write(source),
        }
    }
}

/// Writes `NAME.repaired.wav` beside a WAV that was cut off; the old file stays as it is. Nothing is done to a whole one.
///
/// # Errors
/// When there is no sound in it, it is not ours, or nothing can be written.
pub fn repair(path: &Path) -> Result<Option<Repaired>, RepairError> {
    let nothing = |source| RepairError::Nothing { path: path.to_owned(), source };
    let mut old = regular_file::open(path).map_err(|error| nothing(error.into()))?;
    let layout = layout::read(&mut old).map_err(nothing)?;
    if layout.missing_bytes == 0 {
        return Ok(None);
    }
    let foreign = || RepairError::Foreign { path: path.to_owned() };
    let rate =
        SampleRate::new(layout.rate_hz).filter(|_| layout.format == 1 && layout.channels == 1).ok_or_else(foreign)?;
    let depth = Depth::try_from(layout.bits).map_err(|_| foreign())?;
    let there = old.metadata().map_err(|error| nothing(error.into()))?.len();
    let frame_bytes = u64::from(depth.bytes());
    let frames = (there.min(layout.data.end).saturating_sub(layout.data.start)) / frame_bytes;
    if frames == 0 {
        return Err(nothing(WavError::NoSound));
    }
    let kept = kept_chunks(&mut old, &layout, frames).map_err(nothing)?;
    let shape = Shape { rate, depth, frames, tags: &Tags::default(), bit_rates: Default::default() };
    let new = path.with_extension("repaired.wav");
    let written = write(&mut old, &layout, (&wav::head(shape, &kept), frames * frame_bytes), &new);
    written.map_err(|source| RepairError::Write { path: path.to_owned(), source })?;
    let lost = (layout.data.end - layout.data.start) / frame_bytes - frames;
    Ok(Some(Repaired { path: new, frames, lost }))
}

/// Returns the chunks that still hold: cue points past the end of the sound go, with their labels.
fn kept_chunks(old: &mut File, layout: &Layout, frames: u64) -> Result<Vec<u8>, WavError> {
    let mut kept = Vec::new();
    for (id, place) in layout.chunks.iter().filter(|(_, place)| place.end <= layout.data.start) {
        let mut content = layout::content_of(old, place)?;
        match id {
            b"cue " => content = points_before(&content, frames),
            b"LIST" if content.starts_with(b"adtl") => continue,
            _ => {}
        }
        kept.extend(riff::chunk(id, &content));
    }
    Ok(kept)
}

fn points_before(cue: &[u8], frames: u64) -> Vec<u8> {
    let points = cue.get(4..).unwrap_or_default().chunks_exact(CUE_POINT_BYTES);
    let inside: Vec<_> = points
        .filter(|point| u64::from(u32::from_le_bytes([point[20], point[21], point[22], point[23]])) < frames)
        .collect();
    [(inside.len() as u32).to_le_bytes().to_vec(), inside.concat()].concat()
}

fn write(old: &mut File, layout: &Layout, (head, bytes): (&[u8], u64), new: &Path) -> io::Result<()> {
    let folder = new.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(head)?;
    old.seek(SeekFrom::Start(layout.data.start))?;
    io::copy(&mut io::Read::take(old, bytes), &mut file)?;
    if bytes % 2 == 1 {
        file.write_all(&[0])?;
    }
    file.persist(new).map(drop).map_err(|error| error.error)
}
