//! Whether a voice can speak on this machine as it is, and what it lacks otherwise.

use std::path::Path;

use crate::engines::kokoro_needs_no_program;
use crate::error::Hint as _;
use crate::secrets::{KeyPlace, Keyring};
use crate::voice::Voice;

/// The name that stands for the recognizer among the voices.
pub(super) const LISTENER: &str = "listener";

/// Whether a voice can speak as it is.
pub(super) enum Readiness {
    /// It can.
    Ready,
    /// So many bytes of weights are to be fetched.
    Fetch(u64),
    /// Something else is missing.
    Lacks {
        /// What.
        what: String,
        /// What to do.
        mend: String,
    },
}

impl Readiness {
    /// Looks for what a voice needs: weights, files, keys and programs. No server is asked.
    pub(super) fn of(voice: &Voice, keyring: &Keyring) -> Self {
        let missing = voice.missing_weights();
        if !missing.is_empty() {
            return Self::Fetch(missing.iter().map(|file| file.bytes).sum());
        }
        let settings = || voice.settings.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
        let is_missing = |(name, file): &(&str, &str)| is_file(&voice.engine, name) && !Path::new(file).is_file();
        if let Some((name, file)) = settings().find(is_missing) {
            let mend = format!("put the file there, or name another as `{name}` in the voice file");
            return Self::Lacks { what: format!("{file} is missing"), mend };
        }
        if let Some(error) = voice.keys.values().find_map(|place| keyring.key(place).err()) {
            return Self::Lacks { what: error.to_string(), mend: error.hint().unwrap_or_default() };
        }
        let program = settings().find(|(name, _)| *name == "program").map(|(_, program)| program);
        match program.or(phonemes_program(voice)) {
            Some(program) if !is_there(program, keyring) => {
                Self::Lacks { what: format!("needs the program {program}"), mend: format!("install {program}") }
            }
            _ => Self::Ready,
        }
    }

    /// Says how the voice stands, in a few words.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Ready => "ready".to_owned(),
            Self::Fetch(bytes) => format!("fetch {} MB", megabytes(*bytes)),
            Self::Lacks { what, .. } => what.clone(),
        }
    }

    /// Returns the command or change that makes the voice speak.
    pub(super) fn mend(&self, name: &str) -> Option<String> {
        match self {
            Self::Ready => None,
            Self::Fetch(_) => Some(format!("aloud voices fetch {name}")),
            Self::Lacks { mend, .. } => Some(mend.clone()),
        }
    }
}

/// Returns a size in whole megabytes, and never none.
pub(super) fn megabytes(bytes: u64) -> u64 {
    (bytes / 1_000_000).max(1)
}

/// Returns whether a program is there: a path, or a name on the search path.
pub(super) fn is_there(program: &str, keyring: &Keyring) -> bool {
    use secrecy::ExposeSecret as _;
    if Path::new(program).components().count() > 1 {
        return Path::new(program).is_file();
    }
    let path = keyring.text(&KeyPlace::Env("PATH".to_owned()));
    let path = path.as_ref().map(|path| path.expose_secret()).unwrap_or_default();
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(path).any(|folder| folder.join(&name).is_file())
}

/// Returns whether a setting names a file that the engine cannot do without; to a service `model` is a name.
fn is_file(engine: &str, setting: &str) -> bool {
    matches!(engine, "kokoro" | "piper") && matches!(setting, "model" | "style" | "config")
}

/// Returns the program that makes a voice's phonemes, where one does.
fn phonemes_program(voice: &Voice) -> Option<&'static str> {
    let has_rules = voice.languages.first().is_some_and(kokoro_needs_no_program);
    let in_process = voice.settings.contains_key("model");
    let needs_program = voice.engine == "piper" || voice.engine == "kokoro" && !has_rules;
    (in_process && needs_program).then_some("espeak-ng")
}
