//! What is typed to have a command report what it does.

use std::str::FromStr;

use clap::ValueEnum;
use tracing_subscriber::filter::Targets;

/// Which reports are wanted, by level and module.
#[derive(Debug, Clone, PartialEq)]
pub struct LogFilter(pub(crate) Targets);

impl FromStr for LogFilter {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let targets = text.trim().parse::<Targets>();
        targets
            .map(Self)
            .map_err(|_| "use error, warn, info, debug or trace, such as debug, or aloud::speech=trace,warn")
    }
}

/// How reports are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A line to read
    #[default]
    Text,
    /// One JSON object per line
    Json,
}
