//! The desk itself: what it holds open, and what it knows of the folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::UNIX_EPOCH;

use chrono::{DateTime, SecondsFormat, Utc};
use tokio::sync::broadcast;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::Way;
use super::dry_run::DryRuns;
use super::event::Event;
use super::list::{List, Outlet};
use super::peaks::Peaks;
use super::vocabulary::Vocabulary;
use crate::batch::Ways;
use crate::catalogue::{Catalogue, CatalogueError, Record, channel_of};
use crate::channel::Register;
use crate::engines::{Guess, Guesser};
use crate::master::OutputFolder;
use crate::pipeline::Narrator;
use crate::script::Pronunciation;
use crate::secrets::Clock;
use crate::source::Article;

/// How many events wait for a page that is slow to take them.
const EVENTS: usize = 64;

/// What a desk is made of.
pub struct Setup {
    /// The ways in which its narrations were made, the usual one first; there is that one at least.
    pub ways: Vec<Way>,
    /// Which flags count for which article.
    pub flags: Ways,
    /// What is known of the folder; it keeps other runs out.
    pub catalogue: Arc<Catalogue>,
    /// The lexicon that the house's entries go into; it may be missing.
    pub house: PathBuf,
    /// The settings file, where rules of sites are written; it may be missing.
    pub settings_file: PathBuf,
    /// What a service's memory has of the narrations, where a service follows channels into the folder.
    pub register: Option<Register>,
    /// Whether that service is at work, and learns of every change at once.
    pub in_service: bool,
    /// Tells the time.
    pub clock: Clock,
}

/// An editor's desk.
pub struct Desk {
    pub(super) setup: Setup,
    output: OutputFolder,
    list: RwLock<List>,
    /// Held by whoever changes something: one change at a time, so that none is made of what another has changed.
    pub(super) work: tokio::sync::Mutex<()>,
    pub(super) events: broadcast::Sender<Event>,
    pub(super) peaks: Peaks,
    /// What is done beside the requests.
    tasks: Mutex<JoinSet<()>>,
    /// Ends that.
    pub(super) closing: CancellationToken,
    /// It notes its guesses as it reads: one text at a time.
    guesser: OnceLock<Mutex<Guesser>>,
    vocabulary: Mutex<Vocabulary>,
    /// What rules would approve, as it was last listed.
    pub(super) dry_runs: DryRuns,
    /// Articles that were read since the desk was opened, by key.
    articles: Mutex<HashMap<String, Arc<Article>>>,
}

impl Desk {
    /// Opens a desk, reading what the catalogue knows. What is noted there from now on is on its list.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    ///
    /// # Panics
    /// When it is given no way.
    pub fn open(setup: Setup) -> Result<Arc<Self>, CatalogueError> {
        let output = setup.ways.first().expect("there is a usual way").narrator.now().storage.folder;
        let desk = Arc::new(Self {
            setup,
            output,
            list: RwLock::new(List::default()),
            work: tokio::sync::Mutex::default(),
            events: broadcast::channel(EVENTS).0,
            peaks: Peaks::default(),
            tasks: Mutex::default(),
            closing: CancellationToken::new(),
            guesser: OnceLock::new(),
            vocabulary: Mutex::default(),
            dry_runs: DryRuns::default(),
            articles: Mutex::default(),
        });
        let catalogue = Arc::clone(&desk.setup.catalogue);
        catalogue.each(|record| desk.list_mut().note(&record, &desk.shelf(&record), desk.outlet(&record)))?;
        if let Some(register) = &desk.setup.register {
            desk.list_mut().set_published(register.published());
        }
        let weak = Arc::downgrade(&desk);
        catalogue.watch(move |key, record| {
            if let Some(desk) = weak.upgrade() {
                desk.noted(key, record);
            }
        });
        Ok(desk)
    }

    /// Does something beside the requests, which [`Desk::close`] waits for.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }

    /// Lets what is done beside the requests come to its next end. Whoever opens the folder after that has it alone.
    pub(super) async fn close(&self) {
        self.closing.cancel();
        let mut tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        while tasks.join_next().await.is_some() {}
    }

    /// Takes what was noted in the catalogue.
    fn noted(&self, key: &str, record: Option<&Record>) {
        match record {
            Some(record) => self.list_mut().note(record, &self.shelf(record), self.outlet(record)),
            None => self.list_mut().forget(key),
        }
        let name = self.list().keyed(key).map(|entry| entry.name.clone()).unwrap_or_default();
        // Nobody may be looking.
        let _ = self.events.send(Event::Noted { name });
    }

    /// Notes what became of an article.
    ///
    /// # Errors
    /// When the catalogue cannot be written.
    pub fn note(&self, record: Record) -> Result<(), CatalogueError> {
        self.setup.catalogue.note(record)?;
        self.setup.catalogue.write()
    }

    /// Returns the way in which an article is narrated.
    pub(super) fn way(&self, record: &Record) -> &Way {
        let flags = self.setup.flags.flags(Some(record), &record.input);
        self.setup.ways.iter().find(|way| way.flags == flags).unwrap_or(&self.setup.ways[0])
    }

    /// Returns the narrator of an article, as the lexicons are now.
    pub(super) fn narrator(&self, record: &Record) -> Narrator {
        let mut narrator = self.way(record).narrator.now();
        // What is on the list was narrated once, whatever is thought of its page now.
        (narrator.run.force, narrator.run.drafts, narrator.run.keeps_gain) = (true, true, true);
        narrator
    }

    /// Returns how narrations of an article go out.
    fn outlet(&self, record: &Record) -> Outlet {
        let channel = record.flags.as_deref().and_then(|flags| channel_of(flags).0);
        Outlet { approval: self.way(record).approval, channel: channel.map(str::to_owned) }
    }

    fn shelf(&self, record: &Record) -> Arc<crate::edits::Shelf> {
        self.way(record).narrator.now().storage.edits
    }

    pub(super) fn output(&self) -> &OutputFolder {
        &self.output
    }

    pub(super) fn folder(&self) -> &Path {
        self.output.path()
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

    /// Returns which words of a text the built-in voice guesses; its tables take a moment to load.
    pub(super) fn guesses(&self, text: &str, pronunciations: &[Pronunciation]) -> Vec<Guess> {
        let guesser = self.guesser.get_or_init(|| Mutex::new(Guesser::load()));
        guesser.lock().unwrap_or_else(PoisonError::into_inner).guesses(text, pronunciations)
    }

    pub(super) fn vocabulary(&self) -> MutexGuard<'_, Vocabulary> {
        self.vocabulary.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the time, RFC 3339.
    pub(super) fn now(&self) -> String {
        DateTime::<Utc>::from((self.setup.clock)()).to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Returns the time, in milliseconds since 1970.
    pub(super) fn now_ms(&self) -> u64 {
        let since = (self.setup.clock)().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }
}
