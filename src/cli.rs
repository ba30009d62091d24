//! What can be typed: the commands; their flags are in the files below.

mod cache;
mod desk;
mod fleet;
mod narrating;
mod parse;
mod publishing;
mod recordings;
mod service;
mod shell;
mod speaking;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use cache::{Cache, CacheCommand, CacheLook};
pub use desk::Desk;
pub use fleet::{Fleet, FleetCommand, Nats, Worker};
pub use narrating::{Finding, Forget, Narrate, Narrating, Prune, Retry, Status, Talk};
pub use parse::parse;
pub use publishing::{Attach, Embed, Feed, Publish, Receiver};
pub use recordings::{Keys, KeysCommand, Verify};
pub use service::{HookPlace, Hooks, HooksCommand, Serving, Withdraw};
pub use shell::{Completions, Man};
pub use speaking::{
    FetchVoices, Lexicon, LexiconCheck, LexiconCommand, Listen, RemoveVoices, Say, Script, Serve, Voices, VoicesCommand,
};

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
    Narrate(Box<Narrate>),
    /// Narrate again what failed before
    Retry(Retry),
    /// Show what is narrated, what is stale, and what failed and why
    Status(Status),
    /// Show narrations whose articles are gone, or remove them
    Prune(Prune),
    /// Forget inputs or articles in the catalogue; their narrations stay
    Forget(Forget),
    /// Trust a folder: its voice files may start programs, its settings name keys
    Trust {
        /// Folder to trust, with all below it
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
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
    /// Listen to narrations in a browser, fix what is said wrong, approve them
    Desk(Box<Desk>),
    /// Look after names: which would be guessed, lexicons from one form into another
    Lexicon(Lexicon),
    /// Check recordings: whole, unchanged, marked as synthetic, of the article as it is
    Verify(Verify),
    /// Hear narrations, and print where they differ from what was to be said
    Listen(Listen),
    /// Put a player into published pages, or take it out
    Attach(Box<Attach>),
    /// Write a page with the player alone for each narration, for places that take no markup (oEmbed)
    Embed(Embed),
    /// Make a certificate chain to try signing with
    Keys(Keys),
    /// List the voices, fetch and remove their weights
    Voices(Box<Voices>),
    /// Write a podcast and a JSON Feed of a folder's narrations, or add them to a feed that is there
    Feed(Feed),
    /// Put narrations on the posts of WordPress or Ghost, into a bucket, or tell a webhook of them; or take them off again
    Publish(Publish),
    /// Follow the channels of aloud.toml: narrate what is published, and put it where it belongs, until Ctrl-C or SIGTERM
    Run(Box<Serving>),
    /// Take the narrations of articles off everywhere, at once
    Withdraw(Box<Withdraw>),
    /// Look after the hooks of `aloud run`: what came, what failed
    Hooks(Box<Hooks>),
    /// Print the completion script of a shell
    Completions(Completions),
    /// Write manual pages
    Man(Man),
    /// Print whose data is compiled in, and its licenses
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
