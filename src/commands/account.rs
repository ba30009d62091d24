//! The account of a run: what became of its articles, what was spoken, and what that cost.

use std::time::Duration;

use super::screen::two_ends;
use crate::batch::{ArticleReport, Outcome};
use crate::pipeline::Bill;

/// What was done so far.
#[derive(Debug, Default, Clone)]
pub(super) struct Account {
    /// Articles by what became of them.
    pub(super) narrated: usize,
    pub(super) unchanged: usize,
    pub(super) duplicates: usize,
    pub(super) skipped: usize,
    pub(super) failed: usize,
    pub(super) stopped: usize,
    /// Those narrated now that someone is to listen to.
    doubtful: usize,
    /// What was asked for and what was saved.
    bill: Option<Bill>,
    /// Sentences of what is narrated now.
    sentences: usize,
    /// Speech of what is narrated now.
    speech_ms: u64,
    /// How long the run took, and what it spent.
    pub(super) took: Duration,
    pub(super) spent_usd: f64,
}

impl Account {
    /// Notes what became of an article.
    pub(super) fn add(&mut self, told: &ArticleReport) {
        let place = match &told.outcome {
            Outcome::Narrated(finished) => {
                self.bill = Some(self.bill.map_or(finished.bill, |bill| bill.and(finished.bill)));
                if finished.unchanged {
                    &mut self.unchanged
                } else {
                    self.speech_ms += finished.done.duration_ms;
                    self.sentences += finished.done.sentences;
                    if finished.done.doubtful.is_empty() { &mut self.narrated } else { &mut self.doubtful }
                }
            }
            Outcome::Duplicate { .. } => &mut self.duplicates,
            Outcome::Skipped { .. } => &mut self.skipped,
            Outcome::NotRead(_)
            | Outcome::NotNarrated(_)
            | Outcome::FailedElsewhere { .. }
            | Outcome::NotDelivered(_) => &mut self.failed,
            Outcome::NotChosen => return,
            Outcome::Stopped => &mut self.stopped,
        };
        *place += 1;
    }

    /// Counts the articles.
    pub(super) fn articles(&self) -> usize {
        self.counts().iter().map(|(count, _)| count).sum()
    }

    /// Counts the sentences of what was narrated.
    pub(super) fn sentences(&self) -> usize {
        self.sentences
    }

    fn counts(&self) -> [(usize, &'static str); 7] {
        [
            (self.narrated, "narrated"),
            (self.doubtful, "to listen to"),
            (self.unchanged, "unchanged"),
            (self.duplicates, "duplicate"),
            (self.skipped, "skipped"),
            (self.failed, "failed"),
            (self.stopped, "stopped"),
        ]
    }

    /// Returns the whole run in two lines of so many columns, where they have room.
    pub(super) fn told(&self, columns: usize) -> String {
        let columns = columns.saturating_sub(2);
        let parts: Vec<String> = self
            .counts()
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}"))
            .collect();
        let articles = format!("{}: {}", counted(self.articles(), "article"), parts.join(", "));
        let took_ms = u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX);
        let speech = format!("{} of speech in {}", clock(self.speech_ms), clock(took_ms));
        let bill = self.bill.unwrap_or_default();
        let counts = bill.counts;
        let sentences = format!("{} spoken, {} reused", counted(counts.spoken, "sentence"), counts.reused);
        let saved = bill.saved_usd.and_then(money).filter(|_| counts.reused > 0);
        let spent = money(self.spent_usd).or_else(|| saved.as_ref().map(|_| "$0.00".to_owned()));
        let cost = [spent.map(|usd| format!("{usd} spent")), saved.map(|usd| format!("{usd} saved"))];
        let cost: Vec<String> = cost.into_iter().flatten().collect();
        let table = two_ends(&articles, &speech, columns) + &two_ends(&sentences, &cost.join(", "), columns);
        table.lines().fold(String::new(), |all, line| all + "  " + line + "\n")
    }
}

/// Counts things by their name in the singular.
pub(super) fn counted(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// Says how many narrations wait for an editor's word.
pub(super) fn waiting(count: usize) -> String {
    let narrations = if count == 1 { "1 narration waits".to_owned() } else { format!("{count} narrations wait") };
    narrations + " for approval: `aloud desk` shows them"
}

/// Writes an amount of US dollars, unless nothing was spent.
pub(super) fn money(usd: f64) -> Option<String> {
    (usd > 0.0).then(|| format!("${usd:.4}"))
}

/// Writes a length of time as `1:02:03` or `2:03`.
pub(super) fn clock(ms: u64) -> String {
    let seconds = (ms + 500) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}
