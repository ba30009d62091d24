//! Keys of services: found in the environment or in a file, held so that they are never printed.

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use secrecy::{ExposeSecret, SecretString};

use super::BuildError;
use crate::voice::{KeyPlace, Voice};

/// The longest key file that is read; the longest kind of key, a service account's, has about 2 400 bytes.
const MAX_KEY_BYTES: u64 = 16 * 1024;

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

/// The keys of one voice, by the engine's name for each.
#[derive(Debug)]
pub(super) struct Keys {
    keys: HashMap<String, SecretString>,
    are_blank: bool,
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

impl KeyError {
    /// Says what to do.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NotSet { name } => {
                format!("set {name}, or name a key file in its place: {{ file = \"PATH\" }}")
            }
            Self::Unreadable { .. } | Self::NotAKey { .. } => {
                "write the key, and nothing else, into that file".to_owned()
            }
            Self::Exposed { path } => format!("run: chmod 600 {}", path.display()),
        }
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
    pub(super) fn is_blank(&self) -> bool {
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

    /// Returns the clock.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Gets every key a voice names.
    pub(super) fn get(&self, voice: &Voice) -> Result<Keys, KeyError> {
        if self.is_blank() {
            return Ok(Keys { keys: HashMap::new(), are_blank: true });
        }
        let keys = voice.keys.iter().map(|(name, place)| Ok((name.clone(), self.key(place)?)));
        Ok(Keys { keys: keys.collect::<Result<_, _>>()?, are_blank: false })
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring")
    }
}

impl Keys {
    /// Returns the key an engine knows by this name, if the voice names one.
    pub(super) fn get(&self, name: &str) -> Option<&SecretString> {
        self.keys.get(name)
    }

    /// Returns the key an engine cannot do without.
    pub(super) fn need(&self, voice: &Voice, name: &str) -> Result<SecretString, BuildError> {
        match self.get(name) {
            Some(key) => Ok(key.clone()),
            None if self.are_blank => Ok(SecretString::from("blank")),
            None => Err(BuildError::Setting {
                voice: voice.name.clone(),
                message: format!("the engine `{}` needs a key: [keys] {name} = {{ env = \"NAME\" }}", voice.engine),
            }),
        }
    }

    /// Returns all of them, to be kept out of messages.
    pub(super) fn into_values(self) -> Vec<SecretString> {
        self.keys.into_values().collect()
    }
}

fn read(path: &Path) -> Result<SecretString, KeyError> {
    let unreadable = |source| KeyError::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn get(place: &str) -> Result<Keys, KeyError> {
        let toml = format!("name = 'v'\nengine = 'openai'\nlicence = 'none'\n[keys]\napi = {place}\n");
        let environment = |name: &str| (name == "SET").then(|| " sk-secret\n".to_owned());
        Keyring::new(environment, || SystemTime::UNIX_EPOCH).get(&Voice::parse(&toml, "v").unwrap())
    }

    #[test]
    fn keys_come_from_the_environment() {
        let keys = get("{ env = 'SET' }").unwrap();
        assert_eq!(keys.get("api").unwrap().expose_secret(), "sk-secret");
        assert!(keys.get("other").is_none());
        assert!(!format!("{keys:?}").contains("sk-secret"));
        assert!(matches!(get("{ env = 'UNSET' }"), Err(KeyError::NotSet { name }) if name == "UNSET"));
    }

    #[cfg(unix)]
    #[test]
    fn key_files_must_be_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let place = format!("{{ file = '{}' }}", path.display());
        assert!(matches!(get(&place), Err(KeyError::Unreadable { .. })));
        fs::write(&path, "sk-secret\n").unwrap();
        for mode in [0o640, 0o604, 0o644, 0o620] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(get(&place), Err(KeyError::Exposed { .. })), "{mode:o}");
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(get(&place).unwrap().get("api").unwrap().expose_secret(), "sk-secret");
        for wrong in ["", "\n", "one\ntwo\n", &"x".repeat(20_000)] {
            fs::write(&path, wrong).unwrap();
            assert!(matches!(get(&place), Err(KeyError::NotAKey { .. })));
        }
    }
}
