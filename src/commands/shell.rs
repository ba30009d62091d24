//! `aloud completions` and `aloud man`: what a shell and the manual know of the command line.

use std::fs;
use std::io::{Write, stdout};
use std::process::ExitCode;

use super::failure::{Context, Result};
use crate::cli::{Completions, Man, command};

/// Prints the script by which a shell completes what is typed.
pub(super) fn completions(typed: &Completions) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(typed.shell, &mut command(), "aloud", &mut script);
    stdout().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a manual page for each command.
pub(super) fn man(typed: &Man) -> Result<ExitCode> {
    let folder = &typed.folder;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    clap_mangen::generate_to(command(), folder)
        .with_context(|| format!("cannot write manual pages into {}", folder.display()))?;
    Ok(ExitCode::SUCCESS)
}
