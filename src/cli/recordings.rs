//! What is typed after `verify` and `keys`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Finding;

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
