//! What is typed after `desk`.

use std::path::PathBuf;

use clap::Args;

use super::Finding;
use crate::settings::Choices;

/// `aloud desk`
#[derive(Debug, Args)]
pub struct Desk {
    /// Folder of narrations [default: narrations]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8766")]
    pub listen: String,
    /// Your name, which stands beside what you change and approve
    #[arg(long = "as", value_name = "NAME", env = "ALOUD_EDITOR", default_value = "editor")]
    pub name: String,
    /// Name by which browsers call the desk, besides addresses and local names. May be repeated
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
    /// How articles are read again.
    #[command(flatten)]
    pub finding: Finding,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}
