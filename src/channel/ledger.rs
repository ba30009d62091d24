//! The service's memory beside the catalogue: what it knows of every article, which calls came, how far each sweep is. Every change is
//! on disk before it counts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use redb::{Database, DatabaseError, ReadableDatabase as _, ReadableTable as _, TableDefinition};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::entry::{Entry, Stage};
use crate::error::Hint;

/// The database's name in the output folder.
pub const FILE_NAME: &str = ".aloud-run.redb";
/// What the database may keep of its file in memory, where redb would keep up to a gibibyte: all entries are in memory anyway. Taste.
const CACHE_BYTES: usize = 8 << 20;
/// Entries, by channel and key.
const ENTRIES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("entries");
/// Calls, in the order they came.
const CALLS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("calls");
/// Small things, by name.
const NOTES: TableDefinition<'_, &str, &str> = TableDefinition::new("notes");
/// How many calls are kept. Taste.
const MOST_CALLS: u64 = 1_000;

/// An article in a channel: the channel's name and what its source names it by.
pub type Key = (String, String);

/// A change of the entry under a key.
pub type EntryChange<'a> = (Key, &'a dyn Fn(&mut Entry));

/// Why the service's memory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Another service has it open.
    #[error("another `aloud run` is at work in {}", folder.display())]
    Busy {
        /// The output folder.
        folder: PathBuf,
    },
    /// It cannot be read or written.
    #[error("the memory of `aloud run`, {}, cannot be used", path.display())]
    Unusable {
        /// The database.
        path: PathBuf,
        /// Why.
        source: Box<redb::Error>,
    },
}

impl Hint for LedgerError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Busy { .. } => "one folder has one service; give the other channel another `out`".to_owned(),
            Self::Unusable { .. } => "set it aside and start again: narrations and the catalogue are kept".to_owned(),
        })
    }
}

/// A call as it came, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Its number.
    pub id: u64,
    /// When it came.
    pub at_ms: u64,
    /// The channel it was for.
    pub channel: String,
    /// The event, as the sender names it.
    pub event: String,
    /// The article, as far as it says.
    pub article: Option<String>,
    /// What was done with it, or why nothing was.
    pub verdict: String,
    /// Its body, where it was believed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// The service's memory, open.
pub struct Ledger {
    path: PathBuf,
    database: Database,
    state: Mutex<State>,
    /// Counts the changes.
    changes: watch::Sender<u64>,
}

struct State {
    entries: BTreeMap<Key, Entry>,
    next_call: u64,
}

impl Ledger {
    /// Opens the memory of a folder, making it when there is none, and keeps other services out until dropped. What was worked on when
    /// the last one ended waits again.
    ///
    /// # Errors
    /// When another service is at work in the folder, or the file cannot be used.
    pub fn open(folder: &Path) -> Result<Self, LedgerError> {
        let path = folder.join(FILE_NAME);
        let unusable = |source: redb::Error| LedgerError::Unusable { path: path.clone(), source: Box::new(source) };
        let database = match Database::builder().set_cache_size(CACHE_BYTES).create(&path) {
            Err(DatabaseError::DatabaseAlreadyOpen) => {
                return Err(LedgerError::Busy { folder: folder.to_owned() });
            }
            opened => opened.map_err(|error| unusable(error.into()))?,
        };
        let state = load(&database).map_err(unusable)?;
        Ok(Self { database, state: Mutex::new(state), changes: watch::Sender::new(0), path })
    }

    /// Returns what tells of every change from now on.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// Has all who wait for changes look again.
    pub fn touch(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    /// Changes an entry, making it when there is none, and returns what the change gives.
    ///
    /// # Errors
    /// When it cannot be written; it is then as it was.
    pub fn update<T>(&self, key: &Key, change: impl FnOnce(&mut Entry) -> T) -> Result<T, LedgerError> {
        let mut state = self.state();
        let before = state.entries.get(key);
        let mut entry =
            before.cloned().unwrap_or_else(|| Entry { channel: key.0.clone(), key: key.1.clone(), ..Entry::default() });
        let given = change(&mut entry);
        if before != Some(&entry) {
            self.write(|transaction| put(transaction, key, &entry))?;
            state.entries.insert(key.clone(), entry);
            self.changes.send_modify(|count| *count += 1);
        }
        Ok(given)
    }

    /// Changes an entry where there is one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn update_known<T>(&self, key: &Key, change: impl FnOnce(&mut Entry) -> T) -> Result<Option<T>, LedgerError> {
        if self.find(key).is_none() { Ok(None) } else { self.update(key, change).map(Some) }
    }

    /// Notes a call and what it changes in one step: it is on disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn receive(&self, mut call: Received, change: Option<EntryChange<'_>>) -> Result<u64, LedgerError> {
        let mut state = self.state();
        call.id = state.next_call;
        let changed = change.map(|(key, change)| {
            let mut entry = state.entries.get(&key).cloned().unwrap_or_else(|| Entry {
                channel: key.0.clone(),
                key: key.1.clone(),
                ..Entry::default()
            });
            change(&mut entry);
            (key, entry)
        });
        self.write(|transaction| {
            let json = serde_json::to_vec(&call).map_err(std::io::Error::other)?;
            let mut calls = transaction.open_table(CALLS)?;
            calls.insert(call.id, json.as_slice())?;
            if let Some(old) = call.id.checked_sub(MOST_CALLS) {
                calls.remove(old)?;
            }
            drop(calls);
            changed.as_ref().map_or(Ok(()), |(key, entry)| put(transaction, key, entry))
        })?;
        state.next_call += 1;
        state.entries.extend(changed);
        self.changes.send_modify(|count| *count += 1);
        Ok(call.id)
    }

    /// Returns the calls that are kept, the latest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn calls(&self) -> Result<Vec<Received>, LedgerError> {
        let read = || -> Result<Vec<Received>, redb::Error> {
            let transaction = self.database.begin_read()?;
            let table = match transaction.open_table(CALLS) {
                Err(redb::TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
                table => table?,
            };
            let mut calls = Vec::new();
            for row in table.iter()?.rev() {
                calls.extend(serde_json::from_slice(row?.1.value()).ok());
            }
            Ok(calls)
        };
        read().map_err(|source| self.unusable(source))
    }

    /// Returns a note.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn note(&self, name: &str) -> Result<Option<String>, LedgerError> {
        let read = || -> Result<Option<String>, redb::Error> {
            let transaction = self.database.begin_read()?;
            match transaction.open_table(NOTES) {
                Err(redb::TableError::TableDoesNotExist(_)) => Ok(None),
                table => Ok(table?.get(name)?.map(|text| text.value().to_owned())),
            }
        };
        read().map_err(|source| self.unusable(source))
    }

    /// Writes a note.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_note(&self, name: &str, text: &str) -> Result<(), LedgerError> {
        self.write(|transaction| {
            transaction.open_table(NOTES)?.insert(name, text)?;
            Ok(())
        })
    }

    /// Finds an entry.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<Entry> {
        self.state().entries.get(key).cloned()
    }

    /// Finds the key of the entry of a channel's post, by its name in the content system.
    #[must_use]
    pub fn find_post(&self, channel: &str, post: &str) -> Option<Key> {
        let state = self.state();
        let is_it = |entry: &&Entry| entry.channel == channel && entry.post.as_deref() == Some(post);
        state.entries.values().find(is_it).map(|entry| (entry.channel.clone(), entry.key.clone()))
    }

    /// Returns what a look at each entry gives, in the order of their keys.
    pub fn each<T>(&self, look: impl FnMut(&Entry) -> Option<T>) -> Vec<T> {
        self.state().entries.values().filter_map(look).collect()
    }

    fn write(
        &self,
        change: impl FnOnce(&redb::WriteTransaction) -> Result<(), redb::Error>,
    ) -> Result<(), LedgerError> {
        let write = || -> Result<(), redb::Error> {
            let transaction = self.database.begin_write()?;
            change(&transaction)?;
            Ok(transaction.commit()?)
        };
        write().map_err(|source| self.unusable(source))
    }

    fn unusable(&self, source: redb::Error) -> LedgerError {
        LedgerError::Unusable { path: self.path.clone(), source: Box::new(source) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn put(transaction: &redb::WriteTransaction, (channel, key): &Key, entry: &Entry) -> Result<(), redb::Error> {
    let json = serde_json::to_vec(entry).map_err(std::io::Error::other)?;
    transaction.open_table(ENTRIES)?.insert(format!("{channel}\n{key}").as_str(), json.as_slice())?;
    Ok(())
}

fn load(database: &Database) -> Result<State, redb::Error> {
    // Tables are made, so that reading finds them.
    let transaction = database.begin_write()?;
    drop((transaction.open_table(ENTRIES)?, transaction.open_table(CALLS)?, transaction.open_table(NOTES)?));
    transaction.commit()?;
    let transaction = database.begin_read()?;
    let mut entries = BTreeMap::new();
    for row in transaction.open_table(ENTRIES)?.iter()? {
        let (_, json) = row?;
        let mut entry: Entry = serde_json::from_slice(json.value()).map_err(std::io::Error::other)?;
        if entry.stage == Stage::Working {
            entry.stage = Stage::Waiting;
        }
        entries.insert((entry.channel.clone(), entry.key.clone()), entry);
    }
    let last = transaction.open_table(CALLS)?.last()?.map(|(id, _)| id.value());
    Ok(State { entries, next_call: last.map_or(1, |id| id + 1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Key {
        ("news".to_owned(), name.to_owned())
    }

    #[test]
    fn what_was_changed_is_there_after_a_restart_and_what_was_worked_on_waits() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        assert!(matches!(Ledger::open(folder.path()), Err(LedgerError::Busy { .. })));
        ledger.update(&key("a"), |entry| entry.stage = Stage::Working).unwrap();
        ledger.update(&key("b"), |entry| (entry.stage, entry.post) = (Stage::Settled, Some("posts/7".into()))).unwrap();
        ledger.set_note("watermark", "12").unwrap();
        let call = Received {
            id: 0,
            at_ms: 5,
            channel: "news".into(),
            event: "post.published".into(),
            article: None,
            verdict: "taken".into(),
            body: "{}".into(),
        };
        assert_eq!(ledger.receive(call.clone(), Some((key("c"), &|entry: &mut Entry| entry.due_ms = 9))).unwrap(), 1);
        drop(ledger);
        let ledger = Ledger::open(folder.path()).unwrap();
        assert_eq!(ledger.find(&key("a")).unwrap().stage, Stage::Waiting);
        assert_eq!(ledger.find(&key("b")).unwrap().stage, Stage::Settled);
        assert_eq!(ledger.find(&key("c")).unwrap().due_ms, 9);
        assert_eq!(ledger.find_post("news", "posts/7"), Some(key("b")));
        assert_eq!(ledger.note("watermark").unwrap().as_deref(), Some("12"));
        assert_eq!(ledger.calls().unwrap(), [Received { id: 1, ..call.clone() }]);
        assert_eq!(ledger.receive(call, None).unwrap(), 2);
        assert!(ledger.update_known(&key("d"), |_| ()).unwrap().is_none());
    }
}
