//! What is typed after `fleet` and `worker`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::narrating::usd;
use super::{Finding, Talk};
use crate::settings::Choices;

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
