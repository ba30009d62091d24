//! The files of a narration, by what its manifest says.

use super::embed;
use crate::master::Manifest;

/// Returns the name of a narration's manifest.
pub(super) fn manifest_name(manifest: &Manifest) -> String {
    format!("{}.json", manifest.name())
}

/// Names the files of a narration, the manifest first: without it the rest is nobody's. Not all of them need be there. The player's
/// script is every narration's, and is none of them.
#[must_use]
pub fn files_of(manifest: &Manifest) -> Vec<String> {
    let beside = manifest.files.iter().map(|beside| beside.file.clone());
    let players = embed::names(manifest).into_iter().skip(1).map(|(name, _)| name);
    [manifest_name(manifest), manifest.audio.clone()].into_iter().chain(beside).chain(players).collect()
}
