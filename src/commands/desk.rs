//! `aloud desk`: narrations listened to, mended and approved in a browser.

use std::io::{Write as _, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::door::{Door, house, say, settings_file};
use super::failure::{Failure, Result};
use super::signals::signal;
use super::ways::{Asked, Way, Ways};
use super::{listen, reader};
use crate::catalogue::{Catalogue, CatalogueError};
use crate::channel::control::{self, Request};
use crate::channel::{FILE_NAME, Ledger, Register};
use crate::cli;
use crate::desk::{self, Desk, Setup};
use crate::pipeline::SharedNarrator;
use crate::secrets::Keyring;
use crate::settings::{Choices, Settings};

/// Holds the folder and serves its desk until a signal; where `aloud run` holds it, says how to come to the desk in there.
pub(super) async fn run(typed: cli::Desk, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let out = typed.folder.clone().or_else(|| typed.choices.out.clone());
    let choices = Choices { out, ..typed.choices.clone() };
    let settings = Settings::settle(choices.clone(), config)?;
    let catalogue = match Catalogue::open_existing(&settings.out) {
        Err(error @ CatalogueError::Busy { .. }) => return in_service(&settings, &typed.door.me, error),
        opened => Arc::new(opened?),
    };
    let flags = Ways::new(choices.typed.clone(), catalogue.calls()?);
    let asked = Asked { choices: &choices, config, inputs: &[] };
    let setup = Setup {
        ways: ways(&typed, asked, (&catalogue, &flags), keyring)?,
        flags,
        register: register(&settings, asked)?,
        in_service: false,
        house: house(&settings),
        settings_file: settings_file(&settings, config),
        catalogue,
        clock: keyring.clock(),
    };
    let desk = Desk::open(setup)?;
    let stop = CancellationToken::new();
    tokio::spawn(stop_on_signal(stop.clone()));
    let door = Door::open(&typed.door, &typed.listen)?;
    say("a link lets one browser in, once; Ctrl-C closes the desk");
    door.serve(desk, stop).await?;
    Ok(ExitCode::SUCCESS)
}

/// Asks the service that holds the folder for a link into its desk.
fn in_service(settings: &Settings, name: &str, busy: CatalogueError) -> Result<ExitCode> {
    let Some(answer) = control::ask(&settings.out, &Request::Desk { name: name.to_owned() }) else {
        return Err(busy.into());
    };
    match (answer.lines.first(), answer.refused.first()) {
        (Some(link), _) => {
            say("`aloud run` is at work in this folder; its desk is open at");
            writeln!(stdout(), "{link}")?;
            Ok(ExitCode::SUCCESS)
        }
        (None, Some(why)) => Err(Failure::new(why.clone())),
        (None, None) => Err(busy.into()),
    }
}

/// Sets up the ways in which the folder's articles were narrated, the usual one first.
fn ways(
    typed: &cli::Desk,
    asked: Asked<'_>,
    (catalogue, flags): (&Catalogue, &Ways),
    keyring: &Keyring,
) -> Result<Vec<desk::Way>> {
    let mut records = Vec::new();
    catalogue.each(|record| records.push(record))?;
    let of_runs = flags.all(records.iter()).into_iter().filter(|flags| *flags != asked.choices.typed);
    let mut ways = Vec::new();
    for flags in std::iter::once(asked.choices.typed.clone()).chain(of_runs) {
        let settings = Way::open(&flags, asked, keyring)?.settings;
        let listening = settings.listen.on.then(|| listen::hearing(&settings, keyring)).transpose()?;
        let mut narrator = settings.narrator()?.keyring(keyring.clone()).listening(listening).build()?;
        // One looks after the edits, whoever narrates.
        if let Some(usual) = ways.first().map(|usual: &desk::Way| usual.narrator.now()) {
            narrator.storage.edits = usual.storage.edits;
        }
        ways.push(desk::Way {
            flags,
            reader: reader(&typed.finding, &settings, keyring)?,
            again: None,
            narrator: SharedNarrator::new(narrator),
            lexicons: settings.lexicons.clone(),
            starter: settings.starter,
            approval: settings.desk.approval,
        });
    }
    Ok(ways)
}

/// Opens the memory of a service that was at work in the folder, to learn what is published and to note what is changed.
fn register(settings: &Settings, asked: Asked<'_>) -> Result<Option<Register>> {
    if !settings.out.join(FILE_NAME).exists() {
        return Ok(None);
    }
    // Without its settings no one knows which channels it followed.
    let channels = Settings::channels(asked.choices, asked.config).unwrap_or_default().into_iter();
    let own = channels.filter(|(_, of)| of.out == settings.out).map(|(channel, _)| channel.name);
    Ok(Some(Register::new(Arc::new(Ledger::open(&settings.out)?), own.collect())))
}

/// Ends the desk at the first signal, letting what is being spoken finish, and the program at the second.
fn stop_on_signal(stop: CancellationToken) -> impl Future<Output = ()> + Send {
    let first = signal();
    async move {
        first.await;
        say("closing; what is being spoken is finished. Once more stops at once");
        stop.cancel();
        signal().await;
        std::process::exit(1);
    }
}
