//! The commands: each reads what it was given, asks the library, and prints. stdout is data, stderr is talk.

mod attach;
mod cache;
mod explain;
mod feed;
mod finding;
#[cfg(feature = "fleet")]
mod fleet;
mod keys;
mod lexicon;
mod narrate;
mod plan;
mod posts;
mod progress;
mod publish;
mod say;
mod script;
mod serve;
mod status;
mod verify;
mod voices;
mod watch;

use std::io::{Write, stderr};
use std::process::ExitCode;

use crate::catalogue::CatalogueError;
use crate::cli::{Cli, Command};
use crate::engines::BuildError;
use crate::error::Hint;
use crate::master::{MasterError, ProvenanceError, RepairError};
use crate::pipeline::{NarrateError, SetupError};
use crate::publication::PublishError;
use crate::publication::feed::FeedError;
use crate::publication::page::PageError;
use crate::script::lexicon::LexiconError;
use crate::secrets::{KeyError, Keyring};
use crate::settings::{Settings, SettingsError};
use crate::source::{FetchError, SourceError};
use crate::speech::{CacheError, EngineError, NoPrice};
use crate::store::StoreError;
use crate::store::bucket::{Bucket, BucketError, BucketUrl};
use crate::voice::VoiceError;
use finding::reader;

/// Exit code when some article failed.
const SOME_FAILED: u8 = 1;
/// Exit code for wrong use or wrong settings; clap uses the same.
const WRONG_USE: u8 = 2;

/// Runs a command and gives the exit code: 0 all done, 1 some article failed, 2 wrong use or settings.
pub async fn run(cli: Cli, keyring: &Keyring) -> ExitCode {
    let config = cli.config.as_deref();
    let done = match cli.command {
        Command::Narrate(typed) => narrate::run(typed, config, keyring).await,
        Command::Retry(typed) => narrate::retry(typed.narrating, config, keyring).await,
        Command::Status(typed) => status::run(typed, config),
        Command::Cache(typed) => cache::run(typed, config, keyring),
        #[cfg(feature = "fleet")]
        Command::Fleet(typed) => fleet::run(typed, config, keyring).await,
        #[cfg(feature = "fleet")]
        Command::Worker(typed) => fleet::work(*typed, config, keyring).await,
        #[cfg(not(feature = "fleet"))]
        Command::Fleet(_) | Command::Worker(_) => Err(NoFleet.into()),
        Command::Script(typed) => script::run(typed, config, keyring).await,
        Command::Serve(typed) => serve::run(typed, config, keyring).await,
        Command::Say(typed) => say::run(typed, config, keyring).await,
        Command::Lexicon(typed) => lexicon::run(typed, config, keyring).await,
        Command::Keys(typed) => keys::run(typed, keyring),
        Command::Verify(typed) => verify::run(typed, config, keyring).await,
        Command::Attach(typed) => attach::run(*typed, config),
        Command::Voices(typed) => voices::run(typed, config),
        Command::Feed(typed) => feed::run(typed, config),
        Command::Publish(typed) => publish::run(typed, config, keyring).await,
    };
    done.unwrap_or_else(|error| {
        report(&error);
        ExitCode::from(WRONG_USE)
    })
}

/// Prints an error: what failed, each cause on its line, and what to do where we know.
fn report(error: &anyhow::Error) {
    let mut text = format!("error: {error}\n");
    for cause in error.chain().skip(1) {
        text.push_str(&format!("  because: {cause}\n"));
    }
    if let Some(hint) = error.chain().find_map(hint) {
        text.push_str(&format!("hint: {hint}\n"));
    }
    // Nobody is left to tell when stderr is gone.
    let _ = stderr().write_all(text.as_bytes());
}

/// Says what to do about one error of a chain.
fn hint(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    None.or_else(|| error.downcast_ref::<SourceError>()?.hint())
        .or_else(|| error.downcast_ref::<NarrateError>()?.hint())
        .or_else(|| error.downcast_ref::<SetupError>()?.hint())
        .or_else(|| error.downcast_ref::<CatalogueError>()?.hint())
        .or_else(|| error.downcast_ref::<FetchError>()?.hint())
        .or_else(|| error.downcast_ref::<SettingsError>()?.hint())
        .or_else(|| error.downcast_ref::<VoiceError>()?.hint())
        .or_else(|| error.downcast_ref::<LexiconError>()?.hint())
        .or_else(|| error.downcast_ref::<say::NoPlayer>()?.hint())
        .or_else(|| error.downcast_ref::<BuildError>()?.hint())
        .or_else(|| error.downcast_ref::<KeyError>()?.hint())
        .or_else(|| error.downcast_ref::<NoPrice>()?.hint())
        .or_else(|| error.downcast_ref::<EngineError>()?.hint())
        .or_else(|| error.downcast_ref::<StoreError>()?.hint())
        .or_else(|| error.downcast_ref::<BucketError>()?.hint())
        .or_else(|| error.downcast_ref::<CacheError>()?.hint())
        .or_else(|| fleet_hint(error))
        .or_else(|| error.downcast_ref::<MasterError>()?.hint())
        .or_else(|| error.downcast_ref::<RepairError>()?.hint())
        .or_else(|| error.downcast_ref::<ProvenanceError>()?.hint())
        .or_else(|| error.downcast_ref::<PageError>()?.hint())
        .or_else(|| error.downcast_ref::<FeedError>()?.hint())
        .or_else(|| error.downcast_ref::<PublishError>()?.hint())
        .or_else(|| error.downcast_ref::<KeyError>()?.hint())
        .or_else(|| error.downcast_ref::<feed::NoFeed>()?.hint())
}

/// Opens the bucket that machines share, where the settings name one.
async fn bucket(settings: &Settings, keyring: &Keyring) -> anyhow::Result<Option<Bucket>> {
    match settings.store.clone() {
        Some(url) => open_bucket(url, settings, keyring).await.map(Some),
        None => Ok(None),
    }
}

/// Opens a bucket with the key that the settings name, and makes sure that it can be used.
async fn open_bucket(url: BucketUrl, settings: &Settings, keyring: &Keyring) -> anyhow::Result<Bucket> {
    if cfg!(not(feature = "s3")) {
        return Err(BucketError::NotBuilt.into());
    }
    let bucket = Bucket::open(url, &settings.s3.access(|place| keyring.key(place))?)?;
    bucket.check().await?;
    Ok(bucket)
}

/// This build knows nothing of fleets.
#[cfg(not(feature = "fleet"))]
#[derive(Debug, thiserror::Error)]
#[error("this build of aloud works on one machine alone")]
struct NoFleet;

#[cfg(not(feature = "fleet"))]
impl Hint for NoFleet {
    fn hint(&self) -> Option<String> {
        Some("build it with its fleet: cargo install aloud --features fleet".to_owned())
    }
}

#[cfg(not(feature = "fleet"))]
fn fleet_hint(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    error.downcast_ref::<NoFleet>()?.hint()
}

#[cfg(feature = "fleet")]
fn fleet_hint(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    error.downcast_ref::<crate::fleet::FleetError>()?.hint()
}
