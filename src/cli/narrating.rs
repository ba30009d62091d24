//! What is typed after `narrate`, `retry` and `status`, and how articles are found and narrated.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;

use crate::pipeline::Again;
use crate::settings::{Choices, TIMEOUT_S};
use crate::source;

/// `aloud narrate`
#[derive(Debug, Args)]
pub struct Narrate {
    /// Articles: addresses of pages, feeds and sitemaps; files, folders and globs; or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Keep looking for new articles in feeds, sitemaps and folders, and narrate what appears; Ctrl-C or SIGTERM ends it
    #[arg(long)]
    pub watch: bool,
    /// With --watch: look again after this many seconds [default: 300]
    #[arg(long, env = "ALOUD_EVERY", value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub every: Option<u64>,
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

/// `aloud prune`
#[derive(Debug, Args)]
pub struct Prune {
    /// Inputs that have everything there is: what they no longer have is gone [default: the inputs each was found in]
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Remove them, in place of showing them
    #[arg(long)]
    pub remove: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud forget`
#[derive(Debug, Args)]
pub struct Forget {
    /// Inputs or articles to forget, as they were named
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
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
    /// Narrate drafts too, and what is dated to come or has expired
    #[arg(long)]
    pub drafts: bool,
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
    /// Hear each new clip with a recognizer, and doubt what lacks or repeats words (`aloud voices fetch listener`)
    #[arg(long)]
    pub listen: bool,
    /// Speak again what is in the cache: everything, or the sentences with these numbers, as in --again=8 or --again=3,8-10
    #[arg(long, value_name = "SENTENCES", num_args = 0..=1, require_equals = true, default_missing_value = "all")]
    pub again: Option<Again>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
    /// How much to say.
    #[command(flatten)]
    pub talk: Talk,
}

/// How articles are found and fetched.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Finding articles")]
pub struct Finding {
    /// Take only what feeds and sitemaps date on or after this day or time
    #[arg(long, value_name = "DATE", value_parser = time)]
    pub since: Option<DateTime<Utc>>,
    /// Take no more than this many articles of each feed or sitemap
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Pass over files of folders by name or glob, such as 404.html or 'tags/**'; may be given again
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
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

pub(super) fn time(typed: &str) -> Result<DateTime<Utc>, &'static str> {
    source::parse_time(typed).ok_or("give a day such as 2026-03-14, or a time such as 2026-03-14T10:00:00Z")
}

/// Reads an amount of money.
pub(super) fn usd(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(usd) if usd.is_finite() && usd >= 0.0 => Ok(usd),
        _ => Err("give a number of dollars, such as 2.50".to_owned()),
    }
}
