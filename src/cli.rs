//! What can be typed: the commands and their flags.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::settings::Choices;

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
    /// Show what would be said, without saying it
    Script(Script),
    /// List the voices
    Voices(Voices),
}

/// `aloud narrate`
#[derive(Debug, Args)]
pub struct Narrate {
    /// Articles: Markdown or text files, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
    /// How much to say.
    #[command(flatten)]
    pub talk: Talk,
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
    /// Print one JSON object an article: metadata, blocks and sentences
    #[arg(long)]
    pub json: bool,
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
