//! The catalogue, open: what is noted, found and looked at.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use redb::Database;
use redb::ReadableTable as _;
use tempfile::TempDir;

use super::error::CatalogueError;
use super::rebuild;
use super::record::{Mark, Record, State};
use super::tables::{ARTICLES, Change, HISTORY, MARKS, check, database, guarded, parse, put, table, unusable};

/// The database's name in the output folder.
pub const FILE_NAME: &str = ".aloud.redb";
/// How long records may wait to be written: each write waits for the disk. Taste.
const WRITE_EVERY: Duration = Duration::from_millis(250);

/// How often the database is copied to be looked at, while it is written. Taste.
const COPIES: usize = 8;

/// Takes what is noted: a key, and the record under it unless it is forgotten.
type Watcher = Box<dyn Fn(&str, Option<&Record>) + Send + Sync>;

/// Keeps others off an article until dropped.
pub struct Hold(#[allow(dead_code, reason = "it is held")] tokio::sync::OwnedMutexGuard<()>);

/// The catalogue, open.
pub struct Catalogue {
    path: PathBuf,
    /// What is to be told of it, once.
    warning: Option<String>,
    /// Where the copy is that is looked at.
    _copy: Option<TempDir>,
    watcher: OnceLock<Watcher>,
    /// Articles that someone is at work on, by key.
    holds: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    state: Mutex<Open>,
}

struct Open {
    /// Gone only while a full disk keeps it from being opened again.
    database: Option<Database>,
    unwritten: Vec<Change>,
    written: Instant,
}

impl Catalogue {
    /// Opens the catalogue of a folder, making it when there is none, and keeps other runs out until dropped.
    ///
    /// # Errors
    /// When another run is at work in the folder, or the file cannot be used.
    pub fn open(folder: &Path) -> Result<Self, CatalogueError> {
        let path = folder.join(FILE_NAME);
        match Self::open_file(&path) {
            Err(CatalogueError::Unusable { source, .. }) if is_damage(&source) => Self::rebuilt(folder, &path),
            opened => opened,
        }
    }

    fn open_file(path: &Path) -> Result<Self, CatalogueError> {
        let database = database(path)?;
        check(&database).map_err(unusable(path))?;
        let open = Open { database: Some(database), unwritten: Vec::new(), written: Instant::now() };
        Ok(Self {
            path: path.to_owned(),
            warning: None,
            _copy: None,
            watcher: OnceLock::new(),
            holds: Mutex::default(),
            state: Mutex::new(open),
        })
    }

    /// Sets a damaged catalogue aside and makes another of the narrations' manifests.
    fn rebuilt(folder: &Path, path: &Path) -> Result<Self, CatalogueError> {
        let aside = path.with_extension("redb.damaged");
        fs::rename(path, &aside).map_err(unusable(path))?;
        let mut catalogue = Self::open_file(path)?;
        let records = rebuild::records(folder);
        let count = records.len();
        for record in records {
            catalogue.note(record)?;
        }
        catalogue.write()?;
        catalogue.warning = Some(format!(
            "the catalogue was damaged; it is set aside as {}, and made again of {count} narrations",
            aside.display()
        ));
        Ok(catalogue)
    }

    /// Opens a copy of the catalogue of a folder, to be looked at while another run may be at work.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn look(folder: &Path) -> Result<Self, CatalogueError> {
        let path = folder.join(FILE_NAME);
        if !path.exists() {
            return Err(CatalogueError::None { folder: folder.to_owned() });
        }
        let mut tries = 0;
        loop {
            tries += 1;
            let copy = tempfile::tempdir().map_err(unusable(&path))?;
            let copied = copy.path().join(FILE_NAME);
            fs::copy(&path, &copied).map_err(unusable(&path))?;
            match Self::open_file(&copied) {
                Ok(catalogue) => return Ok(Self { _copy: Some(copy), ..catalogue }),
                // It was written while it was copied.
                Err(_) if tries < COPIES => std::thread::sleep(WRITE_EVERY / 4),
                Err(CatalogueError::Unusable { source, .. }) => return Err(CatalogueError::Unusable { path, source }),
                Err(error) => return Err(error),
            }
        }
    }

    /// Returns what is to be told of it: that it was damaged and is made again.
    #[must_use]
    pub fn warning(&self) -> Option<&str> {
        self.warning.as_deref()
    }

    /// Opens the catalogue of a folder that has one.
    ///
    /// # Errors
    /// As for [`Catalogue::open`], and when there is none.
    pub fn open_existing(folder: &Path) -> Result<Self, CatalogueError> {
        if folder.join(FILE_NAME).exists() {
            Self::open(folder)
        } else {
            Err(CatalogueError::None { folder: folder.to_owned() })
        }
    }

    /// Forgets what is known under a key.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn forget(&self, key: &str) -> Result<(), CatalogueError> {
        self.change(Change::Forget(key.to_owned()))
    }

    /// Notes what became of an article; it is written within a moment, and by [`Catalogue::write`]. On a full disk it
    /// waits in memory.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note(&self, record: Record) -> Result<(), CatalogueError> {
        self.change(Change::Note(Box::new(record)))
    }

    /// Has everything that is noted from now on reported to `watcher`, the first that is given.
    pub fn watch(&self, watcher: impl Fn(&str, Option<&Record>) + Send + Sync + 'static) {
        let _ = self.watcher.set(Box::new(watcher));
    }

    /// Waits until no one else is at work on an article, and keeps others off it until the hold is dropped.
    pub async fn hold(&self, key: &str) -> Hold {
        let lock = {
            let mut holds = self.holds.lock().unwrap_or_else(PoisonError::into_inner);
            holds.retain(|_, lock| Arc::strong_count(lock) > 1);
            Arc::clone(holds.entry(key.to_owned()).or_default())
        };
        Hold(lock.lock_owned().await)
    }

    fn change(&self, change: Change) -> Result<(), CatalogueError> {
        if let Some(watcher) = self.watcher.get() {
            match &change {
                Change::Note(record) => watcher(&record.key, Some(record)),
                Change::Forget(key) => watcher(key, None),
            }
        }
        let is_due = {
            let mut open = self.state();
            open.unwritten.push(change);
            open.written.elapsed() >= WRITE_EVERY
        };
        match if is_due { self.write() } else { Ok(()) } {
            Err(error) if crate::full_disk::is_full(&error) => Ok(()),
            other => other,
        }
    }

    /// Writes what was noted; on a failure it is still noted.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self) -> Result<(), CatalogueError> {
        let mut open = self.state();
        open.written = Instant::now();
        if open.unwritten.is_empty() {
            return Ok(());
        }
        let database = match open.database.take() {
            Some(database) => database,
            None => database(&self.path)?,
        };
        // After a failed write a database wants to be opened anew, so a failed one is not put back.
        guarded(|| put(&database, &open.unwritten)).map_err(unusable(&self.path))?;
        open.database = Some(database);
        open.unwritten.clear();
        Ok(())
    }

    /// Finds what was written of an article, by its key.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find(&self, key: &str) -> Result<Option<Record>, CatalogueError> {
        let open = self.state();
        let Some(database) = &open.database else { return Ok(None) };
        let find = || -> Result<Option<Record>, redb::Error> {
            let Some(table) = table(database, ARTICLES)? else { return Ok(None) };
            table.get(key)?.map(|json| parse(json.value(), key)).transpose()
        };
        guarded(find).map_err(unusable(&self.path))
    }

    /// Finds the record of the narrated article that has this mark still.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find_marked(&self, mark: &Mark) -> Result<Option<Record>, CatalogueError> {
        let Some(key) = self.marked(mark)? else { return Ok(None) };
        let has_it = |record: &Record| matches!(&record.state, State::Done(done) if done.marks().contains(mark));
        Ok(self.find(&key)?.filter(has_it))
    }

    fn marked(&self, mark: &Mark) -> Result<Option<String>, CatalogueError> {
        let open = self.state();
        let Some(database) = &open.database else { return Ok(None) };
        let find = || -> Result<Option<String>, redb::Error> {
            let Some(table) = table(database, MARKS)? else { return Ok(None) };
            Ok(table.get(mark)?.map(|name| name.value().to_owned()))
        };
        guarded(find).map_err(unusable(&self.path))
    }

    /// Returns every record to `take`, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each(&self, mut take: impl FnMut(Record)) -> Result<(), CatalogueError> {
        let open = self.state();
        let Some(database) = &open.database else { return Ok(()) };
        let mut read = || -> Result<(), redb::Error> {
            let Some(table) = table(database, ARTICLES)? else { return Ok(()) };
            for row in table.iter()? {
                let (key, json) = row?;
                take(parse(json.value(), key.value())?);
            }
            Ok(())
        };
        guarded(&mut read).map_err(unusable(&self.path))
    }

    /// Returns what is remembered under a name of what was done by hand.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recall(&self, name: &str) -> Result<Option<Vec<u8>>, CatalogueError> {
        let open = self.state();
        let Some(database) = &open.database else { return Ok(None) };
        let recall = || -> Result<Option<Vec<u8>>, redb::Error> {
            let Some(table) = table(database, HISTORY)? else { return Ok(None) };
            Ok(table.get(name)?.map(|json| json.value().to_vec()))
        };
        guarded(recall).map_err(unusable(&self.path))
    }

    /// Remembers under a name what was done by hand, in place of what was remembered before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remember(&self, name: &str, json: &[u8]) -> Result<(), CatalogueError> {
        let open = self.state();
        let Some(database) = &open.database else { return Ok(()) };
        let remember = || -> Result<(), redb::Error> {
            let transaction = database.begin_write()?;
            transaction.open_table(HISTORY)?.insert(name, json)?;
            Ok(transaction.commit()?)
        };
        guarded(remember).map_err(unusable(&self.path))
    }

    fn state(&self) -> MutexGuard<'_, Open> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns whether a database is damaged, and not only out of reach.
fn is_damage(error: &redb::Error) -> bool {
    match error {
        redb::Error::Corrupted(_) | redb::Error::UpgradeRequired(_) | redb::Error::RepairAborted => true,
        redb::Error::Io(error) => {
            matches!(
                error.kind(),
                io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput
            )
        }
        redb::Error::TableTypeMismatch { .. } | redb::Error::TypeDefinitionChanged { .. } => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_on_an_article_counts_and_two_runs_exclude_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let record = |article: &str, error: &str| Record {
            key: article.into(),
            article: article.into(),
            input: "articles".into(),
            state: State::Failed { error: error.into(), ready: true },
            took_ms: 1,
            listed: None,
            flags: None,
        };
        let catalogue = Catalogue::open(folder.path()).unwrap();
        assert!(matches!(Catalogue::open(folder.path()), Err(CatalogueError::Busy { .. })));
        for (article, error) in [("b", "first"), ("a", "only"), ("b", "last")] {
            catalogue.note(record(article, error)).unwrap();
        }
        catalogue.write().unwrap();
        drop(catalogue);
        let mut found = Vec::new();
        Catalogue::open_existing(folder.path()).unwrap().each(|record| found.push(record)).unwrap();
        assert_eq!(found, [record("a", "only"), record("b", "last")]);
        let looked = Catalogue::open(folder.path()).unwrap();
        let mut seen = 0;
        Catalogue::look(folder.path()).unwrap().each(|_| seen += 1).unwrap();
        assert_eq!(seen, 2, "a copy can be looked at while a run is at work");
        drop(looked);
        let empty = tempfile::tempdir().unwrap();
        assert!(matches!(Catalogue::open_existing(empty.path()), Err(CatalogueError::None { .. })));
    }

    #[test]
    fn a_damaged_catalogue_is_set_aside_and_told() {
        let garbage: [fn(&mut Vec<u8>); 4] = [
            |bytes| bytes.truncate(bytes.len() / 2),
            |bytes| bytes[4_096..].fill(0x5a),
            |bytes| *bytes = b"not a database".to_vec(),
            |bytes| bytes[64..320].fill(0xff),
        ];
        for (number, damage) in garbage.into_iter().enumerate() {
            let folder = tempfile::tempdir().unwrap();
            let catalogue = Catalogue::open(folder.path()).unwrap();
            for number in 0..200 {
                let state = State::Failed { error: "x".repeat(200), ready: false };
                let name = format!("article {number}");
                let (key, input) = (name.clone(), "i".to_owned());
                let record = Record { key, article: name, input, state, took_ms: 1, listed: None, flags: None };
                catalogue.note(record).unwrap();
            }
            catalogue.write().unwrap();
            drop(catalogue);
            let path = folder.path().join(FILE_NAME);
            let mut bytes = fs::read(&path).unwrap();
            damage(&mut bytes);
            fs::write(&path, bytes).unwrap();
            let opened = Catalogue::open(folder.path()).unwrap();
            let mut records = 0;
            opened.each(|_| records += 1).unwrap();
            let is_told = opened.warning().is_some_and(|warning| warning.contains("damaged"));
            assert!(
                is_told && records == 0 || records == 200,
                "damage {number}: {records} records, {:?}",
                opened.warning()
            );
            assert!(!is_told || folder.path().join(".aloud.redb.damaged").exists());
        }
    }
}
