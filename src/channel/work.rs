//! The desk that has articles narrated: what is due is begun, the more urgent first, and what became of it is noted.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::mpsc::{Receiver, channel as mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::approval::{Approval, Verdict};
use super::channel::Nature;
use super::entry::{Entry, HELD, Lane, Result as Outcome, Stage};
use super::metrics::label;
use super::newsroom::renewals;
use super::read::{Reading, read};
use super::settings::Approve;
use super::{Channel, Key, LedgerError, Newsroom, ServiceError};
use crate::batch::{self, ArticleReport, Forecast, Outcome as Narrated, Surveyed};
use crate::catalogue::CatalogueError;
use crate::error::whole_message;
use crate::pipeline::NarrateError;
use crate::source::{FetchError, Lead, Seed, SourceError};
use crate::speech::EngineError;

/// How long a voice that fails for every article is left alone, in milliseconds. Taste.
const VOICE_RESTS_MS: u64 = 600_000;
/// After how many looks, over how long, a page that is not there is gone, and how long until the next look.
const MISSING: (u32, u64, u64) = (3, 6 * 3_600_000, 2 * 3_600_000);

/// How long until a post is looked at again whose time has come and that is not public yet, in milliseconds. Taste.
const LATE_MS: u64 = 60_000;

/// Has articles narrated until the service is stopped.
pub(super) async fn work(service: Arc<Newsroom>) -> Result<(), ServiceError> {
    let mut changes = service.house.ledger.subscribe();
    let mut desk = Desk { service: Arc::clone(&service), running: HashMap::new(), jobs: JoinSet::new(), begun: 0 };
    while !service.house.stop.is_cancelled() {
        service.house.budget.turn(service.now_ms());
        changes.mark_unchanged();
        desk.stop_stale();
        desk.ask_released()?;
        let next_ms = desk.begin_due()?;
        service.house.notifier.alive(&format!("{} articles worked on", desk.running.len()));
        tokio::select! {
            Some(done) = desk.jobs.join_next(), if !desk.jobs.is_empty() => desk.end(done)?,
            () = service.wait(&mut changes, next_ms) => {}
        }
    }
    desk.running.values().for_each(|(stop, _)| stop.cancel());
    while let Some(done) = desk.jobs.join_next().await {
        desk.end(done)?;
    }
    Ok(())
}

/// What became of a job; what failed is the ledger.
type Done = (Key, Result<(), ServiceError>);

/// The articles that are worked on.
struct Desk {
    service: Arc<Newsroom>,
    running: HashMap<Key, (CancellationToken, Lane)>,
    jobs: JoinSet<Done>,
    begun: usize,
}

impl Desk {
    /// Stops what was changed while it is worked on: its clips are kept.
    fn stop_stale(&self) {
        for (key, (stop, _)) in &self.running {
            if self.service.house.ledger.find(key).is_some_and(|entry| entry.stage == Stage::Waiting) {
                stop.cancel();
            }
        }
    }

    /// Asks for posts whose time has come: systems that publish them by the clock do not all tell.
    fn ask_released(&self) -> Result<(), LedgerError> {
        let now_ms = self.service.now_ms();
        let is_released = |entry: &Entry| {
            let is_idle = matches!(entry.stage, Stage::Settled | Stage::Passed { .. });
            is_idle && entry.release_ms.is_some_and(|release_ms| release_ms <= now_ms)
        };
        let released = self
            .service
            .house
            .ledger
            .each(|entry| is_released(entry).then(|| (entry.channel.clone(), entry.key.clone())));
        for key in released {
            let Some(channel) = self.service.channel(&key.0) else { continue };
            self.service.house.ledger.update(&key, |entry| entry.ask(Lane::Click, now_ms, &channel.settings))?;
        }
        Ok(())
    }

    /// Begins what is due; returns when something will be.
    fn begin_due(&mut self) -> Result<Option<u64>, LedgerError> {
        let now_ms = self.service.now_ms();
        let mut next_ms = None::<u64>;
        let mut due = self.service.house.ledger.each(|entry| {
            let waits = matches!(entry.stage, Stage::Waiting | Stage::Failed { .. });
            if waits && entry.due_ms > now_ms {
                next_ms = Some(next_ms.map_or(entry.due_ms, |next| next.min(entry.due_ms)));
            }
            entry.is_due(now_ms).then(|| (entry.lane, entry.due_ms, (entry.channel.clone(), entry.key.clone())))
        });
        due.retain(|(.., key)| !self.running.contains_key(key));
        due.sort();
        for (lane, _, key) in due {
            let is_full = self.running.len() >= self.service.house.jobs.max(1);
            let backfills = self.running.values().filter(|(_, lane)| *lane == Lane::Backfill).count();
            // Some room is left for what is published now.
            let is_patient = lane == Lane::Backfill && backfills >= (self.service.house.jobs / 2).max(1);
            if is_full || is_patient {
                break;
            }
            self.begin(key, lane)?;
        }
        Ok(next_ms)
    }

    fn begin(&mut self, key: Key, lane: Lane) -> Result<(), LedgerError> {
        let Some(channel) = self.service.channel(&key.0).map(Arc::clone) else { return Ok(()) };
        self.service.house.ledger.update(&key, |entry| entry.stage = Stage::Working)?;
        let stop = self.service.house.stop.child_token();
        self.begun += 1;
        let number = ((lane as usize) << 40) + self.begun;
        let job = Job { service: Arc::clone(&self.service), channel, key: key.clone(), number, stop: stop.clone() };
        self.running.insert(key.clone(), (stop, lane));
        self.jobs.spawn(async move {
            // A bug that one article strikes is its failure only.
            let done = tokio::spawn(job.run()).await;
            (key, done.unwrap_or_else(|_| Ok(())))
        });
        Ok(())
    }

    /// Ends a job. One that broke off is tried again.
    fn end(&mut self, done: Result<Done, tokio::task::JoinError>) -> Result<(), ServiceError> {
        let Ok((key, done)) = done else { return Ok(()) };
        self.running.remove(&key);
        let now_ms = self.service.now_ms();
        self.service.house.ledger.update_known(&key, |entry| {
            if entry.stage == Stage::Working {
                entry.note(Outcome::Failed("aloud struck a bug in it".to_owned()), now_ms);
            }
        })?;
        done
    }
}

/// Returns what is known of an article before it is read.
fn nature(entry: &Entry, release_ms: Option<u64>) -> Nature {
    Nature { is_ahead: release_ms.is_some(), is_whole: entry.is_whole() }
}

/// Returns a batch's leads: this one.
async fn only(lead: Lead) -> Receiver<Lead> {
    let (sender, leads) = mpsc(1);
    // The receiver is at hand.
    let _ = sender.send(lead).await;
    leads
}

/// The work on one article.
struct Job {
    service: Arc<Newsroom>,
    channel: Arc<Channel>,
    key: Key,
    /// Its turn at the engine; lower numbers go first.
    number: usize,
    stop: CancellationToken,
}

impl Job {
    async fn run(self) -> Result<(), ServiceError> {
        let ledger = &self.service.house.ledger;
        // An editor may be at it.
        let _hold = self.channel.catalogue.hold(&self.key.1).await;
        let Some(entry) = ledger.find(&self.key) else { return Ok(()) };
        let outcome = match read(&self.channel, &entry).await {
            Reading::Article { .. } if self.is_held(&entry).await? => Outcome::Passed(HELD.to_owned()),
            Reading::Article { lead, release_ms, stamp } => {
                let soon_ms = self.service.now_ms() + LATE_MS;
                ledger.update(&self.key, |entry| {
                    entry.release_ms = release_ms.map(|at_ms| at_ms.max(soon_ms));
                    entry.stamp = stamp.or(entry.stamp.take());
                })?;
                let outcome = self.narrate(*lead, nature(&entry, release_ms)).await?;
                self.service.reached("mastered");
                outcome
            }
            Reading::Gone(why) => {
                self.service.gone(&self.channel, &self.key, &why)?;
                Outcome::Passed(why)
            }
            Reading::Passed(why) => Outcome::Passed(why),
            Reading::Failed(error) => Outcome::Failed(error),
        };
        self.tell(&outcome, &entry);
        let now_ms = self.service.now_ms();
        ledger.update(&self.key, |entry| {
            entry.note(outcome, now_ms);
        })?;
        self.spend()
    }

    /// Returns whether its narration would be made again while too many are: then it stays as it is until someone agrees. It is
    /// read for that once more, which costs nothing while nothing is unusual.
    async fn is_held(&self, entry: &Entry) -> Result<bool, ServiceError> {
        if entry.recording.is_none() || entry.may_renew || self.service.may_renew(&self.channel) {
            return Ok(false);
        }
        let Reading::Article { lead, release_ms, .. } = read(&self.channel, entry).await else { return Ok(false) };
        let batch = Arc::new(self.channel.batch(self.number, nature(entry, release_ms), self.stop.clone()));
        let mut why = None;
        let told = |one: Surveyed| -> Result<(), ServiceError> {
            if let Forecast::Stale { why: stale } = one.forecast {
                why = Some(stale);
            }
            Ok(())
        };
        batch::survey(&batch, only(*lead).await, told).await?;
        if let Some(why) = why {
            let name = self.channel.name();
            let text = format!(
                "many articles of the channel {name} changed at once ({}: {why}); their narrations stay as they are until you \
                 say `aloud hooks retry --changed {name}`",
                self.key.1
            );
            self.service.alert(&renewals(name), &text);
        }
        Ok(why.is_some())
    }

    /// Has it narrated.
    async fn narrate(&self, lead: Lead, nature: Nature) -> Result<Outcome, ServiceError> {
        let batch = Arc::new(self.channel.batch(self.number, nature, self.stop.clone()));
        let leads = only(lead).await;
        let mut report = None;
        let told = |one: ArticleReport| -> Result<(), CatalogueError> {
            report = Some(one);
            Ok(())
        };
        batch::run(&batch, leads, told).await?;
        self.channel.catalogue.write()?;
        let Some(report) = report else { return Ok(Outcome::Stopped) };
        let outcome = self.outcome(report.outcome).await;
        if let Outcome::Narrated { audio, fingerprint } = &outcome {
            self.ask_for_approval(audio, fingerprint);
        }
        Ok(outcome)
    }

    /// Returns what became of it, as the ledger has it.
    async fn outcome(&self, narrated: Narrated) -> Outcome {
        let now_ms = self.service.now_ms();
        match narrated {
            Narrated::Narrated(finished) => {
                self.service.settle("voice", "the voice speaks again");
                Outcome::Narrated { audio: finished.done.audio.clone(), fingerprint: finished.done.fingerprint.clone() }
            }
            Narrated::Duplicate { of, .. } => Outcome::Passed(format!("it is the same as {of}")),
            Narrated::Skipped { why } => Outcome::Passed(why),
            Narrated::NotChosen => Outcome::Passed("it was not asked for".to_owned()),
            Narrated::Stopped => Outcome::Stopped,
            Narrated::FailedElsewhere { why } => Outcome::Failed(why),
            Narrated::NotDelivered(error) => Outcome::Failed(whole_message(&error)),
            Narrated::NotRead(SourceError::Web { why: FetchError::Status { code: 404 | 410 }, url }) => {
                self.missing(&url, now_ms).await
            }
            Narrated::NotRead(error) => Outcome::Failed(whole_message(&error)),
            Narrated::NotNarrated(error) => self.not_narrated(&error, now_ms),
        }
    }

    fn not_narrated(&self, error: &NarrateError, now_ms: u64) -> Outcome {
        let message = whole_message(error);
        match error {
            NarrateError::NotSpoken { source: EngineError::OverBudget(_), .. } => {
                let text = "what may be spent today is spent; what waits is narrated tomorrow";
                self.service.alert("budget", text);
                Outcome::Later(message, self.service.house.budget.next_day_ms(now_ms))
            }
            // Every other article would fail likewise, until someone has seen to it.
            error if error.ends_everything() => {
                self.service.alert("voice", &format!("the voice fails: {message}"));
                Outcome::Later(message, now_ms + VOICE_RESTS_MS)
            }
            NarrateError::NoStory(_) | NarrateError::NothingToSay | NarrateError::Language { .. } => {
                Outcome::Passed(message)
            }
            _ => Outcome::Failed(message),
        }
    }

    /// Looks at a page that is not there: it is gone when it was not there several times over hours while its site answers.
    async fn missing(&self, url: &str, now_ms: u64) -> Outcome {
        let ledger = &self.service.house.ledger;
        let (times, over_ms, again_ms) = MISSING;
        let seen = ledger.update(&self.key, |entry| {
            let (count, since) = entry.missing.unwrap_or((0, now_ms));
            entry.missing = Some((count + 1, since));
            (count + 1, since, entry.is_published())
        });
        let Ok((count, since, is_published)) = seen else { return Outcome::Failed(format!("{url} is not there")) };
        if !is_published {
            // A hook comes before the page, at times.
            return Outcome::Failed(format!("{url} is not there"));
        }
        if count >= times && now_ms >= since + over_ms && self.site_answers(url).await {
            let why = "its page is gone".to_owned();
            return match self.service.gone(&self.channel, &self.key, &why) {
                Ok(()) => Outcome::Passed(why),
                Err(error) => Outcome::Failed(whole_message(&error)),
            };
        }
        Outcome::Later(format!("{url} is not there, for the {count}. time"), now_ms + again_ms)
    }

    /// Returns whether the front page of a site answers.
    async fn site_answers(&self, url: &str) -> bool {
        let front = url::Url::parse(url).ok().and_then(|url| url.join("/").ok());
        let lead = front.and_then(|front| Seed::page(front.as_str(), "front page")?.lead());
        match lead {
            Some(lead) => self.channel.reader.read(lead).await.is_ok(),
            None => false,
        }
    }

    /// Has a new recording wait for someone to listen, where the channel wants that.
    fn ask_for_approval(&self, audio: &str, fingerprint: &str) {
        if self.channel.settings.approve != Approve::Before {
            return;
        }
        let folder = self.channel.folder();
        if Approval::read(folder, audio, fingerprint).is_none() {
            let (fingerprint, at_ms) = (fingerprint.to_owned(), self.service.now_ms());
            let approval = Approval { fingerprint, verdict: Verdict::Waiting, by: None, at_ms };
            if let Err(error) = approval.write(folder, audio) {
                // Without the file it waits too.
                self.service.say(&format!("warning: {audio} waits for approval, and that cannot be noted: {error}"));
            }
            self.service.alert(&format!("approval {}", self.key.1), &format!("{} waits to be approved", self.key.1));
        }
    }

    fn tell(&self, outcome: &Outcome, before: &Entry) {
        let name = &self.key.1;
        match outcome {
            Outcome::Narrated { fingerprint, .. }
                if before.recording.as_ref().is_some_and(|recording| recording.fingerprint == *fingerprint) =>
            {
                self.service.say(&format!("unchanged {name}"));
            }
            Outcome::Narrated { audio, .. } => self.service.say(&format!("narrated {name}: {audio}")),
            Outcome::Passed(why) => self.service.say(&format!("passed {name}: {why}")),
            Outcome::Failed(error) | Outcome::Later(error, _) => {
                self.service.metrics.count("aloud_failures_total", label("channel", self.channel.name()));
                self.service.say(&format!("failed {name}: {error}"));
            }
            Outcome::Stopped => {}
        }
    }

    /// Notes what was spent.
    fn spend(&self) -> Result<(), ServiceError> {
        let budget = &self.service.house.budget;
        self.service.house.ledger.set_note("spent", &budget.note())?;
        if let Some((spent, most)) = budget.warning() {
            self.service.alert("spending", &format!("${spent:.2} of ${most:.2} for today are spent"));
        }
        Ok(())
    }
}
