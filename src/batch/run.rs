//! The run of a batch: jobs begun in the order of the leads, outcomes told in the same order.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::Receiver;
use tokio::sync::{oneshot, watch};
use tokio::task::{JoinError, JoinHandle};
use tokio::time::timeout;

use super::article::Job;
use super::duplicates::Duplicates;
use super::fair_queue::{FairQueue, InTurn};
use super::vain::Vain;
use super::{ArticleReport, Batch, Outcome};
use crate::catalogue::CatalogueError;
use crate::pipeline::{NarrateError, Narrator, Run, Turn};
use crate::source::Lead;

/// Narrates what the leads lead to, and notes and tells each outcome in the order of the leads. A sentence of an earlier
/// article goes before one of a later, and masters are written in order: the first articles are finished early while the
/// engine is never idle, and the same leads make the same files whatever the number of jobs.
///
/// # Errors
/// Those of `tell` and of the catalogue, which end the batch.
pub async fn run<E: From<CatalogueError>>(
    batch: &Arc<Batch>,
    mut leads: Receiver<Lead>,
    mut tell: impl FnMut(ArticleReport) -> Result<(), E>,
) -> Result<(), E> {
    let mut jobs = Jobs::new(batch);
    let (mut working, mut more) = (VecDeque::new(), true);
    let (mut ended, mut vain) = (None::<String>, Vain::default());
    loop {
        tokio::select! {
            biased;
            () = batch.stop.cancelled(), if more => more = false,
            Some(mut told) = first(&mut working) => {
                told.outcome = vain.note(told.outcome);
                if let Some(why) = told.ends_everything() {
                    batch.stop.cancel();
                    // The reason is told once; the articles after it wait for another run.
                    if ended.replace(why).is_some() {
                        told.outcome = Outcome::Stopped;
                    }
                }
                batch.note(&told, ended.as_deref())?;
                tell(told)?;
                jobs.finished.send_modify(|finished| *finished += 1);
            }
            lead = leads.recv(), if more && working.len() < batch.jobs.max(1) => match lead {
                Some(lead) => working.push_back(jobs.begin(lead)),
                None => more = false,
            },
            else => break,
        }
    }
    match ended {
        Some(why) => leave_over(batch, leads, tell, &why).await,
        None => Ok(()),
    }
}

/// Notes and tells of the articles that a run ended before. A list that is slow to come is not waited for: the next run reads
/// it anyway.
async fn leave_over<E: From<CatalogueError>>(
    batch: &Batch,
    mut leads: Receiver<Lead>,
    mut tell: impl FnMut(ArticleReport) -> Result<(), E>,
    why: &str,
) -> Result<(), E> {
    while let Ok(Some(lead)) = timeout(LEFT_OVER, leads.recv()).await {
        let told = ArticleReport::about(&lead, batch.flags.clone());
        batch.note(&told, Some(why))?;
        tell(told)?;
    }
    Ok(())
}

/// The longest wait for the next article of a list that is noted only for `aloud retry`. Taste.
const LEFT_OVER: Duration = Duration::from_secs(2);

/// An article that is worked on.
struct Working {
    /// What is told of it if the work on it comes to nothing.
    report: ArticleReport,
    begun: Instant,
    work: JoinHandle<ArticleReport>,
}

/// Waits for the first of the articles under way; `None` when there are none. A bug that one of them strikes is its failure
/// only.
async fn first(working: &mut VecDeque<Working>) -> Option<ArticleReport> {
    let first = working.front_mut()?;
    let told = (&mut first.work).await;
    let Working { report, begun, .. } = working.pop_front()?;
    Some(told.unwrap_or_else(|error| {
        let outcome = Outcome::NotNarrated(NarrateError::Bug { message: panic_message(error) });
        ArticleReport { took: begun.elapsed(), outcome, ..report }
    }))
}

/// Returns what a panic said.
fn panic_message(error: JoinError) -> String {
    let Ok(panic) = error.try_into_panic() else { return "it was called off".to_owned() };
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it panicked".to_owned())
}

/// Makes the jobs of a batch, one after another.
pub(super) struct Jobs {
    batch: Arc<Batch>,
    turns: Arc<FairQueue>,
    met: Arc<Duplicates>,
    begun: usize,
    finished: watch::Sender<usize>,
    /// Reports that it is decided of the job before whether it is a duplicate.
    decided: oneshot::Receiver<()>,
}

impl Jobs {
    pub(super) fn new(batch: &Arc<Batch>) -> Self {
        let turns = FairQueue::new(batch.narrator.cast.lead.engine.capabilities().concurrency);
        let (met, finished) = (Arc::default(), watch::Sender::new(0));
        // Before the first there is nothing to decide: the sender is gone.
        let (_, decided) = oneshot::channel();
        Self { batch: Arc::clone(batch), turns, met, begun: 0, finished, decided }
    }

    /// Begins the work on an article.
    fn begin(&mut self, lead: Lead) -> Working {
        let report = ArticleReport::about(&lead, self.batch.flags.clone());
        Working { report, begun: Instant::now(), work: tokio::spawn(self.next().run(lead)) }
    }

    pub(super) fn next(&mut self) -> Job {
        let batch = Arc::clone(&self.batch);
        let run = Run { turn: until(&self.finished, self.begun), ..batch.narrator.run.clone() };
        let (turns, number, stop) = (Arc::clone(&self.turns), self.begun, batch.stop.clone());
        let cast =
            batch.narrator.cast.behind(move |speaker| Arc::new(InTurn::new(&speaker.engine, &turns, number, &stop)));
        let narrator = Narrator { cast, run, ..batch.narrator.clone() };
        let (decided, next_decided) = oneshot::channel();
        let earlier_decided = std::mem::replace(&mut self.decided, next_decided);
        self.begun += 1;
        Job { batch, narrator, met: Arc::clone(&self.met), earlier_decided, decided }
    }
}

/// Makes what waits until so many articles are finished.
fn until(finished: &watch::Sender<usize>, earlier: usize) -> Turn {
    let finished = finished.subscribe();
    Arc::new(move || {
        let mut finished = finished.clone();
        Box::pin(async move {
            // Only the end of the batch closes the channel, and then nobody waits.
            let _ = finished.wait_for(|finished| *finished >= earlier).await;
        })
    })
}
