//! Networks and what stands beside them, named by what is in their files.

use std::fs::File;
use std::path::Path;

use crate::engines::BuildError;
use crate::secrets::Keyring;
use crate::voice::Voice;

/// Returns the beginning of the hash of files, one after the other: whose weights are others is another engine.
///
/// # Errors
/// When one cannot be read. Who only asks what would be done, with a blank keyring, need not have them.
pub(in crate::engines) fn hash(voice: &Voice, keyring: &Keyring, files: &[&Path]) -> Result<String, BuildError> {
    const SHOWN: usize = 8;
    let mut hasher = blake3::Hasher::new();
    for path in files {
        match File::open(path).and_then(|file| hasher.update_reader(file).map(|_| ())) {
            Err(_) if keyring.is_blank() => return Ok("unread".to_owned()),
            read => read.map_err(|source| BuildError::missing(voice, path, &source))?,
        }
    }
    Ok(hasher.finalize().to_hex()[..SHOWN].to_owned())
}
