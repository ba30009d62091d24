//! The signature of a recording, looked at.

use std::path::Path;

use super::SignedArticle;
#[cfg(not(feature = "provenance"))]
use super::absent::read;
#[cfg(feature = "provenance")]
use super::read::read;
use crate::master::Check;

/// Looks at the signature of a recording: what was found, and what is signed of the article. Gives nothing for files that cannot
/// carry one. `trusted` are certificates of authorities, PEM.
pub(in crate::master) fn signature(path: &Path, trusted: Option<&str>) -> Option<(Check, Option<SignedArticle>)> {
    read(path, media_type(path.extension()?.to_str()?)?, trusted)
}

/// Returns the media type of files with this ending, if they can carry a signature.
fn media_type(ending: &str) -> Option<&'static str> {
    let known = [("wav", "audio/wav"), ("mp3", "audio/mpeg"), ("m4a", "audio/mp4"), ("flac", "audio/flac")];
    known.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, media_type)| media_type)
}
