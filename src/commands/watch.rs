//! The rounds of a watch: what is told again, what failed and rests, how long until the next.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use crate::batch::{ArticleReport, Outcome};
use tokio_util::sync::CancellationToken;

/// The most rounds that an article which failed again and again rests: five hours at five minutes a round. Taste.
const LONGEST_REST: u32 = 64;

/// The rounds so far.
#[derive(Default)]
pub(super) struct Watch {
    number: u32,
    /// How often an article failed in a row, and the round it is tried again in.
    failed: HashMap<String, (u32, u32)>,
}

impl Watch {
    /// Returns the articles that rest in this round: each failure in a row doubles how long.
    pub(super) fn resting(&self) -> HashSet<String> {
        let rests = self.failed.iter().filter(|(_, (_, again))| *again > self.number);
        rests.map(|(name, _)| name.clone()).collect()
    }

    /// Notes what became of an article, and says whether an earlier round told it already.
    pub(super) fn note(&mut self, told: &ArticleReport) -> bool {
        // What is missing is kept in no catalogue.
        let is_known = !told.is_news || told.outcome.is_missing() && self.failed.contains_key(&told.name);
        match told.outcome {
            Outcome::NotRead(_)
            | Outcome::NotNarrated(_)
            | Outcome::FailedElsewhere { .. }
            | Outcome::NotDelivered(_) => {
                let (times, again) = self.failed.entry(told.name.clone()).or_default();
                *times += 1;
                *again = self.number + 1_u32.checked_shl(*times - 1).unwrap_or(LONGEST_REST).min(LONGEST_REST);
            }
            Outcome::Narrated(_)
            | Outcome::Duplicate { .. }
            | Outcome::Skipped { .. }
            | Outcome::NotChosen
            | Outcome::Stopped => {
                self.failed.remove(&told.name);
            }
        }
        self.number > 0 && is_known
    }

    /// Waits for the next round, or a stop.
    pub(super) async fn wait(&mut self, every: Duration, stop: &CancellationToken) {
        self.number = self.number.saturating_add(1);
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(every) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stopped(is_news: bool) -> ArticleReport {
        ArticleReport {
            key: "a".into(),
            name: "a".into(),
            input: "folder".into(),
            took: Duration::ZERO,
            outcome: Outcome::Stopped,
            is_news,
            listed: None,
            flags: None,
            replaces: Vec::new(),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_stop_that_falls_into_a_later_round_tells_known_articles_nothing() {
        let (mut watch, stop) = (Watch::default(), CancellationToken::new());
        assert!(!watch.note(&stopped(false)), "the first round tells everything");
        watch.wait(Duration::from_secs(1), &stop).await;
        assert!(watch.note(&stopped(false)));
        assert!(!watch.note(&stopped(true)), "one that no round knew of");
    }
}
