//! What can be typed: the commands and their flags.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand};

use crate::bucket::S3Settings;
use crate::publication::page::Place;
use crate::publication::{AudioBase, Term};
use crate::settings::{Choices, TIMEOUT_S};
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
    /// Look after the clips that were spoken: how many, whether they are whole, fewer of them
    Cache(Cache),
    /// Spread the work over many machines: set up, submit articles, see how it stands, fetch the narrations
    Fleet(Fleet),
    /// Narrate what is submitted to a fleet, until Ctrl-C or SIGTERM
    Worker(Box<Worker>),
    /// Show what would be said, without saying it
    Script(Script),
    /// Speak one line, to a file or the speakers
    Say(Say),
    /// Offer voices to other programs, behind an interface like OpenAI's
    Serve(Serve),
    /// Look after names: which would be guessed, lexicons from one form into another
    Lexicon(Lexicon),
    /// Check recordings: whole, unchanged, marked as synthetic, of the article as it is
    Verify(Verify),
    /// Put a player into published pages, or take it out
    Attach(Box<Attach>),
    /// Make a certificate chain to try signing with
    Keys(Keys),
    /// List the voices
    Voices(Voices),
    /// Write a podcast and a JSON Feed of a folder's narrations, or add them to a feed that is there
    Feed(Feed),
    /// Put narrations on the posts of WordPress or Ghost, into a bucket, or tell a webhook of them; or take them off again
    Publish(Publish),
}

/// `aloud narrate`
#[derive(Debug, Args)]
pub struct Narrate {
    /// Articles: addresses of pages, feeds and sitemaps; files, folders and globs; or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Keep looking for new articles in feeds, sitemaps and folders, and narrate what appears; Ctrl-C or SIGTERM ends it
    #[arg(long)]
    pub watch: bool,
    /// With --watch: look again after this many seconds
    #[arg(long, env = "ALOUD_EVERY", value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub every: u64,
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

/// `aloud cache`
#[derive(Debug, Args)]
pub struct Cache {
    /// What to do.
    #[command(subcommand)]
    pub command: CacheCommand,
}

/// The commands of `aloud cache`.
#[derive(Debug, Subcommand)]
pub enum CacheCommand {
    /// Count the clips and their bytes
    Stats(CacheLook),
    /// Read every clip and tell those that are damaged; they are spoken again when they are needed
    Verify(CacheLook),
    /// Remove the clips used least recently, and what killed runs left half-written
    Prune {
        /// Leave no more gigabytes than this [default: the cache_size of the settings]
        #[arg(long, value_name = "GB", value_parser = gigabytes)]
        to: Option<f64>,
        /// Settings typed or from the environment.
        #[command(flatten)]
        choices: Box<Choices>,
    },
}

/// `aloud cache stats` and `verify`
#[derive(Debug, Args)]
pub struct CacheLook {
    /// Print JSON: one object, or one a clip
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud fleet`
#[derive(Debug, Args)]
pub struct Fleet {
    /// What to do.
    #[command(subcommand)]
    pub command: FleetCommand,
}

/// The commands of `aloud fleet`.
#[derive(Debug, Subcommand)]
pub enum FleetCommand {
    /// Set up the queue, the outcomes and the store on the cluster; what is there stays
    Up {
        /// How many nodes keep each thing; 3 outlive the loss of one
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=5))]
        replicas: u8,
        /// How the cluster is reached.
        #[command(flatten)]
        nats: Nats,
    },
    /// Queue articles; what was narrated before and has not changed is left out, what failed is queued again
    Submit {
        /// Articles, as for `narrate`
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<PathBuf>,
        /// How they are found.
        #[command(flatten)]
        finding: Box<Finding>,
        /// How the cluster is reached.
        #[command(flatten)]
        nats: Nats,
        /// Settings typed or from the environment.
        #[command(flatten)]
        choices: Box<Choices>,
    },
    /// Show what is queued, in hand, narrated, and failed with the reason
    Status {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// How the cluster is reached.
        #[command(flatten)]
        nats: Nats,
    },
    /// Fetch the narrations that are not in the output folder yet
    Results {
        /// Print one JSON object an article
        #[arg(long)]
        json: bool,
        /// How the cluster is reached.
        #[command(flatten)]
        nats: Nats,
        /// Settings typed or from the environment.
        #[command(flatten)]
        choices: Box<Choices>,
    },
}

/// How a NATS cluster is reached.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "The cluster")]
pub struct Nats {
    /// Servers, by commas, such as nats://a:4222,nats://b:4222; tls:// asks for TLS, USER:PASSWORD@ says who asks
    #[arg(
        long,
        env = "ALOUD_NATS",
        value_name = "URLS",
        hide_env_values = true,
        default_value = "nats://127.0.0.1:4222"
    )]
    pub nats: String,
    /// Credentials file, as nsc writes it
    #[arg(long, env = "ALOUD_NATS_CREDS", value_name = "FILE")]
    pub nats_creds: Option<PathBuf>,
    /// Certificates that sign the servers'
    #[arg(long, env = "ALOUD_NATS_CA", value_name = "FILE")]
    pub nats_ca: Option<PathBuf>,
    /// Certificate to show the servers
    #[arg(long, env = "ALOUD_NATS_CERT", value_name = "FILE", requires = "nats_key")]
    pub nats_cert: Option<PathBuf>,
    /// Its key
    #[arg(long, env = "ALOUD_NATS_KEY", value_name = "FILE", requires = "nats_cert")]
    pub nats_key: Option<PathBuf>,
}

/// `aloud worker`
#[derive(Debug, Args)]
pub struct Worker {
    /// How the cluster is reached.
    #[command(flatten)]
    pub nats: Nats,
    /// Name in outcomes [default: the process's number]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Work on this many articles at once [default: two a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub jobs: Option<u16>,
    /// Give an article to another worker when this one says nothing for so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(2..=3600))]
    pub lost_after: u64,
    /// Narrate pages too on which no story is found, or only the stub before a paywall
    #[arg(long)]
    pub force: bool,
    /// Ask the engine for no more characters than this
    #[arg(long, value_name = "N")]
    pub max_chars: Option<u64>,
    /// Spend no more US dollars than this, at the price the voice file tells
    #[arg(long, value_name = "USD", value_parser = usd)]
    pub max_cost: Option<f64>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
    /// How much to say.
    #[command(flatten)]
    pub talk: Talk,
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
    /// Give a page up after this many seconds [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(TIMEOUT_S))]
    pub timeout: Option<u64>,
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

/// `aloud serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8765")]
    pub listen: String,
    /// Requests that may wait for each voice; more are told to come back later
    #[arg(long, value_name = "N", default_value_t = 32)]
    pub queue: usize,
    /// Let in only those who know the key in this environment variable
    #[arg(long, value_name = "NAME", conflicts_with = "key_file")]
    pub key_env: Option<String>,
    /// Let in only those who know the key in this file, which its owner alone may read
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
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
    /// Look for the mark that `narrate --watermark` puts into the sound, in its first ten minutes
    #[arg(long = "find-watermark")]
    pub find_watermark: bool,
    /// Print one JSON object a file
    #[arg(long)]
    pub json: bool,
    /// Certificates of the authorities that you trust, a PEM file, to tell whom signatures are by
    #[arg(long, value_name = "FILE")]
    pub trust: Option<PathBuf>,
    /// How the article is found.
    #[command(flatten)]
    pub finding: Finding,
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

/// `aloud keys`
#[derive(Debug, Args)]
pub struct Keys {
    /// What to do.
    #[command(subcommand)]
    pub command: KeysCommand,
}

/// The commands of `aloud keys`.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Make a test key and its certificate chain
    New {
        /// Folder to write them to
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
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
    pub s3: S3Settings,
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
    /// Tell of the latest so many alone
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Reads an amount of money.
fn usd(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(usd) if usd.is_finite() && usd >= 0.0 => Ok(usd),
        _ => Err("give a number of dollars, such as 2.50".to_owned()),
    }
}

/// Reads a size.
fn gigabytes(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(size) if size.is_finite() && size >= 0.0 => Ok(size),
        _ => Err("give a number of gigabytes, such as 20 or 0.5".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn every_command_can_be_typed() {
        Cli::command().debug_assert();
    }
}
