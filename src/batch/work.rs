//! What a batch needs: who reads, who narrates, what is known already, and where narrations go.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::{ArticleReport, Outcome};
use crate::catalogue::{Catalogue, CatalogueError, State};
use crate::pipeline::Narrator;
use crate::source::Reader;
use crate::store::bucket::Bucket;

/// What a batch needs.
pub struct Batch {
    /// Reads the articles.
    pub reader: Arc<Reader>,
    /// Narrates them.
    pub narrator: Narrator,
    /// Knows what was narrated before, and learns what is.
    pub catalogue: Arc<Catalogue>,
    /// A hash of every setting that shapes a narration.
    pub settings: String,
    /// The flags that the run was called with, as far as they shape narrations, where it looks at a part of its inputs only.
    pub flags: Option<Arc<[String]>>,
    /// Where narrations are taken to besides the folder.
    pub bucket: Option<Bucket>,
    /// How much feeds and sitemaps are trusted.
    pub lists: Lists,
    /// How many articles are under way at once.
    pub jobs: usize,
    /// Ends the batch early.
    pub stop: CancellationToken,
}

/// How much feeds and sitemaps are trusted to tell of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    /// A page they tell nothing new of is not asked for: for those who look again and again.
    Trusted,
    /// Every page is asked whether it changed.
    Checked,
}

impl Batch {
    /// Notes what became of an article. A name under which there is none was mistyped and is not kept. One that a run ended before is noted with the reason, unless it was narrated before or
    /// is known as a duplicate.
    pub(super) fn note(&self, told: &ArticleReport, ended: Option<&str>) -> Result<(), CatalogueError> {
        let is_news = told.is_news && !told.outcome.is_missing();
        let Some(record) = told.record(ended).filter(|_| is_news) else { return Ok(()) };
        let is_left_over = matches!(told.outcome, Outcome::Stopped);
        let was_settled = || {
            let before = self.catalogue.find(&told.key)?;
            let is_open = |state| matches!(state, State::Failed { .. } | State::Pending { .. });
            Ok::<_, CatalogueError>(before.is_some_and(|before| !is_open(before.state)))
        };
        if is_left_over && was_settled()? {
            return Ok(());
        }
        for key in &told.replaces {
            self.catalogue.forget(key)?;
        }
        self.catalogue.note(record)
    }
}
