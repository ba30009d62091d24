//! Puts articles into the queue, each once.

use tokio::sync::mpsc::Receiver;

use super::cluster::Cluster;
use super::error::failed;
use super::marks::{Given, hexadecimal};
use super::waiting::Order;
use super::{Fate, FleetError, FleetOutcome, Item};
use crate::batch::is_chosen;
use crate::catalogue::marks;
use crate::document;
use crate::pipeline::text_hash;
use crate::script::{self, Reading, Script};
use crate::source::{self, Article, Chosen, Lead, Reader, SourceError};

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
    /// It was not asked for.
    NotChosen,
    /// It could not be read.
    NotRead(SourceError),
}

/// What articles are submitted to.
pub struct Desk<'a> {
    /// The fleet.
    pub cluster: &'a Cluster,
    /// A hash of every setting that shapes a narration.
    pub shape: &'a str,
    /// The voice that is to read them.
    pub voice: &'a str,
    /// The flags that were typed, as far as they shape narrations.
    pub flags: &'a [String],
    /// How articles are read aloud, by which those of one text are known.
    pub reading: &'a Reading,
    /// Which of them are asked for.
    pub chosen: &'a Chosen,
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
        let (voice, shape) = (self.voice.to_owned(), self.shape.to_owned());
        self.cluster.note_order(&Order { voice, shape }).await?;
        while let Some(lead) = leads.recv().await {
            let (name, input) = (lead.name.clone(), lead.input.to_string());
            let (source, listed) = (lead.key(), lead.listed_hash());
            let submitted = match reader.read(lead).await {
                Ok(article) => match self.script(&article) {
                    script if !is_chosen(&article, &script.metadata, self.chosen) => Submitted::NotChosen,
                    script => {
                        let flags = self.flags.to_vec();
                        let item = Item { name: name.clone(), input, source, listed, flags, article };
                        self.take(item, &script).await?
                    }
                },
                Err(error) => Submitted::NotRead(error),
            };
            tell(&name, submitted)?;
        }
        Ok(())
    }

    async fn take(&self, item: Item, script: &Script) -> Result<Submitted, FleetError> {
        let key = item.key(self.shape);
        let outcome = self.cluster.outcome(&key).await?;
        let fate = outcome.as_ref().map(|(json, _)| FleetOutcome::read(&key, json).fate);
        if let Some(Fate::Narrated { .. }) = fate {
            return Ok(Submitted::Done);
        }
        let given =
            Given { name: item.name.clone(), input: item.input.clone(), key, marks: marks_of(&item.article, script) };
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

    fn script(&self, article: &Article) -> Script {
        script::compose(document::read(article, &self.reading.selection), self.reading)
    }
}

/// Returns what tells an article from others; one without a story has no text in common with any.
fn marks_of(article: &Article, script: &Script) -> Vec<String> {
    let canonical = script.metadata.url.as_deref().and_then(source::page_id);
    let has_story = script.sentences.iter().any(|sentence| sentence.block.is_some());
    let text = if has_story { text_hash(script) } else { article.id.clone() };
    hexadecimal(&marks(&article.id, canonical.as_deref(), &text))
}
