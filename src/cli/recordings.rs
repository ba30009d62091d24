//! What is typed after `verify` and `keys`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Finding;

/// `aloud verify`
#[derive(Debug, Args)]
pub struct Verify {
    /// Recordings, or manifests to check every file they list
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Article to compare with, an address or a file [default: the file it was narrated from]
    #[arg(long, value_name = "INPUT")]
    pub article: Option<PathBuf>,
    /// Save what is left of a truncated WAV in a new file beside it
    #[arg(long)]
    pub repair: bool,
    /// Look for the mark of `narrate --watermark` in the first ten minutes of sound
    #[arg(long = "find-watermark")]
    pub find_watermark: bool,
    /// Print one JSON object per file
    #[arg(long)]
    pub json: bool,
    /// PEM file with the certificates of authorities whose signatures you trust
    #[arg(long, value_name = "FILE")]
    pub trust: Option<PathBuf>,
    /// How the article is found.
    #[command(flatten)]
    pub finding: Finding,
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
        /// Folder for the key and its certificates
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
}
