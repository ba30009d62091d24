//! `aloud narrate`: articles in, narrations out, one outcome an article.

use std::collections::HashSet;
use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::mpsc::{Receiver, channel};

use super::failure::{Failure, Result};
use super::listen;
use super::progress::Progress;
use super::signals::{STOPPED, stop_on_signal};
use super::watch::Watch;
use super::{SOME_FAILED, bucket, reader, report};
use crate::batch::{self, ArticleReport, Batch, Finished, Lists, Outcome};
use crate::catalogue::{Catalogue, Doubtful, State};
use crate::channel::control;
use crate::cli;
use crate::edits::Standing;
use crate::full_disk::DiskGate;
use crate::master::OutputFolder;
use crate::pipeline::{Edited, Run};
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::source::Lead;
use crate::speech::{DoubtfulClips, Purse, SharedClips};
use crate::store::SharedStore;
use tokio_util::sync::CancellationToken;
use tracing::info;

/// After how many seconds a watch looks again unless someone says otherwise. Taste.
const EVERY_S: u64 = 300;

/// Narrates the articles; one that fails does not stop the others.
pub(super) async fn run(typed: cli::Narrate, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.narrating.choices.clone(), config)?;
    if typed.every.is_some() && !typed.watch {
        // No one is left to talk to when stderr is gone.
        let _ = writeln!(stderr(), "warning: --every does nothing without --watch");
    }
    let every = typed.watch.then(|| Duration::from_secs(typed.every.unwrap_or(EVERY_S)));
    if every.is_some() && typed.inputs.iter().any(|input| input == Path::new("-")) {
        return Err(Failure::new("standard input cannot be watched".to_string()));
    }
    narrate(Work { settings, inputs: typed.inputs, failed: None, every }, typed.narrating, keyring).await
}

/// Narrates what failed before, from the inputs it was found in.
pub(super) async fn retry(typed: cli::Narrating, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices.clone(), config)?;
    // A service at work in the folder tries again by itself.
    if let Some(answer) = control::ask(&settings.out, &control::Request::Retry { calls: Vec::new() }) {
        answer.lines.iter().try_for_each(|line| writeln!(stdout(), "{line}"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let catalogue = Catalogue::open_existing(&settings.out)?;
    let (mut inputs, mut only) = (Vec::new(), HashSet::new());
    catalogue.each(|record| {
        if let State::Failed { .. } | State::Pending { .. } = record.state {
            let input = PathBuf::from(record.input);
            // Standard input is gone.
            if input != Path::new("-") && !inputs.contains(&input) {
                inputs.push(input);
            }
            only.insert(record.key);
        }
    })?;
    narrate(Work { settings, inputs, failed: Some((catalogue, only)), every: None }, typed, keyring).await
}

/// What a run has to do, and where.
struct Work {
    settings: Settings,
    inputs: Vec<PathBuf>,
    /// The open catalogue and the names of the articles to take, where not all are.
    failed: Option<(Catalogue, HashSet<String>)>,
    /// How long until the inputs are looked through again, if they are.
    every: Option<Duration>,
}

async fn narrate(work: Work, typed: cli::Narrating, keyring: &Keyring) -> Result<ExitCode> {
    let Work { settings, inputs, failed, every } = work;
    let purse = Arc::new(Purse::new(typed.max_chars, typed.max_cost));
    let progress = Arc::new(Progress::new(!typed.talk.quiet, Arc::clone(&purse)));
    let stop = CancellationToken::new();
    let bucket = bucket(&settings, keyring).await?;
    let shared = bucket.clone().map(|bucket| SharedClips::new(SharedStore::Bucket(bucket)));
    let listening =
        (settings.listen.on || typed.listen).then(|| listen::hearing(&settings.listen, keyring)).transpose()?;
    let narrator = settings.narrator()?.sharing(shared).keyring(keyring.clone()).purse(purse).listening(listening);
    let narrator = narrator.run(this_run(&typed, &progress, &stop)).build()?;
    let (catalogue, only) = match failed {
        Some((catalogue, only)) => (catalogue, Some(only)),
        None => (Catalogue::open(narrator.storage.folder.path())?, None),
    };
    if let Some(warning) = catalogue.warning() {
        // Nobody is left to tell when stderr is gone.
        let _ = writeln!(stderr(), "warning: {warning}");
    }
    let (shape, catalogue) = (narrator.shape(), Arc::new(catalogue));
    let reader = reader(&typed.finding, &settings, keyring)?;
    tokio::spawn(stop_on_signal(stop.clone()));
    let lists = if every.is_some() { Lists::Trusted } else { Lists::Checked };
    let jobs = usize::from(typed.jobs);
    let batch = Arc::new(Batch { reader, narrator, catalogue, settings: shape, bucket, lists, jobs, stop });
    let (mut ended, mut rounds, mut met) = (false, Watch::default(), HashSet::new());
    let looks_at_all = only.is_none() && typed.finding.limit.is_none() && typed.finding.since.is_none();
    let printed: Result<()> = loop {
        let leads = chosen(batch.reader.find(inputs.clone()), only.clone(), rounds.resting());
        let round = batch::run(&batch, leads, |told| {
            met.insert(told.key.clone());
            ended |= matches!(&told.outcome, Outcome::NotNarrated(error) if error.ends_everything());
            // A watch repeats nothing.
            if rounds.note(&told) {
                return Ok(());
            }
            progress.finish(&told);
            tell(told, &batch.narrator.storage.folder, &progress, typed.talk.json)
        });
        let round = round.await;
        if round.is_ok() && looks_at_all && !batch.stop.is_cancelled() {
            forget_failures(&batch.catalogue, &inputs, &met)?;
        }
        write_catalogue(&batch).await?;
        match every {
            Some(every) if round.is_ok() && !batch.stop.is_cancelled() => rounds.wait(every, &batch.stop).await,
            _ => break round,
        }
        if batch.stop.is_cancelled() {
            break Ok(());
        }
    };
    let account = progress.end();
    printed?;
    if !typed.talk.quiet && account.articles() > 1 {
        // Nobody is left to tell when stderr is gone.
        let _ = stderr().write_all(account.told().as_bytes());
    }
    if batch.stop.is_cancelled() {
        drop(batch);
        // A read of standard input cannot be called off, and a return would wait for it.
        std::process::exit(i32::from(if ended { SOME_FAILED } else { STOPPED }));
    }
    Ok(if account.failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Forgets failures of articles that the inputs no longer have, and that cannot come again.
fn forget_failures(catalogue: &Catalogue, inputs: &[PathBuf], met: &HashSet<String>) -> Result<()> {
    let mut over = Vec::new();
    catalogue.each(|record| {
        let is_open = matches!(record.state, State::Failed { .. } | State::Pending { .. });
        if is_open && !met.contains(&record.key) && inputs.iter().any(|input| input.to_string_lossy() == record.input) {
            over.push(record.key);
        }
    })?;
    over.iter().try_for_each(|key| catalogue.forget(key))?;
    Ok(())
}

/// Writes what the catalogue still has to write, when there is room for it.
async fn write_catalogue(batch: &Batch) -> Result<()> {
    let mut writer = batch.narrator.run.disk.writer();
    while let Err(error) = batch.catalogue.write() {
        if !writer.may_try_again(&error).await {
            return Err(error.into());
        }
    }
    writer.has_written();
    Ok(())
}

/// Returns what concerns this run only: its progress display, its stop, and what it asks for again.
fn this_run(typed: &cli::Narrating, progress: &Arc<Progress>, stop: &CancellationToken) -> Run {
    let (shown, beside) = (Arc::clone(progress), Arc::clone(progress));
    Run {
        listener: Arc::new(move |step| shown.step(step)),
        disk: DiskGate::awaited(stop.clone(), move |text| {
            // Nobody is left to tell when stderr is gone.
            beside.aside(|| drop(writeln!(stderr(), "warning: {text}")));
        }),
        doubtful: if typed.ask_again { DoubtfulClips::AskAgain } else { DoubtfulClips::Reuse },
        again: typed.again.clone(),
        force: typed.force,
        drafts: typed.drafts,
        ..Run::default()
    }
}

/// Passes on the leads that were asked for and do not rest.
fn chosen(mut leads: Receiver<Lead>, only: Option<HashSet<String>>, resting: HashSet<String>) -> Receiver<Lead> {
    if only.is_none() && resting.is_empty() {
        return leads;
    }
    let (sender, chosen) = channel(1);
    tokio::spawn(async move {
        while let Some(lead) = leads.recv().await {
            let asked_for = only.as_ref().is_none_or(|only| only.contains(&lead.key()) || only.contains(&lead.name));
            if asked_for && !resting.contains(&lead.name) && sender.send(lead).await.is_err() {
                return;
            }
        }
    });
    chosen
}

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
fn tell(told: ArticleReport, folder: &OutputFolder, progress: &Progress, json: bool) -> Result<()> {
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
fn warn(Line { article, fell_back, guessed, doubtful, .. }: &Line<'_>) {
    let mut told = String::new();
    for why in *fell_back {
        told.push_str(&format!("warning: {article}: another voice spoke, since {why}\n"));
    }
    if !guessed.is_empty() {
        let names = guessed.join(", ");
        told.push_str(&format!("warning: {article}: this voice takes no IPA; give an alias for: {names}\n"));
    }
    for Doubtful { sentence, text, why, .. } in *doubtful {
        told.push_str(&format!("warning: {article}: listen to sentence {sentence}, “{text}”: {why}\n"));
    }
    if !doubtful.is_empty() {
        told.push_str("hint: --ask-again asks for such sentences again\n");
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
    let Finished { done, unchanged, bill, fell_back, guessed, .. } = finished;
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
