//! Reads what was typed. An empty environment variable is an unset one, and a wrong one is named.

use std::ffi::OsString;
use std::io::{Write as _, stderr};

use clap::error::{ContextKind, ContextValue};
use clap::{Command, Error, FromArgMatches as _};

use super::environment::without_empty;
use super::typed::keep;
use super::{Cli, command};

/// Reads what was typed, in this environment; ends the program where it cannot be read, or only asks for help.
#[must_use]
pub fn parse(typed: &[OsString], environment: impl Fn(&str) -> Option<String>) -> Cli {
    let command = without_empty(command(), &environment);
    let read = command.clone().try_get_matches_from(spelled_out(typed)).and_then(|matches| {
        let mut cli = Cli::from_arg_matches(&matches)?;
        keep(&mut cli.command, &matches, &command);
        Ok(cli)
    });
    read.unwrap_or_else(|error| {
        // No one is left to talk to when the output is gone.
        let _ = error.print();
        if let Some(variable) = variable_of(&error, &command, typed) {
            let _ = writeln!(stderr(), "hint: the value is that of the environment variable {variable}");
        }
        std::process::exit(error.exit_code())
    })
}

/// Returns what was typed, with `aloud version` as the flag that it means: clap would take it for a misspelt `lexicon`.
fn spelled_out(typed: &[OsString]) -> Vec<OsString> {
    match typed {
        [program, word] if word == "version" => vec![program.clone(), "--version".into()],
        _ => typed.to_vec(),
    }
}

/// Returns the variable that a wrong value came from: that of a flag that was not typed.
fn variable_of(error: &Error, command: &Command, typed: &[OsString]) -> Option<String> {
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else { return None };
    let long = flag.split([' ', '=', '[']).next()?.strip_prefix("--")?.to_owned();
    let is_typed = typed
        .iter()
        .filter_map(|word| word.to_str())
        .any(|word| word.strip_prefix("--").is_some_and(|word| word.split('=').next() == Some(&long)));
    let variable = find(command, &long)?;
    (!is_typed).then_some(variable)
}

/// Finds the variable of a flag, in a command or those below it.
fn find(command: &Command, long: &str) -> Option<String> {
    let own = command.get_arguments().find(|arg| arg.get_long() == Some(long) && arg.get_env().is_some());
    let own = own.and_then(|arg| Some(arg.get_env()?.to_string_lossy().into_owned()));
    own.or_else(|| command.get_subcommands().find_map(|inner| find(inner, long)))
}
