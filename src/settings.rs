//! Settings: flags over environment over `aloud.toml` over defaults, checked once, before anything is read or spoken.

mod bounds;
mod channels;
mod choices;
mod desk;
mod error;
mod fetch;
mod file;
mod instead;
mod keys;
mod lines;
mod listen;
mod master;
mod provenance;
mod roles;
mod s3;
mod schema;
mod selection;
mod trust;
mod trust_error;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::channel::{ChannelSettings, RunSettings};
use crate::document::Selection;
use crate::engines;
use crate::language::Language;
use crate::master::Finish;
use crate::pipeline::{
    Casting, DEFAULT_OUT, DEFAULT_VOICE, DEFAULT_VOICES, Direction, Narrator, NarratorBuilder, SPEED_PERCENT, Takeover,
    default_cache,
};
use crate::publication::feed::Channel;
use crate::publication::{DrupalSettings, GhostSettings, HeadlessSettings, WebhookSettings, WordPressSettings};
use crate::script::lexicon::Starter;
use crate::script::{Around, Disclosure, LanguageChoice, Lexicon, Pacing, Prosody, Reading, Roles};
use crate::store::bucket::{BucketUrl, S3Settings};
use crate::voice::Voice;

pub use bounds::{BED_DB, FILE_NAME, ROOM_TONE_DB};
pub use choices::Choices;
pub use desk::DeskSettings;
pub use error::SettingsError;
pub use fetch::{FetchSettings, FetchSettingsError, HeaderText, TIMEOUT_S};
pub use listen::ListenSettings;
pub use master::MasterChoices;
pub use provenance::{ProvenanceChoices, SigningChoice};
pub use s3::S3Choices;
pub use schema::settings_schema;
pub use selection::SelectionError;
pub use trust::{is_trusted, trust};
pub use trust_error::TrustError;

/// The lexicon looked for in the working folder.
pub const LEXICON_NAME: &str = "lexicon.toml";

/// What was settled on.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// A voice's name or file.
    pub voice: String,
    /// The voices that take over when the voice fails, in this order.
    pub fallback: Vec<String>,
    /// When they do.
    pub fallback_by: Takeover,
    /// The voices that say what besides.
    pub casting: Casting<String>,
    /// The folder with the user's voice files; it may be missing.
    pub voices: PathBuf,
    /// The folder that files are named from: where the settings file is, else the working folder, which is empty.
    pub project: PathBuf,
    /// The settings file, where there is one.
    pub file: Option<PathBuf>,
    /// The same, where it was found in the working folder and nobody named it.
    pub found: Option<PathBuf>,
    /// Whether the storage service's address is that file's.
    pub found_endpoint: bool,
    /// Whether the user named the folder of voice files.
    pub named_folder: bool,
    /// The voice files that the user named.
    pub named_voices: BTreeSet<String>,
    /// The folder narrations go to.
    pub out: PathBuf,
    /// The folder of spoken clips.
    pub cache: PathBuf,
    /// How large that folder may become, in bytes.
    pub cache_max_bytes: Option<u64>,
    /// The bucket where machines share clips and masters.
    pub store: Option<BucketUrl>,
    /// How storage services are reached.
    pub s3: S3Settings,
    /// Globs of files that are passed over in folders.
    pub exclude: Vec<String>,
    /// Speed, 100 being the voice's own pace.
    pub speed_percent: u16,
    /// The language of every article, whatever it says itself.
    pub language: Option<Language>,
    /// The project's lexicons, the first first.
    pub lexicons: Vec<PathBuf>,
    /// Whether the lexicon that is built in counts too.
    pub starter: Starter,
    /// What is said around stories.
    pub around: Around,
    /// The pauses.
    pub pacing: Pacing,
    /// How paragraphs are read.
    pub prosody: Prosody,
    /// Which parts of articles are read.
    pub selection: Arc<Selection>,
    /// How pages are asked for.
    pub fetch: FetchSettings,
    /// Whether and by what spoken clips are heard.
    pub listen: ListenSettings,
    /// How the master is to sound.
    pub finish: Finish,
    /// How it is signed, if it is.
    pub signing: Option<SigningChoice>,
    /// How narrations are let go.
    pub desk: DeskSettings,
    /// What feeds say of themselves.
    pub feed: Channel,
    /// The WordPress site to publish to.
    pub wordpress: Option<WordPressSettings>,
    /// The Ghost site.
    pub ghost: Option<GhostSettings>,
    /// The Drupal site.
    pub drupal: Option<DrupalSettings>,
    /// The headless content system.
    pub headless: Option<HeadlessSettings>,
    /// The receiver of events.
    pub webhook: Option<WebhookSettings>,
    /// What concerns all channels of the service.
    pub run: RunSettings,
}

impl Settings {
    /// Settles each setting: what was typed or set in the environment first, then the file, then the default.
    ///
    /// `config` is the file that was asked for; without one, `aloud.toml` in the working folder counts if it is there.
    ///
    /// # Errors
    /// When the file cannot be used or a value is out of range.
    pub fn settle(typed: Choices, config: Option<&Path>) -> Result<Self, SettingsError> {
        let file = file::read(config)?;
        let settle = |file| Self::of(typed.clone(), file, config);
        settle(file).map_err(|error| file::located(error, config, settle))
    }

    /// Returns the channels of the settings file, each with the settings that hold for it.
    ///
    /// # Errors
    /// When the file cannot be used or a value is out of range.
    pub fn channels(typed: &Choices, config: Option<&Path>) -> Result<Vec<(ChannelSettings, Self)>, SettingsError> {
        let path = config.unwrap_or(Path::new(FILE_NAME));
        let unreadable = |source| SettingsError::Unreadable { path: path.to_owned(), source };
        let text = crate::regular_file::read_text(path).map_err(unreadable)?;
        let settle = |file| Self::of(typed.clone(), file, config);
        let channels = channels::read(&text, path)?.into_iter().enumerate();
        let settled = channels.map(|(number, (channel, file))| {
            let settings = settle(file);
            Ok((channel, settings.map_err(|error| channels::located(error, (&text, path, number), settle))?))
        });
        settled.collect()
    }

    /// Settles what was typed with what a file says.
    fn of(typed: Choices, file: Choices, config: Option<&Path>) -> Result<Self, SettingsError> {
        let found = config.is_none().then(|| PathBuf::from(FILE_NAME)).filter(|path| path.is_file());
        let named_folder = typed.voices.is_some() || config.is_some() && file.voices.is_some();
        let named_voices = named_voices(&typed, &file, config.is_some());
        let found_endpoint = typed.s3_typed.endpoint.is_none() && file.s3.endpoint.is_some();
        let speed_percent = typed.speed.or(file.speed).unwrap_or(100);
        if !SPEED_PERCENT.contains(&speed_percent) {
            return Err(SettingsError::Speed { percent: speed_percent });
        }
        let language = typed.language.or(file.language);
        let language = language.map(|tag| Language::parse(&tag).ok_or(SettingsError::Language { tag })).transpose()?;
        let (keep, drop) = (typed.keep.or(file.keep), typed.drop.or(file.drop));
        let selection = selection::settle(keep.unwrap_or_default(), drop.unwrap_or_default(), file.sites)?;
        let disclosure = disclosure(typed.disclosure, file.disclosure)?;
        let cache = match typed.cache.or(file.cache) {
            Some(cache) => cache,
            None => default_cache().ok_or(SettingsError::NoCacheFolder)?,
        };
        Ok(Self {
            voice: typed.voice.or(file.voice).unwrap_or_else(|| DEFAULT_VOICE.to_owned()),
            fallback: typed.fallback.or(file.fallback).unwrap_or_default(),
            fallback_by: typed.fallback_by.or(file.fallback_by).unwrap_or_default(),
            casting: file.roles.with(file.languages.unwrap_or_default(), file.quotations.unwrap_or_default()),
            voices: typed.voices.or(file.voices).unwrap_or_else(|| DEFAULT_VOICES.into()),
            project: config.and_then(Path::parent).map(Path::to_owned).unwrap_or_default(),
            file: config.map(Path::to_owned).or_else(|| found.clone()),
            found,
            found_endpoint,
            named_folder,
            named_voices,
            out: typed.out.or(file.out).unwrap_or_else(|| DEFAULT_OUT.into()),
            cache,
            cache_max_bytes: typed.cache_size.or(file.cache_size).map(cache_bytes).transpose()?,
            store: typed.store.or(file.store),
            s3: typed.s3_typed.over(file.s3),
            exclude: file.exclude.unwrap_or_default(),
            speed_percent,
            language,
            lexicons: typed.lexicons.or(file.lexicons).unwrap_or_else(default_lexicons),
            starter: if file.starter_lexicon == Some(false) { Starter::LeftOut } else { Starter::Included },
            around: Around { disclosure, ..file.around.unwrap_or_default() },
            pacing: file.pauses.unwrap_or_default(),
            prosody: file.prosody.unwrap_or_default(),
            selection: Arc::new(selection),
            fetch: file.fetch.checked()?,
            listen: file.listen,
            finish: typed.master.settle(file.master)?,
            signing: typed.provenance.settle(file.provenance)?,
            desk: file.desk,
            wordpress: file.wordpress,
            ghost: file.ghost,
            drupal: file.drupal,
            headless: file.headless.map(|headless| HeadlessSettings {
                audio_base: base_or(headless.audio_base, file.feed.audio_base.as_deref()),
                ..headless
            }),
            webhook: file.webhook.map(|webhook| WebhookSettings {
                audio_base: base_or(webhook.audio_base, file.feed.audio_base.as_deref()),
                ..webhook
            }),
            feed: file.feed,
            run: file.run,
        })
    }

    /// Returns how pages are asked for, as the file says; all else in it may be wrong.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn fetching(config: Option<&Path>) -> Result<FetchSettings, SettingsError> {
        Ok(file::read(config)?.fetch.checked()?)
    }

    /// Finds a voice, unless it is one of a file that is not trusted.
    ///
    /// # Errors
    /// When there is no such voice, or it is not trusted.
    pub fn find_voice(&self, name: &str) -> Result<Voice, SettingsError> {
        let voice = Voice::find(name, &self.voices)?;
        self.check_voice(name, &voice)?;
        Ok(voice)
    }

    /// Adds to an error the line of the file on which the name is that cannot be used, where it is from there.
    fn on_line_of(&self, name: &str, error: SettingsError) -> SettingsError {
        let text = self.file.as_deref().and_then(|path| crate::regular_file::read_text(path).ok());
        let line = text.and_then(|text| lines::line_with(&text, name));
        match (&self.file, line) {
            (Some(path), Some(line)) => error.at(path, line),
            _ => error,
        }
    }

    /// Starts the narrator that these settings ask for.
    ///
    /// # Errors
    /// When a lexicon or a voice cannot be used.
    pub fn narrator(&self) -> Result<NarratorBuilder, SettingsError> {
        self.check_secrets()?;
        let others = self.fallback.iter().chain(self.casting.values());
        for name in std::iter::once(&self.voice).chain(others) {
            self.find_voice(name).map_err(|error| self.on_line_of(name, error))?;
        }
        let reading = Reading {
            pacing: self.pacing,
            prosody: self.prosody,
            language: LanguageChoice { asked: self.language.clone(), ..LanguageChoice::default() },
            around: self.around.clone(),
            selection: Arc::clone(&self.selection),
            ..Reading::default()
        };
        let direction = Direction { reading, speed_percent: self.speed_percent, finish: self.finish.clone() };
        let builder = Narrator::builder()
            .voice(&self.voice)
            .casting(self.casting.clone())
            .guests(self.guests())
            .project(&self.project)
            .fallback(&self.fallback, self.fallback_by)
            .voices(&self.voices)
            .direction(direction)
            .lexicon(Arc::new(Lexicon::open(&self.lexicons, self.starter)?))
            .out(&self.out)
            .cache(&self.cache)
            .cache_max_bytes(self.cache_max_bytes);
        Ok(match &self.signing {
            Some(SigningChoice { terms, key }) => builder.signing(terms.clone(), key.clone()),
            None => builder,
        })
    }

    /// Returns the names of the voices that articles may ask for: those built in, and those of files that are trusted.
    fn guests(&self) -> BTreeSet<String> {
        let voices = crate::voice::all(&self.voices).unwrap_or_default().into_iter();
        voices.filter(|voice| self.check_voice(&voice.name, voice).is_ok()).map(|voice| voice.name).collect()
    }

    /// Returns how articles are read, by a voice whose first language is that of texts too short to tell.
    ///
    /// # Errors
    /// When a lexicon cannot be used.
    pub fn reading(&self, voice: &Voice) -> Result<Reading, SettingsError> {
        let otherwise = voice.languages.first().map_or_else(Language::english, Language::to_primary);
        Ok(Reading {
            pacing: self.pacing,
            prosody: if engines::shapes_pitch(voice) { self.prosody } else { Prosody::Flat },
            language: LanguageChoice { asked: self.language.clone(), otherwise },
            lexicon: Arc::new(Lexicon::open(&self.lexicons, self.starter)?),
            voice: voice.name.clone(),
            around: self.around.clone(),
            delivery: voice.delivery,
            quotations: self.casting.quotations.keys().map(Language::to_primary).collect(),
            roles: Roles {
                quotes: self.casting.quote.as_ref().is_some_and(|quote| *quote != voice.name),
                speakers: self.casting.speakers.iter().map(|(name, own)| (name.to_lowercase(), own.clone())).collect(),
            },
            selection: Arc::clone(&self.selection),
        })
    }
}

/// Returns the names of the voices that the user named: typed, or in a file that he named.
fn named_voices(typed: &Choices, file: &Choices, is_named: bool) -> BTreeSet<String> {
    let from_file = file.voice.iter().chain(file.fallback.iter().flatten());
    let from_file = from_file.chain(file.quotations.iter().chain(&file.languages).flat_map(BTreeMap::values));
    let from_file = from_file.chain(file.roles.values()).filter(|_| is_named);
    let typed = typed.voice.iter().chain(typed.fallback.iter().flatten());
    typed.chain(from_file).cloned().collect()
}

/// Settles what listeners are told of the voice.
fn disclosure(typed: Option<String>, file: Option<String>) -> Result<Disclosure, SettingsError> {
    let typed = typed.filter(|text| !text.trim().is_empty());
    let disclosure = typed.or(file).map_or(Disclosure::On, |text| text.as_str().into());
    match disclosure.as_text().filter(|text| !is_notice(text)) {
        Some(text) => Err(SettingsError::Disclosure { text: text.to_owned() }),
        None => Ok(disclosure),
    }
}

/// Returns whether a text can be a notice: more than a word, where words stand apart.
fn is_notice(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    words > 1 || words == 1 && !text.is_ascii() && text.chars().count() > 5
}

/// Returns a place's own address of the narrations, else that of the file.
fn base_or(own: String, base: Option<&str>) -> String {
    Some(own).filter(|own| !own.is_empty()).or(base.map(str::to_owned)).unwrap_or_default()
}

/// The lexicon looked for in the working folder.
fn default_lexicons() -> Vec<PathBuf> {
    let file = PathBuf::from(LEXICON_NAME);
    if file.is_file() { vec![file] } else { Vec::new() }
}

/// Reads the size of a cache; a thousandth of a gigabyte holds a dozen sentences.
fn cache_bytes(gigabytes: f64) -> Result<u64, SettingsError> {
    let is_size = (0.001..1e9).contains(&gigabytes);
    if is_size { Ok((gigabytes * 1e9) as u64) } else { Err(SettingsError::CacheSize { gigabytes }) }
}

#[cfg(test)]
mod tests;
