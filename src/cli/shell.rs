//! What is typed after `completions` and `man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

/// `aloud completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// Shell to write the script for
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// `aloud man`
#[derive(Debug, Args)]
pub struct Man {
    /// Folder for the manual pages; created if missing
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
