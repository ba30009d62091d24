//! What is typed after `narrate`, `retry` and `status`, and how articles are found and narrated.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;

use crate::channel::Span;
use crate::pipeline::Again;
use crate::settings::{Choices, TIMEOUT_S};
use crate::source::{self, Chosen, Condition};

/// `aloud narrate`
#[derive(Debug, Args)]
pub struct Narrate {
    /// Articles: addresses of pages, feeds and sitemaps; files, folders and globs; or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Keep watching feeds, sitemaps and folders, and narrate what is new, until Ctrl-C or SIGTERM
    #[arg(long)]
    pub watch: bool,
    /// With --watch: time between two looks, such as 30s or 10m; a number alone is of seconds [default: 5m]
    #[arg(long, env = "ALOUD_EVERY", value_name = "TIME", value_parser = every)]
    pub every: Option<Span>,
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
    /// Print one JSON object per article
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud accept`
#[derive(Debug, Args)]
pub struct Accept {
    /// Narrations by their audio or manifest, or articles as `aloud status` names them
    #[arg(required = true, value_name = "NARRATION")]
    pub narrations: Vec<String>,
    /// Sentences that are good, such as 8 or 3,8-10 [default: all that are doubtful]
    #[arg(long, value_name = "SENTENCES")]
    pub sentences: Option<Again>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud prune`
#[derive(Debug, Args)]
pub struct Prune {
    /// Inputs that list every article there is; what they no longer list is gone [default: the inputs each was found in]
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Remove them instead of listing them: from the places that the settings name, the feeds and the folder
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
#[derive(Debug, Clone, Args)]
pub struct Narrating {
    /// How they are found.
    #[command(flatten)]
    pub finding: Finding,
    /// Narrate pages with no story or only the stub before a paywall, too
    #[arg(long)]
    pub force: bool,
    /// Narrate drafts, future-dated and expired articles, too
    #[arg(long)]
    pub drafts: bool,
    /// Number of articles at once; the engine's own limit still holds
    #[arg(long, short, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub jobs: u16,
    /// Maximum number of characters to ask the engine for in this run; cached sentences are free
    #[arg(long, value_name = "N")]
    pub max_chars: Option<u64>,
    /// Maximum cost of this run in US dollars, at the voice file's price
    #[arg(long, value_name = "USD", value_parser = usd, allow_negative_numbers = true)]
    pub max_cost: Option<f64>,
    /// Show sentences, minutes and cost without speaking
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// With --dry-run: a line for each article, and not the sum only
    #[arg(long, requires = "dry_run")]
    pub each: bool,
    /// Speak doubtful sentences again
    #[arg(long)]
    pub ask_again: bool,
    /// Check each new clip with a speech recognizer for missing and repeated words (`aloud voices fetch listener`)
    #[arg(long)]
    pub listen: bool,
    /// Ignore the cache and speak again: everything, or only these sentences (--again=8, --again=3,8-10)
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
#[derive(Debug, Clone, Default, Args)]
pub struct Finding {
    /// Only articles dated on or after this day or time; those without a date are left out
    #[arg(long, value_name = "DATE", value_parser = time)]
    pub since: Option<DateTime<Utc>>,
    /// Maximum number of articles per input: feed, sitemap, list or folder
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Only articles of which this holds, such as section=sport, site=…, author=… or language=de,fr; repeatable
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    pub conditions: Vec<Condition>,
    /// Skip files of folders by name or glob, such as 404.html or 'tags/**'; repeatable
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// HTTP header for the hosts you name, such as 'Cookie: …'; repeatable
    #[arg(long = "header", value_name = "NAME: VALUE")]
    pub headers: Vec<String>,
    /// Timeout per page, in seconds [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(TIMEOUT_S))]
    pub timeout: Option<u64>,
    /// Allow addresses of this machine and of private networks
    #[arg(long)]
    pub allow_private: bool,
}

impl Finding {
    /// Returns which articles are asked for.
    #[must_use]
    pub fn chosen(&self) -> Chosen {
        Chosen { since: self.since, conditions: self.conditions.clone() }
    }
}

/// How much a command says while it works.
#[derive(Debug, Clone, Args)]
pub struct Talk {
    /// Print one JSON object per article on standard output
    #[arg(long)]
    pub json: bool,
    /// Print errors only
    #[arg(long, short)]
    pub quiet: bool,
}

pub(super) fn time(typed: &str) -> Result<DateTime<Utc>, &'static str> {
    source::parse_time(typed).ok_or("use a day such as 2026-03-14, or a time such as 2026-03-14T10:00:00Z")
}

/// Reads an amount of money.
pub(super) fn usd(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(usd) if usd.is_finite() && usd >= 0.0 => Ok(usd),
        _ => Err("use a number of dollars, such as 2.50".to_owned()),
    }
}

/// Reads the time between two looks of a watch: a number of seconds, or a length of time with its unit; a second to a day.
fn every(text: &str) -> Result<Span, String> {
    let span = text.parse().map(Span::seconds).or_else(|_| Span::try_from(text.to_owned()))?;
    match (Span::seconds(1)..=Span::seconds(86_400)).contains(&span) {
        true => Ok(span),
        false => Err("it is from 1s to 1d".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_between_looks_are_in_seconds_or_have_a_unit() {
        let seconds = |text: &str| every(text).map(|span| span.0.as_secs()).ok();
        assert_eq!(["2", "2s", "10m", "1d"].map(seconds), [2, 2, 600, 86_400].map(Some));
        assert_eq!(["0", "2d", "soon", "-1s", "999ms"].map(seconds), [None; 5]);
    }
}
