//! What is told of an article once it is known what became of it: a line on the terminal, a path or JSON on standard output.

use std::io::{Write, stderr, stdout};
use std::path::PathBuf;

use serde::Serialize;

use super::account::clock;
use super::failure::{Failure, Result};
use super::progress::Progress;
use super::report;
use super::screen::{ArticleLine, Mark};
use crate::batch::{ArticleReport, Finished, Outcome};
use crate::catalogue::Doubtful;
use crate::cli::Talk;
use crate::edits::Standing;
use crate::master::{Manifest, OutputFolder};
use crate::pipeline::Edited;
use tracing::info;

/// Sentences to listen to that are shown of one article on a terminal.
const SHOWN: usize = 3;

/// One line of `--json`.
#[derive(Debug, Default, Serialize, schemars::JsonSchema)]
pub(super) struct Line<'a> {
    article: &'a str,
    status: &'static str,
    audio: Option<PathBuf>,
    manifest: Option<PathBuf>,
    duration_ms: Option<u64>,
    sentences: Option<usize>,
    /// Who spoke.
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<&'a str>,
    spoken: usize,
    reused: usize,
    /// Characters asked of the engine, and characters that the store saved.
    spoken_chars: u64,
    reused_chars: u64,
    /// What those would have cost, where the voice tells a price.
    #[serde(skip_serializing_if = "Option::is_none")]
    saved_usd: Option<f64>,
    /// Why the voices that were to speak before did not.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    fell_back: &'a [String],
    /// How long this run took over it.
    took_ms: u64,
    /// What was spent on it in all runs, where the voice tells a price.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_usd: Option<f64>,
    /// Names whose sounds the voice could not be told.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    guessed: &'a [String],
    /// What the article asks for itself and does not get.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    ignored: &'a [String],
    /// Sentences whose sound may not be what is written.
    #[serde(skip_serializing_if = "<[Doubtful]>::is_empty")]
    doubtful: &'a [Doubtful],
    /// How many edits lost their place.
    #[serde(skip_serializing_if = "is_none")]
    lost_edits: usize,
    /// How many edits were applied to a text that was changed, and want to be listened to.
    #[serde(skip_serializing_if = "is_none")]
    changed_edits: usize,
    /// Where its manifest was taken to.
    #[serde(skip_serializing_if = "Option::is_none")]
    delivered: Option<String>,
    /// The name of the article that this one is the same as.
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<&'a str>,
    /// Why it is passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    error: Option<String>,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Where outcomes are told.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) folder: &'a OutputFolder,
    pub(super) progress: &'a Progress,
    pub(super) talk: &'a Talk,
}

impl Teller<'_> {
    /// Reports what became of an article: to people, and on standard output as a JSON object or the audio's path.
    pub(super) fn tell(&self, told: ArticleReport) -> Result<()> {
        let article = told.name.as_str();
        let took_ms = u64::try_from(told.took.as_millis()).unwrap_or(u64::MAX);
        let line = Line { article, took_ms, ..Line::default() };
        info!(article, took_ms, outcome = told.outcome.word(), "done with it");
        match told.outcome {
            Outcome::Narrated(finished) => {
                let line = narrated(line, &finished, self.folder);
                let warnings = Warnings { line: &line, edited: &finished.edited };
                match self.progress.is_screen() {
                    true => self.show(&warnings),
                    false if !self.talk.quiet => self.progress.aside(|| warnings.write()),
                    false => {}
                }
                self.print(&line)
            }
            Outcome::Duplicate { of, .. } => {
                self.pass_over(article, format!("the same as {of}"));
                self.print(&Line { status: "duplicate", duplicate_of: Some(&of), ..line })
            }
            Outcome::Skipped { why } => {
                self.pass_over(article, why.to_string());
                self.print(&Line { status: "skipped", reason: Some(&why), ..line })
            }
            Outcome::NotChosen => Ok(()),
            Outcome::Stopped => self.print(&Line { status: "stopped", ..line }),
            Outcome::NotRead(error) => self.failed(error.into(), None, line),
            Outcome::NotNarrated(error) => self.failed(error.into(), Some("was not narrated"), line),
            Outcome::FailedElsewhere { why } => self.failed(Failure::new(why), Some("was not narrated"), line),
            Outcome::NotDelivered(error) => self.failed(error.into(), Some("was not taken to the bucket"), line),
        }
    }

    fn failed(&self, failure: Failure, what: Option<&str>, line: Line<'_>) -> Result<()> {
        let article = line.article;
        let in_words = |failure: Failure| match what {
            Some(what) => failure.context(format!("{article} {what}")),
            None => failure,
        };
        if self.progress.is_screen() {
            let mut messages = failure.messages().into_iter().map(|message| without(article, message));
            self.progress.write(ArticleLine {
                mark: Mark::Failed,
                title: article.to_owned(),
                length: None,
                rest: messages.next().unwrap_or_default(),
                details: messages.map(|cause| format!("because: {cause}")).collect(),
                hint: failure.hint().map(str::to_owned),
            });
            return self.print(&Line { status: "failed", error: Some(in_words(failure).to_string()), ..line });
        }
        let failure = in_words(failure);
        self.progress.aside(|| report(&failure));
        self.print(&Line { status: "failed", error: Some(failure.to_string()), ..line })
    }

    /// Shows a narration that is new.
    fn show(&self, warnings: &Warnings<'_>) {
        let line = warnings.line;
        let (Some(audio), Some(manifest), Some(duration_ms)) = (&line.audio, &line.manifest, line.duration_ms) else {
            return;
        };
        let details = warnings.details();
        if line.status == "unchanged" && details.is_empty() {
            // There may be a hundred thousand of them.
            return;
        }
        let title = crate::regular_file::read_data(manifest)
            .ok()
            .and_then(|json| serde_json::from_slice::<Manifest>(&json).ok());
        let title = title.and_then(|manifest| manifest.article.title).filter(|title| !title.trim().is_empty());
        self.progress.write(ArticleLine {
            mark: if line.doubtful.is_empty() { Mark::Narrated } else { Mark::Doubtful },
            title: title.unwrap_or_else(|| line.article.to_owned()),
            length: Some(clock(duration_ms)),
            rest: audio.display().to_string(),
            details,
            hint: (!line.doubtful.is_empty()).then(|| ASK_AGAIN.to_owned()),
        });
    }

    fn pass_over(&self, article: &str, why: String) {
        self.progress.write(ArticleLine {
            mark: Mark::PassedOver,
            title: article.to_owned(),
            length: None,
            rest: why,
            details: Vec::new(),
            hint: None,
        });
    }

    fn print(&self, line: &Line<'_>) -> Result<()> {
        let mut result = Ok(());
        self.progress.aside(|| result = self.print_beside(line));
        result
    }

    fn print_beside(&self, line: &Line<'_>) -> Result<()> {
        let mut out = stdout().lock();
        if self.talk.json {
            serde_json::to_writer(&mut out, line)?;
            writeln!(out)?;
        } else if let Some(audio) = line.audio.as_ref().filter(|_| !self.talk.quiet && !self.progress.tells_paths()) {
            writeln!(out, "{}", audio.display())?;
        }
        Ok(())
    }
}

/// Takes the article's name off the beginning of a message that stands beside it.
fn without(article: &str, message: String) -> String {
    let rest = message.strip_prefix(article).and_then(|rest| rest.strip_prefix([' ', ':']));
    rest.map_or(message.clone(), |rest| rest.trim_start().to_owned())
}

/// What is to be done about sentences to listen to.
const ASK_AGAIN: &str = "--ask-again asks for such sentences again; `aloud accept` sets aside what you find good";

/// What is to be said of a narration besides: voices that failed, names whose sounds the voice cannot be told, sentences to
/// listen to, edits that were not applied or want to be listened to.
struct Warnings<'a> {
    line: &'a Line<'a>,
    edited: &'a Edited,
}

impl Warnings<'_> {
    fn all(&self) -> Vec<String> {
        let Line { fell_back, guessed, ignored, doubtful, .. } = self.line;
        let fell_back = fell_back.iter().map(|why| format!("another voice spoke, since {why}"));
        let guessed = (!guessed.is_empty())
            .then(|| format!("this voice takes no IPA; give an alias for: {}", guessed.join(", ")));
        let doubtful = doubtful.iter().map(listen_to);
        let edits = self.edited.edits.iter().filter(|(edit, _)| edit.change.is_audible());
        let edits = edits.filter_map(|(edit, applied)| match applied.standing {
            Standing::Applies | Standing::Moved => None,
            standing @ Standing::Changed => Some(format!("listen to an edit, {standing}: “{}”", edit.anchor.quote)),
            standing => Some(format!("an edit was not applied, {standing}: “{}”", edit.anchor.quote)),
        });
        fell_back.chain(ignored.iter().cloned()).chain(guessed).chain(doubtful).chain(edits).collect()
    }

    /// Returns what is shown of them below an article's line.
    fn details(&self) -> Vec<String> {
        let mut all = self.all();
        let left = all.len().saturating_sub(SHOWN);
        all.truncate(SHOWN);
        all.extend((left > 0).then(|| format!("and {left} more: aloud desk shows them all")));
        all
    }

    fn write(&self) {
        let mut told = String::new();
        for warning in self.all() {
            told.push_str(&format!("warning: {}: {warning}\n", self.line.article));
        }
        if !self.line.doubtful.is_empty() {
            told.push_str(&format!("hint: {ASK_AGAIN}\n"));
        }
        // Nobody is left to tell when stderr is gone.
        let _ = stderr().write_all(told.as_bytes());
    }
}

fn listen_to(Doubtful { sentence, text, why, .. }: &Doubtful) -> String {
    format!("listen to sentence {sentence}, “{text}”: {why}")
}

fn narrated<'a>(line: Line<'a>, finished: &'a Finished, folder: &OutputFolder) -> Line<'a> {
    let Finished { done, unchanged, bill, fell_back, guessed, ignored, .. } = finished;
    let audio = folder.path().join(&done.audio);
    Line {
        status: if *unchanged { "unchanged" } else { "narrated" },
        manifest: Some(audio.with_extension("json")),
        audio: Some(audio),
        duration_ms: Some(done.duration_ms),
        sentences: Some(done.sentences),
        voice: Some(&done.voice),
        spoken: bill.counts.spoken,
        reused: bill.counts.reused,
        spoken_chars: bill.counts.spoken_chars,
        reused_chars: bill.counts.reused_chars,
        saved_usd: bill.saved_usd,
        fell_back,
        cost_usd: done.cost_usd,
        guessed,
        ignored,
        doubtful: &done.doubtful,
        lost_edits: done.lost_edits,
        changed_edits: done.changed_edits,
        delivered: done.delivered.as_ref().map(|there| format!("{}/{}", there.to, there.manifest)),
        ..line
    }
}
