//! What is told of failures: what failed, each cause, and what to do where we know.

use std::io::{Write, stderr};

use super::failure::Failure;

/// Exit code when some article failed.
pub(super) const SOME_FAILED: u8 = 1;
/// Exit code for wrong use or wrong settings; clap uses the same.
pub(super) const WRONG_USE: u8 = 2;

/// Prints a failure: what failed, each cause on its line, and what to do where we know.
pub(super) fn report(failure: &Failure) {
    let mut messages = failure.messages().into_iter();
    let mut text = format!("error: {}\n", messages.next().unwrap_or_default());
    for cause in messages {
        text.push_str(&format!("  because: {cause}\n"));
    }
    if let Some(hint) = failure.hint() {
        text.push_str(&format!("hint: {hint}\n"));
    }
    // No one is left to talk to when stderr is gone.
    let _ = stderr().write_all(text.as_bytes());
}
