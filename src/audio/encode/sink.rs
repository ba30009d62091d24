//! Where encoders write to.

use mp4ameta::StorageFile;

/// A file, or its bytes in memory, that an encoder can write: it goes back to fill in what only the end knows.
pub trait Sink: StorageFile {}

impl<T: StorageFile> Sink for T {}
