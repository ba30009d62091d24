//! What to do about failures of the machine itself: the disk, permissions. Shared by every error that has such a cause.

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
