//! What is told of failures: what failed, each cause, and what to do where we know.

use std::io::{Write, stderr};

use super::refused::{NoFeed, NoPlayer};
use crate::catalogue::CatalogueError;
use crate::engines::BuildError;
use crate::error::Hint;
use crate::master::{MasterError, ProvenanceError, RepairError};
use crate::pipeline::{NarrateError, SetupError};
use crate::publication::PublishError;
use crate::publication::feed::FeedError;
use crate::publication::page::PageError;
use crate::script::lexicon::LexiconError;
use crate::secrets::KeyError;
use crate::settings::{SettingsError, TrustError};
use crate::source::{FetchError, SourceError};
use crate::speech::{CacheError, EngineError, NoPrice};
use crate::store::StoreError;
use crate::store::bucket::BucketError;
use crate::voice::VoiceError;

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

/// Says what to do about one error of a chain.
fn hint(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    None.or_else(|| error.downcast_ref::<SourceError>()?.hint())
        .or_else(|| error.downcast_ref::<NarrateError>()?.hint())
        .or_else(|| error.downcast_ref::<SetupError>()?.hint())
        .or_else(|| error.downcast_ref::<CatalogueError>()?.hint())
        .or_else(|| error.downcast_ref::<FetchError>()?.hint())
        .or_else(|| error.downcast_ref::<SettingsError>()?.hint())
        .or_else(|| error.downcast_ref::<TrustError>()?.hint())
        .or_else(|| error.downcast_ref::<VoiceError>()?.hint())
        .or_else(|| error.downcast_ref::<LexiconError>()?.hint())
        .or_else(|| error.downcast_ref::<NoPlayer>()?.hint())
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
        .or_else(|| error.downcast_ref::<NoFeed>()?.hint())
}

#[cfg(not(feature = "fleet"))]
fn fleet_hint(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    error.downcast_ref::<super::refused::NoFleet>()?.hint()
}

#[cfg(feature = "fleet")]
fn fleet_hint(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    error.downcast_ref::<crate::fleet::FleetError>()?.hint()
}
