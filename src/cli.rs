//! What can be typed: the commands and their flags.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand};

use crate::publication::AudioBase;
use crate::publication::page::Place;
use crate::settings::Choices;
use crate::source;

/// Narrates articles: one finished WAV an article, by the voice of your choice.
#[derive(Debug, Parser)]
#[command(name = "aloud", version, arg_required_else_help = true)]
pub struct Cli {
    /// Settings file [default: aloud.toml in the working folder, if there]
    #[arg(long, global = true, env = "ALOUD_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles aloud, one WAV and one manifest each
    Narrate(Narrate),
    /// Narrate again what failed before
    Retry(Retry),
    /// Show what is narrated, what is stale, and what failed and why
    Status(Status),
    /// Show what would be said, without saying it
    Script(Script),
    /// Speak one line, to a file or the speakers
    Say(Say),
    /// Look after names: which would be guessed, lexicons from one form into another
    Lexicon(Lexicon),
    /// Check recordings: whole, unchanged, marked as synthetic, of the article as it is
    Verify(Verify),
    /// Put a player into published pages, or take it out
    Attach(Box<Attach>),
    /// List the voices
    Voices(Voices),
}

/// `aloud narrate`
#[derive(Debug, Args)]
pub struct Narrate {
    /// Articles: addresses of pages, feeds and sitemaps; files, folders and globs; or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// How they are narrated.
    #[command(flatten)]
    pub narrating: Narrating,
}

/// `aloud retry`
#[derive(Debug, Args)]
pub struct Retry {
    /// How they are narrated.
    #[command(flatten)]
    pub narrating: Narrating,
}

/// `aloud status`
#[derive(Debug, Args)]
pub struct Status {
    /// Print one JSON object an article
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// How articles are narrated.
#[derive(Debug, Args)]
pub struct Narrating {
    /// How they are found.
    #[command(flatten)]
    pub finding: Finding,
    /// Narrate pages too on which no story is found, or only the stub before a paywall
    #[arg(long)]
    pub force: bool,
    /// Work on this many articles at once; the engine's own limit holds for them together
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub jobs: u16,
    /// Ask the engine for no more characters than this in the run; what is in the store costs none
    #[arg(long, value_name = "N")]
    pub max_chars: Option<u64>,
    /// Spend no more US dollars than this in the run, at the price the voice file tells
    #[arg(long, value_name = "USD", value_parser = usd)]
    pub max_cost: Option<f64>,
    /// Tell what would be asked for and what it would cost, without asking
    #[arg(long)]
    pub dry_run: bool,
    /// Ask again for sentences whose clips are kept though they are doubtful
    #[arg(long)]
    pub ask_again: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
    /// How much to say.
    #[command(flatten)]
    pub talk: Talk,
}

/// How articles are found and fetched.
#[derive(Debug, Args)]
#[command(next_help_heading = "Finding articles")]
pub struct Finding {
    /// Take only what feeds and sitemaps date on or after this day or time
    #[arg(long, value_name = "DATE", value_parser = time)]
    pub since: Option<DateTime<Utc>>,
    /// Take no more than this many articles of each feed or sitemap
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Send this header to the hosts you name, such as 'Cookie: …'; may be given again
    #[arg(long = "header", value_name = "NAME: VALUE")]
    pub headers: Vec<String>,
    /// Give a page up after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,
    /// Let addresses lead to this machine and to private networks
    #[arg(long)]
    pub allow_private: bool,
}

fn time(typed: &str) -> Result<DateTime<Utc>, &'static str> {
    source::parse_time(typed).ok_or("give a day such as 2026-03-14, or a time such as 2026-03-14T10:00:00Z")
}

/// How much a command says while it works.
#[derive(Debug, Args)]
pub struct Talk {
    /// Print one JSON object an article on standard output
    #[arg(long)]
    pub json: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// `aloud script`
#[derive(Debug, Args)]
pub struct Script {
    /// Articles, as for `narrate`
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// How they are found.
    #[command(flatten)]
    pub finding: Finding,
    /// Print one JSON object an article: metadata, blocks and sentences
    #[arg(long)]
    pub json: bool,
    /// Print each block of the article in place of the sentences: whether it is read, what it is, and why
    #[arg(long, conflicts_with = "json")]
    pub explain: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud say`
#[derive(Debug, Args)]
pub struct Say {
    /// What to say
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// Write a WAV file in place of playing it
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud lexicon`
#[derive(Debug, Args)]
pub struct Lexicon {
    /// What to do.
    #[command(subcommand)]
    pub command: LexiconCommand,
}

/// The commands of `aloud lexicon`.
#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// List the words that the built-in voice would guess, the most frequent first, each with the guess in IPA
    Check(Box<LexiconCheck>),
    /// Rewrite a lexicon: TOML as PLS (a name ending in .pls or .xml) or PLS as TOML
    Convert {
        /// Lexicon to read
        from: PathBuf,
        /// Lexicon to write
        to: PathBuf,
    },
}

/// `aloud lexicon check`
#[derive(Debug, Args)]
pub struct LexiconCheck {
    /// Articles, as for `narrate`
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// How articles are found.
    #[command(flatten)]
    pub finding: Finding,
    /// Print one JSON object a word
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud verify`
#[derive(Debug, Args)]
pub struct Verify {
    /// Recordings, or manifests for every file they name
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Article to compare the words with: an address or a file [default: the file it was narrated from]
    #[arg(long, value_name = "INPUT")]
    pub article: Option<PathBuf>,
    /// Save what is left of a WAV that was cut off, in a new file beside it
    #[arg(long)]
    pub repair: bool,
    /// Print one JSON object a file
    #[arg(long)]
    pub json: bool,
    /// How the article is found.
    #[command(flatten)]
    pub finding: Finding,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

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

/// `aloud voices`
#[derive(Debug, Args)]
pub struct Voices {
    /// Print one JSON object a voice
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// Reads an amount of money.
fn usd(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(usd) if usd.is_finite() && usd >= 0.0 => Ok(usd),
        _ => Err("give a number of dollars, such as 2.50".to_owned()),
    }
}
