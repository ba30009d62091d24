//! What is typed after `desk`, and of a desk after `run`.

use std::net::IpAddr;
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
    #[arg(long, value_name = "HOST:PORT", default_value = ADDRESS)]
    pub listen: String,
    /// Who is let in.
    #[command(flatten)]
    pub door: Door,
    /// How articles are read again.
    #[command(flatten)]
    pub finding: Finding,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// Where a desk is reached unless someone says otherwise.
pub(super) const ADDRESS: &str = "127.0.0.1:8766";

/// Who is let in to a desk, and under which names.
#[derive(Debug, Clone, Args)]
pub struct Door {
    /// Your name, which stands beside what you change and approve
    #[arg(long = "as", value_name = "NAME", env = "ALOUD_EDITOR", default_value = "editor")]
    pub me: String,
    /// Another editor, who gets a link too; repeatable
    #[arg(long = "editor", value_name = "NAME")]
    pub editors: Vec<String>,
    /// Name by which browsers call the desk, besides addresses and local names; repeatable
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
    /// Address of a proxy that knows who asks: its X-Forwarded-User is believed; repeatable
    #[arg(long = "trust-proxy", value_name = "IP")]
    pub proxies: Vec<IpAddr>,
}
