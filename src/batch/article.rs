//! One article of a batch: is it narrated already, is it the same as another, and if neither, what the pipeline makes of it.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::oneshot;

use super::duplicates::{Duplicates, Earlier};
use super::{ArticleReport, Batch, Finished, Lists, Outcome, deliver};
use crate::catalogue::{Delivered, Done, Doubtful, Record, State};
use crate::master::{Cue, Manifest};
use crate::pipeline::{self, Bill, Narration, Narrator, Prepared};
use crate::source::{self, Article, Lead};
use crate::speech::{Counts, DoubtfulClips};
use crate::store::SharedStore;
use crate::store::bucket::Bucket;

/// The work on one article.
pub(super) struct Job {
    pub(super) batch: Arc<Batch>,
    /// The batch's narrator, as this article may use it.
    pub(super) narrator: Narrator,
    pub(super) met: Arc<Duplicates>,
    /// Answers, or goes, when it is decided for all earlier articles whether they are duplicates.
    pub(super) earlier_decided: oneshot::Receiver<()>,
    /// Goes when it is decided for this one.
    pub(super) decided: oneshot::Sender<()>,
}

/// What was decided to do about an article.
enum Verdict {
    Over(Outcome),
    Perform(Box<Prepared>, Box<Done>),
}

impl Job {
    /// Does it.
    pub(super) async fn run(self, lead: Lead) -> ArticleReport {
        let begun = Instant::now();
        let (name, input) = (lead.name.clone(), Arc::clone(&lead.input));
        let (batch, narrator) = (Arc::clone(&self.batch), self.narrator.clone());
        let listed = lead.listed_hash();
        // A catalogue that cannot be read is told when it is written.
        let before = batch.catalogue.find(&name).ok().flatten();
        let outcome = tokio::select! {
            verdict = self.decide(lead, before.as_ref()) => match verdict {
                Verdict::Over(outcome) => outcome,
                Verdict::Perform(prepared, done) => perform(*prepared, *done, &narrator, batch.bucket.as_ref()).await,
            },
            () = batch.stop.cancelled() => Outcome::Stopped,
        };
        let outcome = match outcome {
            Outcome::NotNarrated(_) if batch.stop.is_cancelled() => Outcome::Stopped,
            outcome => outcome,
        };
        let mut told = ArticleReport { name, input, took: begun.elapsed(), outcome, is_news: true, listed };
        told.is_news = match (&told.outcome, told.record(None), before) {
            (_, Some(now), Some(before)) => !now.says_the_same(&before),
            // A stop takes nothing back that is known of an article.
            (Outcome::Stopped, _, before) => before.is_none(),
            _ => true,
        };
        told
    }

    async fn decide(self, lead: Lead, before: Option<&Record>) -> Verdict {
        let name = lead.name.clone();
        let listed = lead.listed_hash();
        let unlisted = before.is_none_or(|before| listed.is_none() || listed != before.listed);
        let found = match before.map(|before| &before.state) {
            Some(State::Duplicate { of }) if !unlisted && self.batch.lists == Lists::Trusted => {
                Err(Outcome::Duplicate { of: of.clone() })
            }
            Some(State::Done(done)) => self.look(lead, Some(done), unlisted).await,
            _ => self.look(lead, None, unlisted).await,
        };
        // Whoever answers or goes has decided.
        let _ = self.earlier_decided.await;
        let verdict = match found {
            Err(outcome) => Verdict::Over(outcome),
            Ok(understood) => {
                let earlier = Earlier {
                    catalogue: &self.batch.catalogue,
                    settings: &self.batch.settings,
                    folder: self.narrator.storage.folder.path(),
                };
                match self.met.same(&name, &understood.done.marks(), &earlier) {
                    Some(of) => Verdict::Over(Outcome::Duplicate { of }),
                    None => understood.verdict(&self.narrator),
                }
            }
        };
        drop(self.decided);
        verdict
    }

    /// Looks at the article as far as it has to: a narration may stand without.
    async fn look(&self, lead: Lead, before: Option<&Done>, unlisted: bool) -> Result<Understood, Outcome> {
        let stands = |done: &&Done| {
            done.settings == self.batch.settings
                && self.narrator.cast.has_engine(&done.engine)
                && done.is_whole(self.narrator.storage.folder.path())
                && (done.doubtful.is_empty() || self.narrator.run.doubtful == DoubtfulClips::Reuse)
                && self.batch.bucket.as_ref().is_none_or(|bucket| done.is_delivered_to(&bucket.url().to_string()))
        };
        let standing = before.filter(stands);
        let as_it_is = |done: &Done| Understood { done: done.clone(), prepared: None };
        if let Some(done) = standing.filter(|_| !unlisted && self.batch.lists == Lists::Trusted) {
            return Ok(as_it_is(done));
        }
        // What a list says goes into the narration too, so a page it tells news of is read whatever its server says.
        let known = standing.filter(|_| !unlisted);
        let version = known.map(|done| done.version.clone()).unwrap_or_default();
        match (self.batch.reader.read_newer(lead, &version).await.map_err(Outcome::NotRead)?, known) {
            (None, Some(done)) => Ok(as_it_is(done)),
            (None, None) => unreachable!("only what is known is asked for on condition"),
            (Some((article, version)), _) => {
                let content = article.content_hash();
                match standing.filter(|done| done.content == content) {
                    Some(done) => Ok(as_it_is(&Done { version, ..done.clone() })),
                    None => self.prepare(&article, before, Done { content, version, ..Done::default() }),
                }
            }
        }
    }

    /// Composes the script.
    fn prepare(&self, article: &Article, before: Option<&Done>, done: Done) -> Result<Understood, Outcome> {
        let prepared = pipeline::prepare(article, &self.narrator).map_err(Outcome::NotNarrated)?;
        let done = Done {
            id: prepared.id().to_owned(),
            script: prepared.script_hash(),
            text: prepared.text_hash(),
            canonical: prepared.script.metadata.url.as_deref().and_then(source::page_id),
            settings: self.batch.settings.clone(),
            spoken_chars: before.map_or(0, |before| before.spoken_chars),
            cost_usd: before.and_then(|before| before.cost_usd),
            ..done
        };
        Ok(Understood { done, prepared: Some(Box::new(prepared)) })
    }
}

/// An article and what is known of its narration.
struct Understood {
    done: Done,
    /// The script, unless the narration stands.
    prepared: Option<Box<Prepared>>,
}

impl Understood {
    fn verdict(self, narrator: &Narrator) -> Verdict {
        match self.prepared {
            None => {
                let done = self.done;
                let counts = Counts { reused: done.sentences, reused_chars: done.chars, ..Counts::default() };
                let bill = Bill::new(&narrator.cast.lead.voice, counts);
                let (fell_back, guessed) = Default::default();
                let finished = Finished { done, unchanged: true, bill, fell_back, guessed };
                Verdict::Over(Outcome::Narrated(Box::new(finished)))
            }
            Some(prepared) => Verdict::Perform(prepared, Box::new(self.done)),
        }
    }
}

async fn perform(prepared: Prepared, done: Done, narrator: &Narrator, bucket: Option<&Bucket>) -> Outcome {
    let narration = match pipeline::perform(prepared, narrator).await {
        Ok(narration) => narration,
        Err(error) => return Outcome::NotNarrated(error),
    };
    let delivered = match bucket {
        None => None,
        Some(bucket) => match deliver(&narration.master, &SharedStore::Bucket(bucket.clone())).await {
            Ok(parcel) => Some(Delivered { to: bucket.url().to_string(), manifest: parcel.manifest }),
            Err(error) => return Outcome::NotDelivered(error),
        },
    };
    Outcome::Narrated(Box::new(finished(narration, Done { delivered, ..done })))
}

fn finished(narration: Narration, done: Done) -> Finished {
    let Narration { master, unchanged, bill, fell_back, guessed } = narration;
    let manifest = master.manifest;
    let doubtful = doubtful(&manifest);
    let beside = manifest.files.into_iter().map(|file| (file.file, file.bytes));
    let done = Done {
        files: std::iter::once((manifest.audio.clone(), manifest.audio_bytes)).chain(beside).collect(),
        audio: manifest.audio,
        fingerprint: manifest.fingerprint,
        voice: manifest.voice,
        engine: manifest.engine,
        duration_ms: manifest.duration_ms,
        sentences: manifest.sentences.len(),
        chars: bill.counts.spoken_chars + bill.counts.reused_chars,
        spoken_chars: done.spoken_chars + bill.counts.spoken_chars,
        cost_usd: bill.cost_usd.map(|cost| cost + done.cost_usd.unwrap_or(0.0)),
        doubtful,
        ..done
    };
    Finished { done, unchanged, bill, fell_back, guessed }
}

fn doubtful(manifest: &Manifest) -> Vec<Doubtful> {
    let doubtful = |(sentence, cue, why): (usize, &Cue, &str)| Doubtful {
        sentence,
        start_ms: cue.start_ms,
        text: cue.written.trim_end().to_owned(),
        why: why.to_owned(),
    };
    manifest.doubtful().map(doubtful).collect()
}
