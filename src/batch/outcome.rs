//! What became of the articles of a batch.

use std::sync::Arc;
use std::time::Duration;

use crate::catalogue::{Done, Record, State};
use crate::error::whole_message;
use crate::pipeline::{Bill, Edited, NarrateError};
use crate::source::{Lead, SourceError};
use crate::store::StoreError;

/// What became of one article.
#[derive(Debug)]
pub struct ArticleReport {
    /// What its source names the article by.
    pub key: String,
    /// Names the article as its lead did.
    pub name: String,
    /// The input it was found in.
    pub input: Arc<str>,
    /// How long it took, from the moment it was begun.
    pub took: Duration,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether that is anything the catalogue did not know.
    pub is_news: bool,
    /// A hash of what the list it was found in says of it.
    pub(crate) listed: Option<String>,
    /// The flags that the run was called with, where it looked at a part of its inputs only.
    pub(crate) flags: Option<Arc<[String]>>,
    /// The keys under which the same article was known before.
    pub(crate) replaces: Vec<String>,
}

/// What became of an article.
#[derive(Debug)]
pub enum Outcome {
    /// It is narrated, now or before.
    Narrated(Box<Finished>),
    /// It is the same article as one that came before.
    Duplicate {
        /// The name of that one.
        of: String,
        /// Whether it is the very same one, met twice.
        again: bool,
    },
    /// It is not to be narrated.
    Skipped {
        /// Why.
        why: String,
    },
    /// It was read, and is none of those that were asked for.
    NotChosen,
    /// It could not be had.
    NotRead(SourceError),
    /// It could not be narrated.
    NotNarrated(NarrateError),
    /// Another process was to narrate it, and could not.
    FailedElsewhere {
        /// Why.
        why: String,
    },
    /// It is narrated and could not be taken to the bucket.
    NotDelivered(StoreError),
    /// The batch was stopped before it was finished; what was spoken of it is kept.
    Stopped,
}

impl Outcome {
    /// Returns the word for it, as `--json` has it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Narrated(finished) if finished.unchanged => "unchanged",
            Self::Narrated(_) => "narrated",
            Self::Duplicate { .. } => "duplicate",
            Self::Skipped { .. } => "skipped",
            Self::NotChosen => "not chosen",
            Self::NotRead(_) | Self::NotNarrated(_) | Self::FailedElsewhere { .. } | Self::NotDelivered(_) => "failed",
            Self::Stopped => "stopped",
        }
    }
}

/// An article that is narrated.
#[derive(Debug, Default)]
pub struct Finished {
    /// The narration.
    pub done: Done,
    /// Whether it was there already.
    pub unchanged: bool,
    /// How much was spoken and reused in this run, and what that cost and saved.
    pub bill: Bill,
    /// Why the voices that were to speak before did not.
    pub fell_back: Vec<String>,
    /// Names of the project's lexicon that the engine had to guess.
    pub guessed: Vec<String>,
    /// What became of what editors changed; empty when nothing was looked at.
    pub edited: Edited,
    /// What the article asks for itself and does not get.
    pub ignored: Vec<String>,
}

impl Finished {
    /// Makes what is told of a narration that another process made, or found made.
    #[must_use]
    pub fn elsewhere(done: Done, unchanged: bool) -> Self {
        Self { done, unchanged, ..Self::default() }
    }
}

impl Outcome {
    /// Returns whether there is nothing under the name that was given.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Self::NotRead(SourceError::Missing { .. }))
    }
}

impl ArticleReport {
    /// Begins the report of an article that nothing was done about yet.
    pub(super) fn about(lead: &Lead, flags: Option<Arc<[String]>>) -> Self {
        Self {
            flags,
            key: lead.key(),
            name: lead.name.clone(),
            input: Arc::clone(&lead.input),
            took: Duration::ZERO,
            outcome: Outcome::Stopped,
            is_news: true,
            listed: lead.listed_hash(),
            replaces: Vec::new(),
        }
    }

    /// Makes the report of an article that another process narrated.
    #[must_use]
    pub fn elsewhere(name: &str, took: Duration, outcome: Outcome) -> Self {
        Self {
            flags: None,
            key: name.to_owned(),
            name: name.to_owned(),
            input: Arc::default(),
            took,
            outcome,
            is_news: true,
            listed: None,
            replaces: Vec::new(),
        }
    }

    /// Returns the reason for which every other article would fail too, if that is why this one did.
    pub(super) fn ends_everything(&self) -> Option<String> {
        match &self.outcome {
            Outcome::NotNarrated(error) if error.ends_everything() => Some(whole_message(error)),
            _ => None,
        }
    }

    /// Returns what the catalogue is to know; a stop changes nothing, unless the run `ended` by itself.
    pub(super) fn record(&self, ended: Option<&str>) -> Option<Record> {
        let state = match &self.outcome {
            Outcome::Narrated(finished) => State::Done(Box::new(finished.done.clone())),
            // What is named twice is no duplicate of itself.
            Outcome::Duplicate { again: true, .. } | Outcome::NotChosen => return None,
            Outcome::Duplicate { of, .. } => State::Duplicate { of: of.clone() },
            Outcome::Skipped { why } => State::Skipped { why: why.clone() },
            Outcome::NotRead(error) => State::Failed { error: whole_message(error), ready: false },
            Outcome::NotNarrated(error) if error.is_over_budget() => State::Pending { why: whole_message(error) },
            Outcome::NotNarrated(error) => State::Failed { error: whole_message(error), ready: error.was_ready() },
            Outcome::FailedElsewhere { why } => State::Failed { error: why.clone(), ready: false },
            Outcome::NotDelivered(error) => State::Failed { error: whole_message(error), ready: true },
            Outcome::Stopped => State::Pending { why: format!("the run ended before it: {}", ended?) },
        };
        let took_ms = u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX);
        let (key, article) = (self.key.clone(), self.name.clone());
        let (input, listed) = (self.input.to_string(), self.listed.clone());
        Some(Record {
            key,
            article,
            input,
            state,
            took_ms,
            listed,
            flags: self.flags.as_deref().map(<[String]>::to_vec),
        })
    }
}
