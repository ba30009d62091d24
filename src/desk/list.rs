//! The list: every narration by its state, what deserves an ear first on top. Kept in memory, made of the catalogue's records.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::catalogue::{Done, Record, State};
use crate::edits::{Change, Shelf};
use crate::file_name::stem;
use crate::master::Decision;

/// What is to be done about a narration, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Stand {
    /// Something about it may be wrong.
    Ear,
    /// An editor wants something changed.
    Changes,
    /// No one approved it yet.
    Waiting,
    /// It is narrated, and needs no one's approval.
    Ready,
    /// It is approved.
    Approved,
    /// It is not to be published.
    Rejected,
    /// It could not be narrated.
    Failed,
}

/// The states, with the words for them.
pub(super) const STANDS: [(Stand, &str, &str); 7] = [
    (Stand::Ear, "ear", "Needs an ear"),
    (Stand::Changes, "changes", "Changes wanted"),
    (Stand::Waiting, "waiting", "Waiting for approval"),
    (Stand::Ready, "ready", "Narrated"),
    (Stand::Approved, "approved", "Approved"),
    (Stand::Rejected, "rejected", "Rejected"),
    (Stand::Failed, "failed", "Failed"),
];

/// A narration on the list.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    /// Its file's name without an ending; empty where there is none.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) place: String,
    pub(super) date: String,
    pub(super) stand: Stand,
    /// Doubtful sentences that no one has listened to.
    pub(super) doubts: usize,
    pub(super) lost: usize,
    pub(super) changed: usize,
    pub(super) flags: usize,
    /// Names that the voice guesses, once someone looked.
    pub(super) guessed: Option<usize>,
    pub(super) duration_ms: u64,
    pub(super) by: Option<String>,
    pub(super) note: Option<String>,
    /// What is searched, in small letters.
    sought: String,
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) words: String,
    pub(super) stand: Option<Stand>,
}

/// Every narration.
#[derive(Debug)]
pub(super) struct List {
    /// Whether narrations need approval.
    approval: bool,
    entries: HashMap<String, Entry>,
    /// Keys by the names of the files.
    names: HashMap<String, String>,
}

impl List {
    pub(super) fn new(approval: bool) -> Self {
        Self { approval, entries: HashMap::new(), names: HashMap::new() }
    }

    /// Takes what the catalogue knows of an article.
    pub(super) fn note(&mut self, record: &Record, shelf: &Shelf) {
        let guessed = self.entries.get(&record.key).and_then(|entry| entry.guessed);
        let entry = match &record.state {
            State::Done(done) => self.narrated(record, done, shelf),
            State::Failed { error, .. } => failed(record, error),
            State::Pending { why } => failed(record, why),
            State::Duplicate { .. } | State::Skipped { .. } => {
                self.entries.remove(&record.key);
                return;
            }
        };
        if !entry.name.is_empty() {
            self.names.insert(entry.name.clone(), record.key.clone());
        }
        self.entries.insert(record.key.clone(), Entry { guessed, ..entry });
    }

    fn narrated(&self, record: &Record, done: &Done, shelf: &Shelf) -> Entry {
        let edits = if done.edits.is_empty() { None } else { shelf.find(&[&done.id]).ok().flatten() };
        let changes = || edits.iter().flat_map(|shelved| &shelved.edits.edits).map(|edit| &edit.change);
        let flags = changes().filter(|change| matches!(change, Change::Flag(_))).count();
        let is_heard = |why: &str| changes().any(|change| matches!(change, Change::Heard(doubt) if doubt == why));
        let doubts = done.doubtful.iter().filter(|doubtful| !is_heard(&doubtful.why)).count();
        let review = done.review.as_ref().filter(|review| review.fingerprint == done.fingerprint);
        let is_odd = doubts + flags + done.lost_edits + done.changed_edits > 0;
        let stand = match review.map(|review| review.verdict) {
            Some(Decision::Approved) => Stand::Approved,
            Some(Decision::Rejected) => Stand::Rejected,
            Some(Decision::ChangesWanted) => Stand::Changes,
            None if is_odd => Stand::Ear,
            None if self.approval => Stand::Waiting,
            None => Stand::Ready,
        };
        let name = stem(&done.audio).to_owned();
        let title = done.title.clone().unwrap_or_else(|| name.replace('-', " "));
        Entry {
            key: record.key.clone(),
            place: record.key.clone(),
            date: done.date.as_deref().map(|date| date.chars().take(10).collect()).unwrap_or_default(),
            stand,
            doubts,
            lost: done.lost_edits,
            changed: done.changed_edits,
            flags,
            guessed: None,
            duration_ms: done.duration_ms,
            by: review.map(|review| review.by.clone()),
            note: review.map(|review| review.note.clone()).filter(|note| !note.is_empty()),
            sought: format!("{title} {} {}", record.key, record.input).to_lowercase(),
            name,
            title,
        }
    }

    /// Notes how many names the voice guesses in a narration.
    pub(super) fn note_guessed(&mut self, key: &str, count: usize) {
        if let Some(entry) = self.entries.get_mut(key) {
            entry.guessed = Some(count);
        }
    }

    pub(super) fn named(&self, name: &str) -> Option<&Entry> {
        self.entries.get(self.names.get(name)?)
    }

    /// Returns the narrations that fit, those that deserve an ear first on top, and of those the ones with the most to hear.
    pub(super) fn found(&self, query: &Query) -> Vec<&Entry> {
        let words: Vec<String> = query.words.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |entry: &&Entry| {
            query.stand.is_none_or(|stand| stand == entry.stand) && words.iter().all(|word| entry.sought.contains(word))
        };
        let mut found: Vec<&Entry> = self.entries.values().filter(fits).collect();
        let weight = |entry: &Entry| {
            let sure = 3 * entry.lost + 2 * entry.doubts + entry.changed + entry.flags;
            (sure, entry.guessed.unwrap_or_default())
        };
        found.sort_by_cached_key(|entry| {
            (entry.stand, Reverse(weight(entry)), Reverse(entry.date.clone()), entry.title.clone())
        });
        found
    }

    /// Counts the narrations of each state.
    pub(super) fn counts(&self) -> HashMap<Stand, usize> {
        let mut counts = HashMap::new();
        for entry in self.entries.values() {
            *counts.entry(entry.stand).or_default() += 1;
        }
        counts
    }

    /// Returns the names of every narration, those that no one approved first.
    pub(super) fn names(&self) -> Vec<(String, bool)> {
        let narrated = self.entries.values().filter(|entry| !entry.name.is_empty());
        let mut names: Vec<_> = narrated.map(|entry| (entry.name.clone(), entry.stand == Stand::Approved)).collect();
        names.sort_by(|one, other| (one.1, &one.0).cmp(&(other.1, &other.0)));
        names
    }
}

fn failed(record: &Record, error: &str) -> Entry {
    Entry {
        key: record.key.clone(),
        name: String::new(),
        title: record.article.clone(),
        place: record.key.clone(),
        date: String::new(),
        stand: Stand::Failed,
        doubts: 0,
        lost: 0,
        changed: 0,
        flags: 0,
        guessed: None,
        duration_ms: 0,
        by: None,
        note: Some(error.to_owned()),
        sought: format!("{} {}", record.article, record.input).to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::catalogue::Doubtful;

    fn record(number: usize, doubtful: usize) -> Record {
        let doubt = Doubtful { sentence: 1, start_ms: 0, text: "One.".into(), why: "it ends early".into() };
        let done = Done {
            audio: format!("story-{number}.wav"),
            title: Some(format!("Story {number} of the harbour")),
            date: Some(format!("2026-11-{:02}T10:00:00Z", number % 28 + 1)),
            doubtful: vec![doubt; doubtful],
            ..Done::default()
        };
        let key = format!("https://example.org/{number}");
        Record {
            article: key.clone(),
            key,
            input: "feed".into(),
            state: State::Done(Box::new(done)),
            took_ms: 1,
            listed: None,
            flags: None,
        }
    }

    #[test]
    fn what_deserves_an_ear_is_on_top_and_ten_thousand_are_listed_at_once() {
        let shelf = Shelf::new("nowhere");
        let mut list = List::new(true);
        for number in 0..10_000 {
            list.note(&record(number, usize::from(number == 77) * 2 + usize::from(number == 5)), &shelf);
        }
        let begun = Instant::now();
        let found = list.found(&Query::default());
        let titles: Vec<&str> = found.iter().take(2).map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles, ["Story 77 of the harbour", "Story 5 of the harbour"]);
        assert_eq!(list.counts()[&Stand::Waiting], 9_998);
        let query = Query { words: "HARBOUR 4711".into(), stand: Some(Stand::Waiting) };
        assert_eq!(list.found(&query).len(), 1);
        let took = begun.elapsed();
        assert!(took.as_millis() < 200 * if cfg!(debug_assertions) { 5 } else { 1 }, "{took:?}");
        list.note(&Record { state: State::Skipped { why: "gone".into() }, ..record(77, 0) }, &shelf);
        assert_eq!(list.found(&Query::default()).len(), 9_999);
    }
}
