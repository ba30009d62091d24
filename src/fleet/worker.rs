//! A worker: takes articles from the queue, narrates them, and writes their outcomes.

use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_nats::jetstream::consumer::PullConsumer;
use async_nats::jetstream::{AckKind, Message};
use futures::future::join_all;
use futures::{FutureExt as _, StreamExt as _};

use super::cluster::Cluster;
use super::error::failed;
use super::roster::Beat;
use super::slots::Slots;
use super::tally::{Made, Tally};
use super::{Fate, FleetError, FleetOutcome, Item};
use crate::batch::{self, Finished, Parcel, deliver};
use crate::error::whole_message;
use crate::master::OutputFolder;
use crate::pipeline::{NarrateError, Narrator, Speaker, Storage};
use tokio_util::sync::CancellationToken;

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
    /// Narrates, each article into a folder of its own; its clips are those that the fleet shares.
    pub narrator: Narrator,
    /// A hash of every setting that shapes a narration: only articles submitted under the same are taken.
    pub shape: String,
    /// Counts what it does, and says how many articles are under way at once.
    pub tally: Arc<Tally>,
    /// After how long without a word an article in hand goes to another worker.
    pub lost_after: Duration,
    /// Ends the work when what is in hand is finished.
    pub stop: CancellationToken,
}

/// Something a worker tells of.
#[derive(Debug)]
pub enum Event {
    /// An article is finished, for good or bad.
    Finished(Box<FleetOutcome>),
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
        let worker = self.within_limits();
        let beat = Beat::new(worker.cluster.clone(), Arc::clone(&worker.tally));
        let jobs = worker.tally.card().jobs.max(1);
        let working = join_all((0..jobs).map(|_| worker.take(&queue, &tell)));
        tokio::select! {
            _ = working => {}
            () = beat.beat() => unreachable!("it beats for ever"),
        }
        beat.end().await;
        Ok(())
    }

    /// Puts the fleet's limits in front of its engines.
    fn within_limits(mut self) -> Self {
        let slots = self.cluster.slots().clone();
        let limited = move |Speaker { voice, engine }: &Speaker| Slots::around(Arc::clone(engine), voice, &slots);
        self.narrator.cast = self.narrator.cast.behind(limited);
        self
    }

    /// Takes one article after another.
    async fn take(&self, queue: &PullConsumer, tell: &(impl Fn(Event) + Send + Sync)) {
        while !self.stop.is_cancelled() {
            let batch = queue.fetch().max_messages(1).expires(LISTEN).messages().await;
            let Ok(mut batch) = batch else {
                tokio::time::sleep(TRY_AGAIN_AFTER).await;
                continue;
            };
            while let Some(Ok(message)) = batch.next().await {
                let in_hand = self.tally.take();
                let event = self.handle(&message).await;
                drop(in_hand);
                // A cluster that fails in between gives the article to somebody again.
                if let Ok(event) = event {
                    self.count(&event);
                    tell(event);
                }
            }
        }
    }

    fn count(&self, event: &Event) {
        match event {
            Event::Finished(outcome) => match outcome.fate {
                Fate::Narrated { spoken, reused, duration_ms, .. } => {
                    self.tally.narrated(Made { speech_ms: duration_ms, spoken, reused });
                }
                Fate::Failed { .. } => self.tally.failed(),
            },
            Event::FinishedElsewhere => {}
            Event::PutBack { .. } => self.tally.put_back(),
        }
    }

    /// Brings an article to its outcome, or back into the queue.
    async fn handle(&self, message: &Message) -> Result<Event, FleetError> {
        let (sequence, tries) = {
            let info = message.info().map_err(failed("to tell of an article"))?;
            (info.stream_sequence, info.delivered)
        };
        let (item, unreadable) = match Item::unpack(&message.payload) {
            Ok(item) => (item, None),
            // Nobody will ever read it: it is told of like what cannot be narrated.
            Err(error) => (Item::unread(&message.payload), Some(error)),
        };
        let key = item.key(&self.shape);
        if self.cluster.outcome(&key).await?.is_some() {
            acknowledge(message).await;
            return Ok(Event::FinishedElsewhere);
        }
        let begun = Instant::now();
        let tried = match unreadable {
            Some(error) => Ok(Fate::Failed { error: error.to_string() }),
            None => self.attempt(&item, message, tries).await,
        };
        let fate = match tried {
            Ok(fate) => fate,
            Err((rest, error)) => {
                let _ = message.ack_with(AckKind::Nak(Some(rest))).await;
                return Ok(Event::PutBack { article: item.name, error });
            }
        };
        let mut outcome = FleetOutcome::of(&item, sequence, fate);
        outcome.worker.clone_from(&self.name);
        outcome.tries = u64::try_from(tries).unwrap_or(1);
        outcome.took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let json = serde_json::to_vec(&outcome).expect("strings and numbers have a JSON form");
        let is_first = self.cluster.create_outcome(&key, json).await?;
        acknowledge(message).await;
        Ok(if is_first { Event::Finished(Box::new(outcome)) } else { Event::FinishedElsewhere })
    }

    /// Narrates an article, telling the queue that it is in hand; gives its fate, or how long it rests and why.
    async fn attempt(&self, item: &Item, message: &Message, tries: i64) -> Result<Fate, (Duration, String)> {
        if tries > MOST_TRIES {
            return Ok(Fate::Failed { error: format!("no worker came to its end with it in {MOST_TRIES} tries") });
        }
        tokio::select! {
            narrated = AssertUnwindSafe(self.narrate(item)).catch_unwind() => match narrated {
                Ok(narrated) => self.judge(narrated, tries),
                // A bug that one article strikes is its failure only.
                Err(_) => Ok(Fate::Failed { error: "this is a bug in aloud".to_owned() }),
            },
            () = self.hold(message) => unreachable!("it is held until it is narrated"),
        }
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
                    self.stop.cancel();
                }
                let again = why != Why::Lasts && (tries < MOST_TRIES || self.stop.is_cancelled());
                let rest =
                    if self.stop.is_cancelled() { Duration::ZERO } else { REST * u32::try_from(tries).unwrap_or(1) };
                if again { Err((rest, error)) } else { Ok(Fate::Failed { error }) }
            }
        }
    }

    async fn narrate(&self, item: &Item) -> Result<Fate, Unfinished> {
        let folder =
            tempfile::Builder::new().prefix("aloud-").tempdir().map_err(|error| Unfinished::passing(&error))?;
        let out = OutputFolder::open(folder.path()).map_err(|error| Unfinished::passing(&error))?;
        let storage = Storage { folder: out, ..self.narrator.storage.clone() };
        let narrator = Narrator { storage, ..self.narrator.clone() };
        let narrated = batch::narrate(&item.article, &narrator, &self.shape).await;
        let (master, Finished { done, bill, .. }) = narrated.map_err(|error| Unfinished::of(&error))?;
        let depot = self.cluster.depot();
        let Parcel { manifest, files } = deliver(&master, depot).await.map_err(|error| Unfinished::passing(&error))?;
        let (spoken, reused) = (bill.counts.spoken, bill.counts.reused);
        let (audio, fingerprint) = (master.manifest.audio, master.manifest.fingerprint);
        let (store, duration_ms) = (depot.address(), master.manifest.duration_ms);
        let done = Some(Box::new(done));
        Ok(Fate::Narrated { store, audio, fingerprint, manifest, files, spoken, reused, duration_ms, done })
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
        Self { error: whole_message(error), why: Why::Passes }
    }

    fn of(error: &NarrateError) -> Self {
        let why = match error {
            _ if error.ends_everything() => Why::EndsEverything,
            NarrateError::NotSpoken { source, .. } if !source.is_passing() => Why::Lasts,
            NarrateError::NotSpoken { .. } | NarrateError::Master(_) => Why::Passes,
            _ => Why::Lasts,
        };
        Self { error: whole_message(error), why }
    }
}
