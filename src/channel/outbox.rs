//! The outbox of a place: each place at its own pace. What it has is compared with what it is to have, and nothing is done twice.

use std::collections::HashSet;
use std::sync::Arc;

use super::delivery::{self, Remedy, Wish};
use super::entry::{Entry, Lane};
use super::metrics::label;
use super::place::{DOWN_AFTER, Place, PlaceError};
use super::settings::PlaceSettings;
use super::{Channel, Key, LedgerError, Newsroom, ServiceError};
use crate::publication::{Audience, Episode, narrations};

/// How old a recording may be for its post still to count as public, in milliseconds. Taste.
const FRESH_MS: u64 = 30_000;

/// Delivers to a place until the service is stopped.
pub(super) async fn deliver(service: Arc<Newsroom>, channel: Arc<Channel>, number: usize) -> Result<(), ServiceError> {
    let (settings, place) = (&channel.settings.publish[number], &channel.places[number]);
    let name = settings.name();
    let outbox = Outbox { service: &service, channel: &channel, settings, place, name };
    let mut changes = service.house.ledger.subscribe();
    while !service.house.stop.is_cancelled() {
        changes.mark_unchanged();
        match outbox.next() {
            Some((key, wish)) => outbox.attempt(&key, &wish).await?,
            None => service.wait(&mut changes, None).await,
        }
    }
    Ok(())
}

struct Outbox<'a> {
    service: &'a Newsroom,
    channel: &'a Channel,
    settings: &'a PlaceSettings,
    place: &'a Place,
    name: String,
}

impl Outbox<'_> {
    /// Returns what is to be delivered next: what is taken off first, then the more urgent.
    fn next(&self) -> Option<(Key, Wish)> {
        let now_ms = self.service.now_ms();
        let at = (self.channel.name().to_owned(), self.name.clone());
        if !self.service.health().get(&at).is_none_or(|health| health.is_open(now_ms)) {
            return None;
        }
        let due = self.service.house.ledger.each(|entry| {
            let wish = self.wish(entry, now_ms)?;
            let places = delivery::due(&entry.deliveries, &self.channel.settings.publish, &wish, now_ms);
            let is_due = places.iter().any(|place| std::ptr::eq(*place, self.settings));
            is_due.then(|| (urgency(entry, &wish), (entry.channel.clone(), entry.key.clone()), wish))
        });
        due.into_iter().min_by_key(|(urgency, ..)| *urgency).map(|(_, key, wish)| (key, wish))
    }

    /// Returns what is to be at the place, where that is not obviously there.
    fn wish(&self, entry: &Entry, now_ms: u64) -> Option<Wish> {
        if entry.channel != self.channel.name() {
            return None;
        }
        let fingerprint = &entry.recording.as_ref()?.fingerprint;
        let have = entry.deliveries.get(&self.name).and_then(|delivery| delivery.have.as_ref());
        if entry.withdrawal.is_none() && have == Some(fingerprint) {
            return None;
        }
        Some(self.service.wish(self.channel, entry, now_ms))
    }

    async fn attempt(&self, key: &Key, wish: &Wish) -> Result<(), LedgerError> {
        let ledger = &self.service.house.ledger;
        let Some(entry) = ledger.find(key) else { return Ok(()) };
        let wanted = match wish {
            Wish::Recording(fingerprint) => Some(fingerprint.clone()),
            _ => None,
        };
        if wanted.is_some() && !self.is_public(&entry).await {
            let now_ms = self.service.now_ms();
            return ledger.update(key, |entry| {
                entry.ask(Lane::Live, now_ms, &self.channel.settings);
                let failed = "the post is not public at the moment".to_owned();
                let delivery = entry.deliveries.entry(self.name.clone()).or_default();
                delivery.failed(wanted, Remedy::Later, failed, (now_ms, &key.1));
            });
        }
        let done = self.deliver(&entry, wanted.as_deref()).await;
        self.service.reached("posted");
        let outcome = if done.is_ok() { "done" } else { "failed" };
        let labels = format!("{},{}", label("place", &self.name), label("outcome", outcome));
        self.service.metrics.count("aloud_place_attempts_total", labels);
        match done {
            Ok(()) => self.done(key, wanted),
            Err(error) => self.failed(key, wanted, &error),
        }
    }

    /// Asks the content system, before anything is published of a post that was narrated a while ago, whether readers may read it.
    async fn is_public(&self, entry: &Entry) -> bool {
        let made_ms = entry.recording.as_ref().map_or(0, |recording| recording.made_ms);
        let is_old = self.service.now_ms() > made_ms + FRESH_MS;
        match (&self.channel.cms, &entry.post) {
            (Some(cms), Some(post)) if is_old && !entry.is_published() => match cms.edition(post).await {
                Ok(Some(edition)) => matches!(edition.audience, Audience::Everyone | Audience::Members),
                Ok(None) => false,
                // The place itself will say what is wrong.
                Err(_) => true,
            },
            _ => true,
        }
    }

    async fn deliver(&self, entry: &Entry, wanted: Option<&str>) -> Result<(), PlaceError> {
        let Some(recording) = &entry.recording else { return Ok(()) };
        let folder = self.channel.folder().to_owned();
        let manifest = narrations::load(&folder.join(&recording.audio).with_extension("json"))?;
        // What is in the folder is what would be heard: no other approval covers it.
        if wanted.is_some_and(|wanted| wanted != manifest.fingerprint) {
            return Err(PlaceError::Superseded);
        }
        let episode = Episode { folder, manifest };
        let hidden = self.hidden(&recording.audio, wanted.is_some());
        match wanted {
            Some(_) => self.place.put(&episode, &hidden).await,
            None => self.place.take_off(&episode, &hidden).await,
        }
    }

    /// Returns the recordings that a feed is not to have: those of this channel that it was not given, or is to lose.
    fn hidden(&self, audio: &str, is_put: bool) -> HashSet<String> {
        if !matches!(self.place, Place::Feed { .. }) {
            return HashSet::new();
        }
        let is_given = |entry: &Entry| entry.deliveries.get(&self.name).is_some_and(|there| there.have.is_some());
        let of_others = self.service.house.ledger.each(|entry| {
            let recording = entry.recording.as_ref().filter(|_| entry.channel == self.channel.name())?;
            (recording.audio != audio && !is_given(entry)).then(|| recording.audio.clone())
        });
        of_others.into_iter().chain((!is_put).then(|| audio.to_owned())).collect()
    }

    fn done(&self, key: &Key, wanted: Option<String>) -> Result<(), LedgerError> {
        let now_ms = self.service.now_ms();
        let (place, name) = (&self.name, self.channel.name());
        self.service.health().entry((name.to_owned(), place.clone())).or_default().well();
        self.service.settle(&format!("place {name} {place}"), &format!("{place} takes narrations again"));
        let word = if wanted.is_some() { "published" } else { "removed" };
        self.service.say(&format!("{word} {} at {place}", key.1));
        self.service.settle(&format!("approval {}", key.1), &format!("{} no longer waits to be approved", key.1));
        let audible_ms = self.service.house.ledger.update(key, |entry| {
            entry.deliveries.entry(place.clone()).or_default().done(wanted.clone(), now_ms);
            let has = |place: &PlaceSettings| entry.deliveries.get(&place.name()).is_some_and(|at| at.have == wanted);
            let is_everywhere = wanted.is_some() && self.channel.settings.publish.iter().all(has);
            entry
                .recording
                .as_ref()
                .filter(|_| is_everywhere)
                .map(|recording| now_ms.saturating_sub(recording.asked_ms))
        })?;
        if let Some(ms) = audible_ms {
            self.service.metrics.audible(name, ms as f64 / 1_000.0);
            self.service.say(&format!("audible {} after {:.1} s", key.1, ms as f64 / 1_000.0));
        }
        self.service.reached("noted");
        Ok(())
    }

    fn failed(&self, key: &Key, wanted: Option<String>, error: &PlaceError) -> Result<(), LedgerError> {
        let (now_ms, remedy, message) = (self.service.now_ms(), error.remedy(), error.message());
        let (place, name) = (&self.name, self.channel.name());
        self.service.say(&format!("warning: {} at {place}: {message}", key.1));
        let is_incident = {
            let mut health = self.service.health();
            health.entry((name.to_owned(), place.clone())).or_default().failed(remedy, &message, now_ms, place)
        };
        if is_incident {
            let what = if remedy == Remedy::Pause {
                "refuses us, and is left alone until the settings are loaded again".to_owned()
            } else {
                format!("failed {DOWN_AFTER} times in a row, and is tried again ever more seldom")
            };
            self.service.alert(&format!("place {name} {place}"), &format!("{place} {what}: {message}"));
        }
        let is_dead = self.service.house.ledger.update(key, |entry| {
            let delivery = entry.deliveries.entry(place.clone()).or_default();
            delivery.failed(wanted, remedy, message.clone(), (now_ms, &key.1));
            delivery.dead
        })?;
        if is_dead {
            let text = format!("{} is given up at {place}: {message}; `aloud hooks retry` tries it again", key.1);
            self.service.alert(&format!("dead {place} {}", key.1), &text);
        }
        Ok(())
    }
}

/// Returns how urgent a delivery is: the smaller, the more.
fn urgency(entry: &Entry, wish: &Wish) -> (bool, Lane, u64) {
    (*wish != Wish::Nothing, entry.lane, entry.asked_ms)
}
