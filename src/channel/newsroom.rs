//! What every loop of the service shares: channels, the ledger, time, and who hears of what happens.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use secrecy::SecretString;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::approval::{Approval, Verdict};
use super::breaker;
use super::delivery::Wish;
use super::entry::Entry;
use super::metrics::Metrics;
use super::read::{Reading, read};
use super::settings::Approve;
use super::withdrawal::Withdrawal;
use super::{Alerts, Budget, Channel, Health, Key, Ledger, LedgerError, Notifier};
use crate::error::whole_message;
use crate::secrets::Clock;
use crate::source::Article;

/// Makes a link for someone of this name.
pub type Invite = Box<dyn Fn(&str) -> String + Send + Sync>;

/// What the service stands in: time, its memory, who hears of it.
pub struct House {
    /// The folder of its memory.
    pub folder: PathBuf,
    /// Its memory.
    pub ledger: Arc<Ledger>,
    /// Returns the time.
    pub clock: Clock,
    /// Takes a line of the log.
    pub log: Box<dyn Fn(&str) + Send + Sync>,
    /// Takes what someone should hear of.
    pub alerts: Alerts,
    /// What may be spent.
    pub budget: Budget,
    /// Hears whether it is alive.
    pub notifier: Notifier,
    /// Makes a link into the desk for someone of this name, where the service has a desk.
    pub invite: Option<Invite>,
    /// The key that asks for narrations, if any may.
    pub key: Option<SecretString>,
    /// How many articles are worked on at once.
    pub jobs: usize,
    /// Where the world reaches it.
    pub public_url: Option<Url>,
    /// Ends it.
    pub stop: CancellationToken,
    /// The point at which it is to break off, for tests.
    pub crash_at: Option<String>,
}

/// What every loop of the service shares.
pub struct Newsroom {
    /// What it stands in.
    pub house: House,
    pub(super) channels: Vec<Arc<Channel>>,
    pub(super) metrics: Metrics,
    /// How each place is, by channel and name.
    health: Mutex<BTreeMap<(String, String), Health>>,
    /// Wakes the sweep of each channel.
    pub(super) wakes: BTreeMap<String, Notify>,
}

/// The longest pause between two looks at what is due.
const LOOK_EVERY: Duration = Duration::from_secs(1);

impl Newsroom {
    /// Puts channels together.
    #[must_use]
    pub fn new(house: House, channels: Vec<Channel>) -> Arc<Self> {
        let channels: Vec<_> = channels.into_iter().map(Arc::new).collect();
        let wakes = channels.iter().map(|channel| (channel.name().to_owned(), Notify::new())).collect();
        Arc::new(Self { house, channels, metrics: Metrics::default(), health: Mutex::default(), wakes })
    }

    /// Returns the time, in milliseconds since 1970.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        let since = (self.house.clock)().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    pub(super) fn say(&self, line: &str) {
        (self.house.log)(line);
    }

    /// Reports an incident, in the log and to whoever takes alerts.
    pub(super) fn alert(&self, incident: &str, text: &str) {
        if self.house.alerts.raise(incident, text) {
            self.say(&format!("alert: {text}"));
        }
    }

    /// Reports that an incident is over.
    pub(super) fn settle(&self, incident: &str, text: &str) {
        if self.house.alerts.settle(incident, text) {
            self.say(&format!("over: {text}"));
        }
    }

    /// Breaks off where a test wants it.
    pub(super) fn reached(&self, point: &str) {
        if self.house.crash_at.as_deref() == Some(point) {
            std::process::abort();
        }
    }

    /// Returns the folders that it writes into.
    pub(super) fn folders(&self) -> std::collections::BTreeSet<PathBuf> {
        let of_channels = self.channels.iter().map(|channel| channel.folder().to_owned());
        of_channels.chain([self.house.folder.clone()]).collect()
    }

    pub(super) fn channel(&self, name: &str) -> Option<&Arc<Channel>> {
        self.channels.iter().find(|channel| channel.name() == name)
    }

    /// Waits for a change of the ledger, until a time at the most, or for the stop.
    pub(super) async fn wait(&self, changes: &mut tokio::sync::watch::Receiver<u64>, until_ms: Option<u64>) {
        let left = until_ms.map_or(LOOK_EVERY, |until| Duration::from_millis(until.saturating_sub(self.now_ms())));
        tokio::select! {
            _ = changes.changed() => {}
            () = tokio::time::sleep(left.clamp(Duration::from_millis(1), LOOK_EVERY)) => {}
            () = self.house.stop.cancelled() => {}
        }
    }

    /// Returns what is to be at every place of an article's channel now.
    pub(super) fn wish(&self, channel: &Channel, entry: &Entry, now_ms: u64) -> Wish {
        let verdict = entry.recording.as_ref().filter(|_| channel.settings.approve == Approve::Before);
        let verdict = verdict.map(|recording| {
            let folder = channel.folder();
            let approval = Approval::read(folder, &recording.audio, &recording.fingerprint);
            approval.map_or(Verdict::Waiting, |approval| approval.verdict)
        });
        entry.wish(verdict, &channel.settings, now_ms)
    }

    /// Notes that an article is gone; where too many go at once, it waits for a word.
    pub(super) fn gone(&self, channel: &Channel, key: &Key, why: &str) -> Result<(), LedgerError> {
        let now_ms = self.now_ms();
        let changes = |entry: &Entry| {
            let mut after = entry.clone();
            after.go(Withdrawal::new(why, now_ms, true));
            after != *entry
        };
        // Systems tell of the same article more than once: that costs no look at all others, and no write.
        if !self.house.ledger.find(key).is_some_and(|entry| changes(&entry)) {
            return Ok(());
        }
        let others = self.house.ledger.each(|other| (other.channel == key.0).then(|| other.clone()));
        let confirmed = breaker::may_withdraw(others.iter(), channel.settings.most_withdrawn, now_ms);
        let withdrawal = Withdrawal::new(why, now_ms, confirmed);
        let is_news = self.house.ledger.update_known(key, |entry| entry.go(withdrawal))?;
        if is_news != Some(true) {
            return Ok(());
        }
        self.say(&format!("withdrawn {}: {why}", key.1));
        let name = channel.name();
        if confirmed {
            self.settle(&withdrawals(name), &format!("articles of the channel {name} are gone one by one again"));
        } else {
            let text = format!(
                "many articles of the channel {name} are gone at once ({}, {why}); their narrations stay until you say \
                 `aloud withdraw {}` or `aloud withdraw --gone {name}`",
                key.1, key.1
            );
            self.alert(&withdrawals(name), &text);
        }
        Ok(())
    }

    /// Returns whether one more article of a channel may be narrated again without asking anyone.
    pub(super) fn may_renew(&self, channel: &Channel) -> bool {
        let name = channel.name();
        let of_channel = |entry: &Entry| (entry.channel == name).then(|| entry.recording.clone()).flatten();
        let may = breaker::may_renew(&self.house.ledger.each(of_channel), channel.settings.most_renewed, self.now_ms());
        if may {
            self.settle(&renewals(name), &format!("articles of the channel {name} change one by one again"));
        }
        may
    }

    /// Returns its channels.
    #[must_use]
    pub fn channels(&self) -> &[Arc<Channel>] {
        &self.channels
    }

    /// Reads an article of a channel again, as it would be narrated now.
    ///
    /// # Errors
    /// Says why it cannot be read.
    pub async fn article(&self, channel: &str, key: &str) -> Result<Article, String> {
        let channel = self.channel(channel).ok_or("its channel is no longer followed")?;
        let entry = self.house.ledger.find(&(channel.name().to_owned(), key.to_owned()));
        match read(channel, &entry.ok_or("its channel no longer has it")?).await {
            Reading::Article { lead, .. } => channel.reader.read(*lead).await.map_err(|error| whole_message(&error)),
            Reading::Gone(why) | Reading::Passed(why) | Reading::Failed(why) => Err(why),
        }
    }

    /// Returns how the places are, by channel and name.
    pub(super) fn health(&self) -> MutexGuard<'_, BTreeMap<(String, String), Health>> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Names the incident of too many articles of a channel being gone at once.
pub(super) fn withdrawals(channel: &str) -> String {
    format!("withdrawals {channel}")
}

/// Names the incident of too many articles of a channel changing at once.
pub(super) fn renewals(channel: &str) -> String {
    format!("renewals {channel}")
}
