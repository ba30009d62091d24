//! Puts articles into the queue, each once.

use tokio::sync::mpsc::Receiver;

use super::cluster::{Cluster, failed};
use super::marks::{Given, hexadecimal};
use super::{Fate, FleetError, FleetOutcome, Item};
use crate::catalogue::marks;
use crate::document;
use crate::pipeline::text_hash;
use crate::script::{self, Reading};
use crate::source::{self, Article, Lead, Reader, SourceError};

/// What became of a lead.
#[derive(Debug)]
pub enum Submitted {
    /// It is in the queue.
    Queued,
    /// It is in the queue again; it had failed.
    QueuedAgain,
    /// It was in the queue before.
    Waiting,
    /// It was narrated before, and has not changed.
    Done,
    /// It is the same as another, which was submitted before.
    Duplicate {
        /// The name of that one.
        of: String,
    },
    /// It could not be read.
    NotRead(SourceError),
}

/// What articles are submitted to.
pub struct Desk<'a> {
    /// The fleet.
    pub cluster: &'a Cluster,
    /// A hash of every setting that shapes a narration.
    pub shape: &'a str,
    /// How articles are read aloud, by which those of one text are known.
    pub reading: &'a Reading,
}

impl Desk<'_> {
    /// Reads what the leads lead to and queues it, telling each.
    ///
    /// # Errors
    /// Those of the cluster and of `tell`.
    pub async fn submit<E: From<FleetError>>(
        &self,
        (reader, mut leads): (&Reader, Receiver<Lead>),
        mut tell: impl FnMut(&str, Submitted) -> Result<(), E>,
    ) -> Result<(), E> {
        while let Some(lead) = leads.recv().await {
            let (name, input) = (lead.name.clone(), lead.input.to_string());
            let submitted = match reader.read(lead).await {
                Ok(article) => self.take(Item { name: name.clone(), input, article }).await?,
                Err(error) => Submitted::NotRead(error),
            };
            tell(&name, submitted)?;
        }
        Ok(())
    }

    async fn take(&self, item: Item) -> Result<Submitted, FleetError> {
        let key = item.key(self.shape);
        let outcome = self.cluster.outcome(&key).await?;
        let fate = outcome.as_ref().map(|(json, _)| FleetOutcome::parse(json)).transpose()?.map(|outcome| outcome.fate);
        if let Some(Fate::Narrated { .. }) = fate {
            return Ok(Submitted::Done);
        }
        let given = Given { name: item.name.clone(), key, marks: self.marks(&item.article) };
        if let Some(of) = self.cluster.same(self.shape, &item.article.id, &given).await? {
            return Ok(Submitted::Duplicate { of });
        }
        self.cluster.note(self.shape, &item.article.id, &given).await?;
        if let Some((_, revision)) = outcome {
            let forget = self.cluster.outcomes().delete_expect_revision(&given.key, Some(revision)).await;
            forget.map_err(failed("to forget a failure"))?;
        }
        let is_new = self.cluster.enqueue(self.shape, &given.key, item.pack()).await?;
        Ok(match fate {
            Some(_) => Submitted::QueuedAgain,
            None if is_new => Submitted::Queued,
            None => Submitted::Waiting,
        })
    }

    /// Returns what tells an article from others; one without a story has no text in common with any.
    fn marks(&self, article: &Article) -> Vec<String> {
        let script = script::compose(document::read(article, &self.reading.selection), self.reading);
        let canonical = script.metadata.url.as_deref().and_then(source::page_id);
        let has_story = script.sentences.iter().any(|sentence| sentence.block.is_some());
        let text = if has_story { text_hash(&script) } else { article.id.clone() };
        hexadecimal(&marks(&article.id, canonical.as_deref(), &text))
    }
}
