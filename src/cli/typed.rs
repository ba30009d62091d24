//! What of a command line shapes narrations, kept as it was typed, to be read again by the next look at them.

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, Error, FromArgMatches as _};

use super::environment::without_empty;
use super::help::shapes;
use super::{Cli, Command as Typed, FleetCommand, Narrating, command};
use crate::settings::Choices;

/// Keeps the flags that were typed and shape narrations with the choices of a command that narrates or looks at narrations.
pub(super) fn keep(typed: &mut Typed, matches: &ArgMatches, command: &Command) {
    let Some(choices) = choices(typed) else { return };
    let (mut command, mut matches) = (command, matches);
    while let Some((name, own)) = matches.subcommand()
        && let Some(found) = command.find_subcommand(name)
    {
        (command, matches) = (found, own);
    }
    if matches.subcommand().is_none() {
        choices.typed = command.get_arguments().filter(|arg| shapes(arg)).flat_map(|arg| words(arg, matches)).collect();
    }
}

fn choices(typed: &mut Typed) -> Option<&mut Choices> {
    match typed {
        Typed::Narrate(typed) => Some(&mut typed.narrating.choices),
        Typed::Retry(typed) => Some(&mut typed.narrating.choices),
        Typed::Status(typed) => Some(&mut typed.choices),
        Typed::Prune(typed) => Some(&mut typed.choices),
        Typed::Run(typed) => Some(&mut typed.choices),
        Typed::Desk(typed) => Some(&mut typed.choices),
        Typed::Fleet(typed) => match &mut typed.command {
            FleetCommand::Submit { choices, .. } => Some(choices),
            _ => None,
        },
        _ => None,
    }
}

/// Returns a flag as it was typed, once for each of its values.
fn words(arg: &Arg, matches: &ArgMatches) -> Vec<String> {
    let (id, Some(long)) = (arg.get_id().as_str(), arg.get_long()) else { return Vec::new() };
    if matches.value_source(id) != Some(ValueSource::CommandLine) {
        return Vec::new();
    }
    match arg.get_action() {
        ArgAction::SetTrue => vec![format!("--{long}")],
        _ => {
            let values = matches.get_raw(id).into_iter().flatten();
            values.map(|value| format!("--{long}={}", value.to_string_lossy())).collect()
        }
    }
}

/// Reads flags that were kept as if they were typed again, in this environment.
///
/// # Errors
/// When they are no longer known, or their values not taken.
pub fn typed_again(flags: &[String], environment: impl Fn(&str) -> Option<String>) -> Result<Narrating, Error> {
    let flags = flags.iter().map(String::as_str);
    let typed = ["aloud", "narrate"].into_iter().chain(flags).chain(["-"]);
    let matches = without_empty(command(), &environment).try_get_matches_from(typed)?;
    match Cli::from_arg_matches(&matches)?.command {
        Typed::Narrate(typed) => Ok(typed.narrating),
        _ => Err(Error::new(ErrorKind::InvalidSubcommand)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_that_shape_narrations_are_kept_as_typed_and_read_again() {
        let line = [
            "aloud", "narrate", "-v", "tone", "--format", "mp3,vtt", "--fallback=a", "--fallback", "b", "--watermark",
            "--drafts", "--loudness", "-19", "--jobs", "2", "--out", "x", "posts",
        ];
        let matches = command().try_get_matches_from(line).unwrap();
        let mut cli = Cli::from_arg_matches(&matches).unwrap();
        keep(&mut cli.command, &matches, &command());
        let mut kept = choices(&mut cli.command).unwrap().typed.clone();
        let again = typed_again(&kept, |_| None).unwrap();
        kept.sort();
        assert_eq!(
            kept,
            [
                "--drafts", "--fallback=a", "--fallback=b", "--format=mp3", "--format=vtt", "--loudness=-19",
                "--voice=tone", "--watermark=true"
            ]
        );
        let choices = again.choices;
        assert!(again.drafts && choices.voice.as_deref() == Some("tone") && choices.master.watermark == Some(true));
        assert_eq!((choices.fallback.unwrap().len(), choices.master.format.unwrap().len()), (2, 2));
        assert!(typed_again(&["--gone=1".to_owned()], |_| None).is_err());
    }
}
