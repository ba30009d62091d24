//! What the next run would do about each article, found out as a run would, with nothing spoken and nothing written.

use std::sync::Arc;

use tokio::sync::mpsc::Receiver;

use super::article::{Job, Seen, made};
use super::run::Jobs;
use super::{Batch, Outcome};
use crate::catalogue::{Done, Record, State};
use crate::error::whole_message;
use crate::pipeline;
use crate::source::Lead;

/// What the next run would do about an article.
#[derive(Debug)]
pub struct Surveyed {
    /// What its source names the article by.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The input it was found in.
    pub input: String,
    /// What is known of it.
    pub before: Option<Record>,
    /// What would be done.
    pub forecast: Forecast,
}

/// What the next run would do about an article.
#[derive(Debug, Clone, PartialEq)]
pub enum Forecast {
    /// Nothing: its narration is as it would be made now.
    Current(Box<Done>),
    /// Its narration would be made again.
    Stale {
        /// Why.
        why: &'static str,
    },
    /// It would be narrated for the first time.
    New,
    /// It would be passed over.
    Skipped {
        /// Why.
        why: String,
    },
    /// It would be passed over for another that is the same.
    Duplicate {
        /// The name of that one.
        of: String,
        /// Whether it is the very same one, met twice.
        again: bool,
    },
    /// It would fail.
    Failed {
        /// Why.
        error: String,
    },
}

/// Finds out what the next run would do about each of the leads, in their order.
///
/// # Errors
/// Those of `tell`.
pub async fn survey<E>(
    batch: &Arc<Batch>,
    mut leads: Receiver<Lead>,
    mut tell: impl FnMut(Surveyed) -> Result<(), E>,
) -> Result<(), E> {
    let mut jobs = Jobs::new(batch);
    while let Some(lead) = leads.recv().await {
        tell(surveyed(jobs.next(), lead).await)?;
    }
    Ok(())
}

async fn surveyed(job: Job, lead: Lead) -> Surveyed {
    let (key, name, input) = (lead.key(), lead.name.clone(), lead.input.to_string());
    let (batch, narrator) = (Arc::clone(&job.batch), job.narrator.clone());
    let (before, seen) = job.see(lead).await;
    let was = before.as_ref().and_then(|before| match &before.state {
        State::Done(done) => Some(done),
        _ => None,
    });
    let forecast = match seen {
        Seen::Over(Outcome::Narrated(finished)) => Forecast::Current(Box::new(finished.done)),
        Seen::Over(Outcome::Duplicate { of, again }) => Forecast::Duplicate { of, again },
        Seen::Over(Outcome::Skipped { why }) => Forecast::Skipped { why },
        Seen::Over(Outcome::NotRead(error)) => Forecast::Failed { error: whole_message(&error) },
        Seen::Over(Outcome::NotNarrated(error)) => Forecast::Failed { error: whole_message(&error) },
        Seen::Over(Outcome::FailedElsewhere { why }) => Forecast::Failed { error: why },
        Seen::Over(Outcome::NotDelivered(_) | Outcome::NotChosen | Outcome::Stopped) => Forecast::New,
        Seen::ToDo { prepared, done, before } => {
            match (prepared.current(&narrator), before.as_deref().or(was.map(|was| &**was))) {
                (Some(master), was) => {
                    Forecast::Current(Box::new(was.cloned().unwrap_or_else(|| made(master.manifest, *done))))
                }
                (None, Some(was)) => Forecast::Stale { why: reason(was, &done, &batch) },
                (None, None) => Forecast::New,
            }
        }
    };
    Surveyed { key, name, input, before, forecast }
}

/// Why a narration would be made again of an article that says something else.
const EDITED: &str = "the article was edited since";

/// Returns why a narration would be made again.
fn reason(was: &Done, now: &Done, batch: &Batch) -> &'static str {
    if !was.is_whole(batch.narrator.storage.folder.path()) {
        return "its audio is gone";
    }
    // What is chosen to be read changes its words too.
    let is_edited = was.content != now.content;
    if is_edited && !was.text.is_empty() && was.text != now.text {
        return EDITED;
    }
    if was.own != now.own {
        return "what it asks for itself was changed since";
    }
    let speaks = |voice: &str| batch.narrator.cast.speakers().any(|speaker| speaker.voice.name == voice);
    if !speaks(&was.voice) && was.own.is_empty() {
        return "another voice is set now";
    }
    if was.edits != batch.narrator.storage.edits.hash(&was.id) {
        return "an editor changed something in it since";
    }
    if !was.doubtful.is_empty() && pipeline::change(&was.settings, &batch.settings).is_none() {
        return "it has sentences that are asked for again";
    }
    let otherwise = if is_edited { EDITED } else { "its sound would be another now" };
    pipeline::change(&was.settings, &batch.settings).unwrap_or(otherwise)
}
