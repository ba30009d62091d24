//! The catalogue of an output folder: what became of every article, in one embedded database.
//!
//! The narrations' own manifests say what is done and decide what a run has to do; the catalogue adds what they cannot
//! tell: what failed and why, from which input, how long it took. So losing it loses no narration, and it is written a few
//! times a second at most. While a run has it open, no other run gets in.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use redb::{Database, DatabaseError, ReadableDatabase, ReadableTable, StorageError, TableDefinition, TableError};
use serde::{Deserialize, Serialize};

/// The database's name in the output folder.
pub const FILE_NAME: &str = ".aloud.redb";
/// Records by the article's name.
const ARTICLES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("articles");
/// How long records may wait to be written: each write waits for the disk. Taste.
const WRITE_EVERY: Duration = Duration::from_millis(250);

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The article's name: the path, address or line it was found at.
    pub article: String,
    /// The input it was found in, as the user named it.
    pub input: String,
    /// What became of it.
    #[serde(flatten)]
    pub state: State,
    /// How long the run took over it, in milliseconds.
    pub took_ms: u64,
}

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "lowercase")]
pub enum State {
    /// It is narrated.
    Done {
        /// The audio's file name in the folder.
        audio: String,
        /// The fingerprint of everything the audio depends on, as in the manifest.
        fingerprint: String,
        /// The voice.
        voice: String,
        /// The engine.
        engine: String,
        /// The audio's length.
        duration_ms: u64,
        /// How many sentences it has.
        sentences: usize,
    },
    /// It is not.
    Failed {
        /// Why, with the causes.
        error: String,
    },
}

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

impl CatalogueError {
    /// Says what to do, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Busy { .. } => Some("wait for it to end, or choose another folder with --out".to_owned()),
            Self::None { .. } => Some("name the folder with --out".to_owned()),
            Self::Unusable { source, .. } => match &**source {
                redb::Error::Io(error) => crate::hint::for_write(error),
                _ => Some("remove it and run the same command again: the narrations themselves are kept".to_owned()),
            },
        }
    }
}

/// The catalogue, open.
pub struct Catalogue {
    path: PathBuf,
    database: Database,
    unwritten: Vec<Record>,
    written: Instant,
}

impl Catalogue {
    /// Opens the catalogue of a folder, making it when there is none, and keeps other runs out until dropped.
    ///
    /// # Errors
    /// When another run is at work in the folder, or the file cannot be used.
    pub fn open(folder: &Path) -> Result<Self, CatalogueError> {
        let path = folder.join(FILE_NAME);
        match Database::create(&path) {
            Ok(database) => Ok(Self { path, database, unwritten: Vec::new(), written: Instant::now() }),
            Err(DatabaseError::DatabaseAlreadyOpen) => Err(CatalogueError::Busy { folder: folder.to_owned() }),
            Err(error) => Err(unusable(&path)(error)),
        }
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

    /// Notes what became of an article; it is written within a moment, and by [`Catalogue::write`].
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note(&mut self, record: Record) -> Result<(), CatalogueError> {
        self.unwritten.push(record);
        if self.written.elapsed() < WRITE_EVERY { Ok(()) } else { self.write() }
    }

    /// Writes what was noted.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self) -> Result<(), CatalogueError> {
        self.written = Instant::now();
        let records = std::mem::take(&mut self.unwritten);
        if records.is_empty() { Ok(()) } else { self.put(&records).map_err(unusable(&self.path)) }
    }

    fn put(&self, records: &[Record]) -> Result<(), redb::Error> {
        let transaction = self.database.begin_write()?;
        let mut table = transaction.open_table(ARTICLES)?;
        for record in records {
            let json = serde_json::to_vec(record).map_err(io::Error::other)?;
            table.insert(record.article.as_str(), json.as_slice())?;
        }
        drop(table);
        Ok(transaction.commit()?)
    }

    /// Gives every record to `take`, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each(&self, take: impl FnMut(Record)) -> Result<(), CatalogueError> {
        self.read(take).map_err(unusable(&self.path))
    }

    fn read(&self, mut take: impl FnMut(Record)) -> Result<(), redb::Error> {
        let table = match self.database.begin_read()?.open_table(ARTICLES) {
            Ok(table) => table,
            Err(TableError::TableDoesNotExist(_)) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        for row in table.iter()? {
            let (_, json) = row?;
            let damaged = |error: serde_json::Error| StorageError::Corrupted(error.to_string());
            take(serde_json::from_slice(json.value()).map_err(damaged)?);
        }
        Ok(())
    }
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
            article: article.into(),
            input: "articles".into(),
            state: State::Failed { error: error.into() },
            took_ms: 1,
        };
        let mut catalogue = Catalogue::open(folder.path()).unwrap();
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
