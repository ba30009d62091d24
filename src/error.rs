//! What errors have in common: what to do about them, what is at the bottom of them, and failures of the machine itself.

use std::error::Error;
use std::io;

/// An error that may know what to do about itself.
///
/// Whatever reaches the command line implements it, so that a new error has to answer the question.
///
/// ```
/// use aloud::error::Hint;
///
/// let wrong = "https://example.org".parse::<aloud::store::bucket::BucketUrl>().unwrap_err();
/// assert!(wrong.hint().unwrap().contains("s3://"));
/// ```
pub trait Hint: Error {
    /// Returns what to do, where we know: a command, a line of the settings, or a next step.
    fn hint(&self) -> Option<String>;
}

/// Returns what to do about a failed write, where we know.
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

/// Walks an error and its causes, from the top to the bottom.
pub fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> + use<'a> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// Returns the message at the bottom of an error's causes, the one that says what happened.
pub(crate) fn root_cause(error: &(dyn Error + 'static)) -> String {
    causes(error).last().unwrap_or(error).to_string()
}

/// Returns an error's message with those of its causes, each behind a colon.
pub fn whole_message(error: &(dyn Error + 'static)) -> String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
