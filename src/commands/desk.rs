//! `aloud desk`: narrations listened to, mended and approved in a browser.

use std::io::{Write, stderr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::failure::{Context, Result};
use super::signals::signal;
use super::{listen, reader};
use crate::catalogue::Catalogue;
use crate::cli;
use crate::desk::{self, Desk, Gate, Setup};
use crate::script::lexicon;
use crate::secrets::Keyring;
use crate::settings::{Choices, LEXICON_NAME, Settings};

/// Holds the folder and serves its desk until a signal.
pub(super) async fn run(typed: cli::Desk, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let out = typed.folder.clone().or_else(|| typed.choices.out.clone());
    let settings = Settings::settle(Choices { out, ..typed.choices.clone() }, config)?;
    let catalogue = Catalogue::open_existing(&settings.out)?;
    let listening = settings.listen.on.then(|| listen::hearing(&settings, keyring)).transpose()?;
    let narrator = settings.narrator()?.keyring(keyring.clone()).listening(listening).build()?;
    let setup = Setup {
        reader: reader(&typed.finding, &settings, keyring)?,
        narrator,
        catalogue,
        house: house(&settings),
        lexicons: settings.lexicons.clone(),
        starter: settings.starter,
        approval: settings.desk.approval,
        clock: keyring.clock(),
    };
    let desk = Arc::new(Desk::open(setup)?);
    let listener = TcpListener::bind(&typed.listen).await;
    let listener = listener.with_context(|| format!("cannot listen on {}", typed.listen))?;
    let address = listener.local_addr()?;
    let gate = Arc::new(Gate::new(address.port()));
    if !address.ip().is_loopback() {
        say("warning: the desk speaks plain HTTP; put a proxy with TLS before it");
    }
    say(&format!("the desk is open at http://{address}/enter?token={}", gate.invite(&typed.name)));
    say("the link lets one browser in, once; Ctrl-C closes the desk");
    let stop = CancellationToken::new();
    tokio::spawn(stop_on_signal(stop.clone()));
    desk::run(listener, (desk, gate), &typed.hosts, stop).await?;
    Ok(ExitCode::SUCCESS)
}

/// Returns the lexicon that the house's entries go into: the first that is TOML, else the one that is looked for.
fn house(settings: &Settings) -> PathBuf {
    let own = settings.lexicons.iter().find(|file| !lexicon::is_pls(file)).cloned();
    own.unwrap_or_else(|| settings.project.join(LEXICON_NAME))
}

/// Ends the desk at the first signal, letting what is being spoken finish, and the program at the second.
async fn stop_on_signal(stop: CancellationToken) {
    signal().await;
    say("closing; what is being spoken is finished. Once more stops at once");
    stop.cancel();
    signal().await;
    std::process::exit(1);
}

fn say(line: &str) {
    // Nobody is left to tell when stderr is gone.
    let _ = writeln!(stderr(), "{line}");
}
