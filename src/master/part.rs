//! A file while it is written: beside its place, under a name that the next run clears, locked by its writer.

use std::fs::File;
use std::io::{self, Seek};
use std::path::Path;

use tempfile::NamedTempFile;

/// Starts the name of every file being written; a run that was killed may leave one, the next run clears it.
pub(super) const PREFIX: &str = ".aloud-";

/// Opens a file in this folder; it is removed when dropped.
pub(super) fn open(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(".part");
    // Narrations are for others to read: what the umask leaves of rw-rw-rw-, as for any new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let part = builder.tempfile_in(folder)?;
    part.as_file().lock()?;
    Ok(part)
}

/// Puts a finished file into its place: first onto the disk, so that a power cut leaves the old file or the new.
pub(super) fn put(part: NamedTempFile, place: &Path) -> io::Result<()> {
    part.as_file().sync_all()?;
    part.persist(place).map(drop).map_err(|error| error.error)
}

/// Returns the BLAKE3 hash of a file's bytes, in hexadecimal.
pub(super) fn hash(mut file: &File) -> io::Result<String> {
    file.rewind()?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(hasher.finalize().to_hex().to_string())
}
