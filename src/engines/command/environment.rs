//! What programs find in their environment: what any program needs, the keys that the voice names for them, and nothing else.

use std::ffi::OsString;

use secrecy::{ExposeSecret, SecretString};

use crate::engines::BuildError;
use crate::engines::key::VoiceKeys;
use crate::secrets::Keyring;
use crate::voice::Voice;

/// Variables that every program gets where they are set: where things are, and in which language it talks.
const PASSED: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "TZ",
    "TMPDIR",
    "TEMP",
    "TMP",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LC_NUMERIC",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_DATA_DIRS",
    "XDG_RUNTIME_DIR",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    "CONDA_PREFIX",
    "CUDA_HOME",
    "CUDA_VISIBLE_DEVICES",
    "OMP_NUM_THREADS",
    "HF_HOME",
    "HF_HUB_OFFLINE",
    "TORCH_HOME",
    "ESPEAK_DATA_PATH",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "SYSTEMROOT",
    "WINDIR",
    "COMSPEC",
    "PATHEXT",
    "APPDATA",
    "LOCALAPPDATA",
    "PROGRAMDATA",
    "USERPROFILE",
];

/// The environment of a program.
pub(in crate::engines) struct Environment(Vec<(String, SecretString)>);

impl Environment {
    /// Gathers what a voice's program gets: what all get, the variables it asks for, and the voice's keys by their names.
    ///
    /// # Errors
    /// When a key cannot be had, or has a name that no variable can have.
    pub(super) fn of(voice: &Voice, asked_for: &[String], keyring: &Keyring) -> Result<Self, BuildError> {
        let keys = VoiceKeys::of(voice, keyring)?;
        let passed = PASSED.iter().copied().chain(asked_for.iter().map(String::as_str));
        let mut variables: Vec<(String, SecretString)> =
            passed.filter_map(|name| Some((name.to_owned(), SecretString::from(keyring.variable(name)?)))).collect();
        for name in voice.keys.keys() {
            if name.is_empty() || name.contains(['=', '\0']) {
                let message =
                    format!("[keys] {name}: a program gets its keys as variables, and no variable has this name");
                return Err(BuildError::setting(voice, message));
            }
            if let Some(key) = keys.get(name) {
                variables.push((name.clone(), key.clone()));
            }
        }
        Ok(Self(variables))
    }

    /// Returns each variable with its value.
    pub(super) fn variables(&self) -> impl Iterator<Item = (&str, OsString)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.expose_secret().into()))
    }
}
