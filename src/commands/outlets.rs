//! Where narrations are published, to be taken off again: at the places of the channel of `aloud run` that made them, else at all that
//! the settings name.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use super::failure::{Failure, Result};
use super::places::Places;
use super::report;
use crate::catalogue::{Record, channel_of};
use crate::channel::{ChannelSettings, Place, PlaceError};
use crate::cli::Receiver;
use crate::publication::{Episode, Outcome, Run, S3};
use crate::secrets::Keyring;
use crate::settings::{Choices, Settings, SettingsError};
use crate::source::page_id;

/// The places that narrations may be at.
#[derive(Default)]
pub(super) struct Outlets {
    /// By the channel that made them.
    groups: BTreeMap<Option<String>, Group>,
    /// The addresses of articles that are still there, whose narrations stay on.
    living: HashSet<String>,
    /// The places that failed for every narration alike.
    down: BTreeSet<(Option<String>, String)>,
}

#[derive(Default)]
struct Group {
    /// By their names.
    places: Vec<(String, Place)>,
    /// The bucket that the feeds are in too.
    bucket: Option<S3>,
}

/// What became of a narration at its places.
#[derive(Debug, Default)]
pub(super) struct Removal {
    /// The names of the places that had it.
    pub(super) from: Vec<String>,
    /// Whether one of them keeps it.
    pub(super) failed: bool,
}

/// Returns the channel that made a narration, if one did.
pub(super) fn channel_name(record: &Record) -> Option<&str> {
    channel_of(record.flags.as_deref()?).0
}

/// Returns the names by which an article's pages are known.
pub(super) fn addresses(episode: &Episode) -> impl Iterator<Item = String> {
    let manifest = &episode.manifest;
    [manifest.article.url.as_deref(), Some(&manifest.id)].into_iter().flatten().filter_map(page_id)
}

impl Outlets {
    /// Makes the places of these narrations. What is at an address of `living` is another narration's by now.
    ///
    /// # Errors
    /// When a place cannot be made.
    pub(super) async fn open(
        records: impl Iterator<Item = &Record>,
        living: HashSet<String>,
        (choices, config): (&Choices, Option<&Path>),
        keyring: &Keyring,
    ) -> Result<Self> {
        let mut outlets = Self { living, ..Self::default() };
        let names: BTreeSet<_> = records.map(channel_name).collect();
        let channels = if names.iter().any(Option::is_some) { channels(choices, config)? } else { Vec::new() };
        for name in names {
            let own = channels.iter().find(|(channel, _)| Some(channel.name.as_str()) == name);
            let group = match own {
                Some((channel, settings)) => Group::of_channel(channel, settings, keyring).await?,
                None => Group::of_settings(&Settings::settle(choices.clone(), config)?, keyring).await?,
            };
            outlets.groups.insert(name.map(str::to_owned), group);
        }
        Ok(outlets)
    }

    /// Returns whether the settings were not looked at: no place was asked.
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Takes a narration off its places, or finds out where it is.
    pub(super) async fn remove(&mut self, record: &Record, episode: &Episode, run: Run) -> Removal {
        let mut removal = Removal::default();
        let channel = channel_name(record).map(str::to_owned);
        let Some(group) = self.groups.get(&channel) else { return removal };
        let is_replaced = addresses(episode).any(|address| self.living.contains(&address));
        for (name, place) in &group.places {
            // Buckets know narrations by their files, all else by their addresses.
            if is_replaced && name != Receiver::S3.name() {
                continue;
            }
            let key = (channel.clone(), name.clone());
            if self.down.contains(&key) {
                removal.failed = true;
                continue;
            }
            match place.remove(episode, run).await {
                Ok(Outcome::Removed) => removal.from.push(name.clone()),
                Ok(_) => {}
                Err(error) => {
                    removal.failed = true;
                    if matches!(&error, PlaceError::Publish(error) if error.ends_everything()) {
                        self.down.insert(key);
                    }
                    report(&Failure::from(error).context(format!("{} stays at {name}", record.article)));
                }
            }
        }
        removal
    }

    /// Takes the feeds of the folder along to the buckets that have them.
    ///
    /// # Errors
    /// When a bucket does not take them.
    pub(super) async fn put_feeds(&self, folder: &Path) -> Result<()> {
        for bucket in self.groups.values().filter_map(|group| group.bucket.as_ref()) {
            bucket.put_feeds(folder, Run::Real).await?;
        }
        Ok(())
    }
}

impl Group {
    async fn of_settings(settings: &Settings, keyring: &Keyring) -> Result<Self> {
        let maker = Places::of(settings, keyring)?;
        let mut group = Self::default();
        for kind in maker.named() {
            group.places.push((kind.name().to_owned(), maker.make(kind).await?.into_place()));
            if kind == Receiver::S3 {
                group.bucket = Some(maker.bucket().await?);
            }
        }
        Ok(group)
    }

    async fn of_channel(channel: &ChannelSettings, settings: &Settings, keyring: &Keyring) -> Result<Self> {
        let maker = Places::of(settings, keyring)?;
        let mut group = Self::default();
        for place in &channel.publish {
            match maker.of_channel(place, &channel.publish).await? {
                Place::Feed { bucket, .. } => group.bucket = bucket,
                made => group.places.push((place.name(), made)),
            }
        }
        Ok(group)
    }
}

/// Returns the channels that the settings name, if there is a settings file.
fn channels(choices: &Choices, config: Option<&Path>) -> Result<Vec<(ChannelSettings, Settings)>> {
    match Settings::channels(choices, config) {
        Err(SettingsError::Unreadable { .. }) if config.is_none() => Ok(Vec::new()),
        channels => Ok(channels?),
    }
}
