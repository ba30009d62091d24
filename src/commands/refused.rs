//! What commands themselves cannot do, and what to do about it.

use std::io;
use std::path::PathBuf;

use crate::audio::Format;
use crate::error::Hint;

/// Programs that play a WAV file, each with the arguments before the file's name: PulseAudio, PipeWire, ALSA, SoX, FFmpeg,
/// macOS.
pub(super) const PLAYERS: &[(&str, &[&str])] = &[
    ("paplay", &[]),
    ("pw-play", &[]),
    ("aplay", &["-q"]),
    ("play", &["-q"]),
    ("ffplay", &["-nodisp", "-autoexit", "-loglevel", "error"]),
    ("afplay", &[]),
];

/// Nothing on this machine plays sound.
#[derive(Debug, thiserror::Error)]
#[error("no program here plays sound")]
pub(super) struct NoPlayer;

impl Hint for NoPlayer {
    fn hint(&self) -> Option<String> {
        Some({
            let names: Vec<_> = PLAYERS.iter().map(|(name, _)| *name).collect();
            format!("write to a file with --to FILE.wav, or install one of: {}", names.join(", "))
        })
    }
}

/// A file's name asks for a format that is not written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: no format ends in `.{ending}`", file.display())]
pub(super) struct UnknownEnding {
    pub(super) file: PathBuf,
    pub(super) ending: String,
}

impl Hint for UnknownEnding {
    fn hint(&self) -> Option<String> {
        let formats = Format::ALL.map(|format| format!(".{}", format.extension())).join(", ");
        Some(format!("end its name in .wav, {formats}"))
    }
}

/// This build knows nothing of fleets.
#[cfg(not(feature = "fleet"))]
#[derive(Debug, thiserror::Error)]
#[error("this build of aloud has no fleet")]
pub(super) struct NoFleet;

#[cfg(not(feature = "fleet"))]
impl Hint for NoFleet {
    fn hint(&self) -> Option<String> {
        Some("build it with the fleet: cargo install --path . --features fleet".to_owned())
    }
}

/// A page that was named has no narration.
#[derive(Debug, thiserror::Error)]
#[error("there is no narration of {} in {}", page.display(), folder.display())]
pub(super) struct NoNarration {
    /// The page.
    pub(super) page: PathBuf,
    /// The folder of narrations.
    pub(super) folder: PathBuf,
}

impl Hint for NoNarration {
    fn hint(&self) -> Option<String> {
        Some(format!("make one: aloud narrate {}", self.page.display()))
    }
}

/// Why no feed can be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoFeed {
    /// Nobody said where the audio is.
    #[error("the narrations have no public address")]
    NoBase,
    /// The address is none that a feed can use.
    #[error("`{base}` cannot be used as the address of the narrations")]
    Base {
        /// What was given.
        base: String,
    },
    /// The folder cannot be read.
    #[error("cannot read the folder {}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There are no narrations.
    #[error("{} holds no narrations", path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// A feed cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Hint for NoFeed {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoBase => {
                "give --audio-base https://audio.example.org/stories/, or set audio_base in [feed] of aloud.toml"
                    .to_owned()
            }
            Self::Base { .. } => "use a whole address such as https://audio.example.org/stories/".to_owned(),
            Self::Folder { .. } | Self::Empty { .. } => "name the folder that `aloud narrate` wrote to".to_owned(),
            Self::Write { source, .. } => return crate::error::for_write(source),
        })
    }
}

/// The last run was called with flags that name files, and the folder is not trusted.
#[derive(Debug, thiserror::Error)]
#[error("what failed was called with {flags}, and its folder is not trusted")]
pub(super) struct NotTyped {
    pub(super) flags: String,
}

impl Hint for NotTyped {
    fn hint(&self) -> Option<String> {
        Some(format!("if that is what you want: aloud retry {}, or aloud trust . (once)", self.flags))
    }
}
