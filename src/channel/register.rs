//! What the service's memory has of the narrations of one folder, for the desk that changes and approves them.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::watch;

use super::entry::Entry;
use super::recording::Recording;
use super::{Key, Ledger, LedgerError};
use crate::catalogue::{Catalogue, CatalogueError, State};

/// What the service's memory has of the narrations of one folder.
#[derive(Clone)]
pub struct Register {
    ledger: Arc<Ledger>,
    /// The channels that narrate into the folder.
    channels: Arc<[String]>,
}

/// Where a narration is published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// The names of the places.
    pub places: Vec<String>,
    /// The fingerprint of the recording that all of them have; none where they have several.
    pub fingerprint: Option<String>,
}

impl Register {
    /// Looks at the entries of these channels.
    #[must_use]
    pub fn new(ledger: Arc<Ledger>, channels: Vec<String>) -> Self {
        Self { ledger, channels: channels.into() }
    }

    /// Notes that a narration is another now, by its audio's name and its fingerprint. What is published follows as its channel
    /// says: at once, or when it is approved.
    ///
    /// # Errors
    /// When the memory cannot be written.
    pub fn renarrated(&self, (audio, fingerprint): (&str, &str), now_ms: u64) -> Result<(), LedgerError> {
        let is_old = |entry: &&Recording| entry.audio == audio && entry.fingerprint != fingerprint;
        let keys: Vec<Key> = self.ledger.each(|entry| {
            let is_meant = self.is_own(entry) && entry.recording.as_ref().filter(is_old).is_some();
            is_meant.then(|| (entry.channel.clone(), entry.key.clone()))
        });
        for key in keys {
            self.ledger.update(&key, |entry| {
                if let Some(recording) = &mut entry.recording {
                    (recording.fingerprint, recording.made_ms) = (fingerprint.to_owned(), now_ms);
                    recording.asked_ms = now_ms;
                }
            })?;
        }
        Ok(())
    }

    /// Has whoever waits for changes look again: something was decided.
    pub fn decided(&self) {
        self.ledger.touch();
    }

    /// Returns where narrations are published, by the names of their audio.
    #[must_use]
    pub fn published(&self) -> HashMap<String, Published> {
        let published = |entry: &Entry| {
            let recording = entry.recording.as_ref().filter(|_| self.is_own(entry))?;
            let at = entry.deliveries.iter().filter_map(|(name, at)| Some((name.clone(), at.have.clone()?)));
            let (places, mut haves): (Vec<String>, Vec<String>) = at.unzip();
            haves.dedup();
            let fingerprint = if haves.len() > 1 { None } else { haves.pop() };
            (!places.is_empty()).then(|| (recording.audio.clone(), Published { places, fingerprint }))
        };
        self.ledger.each(published).into_iter().collect()
    }

    /// Returns what tells of every change from now on.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.ledger.subscribe()
    }

    /// Notes what became of narrations while no service ran, as the catalogue has it.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn catch_up(&self, catalogue: &Catalogue, now_ms: u64) -> Result<Result<(), LedgerError>, CatalogueError> {
        let known: HashMap<String, String> = self
            .ledger
            .each(|entry| entry.recording.clone().filter(|_| self.is_own(entry)))
            .into_iter()
            .map(|recording| (recording.audio, recording.fingerprint))
            .collect();
        let mut changed = Vec::new();
        catalogue.each(|record| {
            if let State::Done(done) = record.state
                && known.get(&done.audio).is_some_and(|fingerprint| *fingerprint != done.fingerprint)
            {
                changed.push((done.audio, done.fingerprint));
            }
        })?;
        let mut changes = changed.iter();
        Ok(changes.try_for_each(|(audio, fingerprint)| self.renarrated((audio, fingerprint), now_ms)))
    }

    fn is_own(&self, entry: &Entry) -> bool {
        self.channels.contains(&entry.channel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::delivery::Delivery;

    #[test]
    fn narrations_that_are_changed_by_hand_are_published_again() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Arc::new(Ledger::open(folder.path()).unwrap());
        let recording = |fingerprint: &str| Recording {
            audio: "a.wav".into(),
            fingerprint: fingerprint.into(),
            made_ms: 1,
            asked_ms: 1,
            is_renewal: false,
        };
        for channel in ["news", "elsewhere"] {
            let key = (channel.to_owned(), "k".to_owned());
            ledger
                .update(&key, |entry| {
                    entry.recording = Some(recording("one"));
                    entry
                        .deliveries
                        .insert("ghost".into(), Delivery { have: Some("one".into()), ..Delivery::default() });
                })
                .unwrap();
        }
        let register = Register::new(Arc::clone(&ledger), vec!["news".into()]);
        register.renarrated(("a.wav", "two"), 7).unwrap();
        let published = Published { places: vec!["ghost".into()], fingerprint: Some("one".into()) };
        assert_eq!(register.published()["a.wav"], published);
        assert_eq!(ledger.find(&("news".into(), "k".into())).unwrap().recording.unwrap().fingerprint, "two");
        let other = ledger.find(&("elsewhere".into(), "k".into())).unwrap();
        assert_eq!(other.recording, Some(recording("one")), "another folder has a file of the same name");
    }
}
