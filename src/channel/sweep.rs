//! The sweep of a channel: its inputs and its content system are looked through again and again. What it finds is the truth.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::entry::{Entry, Lane, Stage};
use super::read::stamp;
use super::settings::Backfill;
use super::{Channel, Key, LedgerError, Newsroom, ServiceError};
use crate::error::whole_message;
use crate::publication::{Audience, Edition, PublishError};
use crate::source::{Lead, Seed, page_id, parse_time};

/// How far a sweep reaches back before the last change it has seen: clocks differ, and saves overlap.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);
/// How often the content system is asked whether it still has everything, at the most. Taste.
const ROLL_CALL_MS: u64 = 3_600_000;
/// Why an article is passed over that was there before the service.
const BEFORE: &str = "it was there before the first start";

/// Sweeps a channel until the service is stopped.
pub(super) async fn sweep(service: Arc<Newsroom>, channel: Arc<Channel>) -> Result<(), ServiceError> {
    let mut called_ms = service.now_ms();
    while !service.house.stop.is_cancelled() {
        let round = Round::begin(&service, &channel)?;
        tokio::select! {
            done = round.go() => done?,
            () = service.house.stop.cancelled() => break,
        }
        if service.now_ms() >= called_ms + ROLL_CALL_MS {
            called_ms = service.now_ms();
            roll_call(&service, &channel).await?;
        }
        tokio::select! {
            () = tokio::time::sleep(channel.settings.every.0) => {}
            () = service.wakes[channel.name()].notified() => {}
            () = service.house.stop.cancelled() => {}
        }
    }
    Ok(())
}

/// One round of a sweep.
struct Round<'a> {
    service: &'a Newsroom,
    channel: &'a Channel,
    /// Whether it is the first ever.
    is_first: bool,
    now_ms: u64,
}

impl<'a> Round<'a> {
    fn begin(service: &'a Newsroom, channel: &'a Channel) -> Result<Self, LedgerError> {
        let is_first = service.house.ledger.note(&format!("begun {}", channel.name()))?.is_none();
        Ok(Self { service, channel, is_first, now_ms: service.now_ms() })
    }

    async fn go(self) -> Result<(), LedgerError> {
        let found = self.inputs().await?;
        let in_system = match &self.channel.cms {
            Some(_) => self.system().await?,
            None => Some(0),
        };
        // What could not be looked through is looked through again as if for the first time.
        if let Some(in_system) = in_system.filter(|_| self.is_first) {
            let name = self.channel.name();
            self.service.house.ledger.set_note(&format!("begun {name}"), &self.now_ms.to_string())?;
            let narrated = found + in_system;
            self.service.say(&format!("channel {name}: the first sweep asks for {narrated} articles"));
        }
        Ok(())
    }

    /// Looks through the inputs; returns how many articles are asked for.
    async fn inputs(&self) -> Result<usize, LedgerError> {
        let mut leads = self.channel.reader.find(self.channel.settings.inputs.iter().map(PathBuf::from).collect());
        let (mut asked, mut failed) = (0, false);
        while let Some(lead) = leads.recv().await {
            match lead.refusal() {
                Some(why) => {
                    failed = true;
                    self.service.alert(&format!("input {}", lead.input), &format!("an input cannot be read: {why}"));
                }
                None => asked += usize::from(self.meet(&lead, asked)?),
            }
        }
        if !failed {
            for input in &self.channel.settings.inputs {
                self.service.settle(&format!("input {input}"), &format!("{input} can be read again"));
            }
        }
        Ok(asked)
    }

    /// Notes what an input has; returns whether it is asked for.
    fn meet(&self, lead: &Lead, asked: usize) -> Result<bool, LedgerError> {
        let (ledger, channel) = (&self.service.house.ledger, self.channel);
        let (key, print): (Key, _) = ((channel.name().to_owned(), lead.key()), lead.print());
        let known = ledger.find(&key);
        if known.as_ref().is_some_and(|entry| entry.listed == print) {
            return Ok(false);
        }
        let before = matches!(&known, Some(Entry { stage: Stage::Passed { why }, .. }) if why == BEFORE);
        let is_wanted = known.is_some() && !before
            || known.is_none() && (!self.is_first || self.is_backfilled(lead.published(), asked));
        let lane = if self.is_first { Lane::Backfill } else { Lane::Live };
        ledger.update(&key, |entry| {
            entry.listed = print;
            entry.seed = lead.seed();
            entry.address = entry.address.take().or_else(|| lead.address());
            entry.meet(is_wanted.then_some(lane), self.now_ms, channel);
        })?;
        Ok(is_wanted)
    }

    /// Returns whether what was there before the service is narrated.
    fn is_backfilled(&self, published: Option<DateTime<Utc>>, asked: usize) -> bool {
        match &self.channel.settings.backfill {
            Backfill::None => false,
            Backfill::Count(count) => asked < *count,
            Backfill::Word(word) => match (word.as_str(), parse_time(word)) {
                ("all", _) => true,
                (_, Some(since)) => published.is_some_and(|published| published >= since),
                _ => false,
            },
        }
    }

    /// Asks the content system what changed; returns how many articles are asked for, nothing when it does not answer.
    async fn system(&self) -> Result<Option<usize>, LedgerError> {
        let (service, channel) = (self.service, self.channel);
        let Some(cms) = &channel.cms else { return Ok(Some(0)) };
        let note = format!("watermark {}", channel.name());
        let mark = service.house.ledger.note(&note)?.and_then(|ms| DateTime::from_timestamp_millis(ms.parse().ok()?));
        let now = i64::try_from(self.now_ms).ok().and_then(DateTime::from_timestamp_millis);
        // Where nothing of the past is wanted, the past is not looked at.
        let is_blank = mark.is_none() && channel.settings.backfill == Backfill::None;
        let since = if is_blank { now } else { mark };
        let mut found = Vec::new();
        let told = cms.changes(since.map(|since| since - OVERLAP), &mut |edition| found.push(edition)).await;
        let incident = format!("cms {}", channel.name());
        if let Err(error) = told {
            service.alert(
                &incident,
                &format!("the content system of {} does not answer: {}", channel.name(), whole_message(&error)),
            );
            return Ok(None);
        }
        service.settle(&incident, &format!("the content system of {} answers again", channel.name()));
        let latest = found.iter().filter_map(|edition| edition.changed).max().max(since);
        if self.is_first {
            found.sort_by_key(|edition| std::cmp::Reverse(edition.published));
        }
        let mut asked = 0;
        for edition in &found {
            asked += usize::from(self.meet_edition(edition, asked, is_blank.then_some(now).flatten())?);
        }
        if let Some(latest) = latest {
            service.house.ledger.set_note(&note, &latest.timestamp_millis().to_string())?;
        }
        Ok(Some(asked))
    }

    /// Notes what the content system has; returns whether it is asked for.
    fn meet_edition(&self, edition: &Edition, asked: usize, begun: Option<DateTime<Utc>>) -> Result<bool, LedgerError> {
        let (ledger, channel) = (&self.service.house.ledger, self.channel);
        let known = known_as(self.service, channel, edition);
        let entry = known.as_ref().and_then(|key| ledger.find(key));
        if entry.as_ref().is_some_and(|entry| entry.stamp == stamp(edition)) {
            return Ok(false);
        }
        let is_hidden = edition.audience == Audience::NoOne;
        if is_hidden && entry.is_none() {
            return Ok(false);
        }
        let key = known.unwrap_or_else(|| key_of(channel, edition));
        let before = matches!(&entry, Some(Entry { stage: Stage::Passed { why }, .. }) if why == BEFORE);
        let is_after = begun.is_some_and(|begun| edition.published.is_some_and(|published| published >= begun));
        let is_new = entry.is_none();
        let is_wanted =
            !before && (!is_new || !self.is_first || is_after || self.is_backfilled(edition.published, asked));
        let lane = if self.is_first && !is_after { Lane::Backfill } else { Lane::Live };
        ledger.update(&key, |entry| {
            entry.post = Some(edition.id.clone());
            entry.stamp = stamp(edition);
            entry.address = Some(edition.address.clone());
            entry.meet(is_wanted.then_some(lane), self.now_ms, channel);
        })?;
        Ok(is_wanted)
    }
}

impl Entry {
    /// Asks for what a sweep met, or notes that it was there before.
    fn meet(&mut self, lane: Option<Lane>, now_ms: u64, channel: &Channel) {
        if self.found_ms == 0 {
            self.found_ms = now_ms;
        }
        match lane {
            Some(lane) => self.ask(lane, now_ms, &channel.settings),
            None => self.stage = Stage::Passed { why: BEFORE.to_owned() },
        }
    }
}

/// Returns the key of what the ledger knows of a post.
fn known_as(service: &Newsroom, channel: &Channel, edition: &Edition) -> Option<Key> {
    let ledger = &service.house.ledger;
    let by_address = || Some(key_of(channel, edition)).filter(|key| ledger.find(key).is_some());
    ledger.find_post(channel.name(), &edition.id).or_else(by_address)
}

fn key_of(channel: &Channel, edition: &Edition) -> Key {
    let id = page_id(&edition.address).unwrap_or_else(|| edition.address.clone());
    (channel.name().to_owned(), id)
}

/// Asks the content system whether it still has what is published: a deletion is seen in no list of changes.
async fn roll_call(service: &Newsroom, channel: &Channel) -> Result<(), LedgerError> {
    let Some(cms) = &channel.cms else { return Ok(()) };
    let mut there = std::collections::HashSet::new();
    let told: Result<(), PublishError> = cms.changes(None, &mut |edition| there.extend([edition.id])).await;
    if told.is_err() {
        return Ok(());
    }
    let is_missing = |entry: &Entry| {
        let is_ours = entry.channel == channel.name() && entry.withdrawal.is_none() && entry.is_published();
        let post = entry.post.as_ref().filter(|post| is_ours && !there.contains(*post))?;
        Some(((entry.channel.clone(), entry.key.clone()), post.clone()))
    };
    for (key, post) in service.house.ledger.each(is_missing) {
        if let Ok(None) = cms.edition(&post).await {
            service.gone(channel, &key, "it is deleted")?;
        }
    }
    Ok(())
}

/// Makes the seed of what a hook names.
pub(super) fn seed_of(address: &str) -> Option<Seed> {
    Seed::page(address, "hook")
}
