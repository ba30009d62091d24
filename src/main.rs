//! The `aloud` command: runs what was typed and sets the exit code.

use std::process::ExitCode;

use aloud::cli::Cli;
use aloud::secrets::Keyring;
use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    #[allow(clippy::disallowed_methods, reason = "this is where environment and clock are read")]
    let keyring = Keyring::new(|name| std::env::var(name).ok(), std::time::SystemTime::now);
    aloud::commands::run(Cli::parse(), &keyring).await
}
