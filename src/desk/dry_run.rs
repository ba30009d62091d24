//! What rules would approve, as it was listed: nothing else is approved by it. Pure.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::entry::{Entry, Stand};

/// As many lists wait to be approved. Taste.
const MOST_RUNS: usize = 16;

/// What a rule approves: of a channel or a site, or of all, what waits and has nothing odd about it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Rule {
    /// A channel's name or a host; all when empty.
    #[serde(default)]
    place: String,
    /// Whether names that are new to the catalogue may be in it.
    #[serde(default)]
    new_words: bool,
    /// Whether names that the voice guesses may be in it.
    #[serde(default)]
    guessed: bool,
}

/// A narration that would be approved, as it is now.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) place: String,
    pub(super) fingerprint: String,
    pub(super) duration_ms: u64,
}

/// What was listed: nothing else is approved by it.
#[derive(Debug, Clone)]
pub(super) struct DryRun {
    pub(super) id: String,
    pub(super) rule: Rule,
    pub(super) listed: Vec<Listed>,
}

/// The last lists, the newest last.
#[derive(Debug, Default)]
pub(super) struct DryRuns(Mutex<VecDeque<DryRun>>);

impl DryRuns {
    pub(super) fn keep(&self, run: DryRun) {
        let mut runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        runs.push_back(run);
        if runs.len() > MOST_RUNS {
            runs.pop_front();
        }
    }

    /// Takes a list out: it is approved once.
    pub(super) fn take(&self, id: &str) -> Option<DryRun> {
        let mut runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = runs.iter().position(|run| run.id == id)?;
        runs.remove(at)
    }
}

impl Rule {
    /// Returns why the rule does not approve a narration, if it does not. `voices` have been approved before.
    pub(super) fn objection(&self, entry: &Entry, voices: &HashSet<String>) -> Option<String> {
        let news = entry.news();
        let guessed = entry.guessed.as_deref();
        if !voices.contains(&entry.voice) {
            Some(format!("nothing read by {} was approved yet: listen to one first", entry.voice))
        } else if !self.new_words && !entry.is_looked_through() {
            Some("no one has looked for new words in it yet: list again in a moment".to_owned())
        } else if !self.new_words && !news.is_empty() {
            Some(format!("new words: {}", news.join(", ")))
        } else if !self.guessed && guessed.is_none() {
            Some("no one has looked for guessed names in it yet: list again in a moment".to_owned())
        } else {
            let names = guessed.filter(|names| !self.guessed && !names.is_empty())?;
            Some(format!("guessed names: {}", names.join(", ")))
        }
    }

    pub(super) fn is_of(&self, entry: &Entry) -> bool {
        let is_below = entry.site.strip_suffix(&self.place).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        self.place.is_empty() || entry.channel.as_deref() == Some(&self.place) || is_below
    }

    /// Returns the rule in words, as manifests have it.
    pub(super) fn told(&self) -> String {
        let place = if self.place.is_empty() { "all".to_owned() } else { self.place.clone() };
        let no = |is_meant: bool, what: &'static str| (!is_meant).then_some(what);
        let parts = [Some("nothing doubtful"), no(self.new_words, "no new word"), no(self.guessed, "no guessed name")];
        format!("{place}: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// Returns the channels and hosts of what waits for approval, by name, for rules to choose from.
pub(super) fn places<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<String> {
    let waiting = entries.filter(|entry| entry.stand() == Stand::Waiting);
    let of = |entry: &'a Entry| [entry.channel.as_deref(), Some(entry.site.as_str())].into_iter().flatten();
    let places: BTreeSet<&str> = waiting.flat_map(of).filter(|place| !place.is_empty()).collect();
    places.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::entry::NewWords;

    fn entry() -> Entry {
        Entry {
            name: "story".into(),
            site: "news.example.org".into(),
            channel: Some("news".into()),
            voice: "heart".into(),
            approval: true,
            fingerprint: "1f".into(),
            new_words: Some(NewWords { of: "1f".into(), names: Vec::new() }),
            guessed: Some(Vec::new()),
            ..Entry::default()
        }
    }

    fn rule(place: &str) -> Rule {
        Rule { place: place.into(), new_words: false, guessed: false }
    }

    #[test]
    fn a_rule_is_of_a_channel_a_site_or_all() {
        for place in ["", "news", "example.org", "news.example.org"] {
            assert!(rule(place).is_of(&entry()), "{place}");
        }
        for place in ["ews.example.org", "example.com", "sport"] {
            assert!(!rule(place).is_of(&entry()), "{place}");
        }
        assert_eq!(places([entry()].iter()), ["news", "news.example.org"]);
        assert_eq!(rule("news").told(), "news: nothing doubtful, no new word, no guessed name");
    }

    #[test]
    fn whatever_no_one_has_looked_for_is_not_taken_for_absent() {
        let voices = HashSet::from(["heart".to_owned()]);
        let why = |entry: &Entry| rule("").objection(entry, &voices);
        assert_eq!(why(&entry()), None);
        let new = |of: &str| Some(NewWords { of: of.into(), names: vec!["Abelard".into()] });
        assert_eq!(why(&Entry { new_words: new("1f"), ..entry() }).as_deref(), Some("new words: Abelard"));
        assert!(why(&Entry { new_words: new("older"), ..entry() }).unwrap().contains("no one has looked"));
        assert!(why(&Entry { new_words: None, ..entry() }).unwrap().contains("no one has looked"));
        assert!(why(&Entry { guessed: None, ..entry() }).unwrap().contains("no one has looked"));
        let guessed = Some(vec!["Ito".to_owned()]);
        assert_eq!(why(&Entry { guessed: guessed.clone(), ..entry() }).as_deref(), Some("guessed names: Ito"));
        let lax = Rule { guessed: true, new_words: true, ..rule("") };
        assert_eq!(lax.objection(&Entry { guessed, new_words: None, ..entry() }, &voices), None);
        assert!(why(&Entry { voice: "emma".into(), ..entry() }).unwrap().contains("nothing read by emma"));
    }

    #[test]
    fn a_list_is_approved_once() {
        let runs = DryRuns::default();
        let run = |id: &str| DryRun { id: id.into(), rule: rule(""), listed: Vec::new() };
        (0..=MOST_RUNS).for_each(|number| runs.keep(run(&number.to_string())));
        assert!(runs.take("0").is_none(), "the oldest is gone");
        assert!(runs.take("1").is_some() && runs.take("1").is_none());
    }
}
