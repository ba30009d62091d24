//! What is typed after `run`, `withdraw` and `hooks`.

use clap::{Args, Subcommand};
use url::Url;

use super::Door;
use crate::settings::Choices;

/// `aloud run`
#[derive(Debug, Args)]
pub struct Serving {
    /// Take hooks and answer at this address, such as 127.0.0.1:8767 [default: as `[run]` says, else no hooks]
    #[arg(long, env = "ALOUD_RUN_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Open the editor's desk in the service [default address: 127.0.0.1:8766; default: as `[run]` says, else no desk]
    #[arg(long, env = "ALOUD_RUN_DESK", value_name = "ADDRESS", num_args = 0..=1, default_missing_value = super::desk::ADDRESS)]
    pub desk: Option<String>,
    /// Who is let in to the desk.
    #[command(flatten)]
    pub door: Door,
    /// Break off at this point, for tests.
    #[arg(long, hide = true, value_name = "POINT")]
    pub crash_at: Option<String>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud withdraw`
#[derive(Debug, Args)]
pub struct Withdraw {
    /// Addresses of the articles
    #[arg(required_unless_present = "gone", value_name = "URL")]
    pub articles: Vec<String>,
    /// Take off what this channel found gone: more at once than it takes off without asking
    #[arg(long, value_name = "CHANNEL", conflicts_with = "articles")]
    pub gone: Option<String>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud hooks`
#[derive(Debug, Args)]
pub struct Hooks {
    /// What to do.
    #[command(subcommand)]
    pub command: HooksCommand,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// A channel's hook.
#[derive(Debug, Args)]
pub struct HookPlace {
    /// Channel
    #[arg(value_name = "CHANNEL")]
    pub channel: String,
    /// Address that the sender calls, such as `https://audio.example.org/hooks/news`, or where the service is reached [default: the
    /// `public_url` of `[run]`]
    #[arg(long, value_name = "URL")]
    pub to: Option<Url>,
}

/// What can be done with hooks.
#[derive(Debug, Subcommand)]
pub enum HooksCommand {
    /// Have Ghost call a channel's hook when posts change
    Install(HookPlace),
    /// Call a channel's hook as its sender would, and say what would stop it
    Check(HookPlace),
    /// Show the calls that came, the latest first: number, time, channel, event, article, what was done
    Log,
    /// Try again what failed or was given up, or what calls were about
    Retry {
        /// Numbers of calls [default: all that failed]
        #[arg(value_name = "CALL")]
        calls: Vec<u64>,
        /// Narrate again what changed in a channel while too much did, and it asked about
        #[arg(long, value_name = "CHANNEL", conflicts_with = "calls")]
        changed: Option<String>,
    },
}
