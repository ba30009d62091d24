//! The catalogue of an output folder: what became of every article, in one embedded database.
//!
//! The narrations' own manifests say what is done; the catalogue adds what they cannot tell: what failed and why, from which
//! input, how long it took, at what cost; and it tells an article that did not change without composing its script. So
//! losing it loses no narration, and it is written a few times a second at most. While a run has it open, no other run gets
//! in.

mod record;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use redb::{Database, DatabaseError, ReadableDatabase, ReadableTable, StorageError, TableDefinition, TableError};

use crate::error::Hint;

pub use record::{Delivered, Done, Doubtful, Mark, Record, State, marks};

/// The database's name in the output folder.
pub const FILE_NAME: &str = ".aloud.redb";
/// Records by what their source names the article by; those of older versions by the article's name.
const ARTICLES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("articles");
/// Keys of narrated articles by what tells them from others.
const MARKS: TableDefinition<'_, Mark, &str> = TableDefinition::new("marks");
/// How long records may wait to be written: each write waits for the disk. Taste.
const WRITE_EVERY: Duration = Duration::from_millis(250);

/// Why the catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Another run has it open.
    #[error("another run of aloud is at work in {}", folder.display())]
    Busy {
        /// The output folder.
        folder: PathBuf,
    },
    /// There is none.
    #[error("{} holds no catalogue: nothing was narrated into it", folder.display())]
    None {
        /// The output folder.
        folder: PathBuf,
    },
    /// It cannot be read or written.
    #[error("the catalogue {} cannot be used", path.display())]
    Unusable {
        /// The database.
        path: PathBuf,
        /// Why.
        source: Box<redb::Error>,
    },
}

impl Hint for CatalogueError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Busy { .. } => Some("wait for it to end, or choose another folder with --out".to_owned()),
            Self::None { .. } => Some("name the folder with --out".to_owned()),
            Self::Unusable { source, .. } => match &**source {
                redb::Error::Io(error) => crate::error::for_write(error),
                _ => Some("remove it and run the same command again: the narrations themselves are kept".to_owned()),
            },
        }
    }
}

/// The catalogue, open.
pub struct Catalogue {
    path: PathBuf,
    state: Mutex<Open>,
}

/// Something to be written.
enum Change {
    Note(Box<Record>),
    Forget(String),
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
        let database = database(&path)?;
        let open = Open { database: Some(database), unwritten: Vec::new(), written: Instant::now() };
        Ok(Self { path, state: Mutex::new(open) })
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

    fn change(&self, change: Change) -> Result<(), CatalogueError> {
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
        put(&database, &open.unwritten).map_err(unusable(&self.path))?;
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
        find().map_err(unusable(&self.path))
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
        find().map_err(unusable(&self.path))
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
        read().map_err(unusable(&self.path))
    }

    fn state(&self) -> MutexGuard<'_, Open> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn database(path: &Path) -> Result<Database, CatalogueError> {
    Database::create(path).map_err(|error| match error {
        DatabaseError::DatabaseAlreadyOpen => {
            CatalogueError::Busy { folder: path.parent().unwrap_or(Path::new("")).to_owned() }
        }
        error => unusable(path)(error),
    })
}

fn put(database: &Database, changes: &[Change]) -> Result<(), redb::Error> {
    let transaction = database.begin_write()?;
    let (mut articles, mut marks) = (transaction.open_table(ARTICLES)?, transaction.open_table(MARKS)?);
    for change in changes {
        let record = match change {
            Change::Forget(key) => {
                articles.remove(key.as_str())?;
                continue;
            }
            Change::Note(record) => record,
        };
        let json = serde_json::to_vec(record).map_err(io::Error::other)?;
        articles.insert(record.key.as_str(), json.as_slice())?;
        if let State::Done(done) = &record.state {
            for mark in done.marks() {
                marks.insert(mark, record.key.as_str())?;
            }
        }
    }
    drop((articles, marks));
    Ok(transaction.commit()?)
}

/// Opens a table for reading; `None` while nothing was written.
fn table<K: redb::Key, V: redb::Value>(
    database: &Database,
    definition: TableDefinition<'_, K, V>,
) -> Result<Option<redb::ReadOnlyTable<K, V>>, redb::Error> {
    match database.begin_read()?.open_table(definition) {
        Ok(table) => Ok(Some(table)),
        Err(TableError::TableDoesNotExist(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn parse(json: &[u8], key: &str) -> Result<Record, redb::Error> {
    let record: Record =
        serde_json::from_slice(json).map_err(|error| StorageError::Corrupted(error.to_string()))?;
    Ok(Record { key: key.to_owned(), ..record })
}

fn unusable<E: Into<redb::Error>>(path: &Path) -> impl FnOnce(E) -> CatalogueError {
    let path = path.to_owned();
    move |error| CatalogueError::Unusable { path, source: Box::new(error.into()) }
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
            state: State::Failed { error: error.into() },
            took_ms: 1,
            listed: None,
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
        let empty = tempfile::tempdir().unwrap();
        assert!(matches!(Catalogue::open_existing(empty.path()), Err(CatalogueError::None { .. })));
    }
}
