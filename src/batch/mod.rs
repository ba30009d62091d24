//! Many articles: several at once within the engine's limits, each outcome told as soon as it is known.

mod article;
mod deliver;
mod duplicates;
mod fair_queue;
mod outcome;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::Receiver;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::catalogue::{Catalogue, CatalogueError, State};
use crate::pipeline::{Narrator, Run, Turn};
use crate::source::{Lead, Reader};
use crate::store::bucket::Bucket;
use tokio_util::sync::CancellationToken;

use article::Job;
pub use deliver::{Parcel, deliver};
use duplicates::Duplicates;
use fair_queue::{FairQueue, InTurn};
pub use outcome::{ArticleReport, Finished, Outcome};

/// What a batch needs.
pub struct Batch {
    /// Reads the articles.
    pub reader: Arc<Reader>,
    /// Narrates them.
    pub narrator: Narrator,
    /// Knows what was narrated before, and learns what is.
    pub catalogue: Catalogue,
    /// A hash of every setting that shapes a narration.
    pub settings: String,
    /// Where narrations are taken to besides the folder.
    pub bucket: Option<Bucket>,
    /// How much feeds and sitemaps are trusted.
    pub lists: Lists,
    /// How many articles are under way at once.
    pub jobs: usize,
    /// Ends the batch early.
    pub stop: CancellationToken,
}

/// How much feeds and sitemaps are trusted to tell of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    /// A page they tell nothing new of is not asked for: for those who look again and again.
    Trusted,
    /// Every page is asked whether it changed.
    Checked,
}

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
    let mut ended: Option<String> = None;
    loop {
        tokio::select! {
            biased;
            () = batch.stop.cancelled(), if more => more = false,
            Some(mut told) = first(&mut working) => {
                working.pop_front();
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
                Some(lead) => working.push_back(tokio::spawn(jobs.next().run(lead))),
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
        let listed = lead.listed_hash();
        let (name, input, outcome) = (lead.name, lead.input, Outcome::Stopped);
        let told = ArticleReport { name, input, took: Duration::ZERO, outcome, is_news: true, listed };
        batch.note(&told, Some(why))?;
        tell(told)?;
    }
    Ok(())
}

/// The longest wait for the next article of a list that is noted only for `aloud retry`. Taste.
const LEFT_OVER: Duration = Duration::from_secs(2);

impl Batch {
    /// Notes what became of an article. One that a run ended before is noted with the reason, unless it was narrated before or
    /// is known as a duplicate.
    fn note(&self, told: &ArticleReport, ended: Option<&str>) -> Result<(), CatalogueError> {
        let Some(record) = told.record(ended).filter(|_| told.is_news) else { return Ok(()) };
        let is_left_over = matches!(told.outcome, Outcome::Stopped);
        let was_settled = || {
            let before = self.catalogue.find(&told.name)?;
            Ok::<_, CatalogueError>(before.is_some_and(|before| !matches!(before.state, State::Failed { .. })))
        };
        if is_left_over && was_settled()? { Ok(()) } else { self.catalogue.note(record) }
    }
}

/// Waits for the first of the articles under way; `None` when there are none.
async fn first(working: &mut VecDeque<JoinHandle<ArticleReport>>) -> Option<ArticleReport> {
    Some(working.front_mut()?.await.expect("narrating does not panic"))
}

/// Makes the jobs of a batch, one after another.
struct Jobs {
    batch: Arc<Batch>,
    turns: Arc<FairQueue>,
    met: Arc<Duplicates>,
    begun: usize,
    finished: watch::Sender<usize>,
    /// Tells that it is decided of the job before whether it is a duplicate.
    decided: oneshot::Receiver<()>,
}

impl Jobs {
    fn new(batch: &Arc<Batch>) -> Self {
        let turns = FairQueue::new(batch.narrator.cast.lead.engine.capabilities().concurrency);
        let (met, finished) = (Arc::default(), watch::Sender::new(0));
        // Before the first there is nothing to decide: the sender is gone.
        let (_, decided) = oneshot::channel();
        Self { batch: Arc::clone(batch), turns, met, begun: 0, finished, decided }
    }

    fn next(&mut self) -> Job {
        let batch = Arc::clone(&self.batch);
        let run = Run { turn: until(&self.finished, self.begun), ..batch.narrator.run.clone() };
        let cast = batch
            .narrator
            .cast
            .behind(|speaker| Arc::new(InTurn::new(&speaker.engine, &self.turns, self.begun, &batch.stop)));
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
