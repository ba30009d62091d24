//! What is told of each article of a run: an outcome on stdout, and what deserves attention on stderr.

use std::io::{Write, stderr, stdout};
use std::path::PathBuf;

use serde::Serialize;
use tracing::info;

use super::failure::{Failure, Result};
use super::progress::Progress;
use super::report;
use crate::batch::{ArticleReport, Finished, Outcome};
use crate::catalogue::Doubtful;
use crate::edits::Standing;
use crate::master::OutputFolder;
use crate::pipeline::Edited;

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

/// Reports a failure, and prints the outcome on stdout: a JSON object, or the audio's path.
pub(super) fn tell(told: ArticleReport, folder: &OutputFolder, progress: &Progress, json: bool) -> Result<()> {
    let article = told.name.as_str();
    let took_ms = u64::try_from(told.took.as_millis()).unwrap_or(u64::MAX);
    let line = Line { article, took_ms, ..Line::default() };
    info!(article, took_ms, outcome = told.outcome.word(), "done with it");
    let failed = |error: Failure, line| {
        progress.aside(|| report(&error));
        print(&Line { status: "failed", error: Some(format!("{error:#}")), ..line }, json)
    };
    match told.outcome {
        Outcome::Narrated(finished) => {
            let line = narrated(line, &finished, folder);
            progress.aside(|| {
                warn(&line);
                warn_of_edits(article, &finished.edited);
            });
            print(&line, json)
        }
        Outcome::Duplicate { of, .. } => print(&Line { status: "duplicate", duplicate_of: Some(&of), ..line }, json),
        Outcome::Skipped { why } => print(&Line { status: "skipped", reason: Some(&why), ..line }, json),
        Outcome::NotChosen => Ok(()),
        Outcome::Stopped => print(&Line { status: "stopped", ..line }, json),
        Outcome::NotRead(error) => failed(error.into(), line),
        Outcome::NotNarrated(error) => {
            failed(Failure::from(error).context(format!("{article} was not narrated")), line)
        }
        Outcome::NotDelivered(error) => {
            failed(Failure::from(error).context(format!("{article} was not taken to the bucket")), line)
        }
    }
}

/// Tells of voices that failed, of names whose sounds the voice cannot be told, and of sentences to listen to.
fn warn(Line { article, fell_back, guessed, ignored, doubtful, .. }: &Line<'_>) {
    let mut told = String::new();
    for why in *fell_back {
        told.push_str(&format!("warning: {article}: another voice spoke, since {why}\n"));
    }
    for what in *ignored {
        told.push_str(&format!("warning: {article}: {what}\n"));
    }
    if !guessed.is_empty() {
        let names = guessed.join(", ");
        told.push_str(&format!("warning: {article}: this voice takes no IPA; give an alias for: {names}\n"));
    }
    for Doubtful { sentence, text, why, .. } in *doubtful {
        told.push_str(&format!("warning: {article}: listen to sentence {sentence}, “{text}”: {why}\n"));
    }
    if !doubtful.is_empty() {
        told.push_str(
            "hint: --ask-again asks for such sentences again; `aloud accept` sets aside what you find good\n",
        );
    }
    // Nobody is left to tell when stderr is gone.
    let _ = stderr().write_all(told.as_bytes());
}

/// Tells of edits that were not applied, and of those that want to be listened to.
fn warn_of_edits(article: &str, edited: &Edited) {
    let mut told = String::new();
    for (edit, applied) in edited.edits.iter().filter(|(edit, _)| edit.change.is_audible()) {
        let (quote, standing) = (&edit.anchor.quote, applied.standing);
        match standing {
            Standing::Applies | Standing::Moved => {}
            Standing::Changed => {
                told.push_str(&format!("warning: {article}: listen to an edit, {standing}: “{quote}”\n"));
            }
            _ => told.push_str(&format!("warning: {article}: an edit was not applied, {standing}: “{quote}”\n")),
        }
    }
    // Nobody is left to tell when stderr is gone.
    let _ = stderr().write_all(told.as_bytes());
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

fn print(line: &Line<'_>, json: bool) -> Result<()> {
    let mut out = stdout().lock();
    if json {
        serde_json::to_writer(&mut out, line)?;
        writeln!(out)?;
    } else if let Some(audio) = &line.audio {
        writeln!(out, "{}", audio.display())?;
    }
    Ok(())
}
