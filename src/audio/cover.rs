//! The picture that players show beside a recording: JPEG or PNG, which every tag format knows.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::regular_file;

/// The largest picture: podcast directories take 512 kB, and a tag is read before the sound plays.
const MAX_BYTES: u64 = 10 << 20;

/// A picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Cover {
    bytes: Arc<[u8]>,
    hash: blake3::Hash,
}

/// Why a file is no cover.
#[derive(Debug, thiserror::Error)]
pub enum CoverError {
    /// It cannot be read.
    #[error("cannot read the picture {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is neither JPEG nor PNG.
    #[error("{} is neither a JPEG nor a PNG", path.display())]
    NotPicture {
        /// The file.
        path: PathBuf,
    },
    /// It is too large.
    #[error("the picture {} has more than {} MB", path.display(), MAX_BYTES >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
}

impl Cover {
    /// Reads a picture.
    ///
    /// # Errors
    /// When the file cannot be read, is too large, or is neither JPEG nor PNG.
    pub fn open(path: &Path) -> Result<Self, CoverError> {
        let owned = || path.to_owned();
        let mut bytes = Vec::new();
        let read = regular_file::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
        read.map_err(|source| CoverError::Unreadable { path: owned(), source })?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(CoverError::TooLarge { path: owned() });
        }
        if !is_jpeg(&bytes) && !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Err(CoverError::NotPicture { path: owned() });
        }
        Ok(Self { hash: blake3::hash(&bytes), bytes: bytes.into() })
    }

    /// Returns the file's bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        if is_jpeg(&self.bytes) { "image/jpeg" } else { "image/png" }
    }

    /// Builds the picture block of FLAC, which Ogg carries as a comment; size and colours are left to the picture itself (RFC 9639,
    /// section 8.8).
    pub(super) fn flac_block(&self) -> Vec<u8> {
        const FRONT_COVER: u32 = 3;
        let text = |text: &[u8]| [&(text.len() as u32).to_be_bytes(), text].concat();
        [&FRONT_COVER.to_be_bytes()[..], &text(self.media_type().as_bytes()), &text(b""), &[0; 16], &text(&self.bytes)]
            .concat()
    }
}

fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xd8\xff")
}

impl fmt::Debug for Cover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cover({})", self.hash)
    }
}

impl Serialize for Cover {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.hash.to_hex().as_str())
    }
}
