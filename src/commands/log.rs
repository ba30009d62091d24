//! Reports of what a command does, on standard error: which, and how they are written.

use std::io::{self, IsTerminal as _, Write, stderr};
use std::sync::{Mutex, PoisonError};

use indicatif::ProgressBar;

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
    let lines = tracing_subscriber::fmt::layer().with_writer(|| Beside);
    let layer = match cli.log_format {
        // No one reads the time beside what happens before their eyes.
        LogFormat::Text if stderr().is_terminal() => lines.without_time().with_filter(filter).boxed(),
        LogFormat::Text => lines.with_filter(filter).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_filter(filter).boxed(),
    };
    // A second start in one process finds the first at work.
    let _ = tracing_subscriber::registry().with(layer).try_init();
}

/// The bar at the bottom of the terminal, which lines are written above.
static BAR: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Writes reports above this bar from now on.
pub(super) fn beside(bar: &ProgressBar) {
    *BAR.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.clone());
}

/// Standard error, above the bar.
struct Beside;

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bar = BAR.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match bar {
            Some(bar) => bar.suspend(|| stderr().write(bytes)),
            None => stderr().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        stderr().flush()
    }
}
