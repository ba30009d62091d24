//! Why settings cannot be used, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use super::bounds::{BED_DB, OPUS_KBPS, ROOM_TONE_DB};
use super::fetch::FetchSettingsError;
use super::selection::SelectionError;
use super::trust_error::TrustError;
use crate::audio::CoverError;
use crate::book;
use crate::channel::ChannelError;
use crate::error::{Hint, whole_message};
use crate::master::{MASTER_RATES_HZ, MusicError, ProvenanceError};
use crate::pipeline::SPEED_PERCENT;
use crate::script::lexicon::LexiconError;
use crate::voice::VoiceError;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The settings file cannot be read.
    #[error("cannot read the settings file {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The settings file says something that is not a setting.
    #[error("the settings file {} is wrong: {message}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line.
        message: String,
        /// What to write there instead, where that is known.
        instead: Option<String>,
    },
    /// What the settings file says cannot be.
    #[error("line {line} of the settings file {}: {}", path.display(), whole_message(error.as_ref()))]
    Located {
        /// The file.
        path: PathBuf,
        /// The line, counting from 1.
        line: usize,
        /// Why.
        error: Box<SettingsError>,
    },
    /// A channel cannot be run.
    #[error(transparent)]
    Channel(#[from] ChannelError),
    /// The speed is out of range.
    #[error("a speed of {percent} % is out of range")]
    Speed {
        /// What was asked for.
        percent: u16,
    },
    /// What is to be said of the voice is no notice.
    #[error("“{text}” is no notice that a voice is synthetic")]
    Disclosure {
        /// What was given.
        text: String,
    },
    /// The language is not a language tag.
    #[error("`{tag}` is not a language tag")]
    Language {
        /// What was given.
        tag: String,
    },
    /// The rate is not one a master can have.
    #[error("unsupported sample rate {hz} Hz")]
    Rate {
        /// What was asked for.
        hz: u32,
    },
    /// MP3 does not have the bit rate.
    #[error("MP3 of {kbps} kbit/s is not possible at this sample rate")]
    Mp3 {
        /// What was asked for.
        kbps: u16,
        /// What is possible.
        possible: &'static [u16],
    },
    /// The bit rate of Opus is out of range.
    #[error("Opus of {kbps} kbit/s is out of range")]
    Opus {
        /// What was asked for.
        kbps: u16,
    },
    /// Neither the WAV nor another form of the sound is to be kept.
    #[error("`keep_wav = false` leaves no audio")]
    NoAudio,
    /// The silence before or after the speech is too long.
    #[error("a silence of {ms} ms is too long")]
    Silence {
        /// What was asked for.
        ms: u64,
        /// The longest.
        most_ms: u64,
    },
    /// The room tone is too loud or not to be heard at all.
    #[error("a room tone of {db} dB is out of range")]
    RoomTone {
        /// What was asked for.
        db: f64,
    },
    /// Pages cannot be asked for in the way that is set.
    #[error(transparent)]
    Fetch(#[from] FetchSettingsError),
    /// What is to be kept and dropped cannot be.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// The bed is as loud as the speech, or not to be heard at all.
    #[error("a bed of {db} LU is out of range")]
    Bed {
        /// What was asked for.
        db: f64,
    },
    /// The music cannot be used.
    #[error("the music cannot be used")]
    Music(#[from] MusicError),
    /// Recordings cannot be signed.
    #[error("the recordings cannot be signed")]
    Provenance(#[from] ProvenanceError),
    /// What should stamp the time is no address on the web.
    #[error("`{authority}` is not the address of a time stamping authority")]
    Authority {
        /// What was given.
        authority: String,
    },
    /// The cover cannot be used.
    #[error("the cover cannot be used")]
    Cover(#[from] CoverError),
    /// The size of the cache is no size.
    #[error("a cache of {gigabytes} GB is out of range")]
    CacheSize {
        /// What was asked for.
        gigabytes: f64,
    },
    /// Something in the folder is not trusted.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// A voice cannot be had.
    #[error(transparent)]
    Voice(#[from] VoiceError),
    /// A lexicon cannot be used.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// The user's cache folder is not known.
    #[error("your cache folder cannot be found")]
    NoCacheFolder,
}

impl SettingsError {
    /// Says on which line of a settings file it is.
    pub(super) fn at(self, path: &Path, line: usize) -> Self {
        match self {
            Self::Located { .. } => self,
            error => Self::Located { path: path.to_owned(), line, error: Box::new(error) },
        }
    }
}

impl Hint for SettingsError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unreadable { .. } => "name another with --config, or leave it out".to_owned(),
            Self::Malformed { instead, .. } => {
                let instead = instead.as_ref().map(|line| format!("{line}; ")).unwrap_or_default();
                format!("{instead}all settings: {}", book::page("reference/settings.md"))
            }
            Self::Located { error, .. } => return error.hint(),
            Self::Channel(error) => return error.hint(),
            Self::Speed { .. } => {
                format!("use {} to {}; 100 is the voice's own pace", SPEED_PERCENT.start(), SPEED_PERCENT.end())
            }
            Self::Disclosure { .. } => "write a sentence for listeners, on for ours, or off".to_owned(),
            Self::Language { .. } => "use a BCP 47 tag such as en, en-GB, de or uk".to_owned(),
            Self::Rate { .. } => format!("use one of {}", MASTER_RATES_HZ.map(|hz| hz.to_string()).join(", ")),
            Self::Mp3 { possible, .. } => {
                format!("use one of {}", possible.iter().map(u16::to_string).collect::<Vec<_>>().join(", "))
            }
            Self::Opus { .. } => format!("use {} to {} kbit/s", OPUS_KBPS.start(), OPUS_KBPS.end()),
            Self::NoAudio => "name an audio format too: format = [\"mp3\"], or --format mp3".to_owned(),
            Self::Silence { most_ms, .. } => format!("use at most {most_ms} ms"),
            Self::RoomTone { .. } => {
                format!("use {} to {} dB, or leave it out", ROOM_TONE_DB.start(), ROOM_TONE_DB.end())
            }
            Self::Fetch(why) => return why.hint(),
            Self::Selection(why) => return why.hint(),
            Self::Bed { .. } => {
                format!("use {} to {} LU under the speech", BED_DB.start(), BED_DB.end())
            }
            Self::Music(_) => "name a WAV, FLAC, MP3, Ogg, Opus or M4A file".to_owned(),
            Self::Provenance(error) => return error.hint(),
            Self::Authority { .. } => "write an address that begins with http:// or https://".to_owned(),
            Self::Cover(_) => "name a JPEG or PNG file of at most 10 MB".to_owned(),
            Self::CacheSize { .. } => "use a number of gigabytes such as 20 or 0.5, or leave it out".to_owned(),
            Self::Trust(error) => return error.hint(),
            Self::Voice(error) => return error.hint(),
            Self::Lexicon(error) => return error.hint(),
            Self::NoCacheFolder => "name a folder with --cache".to_owned(),
        })
    }
}
