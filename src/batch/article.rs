//! One article of a batch: is it narrated already, is it the same as another, and if neither, what the pipeline makes of it.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::oneshot;

use super::duplicates::{Duplicates, Earlier, Own, Relation};
use super::prepare::{NotPrepared, prepare};
use super::{ArticleReport, Batch, Finished, Lists, Outcome, deliver};
use crate::catalogue::{Catalogue, Delivered, Done, Doubtful, Record, State};
use crate::master::{Cue, Manifest};
use crate::pipeline::{self, Bill, Edited, Narration, Narrator, Prepared};
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

/// A verdict, and the record under another key that the same article has from before.
struct Decision {
    verdict: Verdict,
    moved_from: Option<Box<Record>>,
}

/// What there is to do about an article that was only looked at.
pub(super) enum Seen {
    /// Nothing.
    Over(Outcome),
    /// Its narration is to be made, or made sure of.
    ToDo {
        prepared: Box<Prepared>,
        done: Box<Done>,
        /// What it was under another key.
        before: Option<Box<Done>>,
    },
}

impl Job {
    /// Does it.
    pub(super) async fn run(self, lead: Lead) -> ArticleReport {
        let begun = Instant::now();
        let (batch, narrator) = (Arc::clone(&self.batch), self.narrator.clone());
        let mut told = ArticleReport::about(&lead, batch.flags.clone());
        let before = known(&batch.catalogue, &lead);
        told.replaces.extend(before.iter().map(|before| before.key.clone()));
        told.outcome = tokio::select! {
            Decision { verdict, moved_from } = self.decide(lead, before.as_ref()) => {
                told.replaces.extend(moved_from.map(|record| record.key));
                match verdict {
                    Verdict::Over(outcome) => outcome,
                    Verdict::Perform(prepared, done) => perform(*prepared, *done, &narrator, batch.bucket.as_ref()).await,
                }
            },
            () = batch.stop.cancelled() => Outcome::Stopped,
        };
        if matches!(told.outcome, Outcome::NotNarrated(_)) && batch.stop.is_cancelled() {
            told.outcome = Outcome::Stopped;
        }
        told.replaces.retain(|key| *key != told.key);
        told.took = begun.elapsed();
        told.is_news = match (&told.outcome, told.record(None), before) {
            (_, Some(now), Some(before)) => !now.says_the_same(&before),
            // A stop takes nothing back that is known of an article.
            (Outcome::Stopped, _, before) => before.is_none(),
            _ => true,
        };
        told
    }

    /// Looks at the article without doing anything about it; gives what is known of it too.
    pub(super) async fn see(self, lead: Lead) -> (Option<Record>, Seen) {
        let before = known(&self.batch.catalogue, &lead);
        let Decision { verdict, moved_from } = self.decide(lead, before.as_ref()).await;
        let seen = match verdict {
            Verdict::Over(outcome) => Seen::Over(outcome),
            Verdict::Perform(prepared, done) => {
                let before = moved_from.and_then(|record| match record.state {
                    State::Done(done) => Some(done),
                    _ => None,
                });
                Seen::ToDo { prepared, done, before }
            }
        };
        (before, seen)
    }

    async fn decide(self, lead: Lead, before: Option<&Record>) -> Decision {
        let (key, name) = (lead.key(), lead.name.clone());
        let listed = lead.listed_hash();
        let unlisted = before.is_none_or(|before| listed.is_none() || listed != before.listed);
        let trusted = !unlisted && self.batch.lists == Lists::Trusted;
        let found = match before.map(|before| &before.state) {
            Some(State::Duplicate { of }) if trusted => Err(Outcome::Duplicate { of: of.clone(), again: false }),
            Some(State::Skipped { why }) if trusted => Err(Outcome::Skipped { why: why.clone() }),
            Some(State::Done(done)) => self.look(lead, Some(done), unlisted).await,
            _ => self.look(lead, None, unlisted).await,
        };
        // Whoever answers or goes has decided.
        let _ = self.earlier_decided.await;
        let decision = match found {
            Err(outcome) => Decision { verdict: Verdict::Over(outcome), moved_from: None },
            Ok(understood) => {
                let earlier = Earlier {
                    catalogue: &self.batch.catalogue,
                    settings: &self.batch.settings,
                    folder: self.narrator.storage.folder.path(),
                };
                let own = Own { key: &key, name: &name, done: &understood.done };
                match self.met.relation(own, earlier) {
                    Relation::New => Decision { verdict: understood.verdict(&self.narrator), moved_from: None },
                    Relation::Moved(record) => understood.moved_from(*record, &self.narrator),
                    Relation::Duplicate { of, again } => {
                        Decision { verdict: Verdict::Over(Outcome::Duplicate { of, again }), moved_from: None }
                    }
                }
            }
        };
        drop(self.decided);
        decision
    }

    /// Looks at the article as far as it has to: a narration may stand without.
    async fn look(&self, lead: Lead, before: Option<&Done>, unlisted: bool) -> Result<Understood, Outcome> {
        let stands = |done: &&Done| {
            done.settings == self.batch.settings
                // What an article asks for may have changed elsewhere.
                && done.own.is_empty()
                && self.narrator.run.again.is_none()
                && self.narrator.cast.has_engine(&done.engine)
                && done.is_whole(self.narrator.storage.folder.path())
                && done.edits == self.narrator.storage.edits.hash(&done.id)
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
        let in_folder = lead.in_folder;
        match (self.batch.reader.read_newer(lead, &version).await.map_err(Outcome::NotRead)?, known) {
            (None, Some(done)) => Ok(as_it_is(done)),
            (None, None) => unreachable!("only what is known is asked for on condition"),
            (Some((article, version)), _) => {
                let content = article.content_hash();
                match standing.filter(|done| done.content == content) {
                    Some(done) => Ok(as_it_is(&Done { version, ..done.clone() })),
                    None => self.prepare(&article, before, Done { content, version, ..Done::default() }, in_folder),
                }
            }
        }
    }

    /// Composes the script.
    fn prepare(
        &self,
        article: &Article,
        before: Option<&Done>,
        done: Done,
        in_folder: bool,
    ) -> Result<Understood, Outcome> {
        let mut prepared = match prepare(article, &self.narrator, in_folder) {
            Ok(prepared) => prepared,
            Err(NotPrepared::Skipped { why }) => return Err(Outcome::Skipped { why }),
            Err(NotPrepared::NotChosen) => return Err(Outcome::NotChosen),
            Err(NotPrepared::Failed(error)) => return Err(Outcome::NotNarrated(error)),
        };
        if let Some(before) = before {
            prepared.continue_from(&before.id, &before.audio);
        }
        let done = planned(&prepared, before, Done { settings: self.batch.settings.clone(), ..done });
        Ok(Understood { done, prepared: Some(Box::new(prepared)) })
    }
}

/// Returns what is known of a narration before it is made.
pub(super) fn planned(prepared: &Prepared, before: Option<&Done>, done: Done) -> Done {
    let metadata = &prepared.script.metadata;
    Done {
        id: prepared.id().to_owned(),
        file: prepared.file().map(str::to_owned),
        script: prepared.script_hash(),
        text: prepared.text_hash(),
        own: prepared.own_hash().to_owned(),
        date: metadata.modified.clone().or_else(|| metadata.published.clone()),
        canonical: metadata.url.as_deref().and_then(source::page_id),
        title: metadata.title.clone(),
        spoken_chars: before.map_or(0, |before| before.spoken_chars),
        cost_usd: before.and_then(|before| before.cost_usd),
        ..done
    }
}

/// Finds what is known of an article; older versions kept it under the article's name.
fn known(catalogue: &Catalogue, lead: &Lead) -> Option<Record> {
    // A catalogue that cannot be read is told when it is written.
    let find = |key: &str| catalogue.find(key).ok().flatten();
    find(&lead.key()).or_else(|| find(&lead.name))
}

/// An article and what is known of its narration.
struct Understood {
    done: Done,
    /// The script, unless the narration stands.
    prepared: Option<Box<Prepared>>,
}

impl Understood {
    /// Decides about an article that was narrated under another key: its narration is taken over, and written over where the
    /// words are others.
    fn moved_from(mut self, record: Record, narrator: &Narrator) -> Decision {
        if let (Some(prepared), State::Done(before)) = (&mut self.prepared, &record.state) {
            prepared.continue_from(&before.id, &before.audio);
            self.done.spoken_chars = before.spoken_chars;
            self.done.cost_usd = before.cost_usd;
        }
        Decision { verdict: self.verdict(narrator), moved_from: Some(Box::new(record)) }
    }

    fn verdict(self, narrator: &Narrator) -> Verdict {
        match self.prepared {
            None => {
                let done = self.done;
                let counts = Counts { reused: done.sentences, reused_chars: done.chars, ..Counts::default() };
                let bill = Bill::new(&narrator.cast.lead.voice, counts);
                let (fell_back, guessed, edited, ignored) = Default::default();
                let finished = Finished { done, unchanged: true, bill, fell_back, guessed, edited, ignored };
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

pub(super) fn finished(narration: Narration, done: Done) -> Finished {
    let Narration { master, unchanged, bill, fell_back, guessed, edited, ignored } = narration;
    let manifest = master.manifest;
    let doubtful = doubtful(&manifest, &edited);
    let done = Done {
        edits: edited.hash.clone(),
        lost_edits: edited.lost(),
        changed_edits: edited.changed(),
        chars: bill.counts.spoken_chars + bill.counts.reused_chars,
        spoken_chars: done.spoken_chars + bill.counts.spoken_chars,
        cost_usd: bill.cost_usd.map(|cost| cost + done.cost_usd.unwrap_or(0.0)),
        doubtful,
        ..made(manifest, done)
    };
    Finished { done, unchanged, bill, fell_back, guessed, edited, ignored }
}

/// Returns what is known of a narration, with what its manifest tells of it.
#[must_use]
pub fn made(manifest: Manifest, done: Done) -> Done {
    let beside = manifest.files.into_iter().map(|file| (file.file, file.bytes));
    Done {
        files: std::iter::once((manifest.audio.clone(), manifest.audio_bytes)).chain(beside).collect(),
        audio: manifest.audio,
        fingerprint: manifest.fingerprint,
        voice: manifest.voice,
        engine: manifest.engine,
        duration_ms: manifest.duration_ms,
        sentences: manifest.sentences.len(),
        review: manifest.review,
        ..done
    }
}

/// Returns the sentences to listen to: those that no one has found good yet.
fn doubtful(manifest: &Manifest, edited: &Edited) -> Vec<Doubtful> {
    let doubtful = |(sentence, cue, why): (usize, &Cue, &str)| Doubtful {
        sentence,
        start_ms: cue.start_ms,
        text: cue.written.trim_end().to_owned(),
        why: why.to_owned(),
    };
    manifest.doubtful().filter(|(sentence, _, why)| !edited.is_heard(*sentence, why)).map(doubtful).collect()
}
