//! Files that lie beside narrations for their players: the script, and the data of each narration.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::links::{AudioBase, Links};
use super::player::{FILE_NAME, PlayerData, SCRIPT};
use super::text;
use crate::language::Language;
use crate::master::Manifest;

/// Returns the name of the file that a narration's player reads.
pub(super) fn data_name(manifest: &Manifest) -> String {
    format!("{}.player.json", manifest.name())
}

/// Puts the player's script into a folder of narrations, unless it is there.
///
/// # Errors
/// When it cannot be written.
pub fn write_script(folder: &Path) -> io::Result<()> {
    write(&folder.join(FILE_NAME), SCRIPT.as_bytes())
}

/// Writes what a narration's player reads beside its manifest, and returns where. Addresses in it are seen from its own place.
///
/// # Errors
/// When it cannot be written.
pub fn write_data(path: &Path, manifest: &Manifest) -> io::Result<PathBuf> {
    let links = Links::of(manifest, &AudioBase::beside(), None);
    let language = manifest.article.language.as_ref().map_or("en", Language::as_str);
    let json = text::json(&PlayerData::of(manifest, &links, language));
    let path = path.with_file_name(data_name(manifest));
    write(&path, json.as_bytes())?;
    Ok(path)
}

/// Writes a file of ours beside narrations and puts it in its place, unless it is there as it should be.
///
/// # Errors
/// When it cannot be written.
pub fn write_file(path: &Path, content: &[u8]) -> io::Result<()> {
    write(path, content)
}

/// Writes a file beside its place and puts it there, unless it is there as it should be.
pub(super) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|there| there == content) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut part = tempfile::Builder::new().prefix(".aloud-").suffix(".part").tempfile_in(folder)?;
    part.write_all(content)?;
    #[cfg(unix)]
    part.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    part.persist(path)?;
    Ok(())
}
