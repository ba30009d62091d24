//! Reads what was typed. An empty environment variable is an unset one, and a wrong one is named.

use std::ffi::{OsStr, OsString};
use std::io::{Write as _, stderr};

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Command, Error, FromArgMatches as _};

use super::typed::keep;
use super::{Cli, command};

/// A variable that no one sets.
const UNSET: &str = "ALOUD_UNSET";

/// Reads what was typed, in this environment; ends the program where it cannot be read, or only asks for help.
#[must_use]
pub fn parse(typed: &[OsString], environment: impl Fn(&str) -> Option<String>) -> Cli {
    let command = without_empty(command(), &environment);
    let read = command.clone().try_get_matches_from(typed).and_then(|matches| {
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

/// Leaves out the variables that are empty.
pub(super) fn without_empty(command: Command, environment: &impl Fn(&str) -> Option<String>) -> Command {
    let is_empty = |arg: &Arg| {
        let value = arg.get_env().and_then(OsStr::to_str).and_then(environment);
        value.is_some_and(|value| value.trim().is_empty())
    };
    let command = command.mut_args(|arg| if is_empty(&arg) { arg.env(UNSET) } else { arg });
    command.mut_subcommands(|inner| without_empty(inner, environment))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_an_unset_one() {
        // The variables of flags themselves are read by clap, from the process: here only which are left out is looked at.
        let command = without_empty(command(), &|name| (name == "ALOUD_SPEED").then(String::new));
        assert_eq!(find(&command, "speed").as_deref(), Some(UNSET));
        assert_eq!(find(&command, "voice").as_deref(), Some("ALOUD_VOICE"));
    }
}
