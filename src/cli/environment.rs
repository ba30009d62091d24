//! Variables of the environment that are empty count as unset.

use std::ffi::OsStr;

use clap::{Arg, Command};

/// A variable that no one sets.
const UNSET: &str = "ALOUD_UNSET";

/// Leaves out the variables that are empty.
pub(super) fn without_empty(command: Command, environment: &impl Fn(&str) -> Option<String>) -> Command {
    let is_empty = |arg: &Arg| {
        let value = arg.get_env().and_then(OsStr::to_str).and_then(environment);
        value.is_some_and(|value| value.trim().is_empty())
    };
    let command = command.mut_args(|arg| if is_empty(&arg) { arg.env(UNSET) } else { arg });
    command.mut_subcommands(|inner| without_empty(inner, environment))
}

#[cfg(test)]
mod tests {
    use super::super::command;
    use super::*;

    #[test]
    fn an_empty_variable_is_an_unset_one() {
        // The variables of flags themselves are read by clap, from the process: here only which are left out is looked at.
        let command = without_empty(command(), &|name| (name == "ALOUD_SPEED").then(String::new));
        let variable = |long: &str| {
            let narrate = command.find_subcommand("narrate")?;
            let arg = narrate.get_arguments().find(|arg| arg.get_long() == Some(long))?;
            Some(arg.get_env()?.to_string_lossy().into_owned())
        };
        assert_eq!(variable("speed").as_deref(), Some(UNSET));
        assert_eq!(variable("voice").as_deref(), Some("ALOUD_VOICE"));
    }
}
