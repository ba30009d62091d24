//! Reports of what a command does, on standard error: which, and how they are written.

use std::io::{IsTerminal as _, stderr};

use tracing::Level;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::cli::{Cli, LogFormat};

/// Starts reporting as it was typed: our own warnings, unless more or less was asked for.
pub(super) fn start(cli: &Cli) {
    let filter = match &cli.log {
        Some(filter) => filter.0.clone(),
        None if cli.verbose => Targets::new().with_target("aloud", Level::DEBUG).with_default(Level::WARN),
        // What the crates below us log is said by our own errors.
        None => Targets::new().with_target("aloud", Level::WARN),
    };
    let lines = tracing_subscriber::fmt::layer().with_writer(stderr);
    let layer = match cli.log_format {
        // No one reads the time beside what happens before their eyes.
        LogFormat::Text if stderr().is_terminal() => lines.without_time().with_filter(filter).boxed(),
        LogFormat::Text => lines.with_filter(filter).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_filter(filter).boxed(),
    };
    // A second start in one process finds the first at work.
    let _ = tracing_subscriber::registry().with(layer).try_init();
}
