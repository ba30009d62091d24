//! Which command was typed.

use std::io::{Write as _, stdout};
use std::path::Path;
use std::process::ExitCode;

use super::failure::Result;
#[cfg(not(feature = "fleet"))]
use super::refused;
use super::{
    WRONG_USE, accept, attach, cache, desk, doctor, embed, feed, init, keys, lexicon, licenses, listen, log, narrate,
    plan, prune, publish, report, say, schemas, script, serve, service, shell, status, verify, voices,
};
#[cfg(feature = "fleet")]
use super::{fleet, worker};
use crate::catalogue::hush_damage;
use crate::cli::{Cli, Command};
use crate::secrets::Keyring;
use crate::settings::trust;

/// Runs a command and gives the exit code: 0 all done, 1 some article failed, 2 wrong use or settings.
pub async fn run(cli: Cli, keyring: &Keyring) -> ExitCode {
    hush_damage();
    log::start(&cli);
    let config = cli.config.as_deref();
    let done = match cli.command {
        Command::Narrate(typed) if typed.narrating.dry_run => plan::run(*typed, config, keyring).await,
        Command::Narrate(typed) => narrate::run(*typed, config, keyring).await,
        Command::Retry(typed) => narrate::retry(typed.narrating, config, keyring).await,
        Command::Status(typed) => status::run(typed, config, keyring).await,
        Command::Accept(typed) => accept::run(typed, config, keyring).await,
        Command::Prune(typed) => prune::run(typed, config, keyring).await,
        Command::Trust { folder } => trusted(&folder),
        Command::Forget(typed) => prune::forget(typed, config),
        Command::Cache(typed) => cache::run(typed, config, keyring),
        #[cfg(feature = "fleet")]
        Command::Fleet(typed) => fleet::run(typed, config, keyring).await,
        #[cfg(feature = "fleet")]
        Command::Worker(typed) => worker::run(*typed, config, keyring).await,
        #[cfg(not(feature = "fleet"))]
        Command::Fleet(_) | Command::Worker(_) => Err(refused::NoFleet.into()),
        Command::Script(typed) => script::run(typed, config, keyring).await,
        Command::Serve(typed) => serve::run(typed, config, keyring).await,
        Command::Desk(typed) => desk::run(*typed, config, keyring).await,
        Command::Say(typed) => say::run(typed, config, keyring).await,
        Command::Lexicon(typed) => lexicon::run(typed, config, keyring).await,
        Command::Keys(typed) => keys::run(typed, keyring),
        Command::Verify(typed) => verify::run(typed, config, keyring).await,
        Command::Listen(typed) => listen::run(typed, config, keyring).await,
        Command::Attach(typed) => attach::run(*typed, config),
        Command::Embed(typed) => embed::run(typed, config),
        Command::Voices(typed) => voices::run(*typed, config, keyring).await,
        Command::Feed(typed) => feed::run(typed, config),
        Command::Publish(typed) => publish::run(typed, config, keyring).await,
        Command::Run(typed) => service::run(*typed, config, keyring).await,
        Command::Withdraw(typed) => service::withdraw(*typed, config, keyring),
        Command::Hooks(typed) => service::hooks(*typed, config, keyring).await,
        Command::Init(typed) => init::run(*typed, config, keyring),
        Command::Doctor(typed) => doctor::run(*typed, config, keyring).await,
        Command::Schemas(typed) => schemas::run(&typed),
        Command::Completions(typed) => shell::completions(&typed),
        Command::Man(typed) => shell::man(&typed),
        Command::Licenses => licenses::run(),
    };
    done.unwrap_or_else(|error| match error.is_broken_pipe() {
        // Whoever read the output has enough; there is no one to tell.
        true => ExitCode::from(BROKEN_PIPE),
        false => {
            report(&error);
            ExitCode::from(WRONG_USE)
        }
    })
}

/// Trusts a folder from now on.
fn trusted(folder: &Path) -> Result<ExitCode> {
    let folder = trust(folder)?;
    writeln!(stdout(), "{} is trusted", folder.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Exit code when no one reads the output any more, as shells give it: 128 and the number of SIGPIPE.
const BROKEN_PIPE: u8 = 141;
