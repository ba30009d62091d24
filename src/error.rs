//! What errors have in common: what happened at the bottom, and what to do about failures of the machine itself.

use std::error::Error;
use std::io;

/// Says what to do about a failed write, where we know.
#[must_use]
pub(crate) fn for_write(error: &io::Error) -> Option<String> {
    Some(
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "the disk is full; free some space and run the same command again: what was spoken is kept"
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "you may not write there; choose another folder with --out or --cache, or change its permissions"
            }
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "a file stands where a folder is needed; choose another folder with --out or --cache"
            }
            _ => return None,
        }
        .to_owned(),
    )
}

/// Returns the message at the bottom of an error's causes, the one that says what happened.
pub(crate) fn root_cause(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
