//! Many articles: several at once within the engine's limits, each outcome told as soon as it is known.

mod stop;
mod turns;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::Receiver;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::pipeline::{self, NarrateError, Narration, Ready, Studio};
use crate::source::{Article, Lead, Reader, SourceError};

pub use stop::Stop;
use turns::{InTurn, Turns};

/// What a batch needs.
pub struct Batch {
    /// Reads the articles.
    pub reader: Arc<Reader>,
    /// Narrates them.
    pub studio: Studio,
    /// How many articles are under way at once.
    pub jobs: usize,
    /// Ends the batch early.
    pub stop: Arc<Stop>,
}

/// What became of one article.
#[derive(Debug)]
pub struct Told {
    /// Names the article as its lead did.
    pub name: String,
    /// The input it was found in.
    pub input: Arc<str>,
    /// How long it took, from the moment it was begun.
    pub took: Duration,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an article.
#[derive(Debug)]
pub enum Outcome {
    /// It is narrated, now or before.
    Narrated(Box<Narration>),
    /// It is the same article as one that came before.
    Duplicate {
        /// The name of that one.
        of: String,
    },
    /// It could not be had.
    NotRead(SourceError),
    /// It could not be narrated.
    NotNarrated(NarrateError),
    /// The batch was stopped before it was finished; what was spoken of it is kept.
    Stopped,
}

/// The articles met so far, by their identity, with the name each was first met under.
type Met = Mutex<HashMap<String, String>>;

/// Narrates what the leads lead to and tells each outcome, in the order of the leads. A sentence of an earlier article goes
/// before one of a later, and masters are written in order: the first articles are finished early while the engine is
/// never idle, and the same leads make the same files whatever the number of jobs.
///
/// # Errors
/// Those of `tell`, which end the batch.
pub async fn run<E>(
    batch: &Batch,
    mut leads: Receiver<Lead>,
    mut tell: impl FnMut(Told) -> Result<(), E>,
) -> Result<(), E> {
    let turns = Turns::new(batch.studio.engine.capabilities().concurrency);
    let (met, finished) = (Arc::new(Met::default()), watch::Sender::new(0_usize));
    let (mut working, mut begun, mut more) = (VecDeque::new(), 0, true);
    loop {
        tokio::select! {
            biased;
            () = batch.stop.asked(), if more => more = false,
            Some(told) = first(&mut working) => {
                working.pop_front();
                tell(told)?;
                finished.send_modify(|finished| *finished += 1);
            }
            lead = leads.recv(), if more && working.len() < batch.jobs.max(1) => match lead {
                Some(lead) => {
                    let ready = until(&finished, begun);
                    let mut studio = Studio { ready, ..batch.studio.clone() };
                    let others = studio.quotations.values_mut().map(|speaker| &mut speaker.engine);
                    for engine in others.chain([&mut studio.engine]) {
                        *engine = Arc::new(InTurn::new(engine, &turns, begun, &batch.stop));
                    }
                    let (reader, stop) = (Arc::clone(&batch.reader), Arc::clone(&batch.stop));
                    working.push_back(tokio::spawn(narrate(lead, reader, studio, (Arc::clone(&met), stop))));
                    begun += 1;
                }
                None => more = false,
            },
            else => return Ok(()),
        }
    }
}

/// Waits for the first of the articles under way; `None` when there are none.
async fn first(working: &mut VecDeque<JoinHandle<Told>>) -> Option<Told> {
    Some(working.front_mut()?.await.expect("narrating does not panic"))
}

/// Makes what waits until so many articles are finished.
fn until(finished: &watch::Sender<usize>, earlier: usize) -> Ready {
    let finished = finished.subscribe();
    Arc::new(move || {
        let mut finished = finished.clone();
        Box::pin(async move {
            // Only the end of the batch closes the channel, and then nobody waits.
            let _ = finished.wait_for(|finished| *finished >= earlier).await;
        })
    })
}

async fn narrate(lead: Lead, reader: Arc<Reader>, studio: Studio, (met, stop): (Arc<Met>, Arc<Stop>)) -> Told {
    let begun = Instant::now();
    let (name, input) = (lead.name.clone(), Arc::clone(&lead.input));
    let outcome = tokio::select! {
        article = reader.read(lead) => match article {
            Ok(article) => say(&article, &name, &studio, (&met, &stop)).await,
            Err(error) => Outcome::NotRead(error),
        },
        () = stop.asked() => Outcome::Stopped,
    };
    Told { name, input, took: begun.elapsed(), outcome }
}

async fn say(article: &Article, name: &str, studio: &Studio, (met, stop): (&Met, &Stop)) -> Outcome {
    if let Some(of) = first_met(met, &article.id, name) {
        return Outcome::Duplicate { of };
    }
    match pipeline::narrate(article, studio).await {
        Ok(narration) => Outcome::Narrated(Box::new(narration)),
        Err(_) if stop.is_asked() => Outcome::Stopped,
        Err(error) => Outcome::NotNarrated(error),
    }
}

/// Notes an article, or gives the name it was met under before.
fn first_met(met: &Met, id: &str, name: &str) -> Option<String> {
    let mut met = met.lock().unwrap_or_else(PoisonError::into_inner);
    match met.get(id) {
        Some(of) => Some(of.clone()),
        None => {
            met.insert(id.to_owned(), name.to_owned());
            None
        }
    }
}
