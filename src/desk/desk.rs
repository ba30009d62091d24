//! The desk itself: what it holds open, and what it knows of the folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use chrono::{DateTime, SecondsFormat, Utc};
use tokio::sync::broadcast;

use super::event::Event;
use super::list::List;
use super::peaks::Peaks;
use crate::catalogue::{Catalogue, CatalogueError, Record};
use crate::engines::Guesser;
use crate::pipeline::Narrator;
use crate::script::lexicon::Starter;
use crate::secrets::Clock;
use crate::source::{Article, Reader};

/// How many events wait for a page that is slow to take them.
const EVENTS: usize = 64;

/// What a desk is made of.
pub struct Setup {
    /// Reads the articles again.
    pub reader: Arc<Reader>,
    /// Narrates them again.
    pub narrator: Narrator,
    /// What is known of the folder; it keeps other runs out.
    pub catalogue: Catalogue,
    /// The project's lexicons.
    pub lexicons: Vec<PathBuf>,
    /// The lexicon that the house's entries go into; it may be missing.
    pub house: PathBuf,
    /// Whether the lexicon that is built in counts too.
    pub starter: Starter,
    /// Whether narrations are published only when they are approved.
    pub approval: bool,
    /// Tells the time.
    pub clock: Clock,
}

/// An editor's desk.
pub struct Desk {
    pub(super) setup: Setup,
    narrator: RwLock<Narrator>,
    list: RwLock<List>,
    /// Held by whoever changes something: one change at a time, so that none is made of what another has changed.
    pub(super) work: tokio::sync::Mutex<()>,
    pub(super) events: broadcast::Sender<Event>,
    pub(super) peaks: Peaks,
    guesser: OnceLock<Guesser>,
    /// Articles that were read since the desk was opened, by key.
    articles: Mutex<HashMap<String, Arc<Article>>>,
}

impl Desk {
    /// Opens a desk, reading what the catalogue knows.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn open(setup: Setup) -> Result<Self, CatalogueError> {
        let mut narrator = setup.narrator.clone();
        // What is on the list was narrated once, whatever is thought of its page now.
        (narrator.run.force, narrator.run.drafts, narrator.run.keeps_gain) = (true, true, true);
        let mut list = List::new(setup.approval);
        setup.catalogue.each(|record| list.note(&record, &narrator.storage.edits))?;
        Ok(Self {
            setup,
            narrator: RwLock::new(narrator),
            list: RwLock::new(list),
            work: tokio::sync::Mutex::default(),
            events: broadcast::channel(EVENTS).0,
            peaks: Peaks::default(),
            guesser: OnceLock::new(),
            articles: Mutex::default(),
        })
    }

    /// Notes what became of an article, in the catalogue and on the list.
    ///
    /// # Errors
    /// When the catalogue cannot be written.
    pub fn note(&self, record: Record) -> Result<(), CatalogueError> {
        let shelf = Arc::clone(&self.narrator().storage.edits);
        self.list_mut().note(&record, &shelf);
        self.setup.catalogue.note(record)?;
        self.setup.catalogue.write()
    }

    /// Returns the narrator, as the lexicons are now.
    pub(super) fn narrator(&self) -> Narrator {
        self.narrator.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_narrator(&self, narrator: Narrator) {
        *self.narrator.write().unwrap_or_else(PoisonError::into_inner) = narrator;
    }

    pub(super) fn folder(&self) -> &Path {
        self.setup.narrator.storage.folder.path()
    }

    pub(super) fn list(&self) -> RwLockReadGuard<'_, List> {
        self.list.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn list_mut(&self) -> RwLockWriteGuard<'_, List> {
        self.list.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn articles(&self) -> MutexGuard<'_, HashMap<String, Arc<Article>>> {
        self.articles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns what tells which words the built-in voice guesses; it takes a moment to load.
    pub(super) fn guesser(&self) -> &Guesser {
        self.guesser.get_or_init(Guesser::load)
    }

    /// Returns the time, RFC 3339.
    pub(super) fn now(&self) -> String {
        DateTime::<Utc>::from((self.setup.clock)()).to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}
