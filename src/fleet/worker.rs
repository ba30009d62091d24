//! A worker: takes articles from the queue, narrates them, and writes their outcomes.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_nats::jetstream::consumer::PullConsumer;
use async_nats::jetstream::{AckKind, Message};
use futures::StreamExt as _;
use futures::future::join_all;

use super::cluster::{Cluster, Stored, failed};
use super::shared::Shared;
use super::slots::Slots;
use super::{Fate, FleetError, FleetOutcome, Item};
use crate::master::OutputFolder;
use crate::pipeline::{self, NarrateError, Narration, Speaker, Studio};
use crate::stop::Stop;

/// How often an article is tried before it is given up.
const MOST_TRIES: i64 = 5;
/// How long an article rests after a failure that may pass, times the tries so far.
const REST: Duration = Duration::from_secs(5);
/// How long a worker waits for an article before it looks whether it is to stop.
const LISTEN: Duration = Duration::from_secs(2);
/// How long it waits when the queue cannot be asked.
const TRY_AGAIN_AFTER: Duration = Duration::from_millis(250);

/// A worker.
pub struct Worker {
    /// Names it in outcomes.
    pub name: String,
    /// Where it works.
    pub cluster: Cluster,
    /// Narrates; its folder is not used.
    pub studio: Studio,
    /// A hash of every setting that shapes a narration: only articles submitted under the same are taken.
    pub shape: String,
    /// How many articles are under way at once.
    pub jobs: usize,
    /// After how long without a word an article in hand goes to another worker.
    pub lost_after: Duration,
    /// Ends the work when what is in hand is finished.
    pub stop: Arc<Stop>,
}

/// Something a worker tells of.
#[derive(Debug)]
pub enum Event {
    /// An article is finished, for good or bad.
    Finished(FleetOutcome),
    /// Another worker had finished it.
    FinishedElsewhere,
    /// It failed and will be tried again.
    PutBack {
        /// The article's name.
        article: String,
        /// Why.
        error: String,
    },
}

impl Worker {
    /// Works until it is asked to stop and what is in hand is finished.
    ///
    /// # Errors
    /// When the queue cannot be opened.
    pub async fn run(self, tell: impl Fn(Event) + Send + Sync) -> Result<(), FleetError> {
        let queue = self.cluster.queue(&self.shape, self.lost_after).await?;
        let worker = self.shared();
        join_all((0..worker.jobs.max(1)).map(|_| worker.take(&queue, &tell))).await;
        Ok(())
    }

    /// Puts the fleet's clips and limits in front of its engines.
    fn shared(mut self) -> Self {
        let (slots, cluster) = (self.cluster.slots().clone(), self.cluster.clone());
        let shared = |Speaker { voice, engine }: &Speaker| {
            let engine = Slots::around(Arc::clone(engine), voice, &slots);
            Arc::new(Shared::new(engine, cluster.clone()))
        };
        let standbys = self.studio.standbys.iter_mut().map(|standby| &mut standby.speaker);
        for speaker in self.studio.quotations.values_mut().chain(standbys) {
            speaker.engine = shared(speaker);
        }
        let (voice, engine) = (Arc::clone(&self.studio.voice), Arc::clone(&self.studio.engine));
        self.studio.engine = shared(&Speaker { voice, engine });
        self
    }

    /// Takes one article after another.
    async fn take(&self, queue: &PullConsumer, tell: &(impl Fn(Event) + Send + Sync)) {
        while !self.stop.is_asked() {
            let batch = queue.fetch().max_messages(1).expires(LISTEN).messages().await;
            let Ok(mut batch) = batch else {
                tokio::time::sleep(TRY_AGAIN_AFTER).await;
                continue;
            };
            while let Some(Ok(message)) = batch.next().await {
                // A cluster that fails in between gives the article to somebody again.
                if let Ok(event) = self.handle(&message).await {
                    tell(event);
                }
            }
        }
    }

    async fn handle(&self, message: &Message) -> Result<Event, FleetError> {
        let (sequence, tries) = {
            let info = message.info().map_err(failed("to tell of an article"))?;
            (info.stream_sequence, info.delivered)
        };
        let item = match Item::unpack(&message.payload) {
            Ok(item) => item,
            Err(error) => {
                let _ = message.ack_with(AckKind::Term).await;
                return Err(error);
            }
        };
        let key = item.key(&self.shape);
        if self.cluster.outcome(&key).await?.is_some() {
            acknowledge(message).await;
            return Ok(Event::FinishedElsewhere);
        }
        let begun = Instant::now();
        let fate = if tries > MOST_TRIES {
            Fate::Failed { error: format!("no worker came to its end with it in {MOST_TRIES} tries") }
        } else {
            tokio::select! {
                narrated = self.narrate(&item) => match self.judge(narrated, tries) {
                    Ok(fate) => fate,
                    Err((rest, error)) => {
                        let _ = message.ack_with(AckKind::Nak(Some(rest))).await;
                        return Ok(Event::PutBack { article: item.name, error });
                    }
                },
                () = self.hold(message) => unreachable!("it is held until it is narrated"),
            }
        };
        let mut outcome = FleetOutcome::of(&item, sequence, fate);
        outcome.worker.clone_from(&self.name);
        outcome.tries = u64::try_from(tries).unwrap_or(1);
        outcome.took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let json = serde_json::to_vec(&outcome).expect("strings and numbers have a JSON form");
        let is_first = self.cluster.create_outcome(&key, json).await?;
        acknowledge(message).await;
        Ok(if is_first { Event::Finished(outcome) } else { Event::FinishedElsewhere })
    }

    /// Tells the queue again and again that the article is in hand.
    async fn hold(&self, message: &Message) {
        loop {
            tokio::time::sleep(self.lost_after / 3).await;
            // The next beat comes before the article counts as lost.
            let _ = message.ack_with(AckKind::Progress).await;
        }
    }

    /// Decides what a try leads to: an outcome, or another try after a rest.
    fn judge(&self, narrated: Result<Fate, Unfinished>, tries: i64) -> Result<Fate, (Duration, String)> {
        match narrated {
            Ok(fate) => Ok(fate),
            Err(Unfinished { error, why }) => {
                if why == Why::EndsEverything {
                    self.stop.ask();
                }
                let again = why != Why::Lasts && (tries < MOST_TRIES || self.stop.is_asked());
                let rest = if self.stop.is_asked() { Duration::ZERO } else { REST * u32::try_from(tries).unwrap_or(1) };
                if again { Err((rest, error)) } else { Ok(Fate::Failed { error }) }
            }
        }
    }

    async fn narrate(&self, item: &Item) -> Result<Fate, Unfinished> {
        let folder =
            tempfile::Builder::new().prefix("aloud-").tempdir().map_err(|error| Unfinished::passing(&error))?;
        let out = OutputFolder::open(folder.path()).map_err(|error| Unfinished::passing(&error))?;
        let studio = Studio { folder: out, ..self.studio.clone() };
        let narration = pipeline::narrate(&item.article, &studio).await.map_err(|error| Unfinished::of(&error))?;
        self.upload(narration, folder.path()).await.map_err(|error| Unfinished::passing(&error))
    }

    /// Uploads a narration's files under their hashes.
    async fn upload(&self, narration: Narration, folder: &Path) -> Result<Fate, FleetError> {
        let Narration { master, bill, .. } = narration;
        let mut objects = Vec::new();
        let names = [&master.manifest.audio].into_iter().chain(master.manifest.files.iter().map(|file| &file.file));
        for path in names.map(|name| folder.join(name)).chain([master.manifest_path.clone()]) {
            let mut hash = blake3::Hasher::new();
            let file = std::fs::File::open(&path).map_err(failed("to read a narration"))?;
            hash.update_reader(file).map_err(failed("to read a narration"))?;
            let name = format!("file-{}", hash.finalize().to_hex());
            self.cluster.put_object(&name, Stored::File(&path)).await?;
            objects.push(name);
        }
        let manifest = objects.pop().unwrap_or_default();
        let (spoken, reused) = (bill.counts.spoken, bill.counts.reused);
        Ok(Fate::Narrated { manifest, files: objects, spoken, reused, duration_ms: master.manifest.duration_ms })
    }
}

/// Acknowledges an article; one that is not heard comes again, and its outcome is found.
async fn acknowledge(message: &Message) {
    let _ = message.double_ack().await;
}

/// Why an article was not narrated.
struct Unfinished {
    error: String,
    why: Why,
}

#[derive(PartialEq, Eq)]
enum Why {
    /// It may succeed later.
    Passes,
    /// It never will.
    Lasts,
    /// Nor would any other.
    EndsEverything,
}

impl Unfinished {
    fn passing(error: &(dyn Error + 'static)) -> Self {
        Self { error: pipeline::causes(error), why: Why::Passes }
    }

    fn of(error: &NarrateError) -> Self {
        let why = match error {
            _ if error.ends_everything() => Why::EndsEverything,
            NarrateError::NotSpoken { source, .. } if !source.is_passing() => Why::Lasts,
            NarrateError::NotSpoken { .. } | NarrateError::Master(_) => Why::Passes,
            _ => Why::Lasts,
        };
        Self { error: pipeline::causes(error), why }
    }
}
