//! What is typed after `init`, `doctor` and `schemas`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::language::Language;
use crate::settings::Choices;

/// `aloud init`
#[derive(Debug, Args)]
pub struct Init {
    /// What you want to do
    #[arg(value_enum, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// Address of the site
    #[arg(long, value_name = "URL")]
    pub site: Option<url::Url>,
    /// Public address of the folder of narrations [default: audio/ of the site]
    #[arg(long, env = "ALOUD_AUDIO_BASE", value_name = "URL")]
    pub audio_base: Option<url::Url>,
    /// Language of the articles, such as en or de-AT [default: en]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<Language>,
    /// Voice: a name from `aloud voices`, or a voice file [default: one that speaks the language]
    #[arg(long, short, env = "ALOUD_VOICE", value_name = "NAME")]
    pub voice: Option<String>,
    /// Ask nothing: use the defaults for what was not typed
    #[arg(long)]
    pub yes: bool,
    /// Overwrite a settings file that is there
    #[arg(long)]
    pub force: bool,
}

/// For what kind of reader a settings file is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A static site: players on its pages
    #[default]
    Blogger,
    /// A feed watched, narrations published to WordPress, Ghost or a webhook
    Newsroom,
    /// Episodes with chapters, music and a feed
    Podcaster,
    /// Thousands of articles, with budgets and shared clips
    Archive,
    /// An engine, a program or a service of your own
    Developer,
}

/// `aloud doctor`
#[derive(Debug, Args)]
pub struct Doctor {
    /// Ask no server, content system or bucket
    #[arg(long)]
    pub offline: bool,
    /// Only ask whether this server answers with success, as health checks do
    #[arg(long, value_name = "URL", conflicts_with = "offline")]
    pub server: Option<String>,
    /// Print one JSON object per line of the table
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud schemas`
#[derive(Debug, Args)]
pub struct Schemas {
    /// Folder for the schemas; created if missing
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
