//! The tables of the catalogue's database, and the few things done with them.

use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use redb::{Database, DatabaseError, ReadableDatabase, ReadableTable, StorageError, TableDefinition, TableError};

use super::error::CatalogueError;
use super::record::{Mark, Record, State};

/// Records by what their source names the article by; those of older versions by the article's name.
pub(super) const ARTICLES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("articles");
/// Keys of narrated articles by what tells them from others.
pub(super) const MARKS: TableDefinition<'_, Mark, &str> = TableDefinition::new("marks");
/// What was done to narrations by hand, as JSON, by whatever it is kept under.
pub(super) const HISTORY: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("history");
/// Something to be written.
pub(super) enum Change {
    Note(Box<Record>),
    Forget(String),
}

/// Opens a database, making it when there is none.
pub(super) fn database(path: &Path) -> Result<Database, CatalogueError> {
    let opened = guarded(|| match Database::create(path) {
        Ok(database) => Ok(Ok(database)),
        Err(DatabaseError::DatabaseAlreadyOpen) => {
            Ok(Err(CatalogueError::Busy { folder: path.parent().unwrap_or(Path::new("")).to_owned() }))
        }
        Err(error) => Err(error.into()),
    });
    opened.map_err(unusable(path))?
}

/// Does something with a database. A damaged one makes its reader panic in places; that is an error like any other.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, redb::Error>) -> Result<T, redb::Error> {
    let damaged = |_| Err(StorageError::Corrupted("its pages do not fit together".to_owned()).into());
    let before = GUARDED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(damaged);
    GUARDED.set(before);
    done
}

thread_local! {
    /// Whether what panics now is reading a database, and its panic is an error.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Keeps panics over a damaged database, which are told as errors, from being printed too.
pub fn hush_damage() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !GUARDED.get() {
            usual(panic);
        }
    }));
}

/// Reads all keys, to find out whether a database is whole.
pub(super) fn check(database: &Database) -> Result<(), redb::Error> {
    guarded(|| {
        if let Some(articles) = table(database, ARTICLES)? {
            for row in articles.iter()? {
                let (key, json) = row?;
                parse(json.value(), key.value())?;
            }
        }
        if let Some(marks) = table(database, MARKS)? {
            for row in marks.iter()? {
                row?;
            }
        }
        Ok(())
    })
}

pub(super) fn put(database: &Database, changes: &[Change]) -> Result<(), redb::Error> {
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
pub(super) fn table<K: redb::Key, V: redb::Value>(
    database: &Database,
    definition: TableDefinition<'_, K, V>,
) -> Result<Option<redb::ReadOnlyTable<K, V>>, redb::Error> {
    match database.begin_read()?.open_table(definition) {
        Ok(table) => Ok(Some(table)),
        Err(TableError::TableDoesNotExist(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn parse(json: &[u8], key: &str) -> Result<Record, redb::Error> {
    let record: Record = serde_json::from_slice(json).map_err(|error| StorageError::Corrupted(error.to_string()))?;
    Ok(Record { key: key.to_owned(), ..record })
}

pub(super) fn unusable<E: Into<redb::Error>>(path: &Path) -> impl FnOnce(E) -> CatalogueError {
    let path = path.to_owned();
    move |error| CatalogueError::Unusable { path, source: Box::new(error.into()) }
}
