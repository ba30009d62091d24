//! The ways in which articles are narrated into a folder: the settings, with the flags that the runs over them were called with.

use std::io::{Write as _, stderr};
use std::path::{Path, PathBuf};

use super::failure::{Context as _, Failure, Result};
pub(super) use crate::batch::Ways;
use crate::catalogue::channel_of;
use crate::cli::{Finding, typed_again};
use crate::pipeline::{Narrator, Run};
use crate::secrets::Keyring;
use crate::settings::{Choices, Settings};

/// What a command that looks at narrations was asked.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) choices: &'a Choices,
    pub(super) config: Option<&'a Path>,
    /// The inputs to look through; none for those that articles were found in.
    pub(super) inputs: &'a [PathBuf],
}

/// One way of narrating.
pub(super) struct Way {
    pub(super) settings: Settings,
    pub(super) finding: Finding,
    pub(super) narrator: Narrator,
    pub(super) shape: String,
}

impl Way {
    /// Sets up what the next run with these flags would narrate by; no engine is asked and none needs its key. Flags of a run
    /// that no longer hold are reported, and count for nothing.
    pub(super) fn open(flags: &[String], asked: Asked<'_>, keyring: &Keyring) -> Result<Self> {
        if flags == asked.choices.typed {
            return Self::usual(asked, keyring);
        }
        let (channel, flags) = channel_of(flags);
        let settle = |choices| match channel {
            Some(name) => channel_settings(name, &choices, asked.config),
            None => Ok(Settings::settle(choices, asked.config)?),
        };
        let opened = called(flags, asked.choices, keyring)
            .and_then(|(choices, finding, run)| Self::of((settle(choices)?, finding, run), keyring));
        match opened {
            Err(why) => {
                writeln!(stderr(), "warning: {}, which no longer holds: {why}", last_run(channel, flags))?;
                Self::usual(asked, keyring)
            }
            opened => opened,
        }
    }

    fn usual(asked: Asked<'_>, keyring: &Keyring) -> Result<Self> {
        let settings = Settings::settle(asked.choices.clone(), asked.config)?;
        Self::of((settings, Finding::default(), Run::default()), keyring)
    }

    fn of((settings, finding, run): (Settings, Finding, Run), keyring: &Keyring) -> Result<Self> {
        let shape = settings.narrator()?.shape()?;
        let run = Run { clock: Some(keyring.clock()), ..run };
        let narrator = settings.narrator()?.keyring(Keyring::blank()).run(run).build()?;
        Ok(Self { settings, finding, narrator, shape })
    }
}

/// Settles the settings of a channel of `aloud run`.
pub(super) fn channel_settings(name: &str, choices: &Choices, config: Option<&Path>) -> Result<Settings> {
    let mut channels = Settings::channels(choices, config)?.into_iter();
    let own = channels.find(|(channel, _)| channel.name == name);
    own.map(|(_, settings)| settings).with_context(|| format!("the settings name no channel `{name}`"))
}

/// Says how articles were narrated last.
pub(super) fn last_run(channel: Option<&str>, flags: &[String]) -> String {
    let flags = flags.join(" ");
    match channel {
        Some(name) if flags.is_empty() => format!("channel {name} of aloud run narrated them"),
        Some(name) => format!("channel {name} of aloud run was called with {flags}"),
        None => format!("the last run was called with {flags}"),
    }
}

/// Reads the flags of a run again; folders and places are those that are typed now.
fn called(flags: &[String], typed: &Choices, keyring: &Keyring) -> Result<(Choices, Finding, Run)> {
    let again = typed_again(flags, |name| keyring.variable(name));
    let again = again.map_err(|error| Failure::new(error.to_string().lines().next().unwrap_or_default().to_owned()))?;
    let run = Run { drafts: again.drafts, force: again.force, ..Run::default() };
    Ok((with_folders(again.choices, typed), again.finding, run))
}

/// Puts the folders and places that are typed into the choices of an earlier run.
pub(super) fn with_folders(again: Choices, typed: &Choices) -> Choices {
    Choices {
        out: typed.out.clone(),
        cache: typed.cache.clone(),
        cache_size: typed.cache_size,
        store: typed.store.clone(),
        s3_typed: typed.s3_typed.clone(),
        ..again
    }
}

/// Returns whether flags name files, folders or addresses, and not only voices that are built in and the like.
pub(super) fn names_files(flags: &[String]) -> bool {
    const NAMING: [&str; 6] = ["--voices", "--lexicon", "--intro", "--outro", "--bed", "--cover"];
    flags.iter().any(|flag| {
        let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
        NAMING.contains(&name) || name.starts_with("--sign") || value.ends_with(".toml")
    })
}
