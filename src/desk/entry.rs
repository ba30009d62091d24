//! A narration on the list: what is to be done about it, and why.

use crate::channel::Published;
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
    /// It could not be narrated.
    Failed,
    /// It would be made again by the next run.
    Stale,
    /// It is approved, and on its way.
    Approved,
    /// It is narrated, and needs no one's approval.
    Ready,
    /// It is published as it is.
    Published,
    /// It is not to be published.
    Rejected,
}

/// The states, with the words for them.
pub(super) const STANDS: [(Stand, &str, &str); 9] = [
    (Stand::Ear, "ear", "Needs an ear"),
    (Stand::Changes, "changes", "Changes wanted"),
    (Stand::Waiting, "waiting", "Waiting for approval"),
    (Stand::Failed, "failed", "Failed"),
    (Stand::Stale, "stale", "Stale"),
    (Stand::Approved, "approved", "Approved"),
    (Stand::Ready, "ready", "Narrated"),
    (Stand::Published, "published", "Published"),
    (Stand::Rejected, "rejected", "Rejected"),
];

/// A narration on the list.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) key: String,
    /// Its file's name without an ending; empty where there is none.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) place: String,
    /// The host of its page, where that is known.
    pub(super) site: String,
    pub(super) date: String,
    pub(super) fingerprint: String,
    /// Whether it is published only when it is approved.
    pub(super) approval: bool,
    /// What was decided of it as it is now.
    pub(super) decision: Option<Decision>,
    /// Doubtful sentences that no one has listened to.
    pub(super) doubts: usize,
    /// The first of them, and why it is doubtful.
    pub(super) doubt: Option<(String, String)>,
    pub(super) lost: usize,
    pub(super) changed: usize,
    pub(super) flags: usize,
    /// Names that the voice guesses, once someone looked.
    pub(super) guessed: Option<Vec<String>>,
    /// Names that no narration before it has, once someone looked.
    pub(super) new_words: Option<NewWords>,
    /// The channel of the service that made it.
    pub(super) channel: Option<String>,
    /// The voice that reads it.
    pub(super) voice: String,
    /// Where it is published.
    pub(super) published: Option<Published>,
    /// Why it would be made again, once someone looked.
    pub(super) stale: Option<&'static str>,
    pub(super) duration_ms: u64,
    pub(super) by: Option<String>,
    pub(super) note: Option<String>,
    /// What is searched, in small letters.
    pub(super) sought: String,
}

impl Entry {
    /// Returns what is to be done about it.
    pub(super) fn stand(&self) -> Stand {
        let is_odd = self.doubts + self.flags + self.lost + self.changed > 0;
        match self.decision {
            _ if self.name.is_empty() => Stand::Failed,
            Some(Decision::Rejected) => Stand::Rejected,
            Some(Decision::ChangesWanted) => Stand::Changes,
            None if is_odd => Stand::Ear,
            _ if self.stale.is_some() => Stand::Stale,
            _ if self.is_published() => Stand::Published,
            Some(Decision::Approved) => Stand::Approved,
            None if self.approval => Stand::Waiting,
            None => Stand::Ready,
        }
    }

    /// Returns whether readers hear it as it is now.
    pub(super) fn is_published(&self) -> bool {
        let has = |published: &Published| published.fingerprint.as_ref() == Some(&self.fingerprint);
        self.published.as_ref().is_some_and(has)
    }

    /// Returns how much about it is to be heard.
    pub(super) fn weight(&self) -> (usize, usize) {
        let names = self.guessed.as_ref().map_or(0, Vec::len) + self.news().len();
        (3 * self.lost + 2 * self.doubts + self.changed + self.flags, names)
    }

    /// Returns the names in it that no narration before it has, as far as someone looked and no one has listened to them since.
    pub(super) fn news(&self) -> &[String] {
        let is_out = self.decision == Some(Decision::Approved) || self.is_published();
        self.new_words.as_ref().filter(|_| !is_out).map_or(&[], |new| &new.names)
    }

    /// Returns whether someone looked for new words in it as it is now.
    pub(super) fn is_looked_through(&self) -> bool {
        self.new_words.as_ref().is_some_and(|new| new.of == self.fingerprint)
    }
}

/// Names that no narration before one has.
#[derive(Debug, Clone, Default)]
pub(super) struct NewWords {
    /// The fingerprint of the narration that was looked through.
    pub(super) of: String,
    pub(super) names: Vec<String>,
}
