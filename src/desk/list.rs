//! The list: every narration by its state, what deserves an ear first on top. Kept in memory, made of the catalogue's records.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::entry::{Entry, NewWords, Stand};
use crate::catalogue::{Done, Record, State};
use crate::channel::Published;
use crate::edits::{Change, Shelf};
use crate::file_name::stem;
use crate::master::Decision;

/// How narrations of an article go out.
#[derive(Debug, Clone, Default)]
pub(super) struct Outlet {
    /// Whether only when they are approved.
    pub(super) approval: bool,
    /// By which channel of the service.
    pub(super) channel: Option<String>,
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) words: String,
    pub(super) stand: Option<Stand>,
}

/// Every narration.
#[derive(Debug, Default)]
pub(super) struct List {
    entries: HashMap<String, Entry>,
    /// Keys by the names of the files.
    names: HashMap<String, String>,
    /// Where narrations are published, by the names of their audio.
    published: HashMap<String, Published>,
}

impl List {
    /// Takes what the catalogue knows of an article, and how it goes out.
    pub(super) fn note(&mut self, record: &Record, shelf: &Shelf, outlet: Outlet) {
        let before = self.entries.get(&record.key).cloned().unwrap_or_default();
        let Entry { guessed, new_words, .. } = before;
        let Outlet { approval, channel } = outlet;
        let entry = match &record.state {
            State::Done(done) => self.narrated(record, done, shelf),
            State::Failed { error, .. } => failed(record, error),
            State::Pending { why } => failed(record, why),
            State::Duplicate { .. } | State::Skipped { .. } => return self.forget(&record.key),
        };
        if !entry.name.is_empty() {
            self.names.insert(entry.name.clone(), record.key.clone());
        }
        self.entries.insert(record.key.clone(), Entry { guessed, new_words, approval, channel, ..entry });
    }

    /// Takes an article off.
    pub(super) fn forget(&mut self, key: &str) {
        if let Some(entry) = self.entries.remove(key)
            && self.names.get(&entry.name).is_some_and(|own| own == key)
        {
            self.names.remove(&entry.name);
        }
    }

    fn narrated(&self, record: &Record, done: &Done, shelf: &Shelf) -> Entry {
        let edits = if done.edits.is_empty() { None } else { shelf.find(&[&done.id]).ok().flatten() };
        let changes = || edits.iter().flat_map(|shelved| &shelved.edits.edits).map(|edit| &edit.change);
        let is_heard = |why: &str| changes().any(|change| matches!(change, Change::Heard(doubt) if doubt == why));
        let doubts = || done.doubtful.iter().filter(|doubtful| !is_heard(&doubtful.why));
        let review = done.review.as_ref().filter(|review| review.fingerprint == done.fingerprint);
        let name = stem(&done.audio).to_owned();
        let title = done.title.clone().unwrap_or_else(|| name.replace('-', " "));
        Entry {
            key: record.key.clone(),
            place: record.key.clone(),
            site: [done.canonical.as_deref(), Some(&done.id)].into_iter().flatten().find_map(host).unwrap_or_default(),
            date: done.date.as_deref().map(|date| date.chars().take(10).collect()).unwrap_or_default(),
            fingerprint: done.fingerprint.clone(),
            decision: review.map(|review| review.verdict),
            doubts: doubts().count(),
            doubt: doubts().next().map(|doubtful| (doubtful.text.clone(), doubtful.why.clone())),
            lost: done.lost_edits,
            changed: done.changed_edits,
            flags: changes().filter(|change| matches!(change, Change::Flag(_))).count(),
            published: self.published.get(&done.audio).cloned().or_else(|| delivered(done)),
            duration_ms: done.duration_ms,
            voice: done.voice.clone(),
            by: review.map(|review| review.by.clone()),
            note: review.map(|review| review.note.clone()).filter(|note| !note.is_empty()),
            sought: format!("{title} {} {}", record.key, record.input).to_lowercase(),
            name,
            title,
            ..Entry::default()
        }
    }

    /// Notes where narrations are published, by the names of their audio; returns whether anything is another now.
    pub(super) fn set_published(&mut self, published: HashMap<String, Published>) -> bool {
        if self.published == published {
            return false;
        }
        let by_name: HashMap<&str, &Published> = published.iter().map(|(audio, at)| (stem(audio), at)).collect();
        for entry in self.entries.values_mut() {
            let is_bucket = |at: &Published| at.places.iter().all(|place| place.contains("://"));
            let before = entry.published.take().filter(is_bucket);
            entry.published = by_name.get(entry.name.as_str()).map(|at| (*at).clone()).or(before);
        }
        self.published = published;
        true
    }

    /// Notes which narrations would be made again, by key; returns whether anything is another now.
    pub(super) fn set_stale(&mut self, stale: HashMap<String, &'static str>) -> bool {
        let mut is_news = false;
        for (key, entry) in &mut self.entries {
            let now = stale.get(key).copied();
            is_news |= entry.stale != now;
            entry.stale = now;
        }
        is_news
    }

    /// Notes the names that the voice guesses in a narration.
    pub(super) fn note_guessed(&mut self, key: &str, names: Vec<String>) {
        if let Some(entry) = self.entries.get_mut(key) {
            entry.guessed = Some(names);
        }
    }

    /// Notes the names in a narration that none before it has.
    pub(super) fn note_new(&mut self, key: &str, new: NewWords) {
        if let Some(entry) = self.entries.get_mut(key) {
            entry.new_words = Some(new);
        }
    }

    /// Returns the narrations that no one has looked through for new words as they are now, the oldest first.
    pub(super) fn unlooked(&self) -> Vec<Unlooked> {
        let narrated = self.entries.values().filter(|entry| !entry.name.is_empty() && !entry.is_looked_through());
        let mut unlooked: Vec<&Entry> = narrated.collect();
        unlooked.sort_by(|one, other| (&one.date, &one.key).cmp(&(&other.date, &other.key)));
        let one = |entry: &Entry| Unlooked { key: entry.key.clone(), name: entry.name.clone() };
        unlooked.into_iter().map(one).collect()
    }

    /// Returns everything on the list.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    pub(super) fn keyed(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    pub(super) fn named(&self, name: &str) -> Option<&Entry> {
        self.entries.get(self.names.get(name)?)
    }

    /// Returns the narrations that fit, those that deserve an ear first on top, and of those the ones with the most to hear.
    pub(super) fn found(&self, query: &Query) -> Vec<&Entry> {
        let words: Vec<String> = query.words.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |entry: &&Entry| {
            query.stand.is_none_or(|stand| stand == entry.stand())
                && words.iter().all(|word| entry.sought.contains(word))
        };
        let mut found: Vec<&Entry> = self.entries.values().filter(fits).collect();
        found.sort_by_cached_key(|entry| {
            (entry.stand(), Reverse(entry.weight()), Reverse(entry.date.clone()), entry.title.clone())
        });
        found
    }

    /// Counts the narrations of each state.
    pub(super) fn counts(&self) -> HashMap<Stand, usize> {
        let mut counts = HashMap::new();
        for entry in self.entries.values() {
            *counts.entry(entry.stand()).or_default() += 1;
        }
        counts
    }

    /// Returns the names of every narration, those that no one has approved or published first.
    pub(super) fn names(&self) -> Vec<(String, bool)> {
        let is_out = |entry: &Entry| entry.decision == Some(Decision::Approved) || entry.published.is_some();
        let narrated = self.entries.values().filter(|entry| !entry.name.is_empty());
        let mut names: Vec<_> = narrated.map(|entry| (entry.name.clone(), is_out(entry))).collect();
        names.sort_by(|one, other| (one.1, &one.0).cmp(&(other.1, &other.0)));
        names
    }
}

/// A narration that is to be looked through.
#[derive(Debug, Clone)]
pub(super) struct Unlooked {
    pub(super) key: String,
    pub(super) name: String,
}

/// Returns the host of an address; none for what is no address of a page.
fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    Some(url.host_str()?.to_owned())
}

/// Returns the bucket that a narration was taken to.
fn delivered(done: &Done) -> Option<Published> {
    let places = vec![done.delivered.as_ref()?.to.clone()];
    Some(Published { places, fingerprint: Some(done.fingerprint.clone()) })
}

fn failed(record: &Record, error: &str) -> Entry {
    Entry {
        key: record.key.clone(),
        title: record.article.clone(),
        place: record.key.clone(),
        note: Some(error.to_owned()),
        sought: format!("{} {}", record.article, record.input).to_lowercase(),
        ..Entry::default()
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

    fn asking() -> Outlet {
        Outlet { approval: true, ..Outlet::default() }
    }

    #[test]
    fn what_deserves_an_ear_is_on_top_and_ten_thousand_are_listed_at_once() {
        let shelf = Shelf::new("nowhere");
        let mut list = List::default();
        for number in 0..10_000 {
            list.note(&record(number, usize::from(number == 77) * 2 + usize::from(number == 5)), &shelf, asking());
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
        list.note(&Record { state: State::Skipped { why: "gone".into() }, ..record(77, 0) }, &shelf, asking());
        assert_eq!(list.found(&Query::default()).len(), 9_999);
    }

    #[test]
    fn states_follow_what_is_published_stale_and_decided() {
        let shelf = Shelf::new("nowhere");
        let mut list = List::default();
        list.note(&record(1, 0), &shelf, Outlet::default());
        list.note(
            &Record { state: State::Failed { error: "no voice".into(), ready: true }, ..record(2, 0) },
            &shelf,
            asking(),
        );
        let stand = |list: &List, number: usize| list.keyed(&format!("https://example.org/{number}")).unwrap().stand();
        assert_eq!((stand(&list, 1), stand(&list, 2)), (Stand::Ready, Stand::Failed));
        let at = |has: &str| Published { places: vec!["ghost".into()], fingerprint: Some(has.into()) };
        assert!(list.set_published([("story-1.wav".to_owned(), at(""))].into()));
        assert!(!list.set_published([("story-1.wav".to_owned(), at(""))].into()));
        assert_eq!(stand(&list, 1), Stand::Published);
        assert_eq!(list.names(), [("story-1".to_owned(), true)]);
        assert!(list.set_stale([("https://example.org/1".to_owned(), "the article was edited since")].into()));
        assert_eq!(stand(&list, 1), Stand::Stale);
        // Narrated again, it is what the next run would make; the place has the one of before.
        list.set_published([("story-1.wav".to_owned(), at("older"))].into());
        list.note(&record(1, 0), &shelf, Outlet::default());
        assert_eq!(stand(&list, 1), Stand::Ready);
        list.note(&record(1, 1), &shelf, Outlet::default());
        assert_eq!(stand(&list, 1), Stand::Ear);
        list.forget("https://example.org/1");
        assert!(list.named("story-1").is_none());
    }
}
