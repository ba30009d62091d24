//! `aloud licenses`: whose data is compiled in, and under which licenses.

use std::io::{Write, stdout};
use std::process::ExitCode;

use super::failure::Result;

const NOTICES: [&str; 3] = [include_str!("../../voices/THIRD-PARTY.md"), aloud_heart::NOTICE, aloud_heart::LICENSE];

/// Prints the notices of everything that is compiled in.
pub(super) fn run() -> Result<ExitCode> {
    stdout().write_all(NOTICES.join("\n\n---\n\n").as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
