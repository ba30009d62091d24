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
    /// Address of the folder that the narrations are published in, or its path from the site's root
    #[arg(long, value_name = "URL", required_unless_present = "remove")]
    pub audio_base: Option<AudioBase>,
    /// Address of the folder that the player's script is published in [default: beside the audio]
    #[arg(long, value_name = "URL")]
    pub player_base: Option<AudioBase>,
    /// Put the player after the first element of this CSS selector [default: after the headline]
    #[arg(long, value_name = "SELECTOR")]
    pub at: Option<Place>,
    /// How the player comes into pages: element (works without scripts), script (for pages that React, Vue, Svelte or another
    /// framework draws in the browser; nothing in their bodies is touched), spans (an element, and a mark around each sentence),
    /// or auto, which tells one page from the other
    #[arg(long, value_name = "WAY", default_value = "auto")]
    pub way: Way,
    /// Whether the story's words stand in structured data too; off for stories behind a paywall
    #[arg(long, value_name = "ON_OR_OFF", default_value = "on")]
    pub full_text: FullText,
    /// Nonce of the site's content security policy, for the player's script
    #[arg(long, value_name = "NONCE")]
    pub csp_nonce: Option<String>,
    /// Take the player out again: every page is as it was, to the byte
    #[arg(long, conflicts_with_all = ["audio_base", "player_base", "at", "csp_nonce"])]
    pub remove: bool,
    /// Print one JSON object a page
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud embed`
#[derive(Debug, Args)]
pub struct Embed {
    /// Folder of narrations, into which the pages go [default: narrations]
    #[arg(value_name = "OUT_DIR")]
    pub folder: Option<PathBuf>,
    /// Address of the folder that the narrations are published in
    #[arg(long, env = "ALOUD_AUDIO_BASE", value_name = "URL")]
    pub audio_base: AudioBase,
}

/// `aloud feed`
#[derive(Debug, Args)]
pub struct Feed {
    /// Folder of narrations, into which the feeds go [default: narrations]
    #[arg(value_name = "OUT_DIR")]
    pub folder: Option<PathBuf>,
    /// Address of the folder the narrations are published in
    #[arg(long, env = "ALOUD_AUDIO_BASE", value_name = "URL")]
    pub audio_base: Option<String>,
    /// Feed's title [default: the site's name]
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Add enclosures to this file, an RSS, Atom or JSON feed, and write no feed of our own; may be given again
    #[arg(long, value_name = "FILE")]
    pub into: Vec<PathBuf>,
    /// Take our enclosures out again
    #[arg(long, requires = "into")]
    pub remove: bool,
    /// Check the feed by the rules of Apple, Spotify and Podcasting 2.0, and write nothing
    #[arg(long, conflicts_with_all = ["into", "dry_run"])]
    pub check: bool,
    /// Whether the stories' words stand in the feeds; off for stories behind a paywall
    #[arg(long, value_name = "ON_OR_OFF", default_value = "on")]
    pub full_text: FullText,
    /// Tell of the latest so many alone
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `aloud publish`
#[derive(Debug, Args)]
pub struct Publish {
    /// Where to: a table of aloud.toml says how it is reached
    #[arg(value_enum)]
    pub place: Receiver,
    /// Articles to publish, by their addresses [default: every narration of the folder]
    #[arg(value_name = "ADDRESS")]
    pub only: Vec<String>,
    /// Folder of the narrations [default: narrations]
    #[arg(long, env = "ALOUD_OUT", value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Publish only what was published on or after this day or time
    #[arg(long, value_name = "DATE", value_parser = time)]
    pub since: Option<DateTime<Utc>>,
    /// Publish only what was published before this day or time
    #[arg(long, value_name = "DATE", value_parser = time)]
    pub until: Option<DateTime<Utc>>,
    /// Take the narrations off again
    #[arg(long)]
    pub remove: bool,
    /// Tell of the place's posts whether they have a narration and whether it still says what they say: of all, of those
    /// named, or of those of --term, --since and --until
    #[arg(long, conflicts_with_all = ["remove", "dry_run"])]
    pub status: bool,
    /// With --status: of posts of this category, tag or other term alone (Ghost has tags)
    #[arg(long, value_name = "TAXONOMY=TERM", requires = "status", conflicts_with = "only")]
    pub term: Option<Term>,
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print one JSON object an article
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
    /// A receiver of signed events: the table `[webhook]`
    Webhook,
    /// A bucket of S3-compatible storage: the table `[s3]`
    S3,
}
