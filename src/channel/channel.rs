//! A channel, set up: who reads and narrates its articles, and the places they go to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use secrecy::SecretString;

use super::place::Place;
use super::settings::{ChannelSettings, PlaceSettings};
use crate::batch::{Batch, FairQueue, InTurn, Lists};
use crate::catalogue::{Catalogue, flags_of_channel};
use crate::pipeline::{Narrator, Run, SharedNarrator};
use crate::publication::Cms;
use crate::source::Reader;
use crate::store::bucket::Bucket;
use tokio_util::sync::CancellationToken;

/// A channel, set up.
pub struct Channel {
    /// What the settings say of it.
    pub settings: ChannelSettings,
    /// Its places, in the order of the settings.
    pub places: Vec<Place>,
    /// The content system that is followed.
    pub cms: Option<Arc<dyn Cms>>,
    /// What its hook is signed with, the current secret first.
    pub secrets: Vec<SecretString>,
    /// Reads its articles.
    pub reader: Arc<Reader>,
    /// Narrates them; a desk may change how they are read.
    pub narrator: SharedNarrator,
    /// Knows what was narrated before; channels that share a folder share it.
    pub catalogue: Arc<Catalogue>,
    /// Where narrations are taken to besides the folder.
    pub bucket: Option<Bucket>,
    /// The folder of its narrations.
    folder: PathBuf,
    /// By what the catalogue knows what it narrates from what others do.
    flags: Arc<[String]>,
    /// Shares its engine between the articles under way, the more urgent first.
    turns: Arc<FairQueue>,
}

/// What is known of an article before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nature {
    /// Whether its time is yet to come.
    pub(super) is_ahead: bool,
    /// Whether someone gave it whole, and not as a page in which it is to be found.
    pub(super) is_whole: bool,
}

/// What a channel is set up from.
pub struct Parts {
    /// What the settings say of it.
    pub settings: ChannelSettings,
    /// Its places, in the order of the settings.
    pub places: Vec<Place>,
    /// The content system that is followed.
    pub cms: Option<Arc<dyn Cms>>,
    /// What its hook is signed with.
    pub secrets: Vec<SecretString>,
    /// Reads its articles.
    pub reader: Arc<Reader>,
    /// Narrates them.
    pub narrator: Narrator,
    /// Knows what was narrated before.
    pub catalogue: Arc<Catalogue>,
    /// Where narrations are taken to besides the folder.
    pub bucket: Option<Bucket>,
    /// The flags that `aloud run` was called with, as far as they shape narrations.
    pub typed: Vec<String>,
}

impl Channel {
    /// Sets it up.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let Parts { settings, places, cms, secrets, reader, narrator, catalogue, bucket, typed } = parts;
        let flags = flags_of_channel(&settings.name, &typed).into();
        let turns = FairQueue::new(narrator.cast.lead.engine.capabilities().concurrency);
        let folder = narrator.storage.folder.path().to_owned();
        let narrator = SharedNarrator::new(narrator);
        Self { settings, places, cms, secrets, reader, narrator, catalogue, bucket, folder, flags, turns }
    }

    /// Returns its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Returns the folder of its narrations.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns by which flags the catalogue knows what it narrates.
    #[must_use]
    pub fn flags(&self) -> &[String] {
        &self.flags
    }

    /// Returns its places with what the settings say of them.
    pub fn outlets(&self) -> impl Iterator<Item = (&PlaceSettings, &Place)> {
        self.settings.publish.iter().zip(&self.places)
    }

    /// Makes the batch of one article, of which the lower numbers have the engine first.
    pub(super) fn batch(&self, number: usize, nature: Nature, stop: CancellationToken) -> Batch {
        let (turns, ends) = (Arc::clone(&self.turns), stop.clone());
        let narrator = self.narrator.now();
        let cast = narrator.cast.behind(move |speaker| Arc::new(InTurn::new(&speaker.engine, &turns, number, &ends)));
        // What is narrated ahead of its time is dated to come, and what comes whole is no page that might be no article.
        let run = Run { drafts: nature.is_ahead, force: nature.is_whole, ..narrator.run.clone() };
        Batch {
            reader: Arc::clone(&self.reader),
            settings: narrator.shape(),
            flags: Some(Arc::clone(&self.flags)),
            narrator: Narrator { cast, run, ..narrator },
            catalogue: Arc::clone(&self.catalogue),
            bucket: self.bucket.clone(),
            lists: Lists::Checked,
            jobs: 1,
            stop,
        }
    }
}
