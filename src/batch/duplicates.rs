//! Which articles are one: met again in this run, or known from one before under another name.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::catalogue::{Catalogue, Done, Mark, Record, State};

/// The articles met so far in a run.
#[derive(Default)]
pub(super) struct Duplicates(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    /// By what every version of an article has in common, and by its words.
    articles: HashMap<Mark, Arc<Met>>,
    /// What they are known by.
    keys: HashSet<String>,
}

/// An article met in this run.
struct Met {
    key: String,
    name: String,
    done: Done,
}

/// An article and what it is known by.
#[derive(Clone, Copy)]
pub(super) struct Own<'a> {
    pub(super) key: &'a str,
    pub(super) name: &'a str,
    pub(super) done: &'a Done,
}

/// What is known of earlier runs.
#[derive(Clone, Copy)]
pub(super) struct Earlier<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// The hash of the settings that narrations of the same words must have been made with.
    pub(super) settings: &'a str,
    pub(super) folder: &'a Path,
}

/// How an article is related to others.
pub(super) enum Relation {
    /// It is one of its own.
    New,
    /// It is one that was narrated under another key, and is found here now, in these words or others.
    Moved(Box<Record>),
    /// It is another one too, or an older version of it.
    Duplicate {
        /// The name of that one.
        of: String,
        /// Whether it is the very same one, met twice.
        again: bool,
    },
}

impl Duplicates {
    /// Notes an article and tells how it is related to others. The same identity in other words is a newer version, unless it
    /// says itself that it is older; only the same words under two identities are a duplicate.
    pub(super) fn relation(&self, own: Own<'_>, earlier: Earlier<'_>) -> Relation {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let relation = seen.relation(own).unwrap_or_else(|| earlier.relation(own, &seen));
        if !matches!(relation, Relation::Duplicate { .. }) {
            seen.note(own);
        }
        relation
    }
}

impl Met {
    fn duplicate(&self, own: Own<'_>) -> Relation {
        Relation::Duplicate { of: self.name.clone(), again: self.key == own.key }
    }
}

impl Seen {
    /// Compares an article with those met in this run.
    fn relation(&self, own: Own<'_>) -> Option<Relation> {
        let met = own.done.places().iter().find_map(|mark| self.articles.get(mark));
        if let Some(met) = met {
            let is_newer = met.done.text != own.done.text && own.done.is_later_than(&met.done);
            return Some(if is_newer { Relation::New } else { met.duplicate(own) });
        }
        Some(self.articles.get(&own.done.words())?.duplicate(own))
    }

    fn note(&mut self, own: Own<'_>) {
        let met = Arc::new(Met { key: own.key.to_owned(), name: own.name.to_owned(), done: own.done.clone() });
        for mark in own.done.marks() {
            self.articles.insert(mark, Arc::clone(&met));
        }
        self.keys.insert(own.key.to_owned());
    }
}

impl Earlier<'_> {
    /// Compares an article with those of earlier runs. What was met in this run may have changed since.
    fn relation(self, own: Own<'_>, seen: &Seen) -> Relation {
        let other =
            |mark: &Mark| self.find(mark).filter(|record| record.key != own.key && !seen.keys.contains(&record.key));
        if let Some(record) = own.done.places().iter().find_map(other) {
            let is_older = matches!(&record.state, State::Done(done) if done.text != own.done.text && done.is_later_than(own.done));
            return if is_older {
                Relation::Duplicate { of: record.article, again: false }
            } else {
                Relation::Moved(Box::new(record))
            };
        }
        match other(&own.done.words()) {
            Some(record) if is_gone(&record) => Relation::Moved(Box::new(record)),
            Some(record) if self.holds(&record) => Relation::Duplicate { of: record.article, again: false },
            _ => Relation::New,
        }
    }

    fn find(self, mark: &Mark) -> Option<Record> {
        // A catalogue that cannot be read is told when it is written.
        self.catalogue.find_marked(mark).ok().flatten()
    }

    /// Returns whether a narration is as it would be made now.
    fn holds(self, record: &Record) -> bool {
        matches!(&record.state, State::Done(done) if done.settings == self.settings && done.is_whole(self.folder))
    }
}

/// Returns whether the file that an article was read from is no longer there: what has its words now is it, under another name.
fn is_gone(record: &Record) -> bool {
    let is_address = record.article.contains("://");
    let is_file = matches!(&record.state, State::Done(done) if done.file.is_some());
    is_file && !is_address && !Path::new(&record.article).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(id: &str, text: &str, date: Option<&str>) -> Done {
        Done { id: id.into(), text: text.into(), date: date.map(str::to_owned), ..Done::default() }
    }

    #[test]
    fn versions_of_an_article_are_not_duplicates_and_equal_words_are() {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::open(folder.path()).unwrap();
        let known = |key: &str, done: Done| Record {
            key: key.into(),
            article: format!("{key} before"),
            input: "list".into(),
            state: State::Done(Box::new(done)),
            took_ms: 0,
            listed: None,
            flags: None,
        };
        catalogue.note(known("k1", done("https://a.org/1", "old words", Some("2026-01-02")))).unwrap();
        catalogue.note(known("k2", done("id-2", "equal words", None))).unwrap();
        catalogue.write().unwrap();
        let earlier = Earlier { catalogue: &catalogue, settings: "", folder: folder.path() };
        let told = |met: &Duplicates, key: &str, done: Done| match met
            .relation(Own { key, name: key, done: &done }, earlier)
        {
            Relation::New => "new".to_owned(),
            Relation::Moved(record) => format!("was {}", record.key),
            Relation::Duplicate { of, .. } => format!("same as {of}"),
        };
        let met = Duplicates::default();
        assert_eq!(told(&met, "moved.html", done("https://a.org/1", "new words", Some("2026-01-03"))), "was k1");
        assert_eq!(told(&met, "again.html", done("https://a.org/1", "newer still", Some("2026-01-04"))), "new");
        assert_eq!(
            told(&met, "older.html", done("https://a.org/1", "older", Some("2026-01-01"))),
            "same as again.html"
        );
        assert_eq!(told(&met, "undated.html", done("https://a.org/1", "other", None)), "same as again.html");
        let met = Duplicates::default();
        assert_eq!(told(&met, "old.html", done("https://a.org/1", "oldest", Some("2025-12-31"))), "same as k1 before");
        assert_eq!(told(&met, "k1", done("https://a.org/1", "edited", None)), "new");
        assert_eq!(told(&met, "x", done("x", "words of their own", None)), "new");
        assert_eq!(told(&met, "y", done("y", "words of their own", None)), "same as x");
    }
}
