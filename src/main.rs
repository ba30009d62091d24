//! The `aloud` command: runs what was typed and sets the exit code.

use std::process::ExitCode;

use aloud::secrets::Keyring;

#[tokio::main]
#[allow(clippy::disallowed_methods, reason = "this is where environment and clock are read")]
async fn main() -> ExitCode {
    let environment = |name: &str| std::env::var(name).ok();
    let typed: Vec<_> = std::env::args_os().collect();
    let keyring = Keyring::new(environment, std::time::SystemTime::now);
    aloud::commands::run(aloud::cli::parse(&typed, environment), &keyring).await
}
