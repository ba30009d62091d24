//! The `aloud` command: runs what was typed and sets the exit code.

use std::process::ExitCode;

use aloud::cli::Cli;
use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    aloud::commands::run(Cli::parse()).await
}
