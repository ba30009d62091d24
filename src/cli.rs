//! What can be typed: the commands; their flags are in the files below.

mod cache;
mod desk;
mod environment;
mod fleet;
mod help;
mod log;
mod narrating;
mod parse;
mod publishing;
mod recordings;
mod service;
mod shell;
mod speaking;
mod start;
mod typed;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use cache::{Cache, CacheCommand, CacheLook};
pub use desk::{Desk, Door};
pub use fleet::{Fleet, FleetCommand, Nats, Worker};
pub use help::{command, examples};
pub use log::{LogFilter, LogFormat};
pub use narrating::{Accept, Finding, Forget, Narrate, Narrating, Prune, Retry, Status, Talk};
pub use parse::parse;
pub use publishing::{Attach, Embed, Feed, Publish, Receiver};
pub use recordings::{Keys, KeysCommand, Verify};
pub use service::{HookPlace, Hooks, HooksCommand, Serving, Withdraw};
pub use shell::{Completions, Man};
pub use speaking::{
    FetchVoices, Lexicon, LexiconCheck, LexiconCommand, Listen, RemoveVoices, Say, Script, Serve, Voices, VoicesCommand,
};
pub use start::{Doctor, Init, Kind, Schemas};
pub use typed::typed_again;

/// Narrate articles: one finished WAV per article, in the voice of your choice
#[derive(Debug, Parser)]
#[command(name = "aloud", version, arg_required_else_help = true)]
pub struct Cli {
    /// Settings file [default: aloud.toml in the working folder, if any]
    #[arg(long, global = true, env = "ALOUD_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Report what is going on, on standard error; the same as --log debug
    #[arg(long, global = true)]
    pub verbose: bool,
    /// What to report: error, warn, info, debug or trace, by module where you like, as in aloud::speech=trace,warn [default: warn]
    #[arg(long, global = true, env = "ALOUD_LOG", value_name = "FILTER")]
    pub log: Option<LogFilter>,
    /// How to write reports: text or json
    #[arg(long, global = true, env = "ALOUD_LOG_FORMAT", value_name = "FORMAT", default_value = "text")]
    pub log_format: LogFormat,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Narrate articles: one WAV and one manifest each
    Narrate(Box<Narrate>),
    /// Narrate again what failed
    Retry(Retry),
    /// Show what is done, stale and failed, with reasons
    Status(Status),
    /// Accept doubtful sentences that you have listened to
    Accept(Accept),
    /// List or remove narrations whose articles are gone
    Prune(Prune),
    /// Forget inputs or articles in the catalogue; their narrations stay
    Forget(Forget),
    /// Trust a folder: its voice files may start programs, its settings may name keys
    Trust {
        /// Folder to trust, and all below it
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Count, verify and prune spoken clips
    Cache(Cache),
    /// Narrate on many machines: set up, submit, status, results
    Fleet(Fleet),
    /// Narrate what was submitted to a fleet, until Ctrl-C or SIGTERM
    Worker(Box<Worker>),
    /// Show what would be said, without speaking
    Script(Script),
    /// Speak one line to the speakers or a file
    Say(Say),
    /// Serve voices to other programs over an OpenAI-compatible interface
    Serve(Serve),
    /// Listen to narrations in a browser, fix what is said wrong, approve them
    Desk(Box<Desk>),
    /// Check which names would be guessed, and convert lexicons
    Lexicon(Lexicon),
    /// Verify recordings: complete, unchanged, marked as synthetic, matching their article
    Verify(Verify),
    /// Check finished narrations with a speech recognizer
    Listen(Listen),
    /// Add the player to published pages, or remove it
    Attach(Box<Attach>),
    /// Write a page with only the player for each narration, for places that take no markup (oEmbed)
    Embed(Embed),
    /// Make a test certificate chain for signing
    Keys(Keys),
    /// List voices, fetch and remove their weights
    Voices(Box<Voices>),
    /// Write a podcast feed and a JSON Feed, or add enclosures to an existing feed
    Feed(Feed),
    /// Publish narrations to WordPress, Ghost, Drupal, a headless system, a bucket or a webhook, or remove them
    Publish(Publish),
    /// Follow the channels of aloud.toml: narrate what is published, and put it where it belongs, until Ctrl-C or SIGTERM
    Run(Box<Serving>),
    /// Take the narrations of articles off everywhere, at once
    Withdraw(Box<Withdraw>),
    /// Look after the hooks of `aloud run`: what came, what failed
    Hooks(Box<Hooks>),
    /// Write a commented aloud.toml for what you want to do
    Init(Box<Init>),
    /// Check voices, keys, programs, servers, places and folders, and say how to fix what is missing
    Doctor(Box<Doctor>),
    /// Write the JSON Schemas of aloud.toml, the manifest and the --json lines
    Schemas(Schemas),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Write manual pages
    Man(Man),
    /// Print the licenses of all data compiled in
    Licenses,
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
