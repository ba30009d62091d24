//! Secrets: where keys are kept, and how they are found in the environment or in files and held so that they are never printed.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

#[cfg(feature = "cli")]
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::error::Hint;
use crate::regular_file;

/// The longest key file that is read; the longest kind of key, a service account's, has about 2 400 bytes.
const MAX_KEY_BYTES: u64 = 16 * 1024;

/// Where a key is kept: `{ env = "NAME" }` or `{ file = "PATH" }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", try_from = "toml::Value")]
pub enum KeyPlace {
    /// An environment variable.
    Env(String),
    /// A file that its owner alone may read. A relative path counts from the voice file; `~/` is the user's home.
    File(PathBuf),
}

impl KeyPlace {
    /// Makes the path of a key file whole: from the folder of the file that names it, or from the user's home.
    pub(crate) fn count_from(&mut self, folder: &Path) {
        if let Self::File(file) = self {
            *file = placed(file, folder);
        }
    }
}

impl TryFrom<toml::Value> for KeyPlace {
    type Error = &'static str;

    /// Reads the place. Done by hand because a derived reader repeats what it was given, which may be the key itself.
    fn try_from(value: toml::Value) -> Result<Self, Self::Error> {
        let place = value.as_table().filter(|table| table.len() == 1).and_then(|table| table.iter().next());
        match place.and_then(|(kind, place)| Some((kind.as_str(), place.as_str()?))) {
            Some(("env", name)) => Ok(Self::Env(name.to_owned())),
            Some(("file", path)) => Ok(Self::File(path.into())),
            _ => Err("a key itself has no place in settings; write { env = \"NAME\" } or { file = \"PATH\" }"),
        }
    }
}

/// Finds keys, and knows the time, which some signatures carry. Made in `main`, which alone reads environment and clock.
#[derive(Clone)]
pub struct Keyring {
    source: Source,
    clock: Clock,
}

/// Tells the time.
pub type Clock = fn() -> SystemTime;

/// Returns an environment variable.
type Environment = dyn Fn(&str) -> Option<String> + Send + Sync;

#[derive(Clone)]
enum Source {
    Environment(Arc<Environment>),
    Blank,
}

/// Why a key cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The environment variable is not set, or empty.
    #[error("there is no key: the environment variable {name} is not set")]
    NotSet {
        /// The variable.
        name: String,
    },
    /// The key file cannot be read.
    #[error("cannot read the key file {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Others than its owner may read the key file.
    #[error("the key file {} can be read by others than its owner", path.display())]
    Exposed {
        /// The file.
        path: PathBuf,
    },
    /// The key file is empty, too large, or holds more than one line.
    #[error("the key file {} does not hold one key on one line", path.display())]
    NotAKey {
        /// The file.
        path: PathBuf,
    },
}

impl Hint for KeyError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NotSet { name } => {
                format!("set {name}, or name a key file in its place: {{ file = \"PATH\" }}")
            }
            Self::Unreadable { .. } | Self::NotAKey { .. } => {
                "write the key, and nothing else, into that file".to_owned()
            }
            Self::Exposed { path } => format!("run: chmod 600 {}", path.display()),
        })
    }
}

impl Keyring {
    /// Finds keys in this environment and in files, and tells the time by this clock.
    #[must_use]
    pub fn new(
        environment: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
        clock: fn() -> SystemTime,
    ) -> Self {
        Self { source: Source::Environment(Arc::new(environment)), clock }
    }

    /// Holds blanks where keys would be, for engines that are asked what they can and never to speak.
    #[must_use]
    pub fn blank() -> Self {
        Self { source: Source::Blank, clock: || SystemTime::UNIX_EPOCH }
    }

    /// Returns whether it holds blanks, and its engines are only asked what they can.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self.source, Source::Blank)
    }

    /// Gets the key that is kept in a place.
    ///
    /// # Errors
    /// When there is none, it is more than a line, or others could read it.
    pub fn key(&self, place: &KeyPlace) -> Result<SecretString, KeyError> {
        let key = self.text(place)?;
        match place {
            KeyPlace::File(path) if key.expose_secret().lines().count() > 1 => {
                Err(KeyError::NotAKey { path: path.clone() })
            }
            _ => Ok(key),
        }
    }

    /// Gets a key of several lines, such as PEM.
    ///
    /// # Errors
    /// When there is none, or others could read it.
    pub fn text(&self, place: &KeyPlace) -> Result<SecretString, KeyError> {
        match place {
            KeyPlace::Env(name) => {
                let set = match &self.source {
                    Source::Environment(environment) => environment(name),
                    Source::Blank => None,
                };
                let key = set.filter(|key| !key.trim().is_empty()).map(|key| SecretString::from(key.trim()));
                key.ok_or_else(|| KeyError::NotSet { name: name.clone() })
            }
            KeyPlace::File(path) => read(path),
        }
    }

    /// Returns an environment variable that is no secret of ours, for the programs we start.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        match &self.source {
            Source::Environment(environment) => environment(name).filter(|value| !value.is_empty()),
            Source::Blank => None,
        }
    }

    /// Returns the clock.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.clock
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring")
    }
}

fn read(path: &Path) -> Result<SecretString, KeyError> {
    let unreadable = |source| KeyError::Unreadable { path: path.to_owned(), source };
    let file = regular_file::open(path).map_err(unreadable)?;
    if is_exposed(&file).map_err(unreadable)? {
        return Err(KeyError::Exposed { path: path.to_owned() });
    }
    let mut text = String::new();
    file.take(MAX_KEY_BYTES + 1).read_to_string(&mut text).map_err(unreadable)?;
    let key = text.trim();
    if key.is_empty() || text.len() as u64 > MAX_KEY_BYTES {
        return Err(KeyError::NotAKey { path: path.to_owned() });
    }
    Ok(SecretString::from(key))
}

/// Returns whether others than the owner may read the file; asked of the open file, so that it is the one read.
#[cfg(unix)]
fn is_exposed(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    const GROUP_AND_OTHERS: u32 = 0o077;
    Ok(file.metadata()?.mode() & GROUP_AND_OTHERS != 0)
}

/// Elsewhere permissions are lists that a new file inherits from the user's folder.
#[cfg(not(unix))]
fn is_exposed(_file: &File) -> io::Result<bool> {
    Ok(false)
}

/// Finds a file that a voice file names: counted from it, or from the user's home.
pub(crate) fn placed(file: &Path, folder: &Path) -> PathBuf {
    match file.strip_prefix("~").map(|rest| etcetera::home_dir().map(|home| home.join(rest))) {
        Ok(Ok(at_home)) => at_home,
        _ => folder.join(file),
    }
}

/// Returns a word that nobody guesses: 24 random bytes in hexadecimal.
#[cfg(feature = "cli")]
pub(crate) fn word() -> String {
    let mut bytes = [0; 24];
    SystemRandom::new().fill(&mut bytes).expect("a machine has random numbers");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn keyring() -> Keyring {
        let environment = |name: &str| (name == "SET").then(|| " sk-secret\n".to_owned());
        Keyring::new(environment, || SystemTime::UNIX_EPOCH)
    }

    #[test]
    fn keys_come_from_the_environment() {
        let key = keyring().key(&KeyPlace::Env("SET".into())).unwrap();
        assert_eq!(key.expose_secret(), "sk-secret");
        assert!(!format!("{key:?}").contains("sk-secret"));
        let unset = keyring().key(&KeyPlace::Env("UNSET".into()));
        assert!(matches!(unset, Err(KeyError::NotSet { name }) if name == "UNSET"));
    }

    #[cfg(unix)]
    #[test]
    fn key_files_must_be_readable_by_their_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let place = KeyPlace::File(path.clone());
        assert!(matches!(keyring().key(&place), Err(KeyError::Unreadable { .. })));
        fs::write(&path, "sk-secret\n").unwrap();
        for mode in [0o640, 0o604, 0o644, 0o620] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(keyring().key(&place), Err(KeyError::Exposed { .. })), "{mode:o}");
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(keyring().key(&place).unwrap().expose_secret(), "sk-secret");
        for wrong in ["", "\n", "one\ntwo\n", &"x".repeat(20_000)] {
            fs::write(&path, wrong).unwrap();
            assert!(matches!(keyring().key(&place), Err(KeyError::NotAKey { .. })));
        }
    }
}
