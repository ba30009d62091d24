//! Which folders are trusted: a folder is data, and what lies in it starts no program and sees no secret until its user says so.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::trust_error::TrustError;
use super::{HeaderText, Settings};
use crate::voice::Voice;

/// Engines that compute what they say by themselves, with no program, file, key or server that a voice file would name.
const HARMLESS: [&str; 2] = ["hibari", "tone"];

impl Settings {
    /// Refuses what in the settings themselves would have a secret read or sent, where the file was only found.
    ///
    /// # Errors
    /// When it names a secret and its folder is not trusted.
    pub fn check_secrets(&self) -> Result<(), TrustError> {
        let Some(path) = &self.found else { return Ok(()) };
        let kept = self.fetch.headers.iter().find_map(|(host, headers)| {
            let kept = headers.iter().find(|(_, text)| matches!(text, HeaderText::Kept(_)));
            kept.map(|(name, _)| format!("a secret to be sent to {host} as {name}"))
        });
        let endpoint = self.s3.endpoint.as_ref().filter(|_| self.store.is_some() && self.found_endpoint);
        let what = kept.or_else(|| endpoint.map(|endpoint| format!("{endpoint} as the storage that keys are for")));
        what.map_or(Ok(()), |what| distrust(path, what))
    }

    /// Refuses a service that would be sent a secret to hear clips, where the file that names it was only found.
    ///
    /// # Errors
    /// When it names a secret and its folder is not trusted.
    pub fn check_listening(&self) -> Result<(), TrustError> {
        match (&self.found, &self.listen.url, &self.listen.key) {
            (Some(path), Some(url), Some(_)) => distrust(path, format!("a secret to be sent to {url}")),
            _ => Ok(()),
        }
    }

    /// Refuses the places to publish to, each an address and the key that is sent there, where the file that names them was
    /// only found.
    ///
    /// # Errors
    /// When it names such a place and its folder is not trusted.
    pub fn check_places(&self) -> Result<(), TrustError> {
        let Some(path) = &self.found else { return Ok(()) };
        let places = [
            self.wordpress.as_ref().map(|table| table.url.as_str()),
            self.ghost.as_ref().map(|table| table.url.as_str()),
            self.drupal.as_ref().map(|table| table.url.as_str()),
            self.headless.as_ref().map(|table| table.url.as_str()),
            self.webhook.as_ref().map(|table| table.url.as_str()),
        ];
        let endpoint = self.s3.endpoint.as_ref().filter(|_| self.s3.url.is_some() && self.found_endpoint);
        let named = places.into_iter().flatten().next().map(str::to_owned);
        let place = named.or_else(|| endpoint.map(ToString::to_string));
        place.map_or(Ok(()), |place| distrust(path, format!("a secret to be sent to {place}")))
    }

    /// Refuses a voice of a file that was only found, unless it harms no one or its folder is trusted.
    ///
    /// # Errors
    /// When it is not trusted.
    pub fn check_voice(&self, name: &str, voice: &Voice) -> Result<(), TrustError> {
        let is_path = name.ends_with(".toml");
        let path = if is_path { PathBuf::from(name) } else { self.voices.join(format!("{name}.toml")) };
        let was_named = if is_path { self.named_voices.contains(name) } else { self.named_folder };
        if was_named || !path.is_file() || is_trusted(path.parent().unwrap_or(Path::new(""))) {
            return Ok(());
        }
        // Without a folder only the built-in ones are found.
        let built_in = Voice::find(name, Path::new("\0")).ok().filter(|_| !is_path);
        if let Some(built_in) = built_in {
            // The same voice over again, as in a checkout of aloud itself, takes no one's place.
            if built_in == *voice {
                return Ok(());
            }
            return Err(TrustError::Shadow { path, name: name.to_owned() });
        }
        let is_plain = |value: &toml::Value| !value.is_table() && !value.is_array();
        let is_harmless =
            HARMLESS.contains(&voice.engine.as_str()) && voice.keys.is_empty() && voice.settings.values().all(is_plain);
        if is_harmless { Ok(()) } else { Err(TrustError::Engine { path, engine: voice.engine.clone() }) }
    }
}

/// Refuses what a file names, unless its folder is trusted.
fn distrust(path: &Path, what: String) -> Result<(), TrustError> {
    match is_trusted(path.parent().unwrap_or(Path::new(""))) {
        true => Ok(()),
        false => Err(TrustError::Secret { path: path.to_owned(), what }),
    }
}

/// Trusts a folder and all below it, from now on.
///
/// # Errors
/// When the folder is not there, or the list cannot be written.
pub fn trust(folder: &Path) -> Result<PathBuf, TrustError> {
    let folder = folder.canonicalize().map_err(TrustError::List)?;
    let list = list().ok_or_else(|| TrustError::List(io::ErrorKind::NotFound.into()))?;
    let write = || -> io::Result<()> {
        fs::create_dir_all(list.parent().unwrap_or(Path::new("")))?;
        let mut file = fs::OpenOptions::new().create(true).append(true).open(&list)?;
        writeln!(file, "{}", folder.display())
    };
    if !is_trusted(&folder) {
        write().map_err(TrustError::List)?;
    }
    Ok(folder)
}

/// Returns whether a folder, or one above it, is trusted.
#[must_use]
pub fn is_trusted(folder: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (Ok(folder), Some(list)) = (folder.canonicalize(), list()) else { return false };
    let trusted = fs::read_to_string(list).unwrap_or_default();
    trusted.lines().any(|line| !line.is_empty() && folder.starts_with(line))
}

/// Returns where trusted folders are listed: in the user's own settings.
fn list() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("aloud").join("trusted"))
}
