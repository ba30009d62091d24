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
    /// Read every clip and list the damaged ones; they are spoken again when needed
    Verify(CacheLook),
    /// Remove the least recently used clips and the leftovers of killed runs
    Prune {
        /// Size to keep, in gigabytes [default: cache_size of the settings]
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
    /// Print JSON: one object, or one per clip
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
        _ => Err("use a number of gigabytes, such as 20 or 0.5".to_owned()),
    }
}
