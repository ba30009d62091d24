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
    /// Set up the queue, results and store on the cluster; existing data stays
    Up {
        /// Number of nodes that keep each object; 3 survive the loss of one
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=5))]
        replicas: u8,
        /// How the cluster is reached.
        #[command(flatten)]
        nats: Nats,
    },
    /// Queue articles: what is new, has changed or failed before
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
    /// Show what is queued, in progress, narrated, and failed or waiting with the reason; and the workers with their rates
    Status {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// How the cluster is reached.
        #[command(flatten)]
        nats: Nats,
    },
    /// Take articles out of the queue; what a worker has in hand is finished
    Cancel {
        /// Articles or inputs, as they were submitted
        #[arg(required_unless_present = "all", value_name = "ARTICLE")]
        articles: Vec<String>,
        /// Take out all that is queued
        #[arg(long, conflicts_with = "articles")]
        all: bool,
        /// How the cluster is reached.
        #[command(flatten)]
        nats: Nats,
    },
    /// Fetch narrations that are not in the output folder yet
    Results {
        /// Print one JSON object per article
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
pub struct Nats {
    /// NATS servers, comma-separated: nats://a:4222,nats://b:4222; tls:// for TLS, USER:PASSWORD@ for a login
    #[arg(
        long,
        env = "ALOUD_NATS",
        value_name = "URLS",
        hide_env_values = true,
        default_value = "nats://127.0.0.1:4222"
    )]
    pub nats: String,
    /// Credentials file, as written by nsc
    #[arg(long, env = "ALOUD_NATS_CREDS", value_name = "FILE")]
    pub nats_creds: Option<PathBuf>,
    /// Certificates of the authority that signed the servers'
    #[arg(long, env = "ALOUD_NATS_CA", value_name = "FILE")]
    pub nats_ca: Option<PathBuf>,
    /// Client certificate
    #[arg(long, env = "ALOUD_NATS_CERT", value_name = "FILE", requires = "nats_key")]
    pub nats_cert: Option<PathBuf>,
    /// Key of the client certificate
    #[arg(long, env = "ALOUD_NATS_KEY", value_name = "FILE", requires = "nats_cert")]
    pub nats_key: Option<PathBuf>,
}

/// `aloud worker`
#[derive(Debug, Args)]
pub struct Worker {
    /// How the cluster is reached.
    #[command(flatten)]
    pub nats: Nats,
    /// Name of this worker in results [default: the process number]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Answer with metrics for Prometheus at this address, such as 127.0.0.1:9464
    #[arg(long, env = "ALOUD_METRICS", value_name = "HOST:PORT")]
    pub metrics: Option<String>,
    /// Number of articles at once [default: two per core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub jobs: Option<u16>,
    /// Seconds of silence after which an article goes to another worker
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(2..=3600))]
    pub lost_after: u64,
    /// Narrate pages with no story or only the stub before a paywall, too
    #[arg(long)]
    pub force: bool,
    /// Maximum number of characters to ask the engine for
    #[arg(long, value_name = "N")]
    pub max_chars: Option<u64>,
    /// Maximum cost in US dollars, at the voice file's price
    #[arg(long, value_name = "USD", value_parser = usd)]
    pub max_cost: Option<f64>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
    /// How much to say.
    #[command(flatten)]
    pub talk: Talk,
}
