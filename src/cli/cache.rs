//! What is typed after `cache`.

use clap::{Args, Subcommand};

use crate::settings::Choices;

/// `aloud cache`
#[derive(Debug, Args)]
pub struct Cache {
    /// What to do.
    #[command(subcommand)]
    pub command: CacheCommand,
}

/// The commands of `aloud cache`.
#[derive(Debug, Subcommand)]
pub enum CacheCommand {
    /// Count the clips and their bytes
    Stats(CacheLook),
    /// Read every clip and tell those that are damaged; they are spoken again when they are needed
    Verify(CacheLook),
    /// Remove the clips used least recently, and what killed runs left half-written
    Prune {
        /// Leave no more gigabytes than this [default: the cache_size of the settings]
        #[arg(long, value_name = "GB", value_parser = gigabytes)]
        to: Option<f64>,
        /// Settings typed or from the environment.
        #[command(flatten)]
        choices: Box<Choices>,
    },
}

/// `aloud cache stats` and `verify`
#[derive(Debug, Args)]
pub struct CacheLook {
    /// Print JSON: one object, or one a clip
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// Reads a size.
fn gigabytes(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(size) if size.is_finite() && size >= 0.0 => Ok(size),
        _ => Err("give a number of gigabytes, such as 20 or 0.5".to_owned()),
    }
}
