//! What is typed after `attach`, `feed` and `publish`.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;

use super::narrating::time;
use crate::publication::page::{Place, Way};
use crate::publication::{AudioBase, FullText, Term};
use crate::settings::{Choices, S3Choices};

/// `aloud attach`
#[derive(Debug, Args)]
pub struct Attach {
    /// Pages, or folders of a static site
    #[arg(required = true, value_name = "PAGE")]
    pub pages: Vec<PathBuf>,
    /// Public address of the folder of narrations, or its path from the site's root [default: audio_base of `[feed]`]
    #[arg(long, env = "ALOUD_AUDIO_BASE", value_name = "URL")]
    pub audio_base: Option<AudioBase>,
    /// Public address of the folder of the player's script [default: beside the audio]
    #[arg(long, value_name = "URL")]
    pub player_base: Option<AudioBase>,
    /// Put the player after the first match of this CSS selector [default: after the headline]
    #[arg(long, value_name = "SELECTOR")]
    pub at: Option<Place>,
    /// How to add the player: auto, element (works without scripts), script (for pages that a framework such as React draws
    /// in the browser; their bodies stay as they are), or spans (an element, and a mark around each sentence)
    #[arg(long, value_name = "WAY", default_value = "auto")]
    pub way: Way,
    /// Include the story's text in structured data: on, or off for stories behind a paywall
    #[arg(long, value_name = "ON_OR_OFF", default_value = "on")]
    pub full_text: FullText,
    /// Nonce of the site's content security policy for the player's script
    #[arg(long, value_name = "NONCE")]
    pub csp_nonce: Option<String>,
    /// Remove the player; every page is as it was, to the byte
    #[arg(long, conflicts_with_all = ["player_base", "at", "csp_nonce"])]
    pub remove: bool,
    /// Print one JSON object per page
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud embed`
#[derive(Debug, Args)]
pub struct Embed {
    /// Folder of narrations; the pages are written into it [default: narrations]
    #[arg(value_name = "OUT_DIR")]
    pub folder: Option<PathBuf>,
    /// Public address of the folder of narrations [default: audio_base of `[feed]`]
    #[arg(long, env = "ALOUD_AUDIO_BASE", value_name = "URL")]
    pub audio_base: Option<AudioBase>,
}

/// `aloud feed`
#[derive(Debug, Args)]
pub struct Feed {
    /// Folder of narrations; the feeds are written into it [default: narrations]
    #[arg(value_name = "OUT_DIR")]
    pub folder: Option<PathBuf>,
    /// Public address of the folder of narrations [default: audio_base of `[feed]`]
    #[arg(long, env = "ALOUD_AUDIO_BASE", value_name = "URL")]
    pub audio_base: Option<String>,
    /// Title of the feed [default: the site's name]
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Add enclosures to this RSS, Atom or JSON feed instead of writing new feeds; repeatable
    #[arg(long, value_name = "FILE")]
    pub into: Vec<PathBuf>,
    /// Remove our enclosures again
    #[arg(long, requires = "into")]
    pub remove: bool,
    /// Check the feed by the rules of Apple, Spotify and Podcasting 2.0; write nothing
    #[arg(long, conflicts_with_all = ["into", "dry_run"])]
    pub check: bool,
    /// Include the stories' text in the feeds: on, or off for stories behind a paywall
    #[arg(long, value_name = "ON_OR_OFF", default_value = "on")]
    pub full_text: FullText,
    /// Number of latest episodes to list
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Show what would be written; write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `aloud publish`
#[derive(Debug, Args)]
pub struct Publish {
    /// Where to publish; a table of aloud.toml says how to reach it
    #[arg(value_enum)]
    pub place: Receiver,
    /// Addresses of articles to publish [default: every narration in the folder]
    #[arg(value_name = "ADDRESS")]
    pub only: Vec<String>,
    /// Folder of narrations [default: narrations]
    #[arg(long, short, env = "ALOUD_OUT", value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Only articles published on or after this day or time
    #[arg(long, value_name = "DATE", value_parser = time)]
    pub since: Option<DateTime<Utc>>,
    /// Only articles published before this day or time
    #[arg(long, value_name = "DATE", value_parser = time)]
    pub until: Option<DateTime<Utc>>,
    /// Remove the narrations again
    #[arg(long)]
    pub remove: bool,
    /// List posts with whether they have a narration and whether it still matches: all, those named, or those chosen by
    /// --term, --since and --until
    #[arg(long, conflicts_with_all = ["remove", "dry_run"])]
    pub status: bool,
    /// With --status: only posts of this category, tag or other term (Ghost has tags only)
    #[arg(long, value_name = "TAXONOMY=TERM", requires = "status", conflicts_with = "only")]
    pub term: Option<Term>,
    /// Show what would be done; change nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// Print one JSON object per article
    #[arg(long)]
    pub json: bool,
    /// How storage services are reached.
    #[command(flatten)]
    pub s3: S3Choices,
}

/// Where narrations are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Receiver {
    /// A WordPress site: the table `[wordpress]`
    Wordpress,
    /// A Ghost site: the table `[ghost]`
    Ghost,
    /// A Drupal site: the table `[drupal]`
    Drupal,
    /// A headless content system such as Directus, Strapi, Contentful or Sanity: the table `[headless]`
    Headless,
    /// A receiver of signed events: the table `[webhook]`
    Webhook,
    /// A bucket of S3-compatible storage: the table `[s3]`
    S3,
}

impl Receiver {
    /// Returns its name, as it is typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wordpress => "wordpress",
            Self::Ghost => "ghost",
            Self::Drupal => "drupal",
            Self::Headless => "headless",
            Self::Webhook => "webhook",
            Self::S3 => "s3",
        }
    }
}
