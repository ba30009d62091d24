//! Settings from one place: what was typed, what the environment says, or what the file does.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use super::desk::DeskSettings;
use super::fetch::FetchSettings;
use super::listen::ListenSettings;
use super::master::MasterChoices;
use super::provenance::ProvenanceChoices;
use super::roles::RoleVoices;
use super::s3::S3Choices;
use crate::channel::RunSettings;
use crate::document::{Part, Rules};
use crate::language::Language;
use crate::pipeline::Takeover;
use crate::publication::feed::Channel;
use crate::publication::{DrupalSettings, GhostSettings, HeadlessSettings, WebhookSettings, WordPressSettings};
use crate::script::{Around, Pacing, Prosody};
use crate::store::bucket::{BucketUrl, S3Settings};

/// Settings from one place, each of which may be silent on any.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, clap::Args, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// Voice: a name from `aloud voices`, or a voice file [default: heart]
    #[arg(long, short, env = "ALOUD_VOICE", value_name = "NAME")]
    pub voice: Option<String>,
    /// Voice that takes over when the others fail; repeatable, or comma-separated [default: none]
    #[arg(long, env = "ALOUD_FALLBACK", value_name = "NAME", value_delimiter = ',')]
    pub fallback: Option<Vec<String>>,
    /// What a fallback voice takes over: the whole article, or only the failing sentences [default: article]
    #[arg(long, env = "ALOUD_FALLBACK_BY", value_name = "WHAT")]
    pub fallback_by: Option<Takeover>,
    /// Folder with your own voice files [default: voices]
    #[arg(long, env = "ALOUD_VOICES", value_name = "DIR")]
    pub voices: Option<PathBuf>,
    /// Folder for narrations [default: narrations]
    #[arg(long, short, env = "ALOUD_OUT", value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Folder for spoken clips [default: aloud/clips in your cache folder]
    #[arg(long, env = "ALOUD_CACHE", value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// Maximum size of the spoken clips, in gigabytes; the least recently used go first [default: unlimited]
    #[arg(long, env = "ALOUD_CACHE_SIZE", value_name = "GB")]
    pub cache_size: Option<f64>,
    /// Bucket in which machines share clips and finished masters, such as s3://bucket/folder
    #[arg(long, env = "ALOUD_STORE", value_name = "URL")]
    pub store: Option<BucketUrl>,
    /// Speed in percent, from 50 to 200 [default: 100]
    #[arg(long, env = "ALOUD_SPEED", value_name = "PERCENT")]
    pub speed: Option<u16>,
    /// Language of the articles, such as en or de-AT [default: declared, or detected in the text]
    #[arg(long = "lang", env = "ALOUD_LANG", value_name = "TAG")]
    #[serde(rename = "lang")]
    pub language: Option<String>,
    /// Lexicon of names, TOML or PLS; repeatable, or comma-separated [default: lexicon.toml in the working folder, if any]
    #[arg(long = "lexicon", env = "ALOUD_LEXICON", value_name = "FILE", value_delimiter = ',')]
    #[serde(rename = "lexicon")]
    pub lexicons: Option<Vec<PathBuf>>,
    /// Spoken notice that the voice is synthetic: on, off, or its text [default: on]
    #[arg(long, env = "ALOUD_DISCLOSURE", value_name = "TEXT")]
    pub disclosure: Option<String>,
    /// Also read, comma-separated: captions, tables, code, notes
    #[arg(long, env = "ALOUD_KEEP", value_name = "LIST", value_delimiter = ',')]
    pub keep: Option<Vec<Part>>,
    /// Do not read, comma-separated: headings, quotes, pull-quotes, lists, captions, tables, code, notes
    #[arg(long, env = "ALOUD_DROP", value_name = "LIST", value_delimiter = ',')]
    pub drop: Option<Vec<Part>>,
    /// Globs of files that are passed over in folders, besides those typed; set in `aloud.toml` alone.
    #[arg(skip)]
    pub exclude: Option<Vec<String>>,
    /// Rules of sites, by host; set in `aloud.toml` alone.
    #[arg(skip)]
    #[serde(rename = "site")]
    pub sites: BTreeMap<String, Rules>,
    /// Whether the names built in count; set in `aloud.toml` alone.
    #[arg(skip)]
    pub starter_lexicon: Option<bool>,
    /// What is said around stories; set in `aloud.toml` alone.
    #[arg(skip)]
    pub around: Option<Around>,
    /// The voices of articles in other languages; set in `aloud.toml` alone.
    #[arg(skip)]
    pub languages: Option<BTreeMap<Language, String>>,
    /// The voices of quotations in other languages; set in `aloud.toml` alone.
    #[arg(skip)]
    pub quotations: Option<BTreeMap<Language, String>>,
    /// The voices of sections, sites, quotations, headlines and speakers; set in `aloud.toml` alone, as a part of `[voices]`.
    #[arg(skip)]
    pub roles: RoleVoices,
    /// How pages are asked for; set in `aloud.toml` alone.
    #[arg(skip)]
    pub fetch: FetchSettings,
    /// Whether and by what spoken clips are heard; set in `aloud.toml` alone.
    #[arg(skip)]
    pub listen: ListenSettings,
    /// How paragraphs are read, by voices whose pitch aloud shapes; set in `aloud.toml` alone.
    #[arg(skip)]
    pub prosody: Option<Prosody>,
    /// The pauses; set in `aloud.toml` alone.
    #[arg(skip)]
    pub pauses: Option<Pacing>,
    /// How narrations are let go; set in `aloud.toml` alone.
    #[arg(skip)]
    pub desk: DeskSettings,
    /// What feeds say of themselves; set in `aloud.toml` alone.
    #[arg(skip)]
    pub feed: Channel,
    /// The WordPress site to publish to; set in `aloud.toml` alone, as are the next four.
    #[arg(skip)]
    pub wordpress: Option<WordPressSettings>,
    /// The Ghost site.
    #[arg(skip)]
    pub ghost: Option<GhostSettings>,
    /// The Drupal site.
    #[arg(skip)]
    pub drupal: Option<DrupalSettings>,
    /// The headless content system.
    #[arg(skip)]
    pub headless: Option<HeadlessSettings>,
    /// The receiver of events.
    #[arg(skip)]
    pub webhook: Option<WebhookSettings>,
    /// What concerns all channels of the service; set in `aloud.toml` alone, as are the channels.
    #[arg(skip)]
    pub run: RunSettings,
    /// The channels, which are read by themselves.
    #[arg(skip)]
    #[serde(rename = "channel")]
    #[schemars(with = "Vec<serde_json::Value>")]
    pub channels: Vec<toml::Value>,
    /// The flags that were typed, as far as they shape narrations; filled in by the commands that narrate or look at narrations.
    #[arg(skip)]
    #[serde(skip)]
    pub typed: Vec<String>,
    /// How the master is to sound; a table of its own in `aloud.toml`.
    #[command(flatten)]
    pub master: MasterChoices,
    /// How storage services are reached, as typed.
    #[command(flatten)]
    #[serde(skip)]
    pub s3_typed: S3Choices,
    /// How storage services are reached; a table of its own in `aloud.toml`.
    #[arg(skip)]
    pub s3: S3Settings,
    /// How recordings are signed; a table of its own in `aloud.toml`.
    #[command(flatten)]
    pub provenance: ProvenanceChoices,
}
