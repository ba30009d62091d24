//! `aloud narrate`: articles in, narrations out, one outcome an article.

use std::collections::{BTreeMap, HashSet};
use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use super::failure::{Failure, Result};
use super::leads::{Choice, counted};
use super::listen;
use super::outcome::Teller;
use super::progress::Progress;
use super::refused::NotTyped;
use super::screen::columns;
use super::signals::{STOPPED, stop_on_signal};
use super::watch::Watch;
use super::ways::{Ways, channel_settings, names_files, with_folders};
use super::{SOME_FAILED, bucket, in_service, reader};
use crate::batch::{self, Batch, Lists, Outcome};
use crate::catalogue::{Catalogue, State, channel_of, flags_of_channel};
use crate::channel::{Span, control};
use crate::cli::{self, typed_again};
use crate::full_disk::DiskGate;
use crate::pipeline::{DEFAULT_OUT, Run};
use crate::secrets::Keyring;
use crate::settings::{Choices, Settings, is_trusted};
use crate::source::input_name;
use crate::speech::{DoubtfulClips, Purse, SharedClips};
use crate::store::SharedStore;
use tokio_util::sync::CancellationToken;

/// After what time a watch looks again unless someone says otherwise. Taste.
const EVERY: Span = Span::seconds(300);

/// Narrates the articles; one that fails does not stop the others.
pub(super) async fn run(typed: cli::Narrate, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.narrating.choices.clone(), config)?;
    if typed.every.is_some() && !typed.watch {
        // No one is left to talk to when stderr is gone.
        let _ = writeln!(stderr(), "warning: --every does nothing without --watch");
    }
    if let Some(code) = in_service::narrate(&typed, &settings, keyring).await? {
        return Ok(code);
    }
    let every = typed.watch.then(|| typed.every.unwrap_or(EVERY).0);
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
    let failed = failed(&Catalogue::open_existing(&settings.out)?, &typed.choices)?;
    let mut code = ExitCode::SUCCESS;
    for (flags, Failed { inputs, keys }) in failed {
        let (channel, flags) = channel_of(&flags);
        let mut typed = as_called(flags, &typed, keyring)?;
        let settings = match channel {
            Some(name) => channel_settings(name, &typed.choices, config)?,
            None => Settings::settle(typed.choices.clone(), config)?,
        };
        if let Some(name) = channel {
            typed.choices.typed = flags_of_channel(name, flags);
        }
        let catalogue = Catalogue::open_existing(&settings.out)?;
        let work = Work { settings, inputs, failed: Some((catalogue, keys)), every: None };
        let ended = narrate(work, typed, keyring).await?;
        code = if code == ExitCode::SUCCESS { ended } else { code };
    }
    Ok(code)
}

/// Articles that failed or wait for another run.
#[derive(Default)]
struct Failed {
    /// The inputs they were found in.
    inputs: Vec<PathBuf>,
    keys: HashSet<String>,
}

/// Finds what failed and what waits, by the flags of its last run.
fn failed(catalogue: &Catalogue, typed: &Choices) -> Result<BTreeMap<Vec<String>, Failed>> {
    let (ways, mut failed) = (Ways::new(typed.typed.clone(), catalogue.calls()?), BTreeMap::<_, Failed>::new());
    catalogue.each(|record| {
        if let State::Failed { .. } | State::Pending { .. } = record.state {
            let of_the_same = failed.entry(ways.flags(Some(&record), &record.input).to_vec()).or_default();
            let input = PathBuf::from(record.input);
            // Standard input is gone.
            if input != Path::new("-") && !of_the_same.inputs.contains(&input) {
                of_the_same.inputs.push(input);
            }
            of_the_same.keys.insert(record.key);
        }
    })?;
    Ok(failed)
}

/// Returns what was typed with the flags of an earlier run.
fn as_called(flags: &[String], typed: &cli::Narrating, keyring: &Keyring) -> Result<cli::Narrating> {
    if flags == typed.choices.typed {
        return Ok(typed.clone());
    }
    // A catalogue is data: only its user says which files, programs and keys are used.
    let out = typed.choices.out.as_deref().unwrap_or(Path::new(DEFAULT_OUT));
    if names_files(flags) && !is_trusted(out) {
        return Err(NotTyped { flags: flags.join(" ") }.into());
    }
    let called = typed_again(flags, |name| keyring.variable(name));
    let called = called.map_err(|error| Failure::new(error.to_string()))?;
    let choices = Choices { typed: flags.to_vec(), ..with_folders(called.choices, &typed.choices) };
    let finding = cli::Finding { exclude: called.finding.exclude, ..typed.finding.clone() };
    Ok(cli::Narrating { choices, finding, force: called.force, drafts: called.drafts, ..typed.clone() })
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

/// A run that is set up.
struct Session {
    batch: Arc<Batch>,
    inputs: Vec<PathBuf>,
    /// The articles to take, where not all are.
    only: Option<HashSet<String>>,
    every: Option<Duration>,
    /// Whether the run looks at all that its inputs have.
    looks_at_all: bool,
    typed: cli::Narrating,
    progress: Arc<Progress>,
    /// Whether an error ended the whole run.
    ended: bool,
}

async fn narrate(work: Work, typed: cli::Narrating, keyring: &Keyring) -> Result<ExitCode> {
    let mut session = Session::open(work, typed, keyring).await?;
    tokio::spawn(stop_on_signal(session.batch.stop.clone()));
    let printed = session.rounds().await;
    session.close(printed)
}

impl Session {
    async fn open(work: Work, typed: cli::Narrating, keyring: &Keyring) -> Result<Self> {
        let Work { settings, inputs, failed, every } = work;
        let purse = Arc::new(Purse::new(typed.max_chars, typed.max_cost));
        let progress = Arc::new(Progress::new(&typed.talk, Arc::clone(&purse)));
        let stop = CancellationToken::new();
        let bucket = bucket(&settings, keyring).await?;
        let shared = bucket.clone().map(|bucket| SharedClips::new(SharedStore::Bucket(bucket)));
        let listening =
            (settings.listen.on || typed.listen).then(|| listen::hearing(&settings, keyring)).transpose()?;
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
        let looks_at_all = only.is_none() && typed.finding.limit.is_none() && typed.finding.chosen().is_all();
        if looks_at_all {
            let names = inputs.iter().map(|input| input_name(input)).collect();
            catalogue.note_call(names, typed.choices.typed.clone())?;
        }
        let batch = Arc::new(Batch {
            reader: reader(&typed.finding, &settings, keyring)?,
            settings: narrator.shape(),
            narrator,
            catalogue: Arc::new(catalogue),
            flags: (!looks_at_all).then(|| typed.choices.typed.as_slice().into()),
            bucket,
            lists: if every.is_some() { Lists::Trusted } else { Lists::Checked },
            jobs: usize::from(typed.jobs),
            stop,
        });
        Ok(Self { batch, inputs, only, every, looks_at_all, typed, progress, ended: false })
    }

    /// Narrates what the inputs have; again and again where they are watched.
    async fn rounds(&mut self) -> Result<()> {
        let Self { batch, inputs, only, every, looks_at_all, typed, progress, ended } = self;
        let (mut rounds, mut met) = (Watch::default(), HashSet::new());
        let teller = Teller { folder: &batch.narrator.storage.folder, progress, talk: &typed.talk };
        loop {
            let choice = Choice { only: only.clone(), resting: rounds.resting() };
            let leads = counted(batch.reader.find(inputs.clone()), choice, Arc::clone(progress));
            let round = batch::run(batch, leads, |told| {
                met.insert(told.key.clone());
                *ended |= matches!(&told.outcome, Outcome::NotNarrated(error) if error.ends_everything());
                // A watch repeats nothing.
                if rounds.note(&told) {
                    return Ok(());
                }
                progress.finish(&told);
                teller.tell(told)
            });
            let round = round.await;
            if round.is_ok() && *looks_at_all && !batch.stop.is_cancelled() {
                forget_failures(&batch.catalogue, inputs, &met)?;
            }
            write_catalogue(batch).await?;
            match every {
                Some(every) if round.is_ok() && !batch.stop.is_cancelled() => rounds.wait(*every, &batch.stop).await,
                _ => return round,
            }
            if batch.stop.is_cancelled() {
                return Ok(());
            }
        }
    }

    /// Prints what the run came to.
    fn close(self, printed: Result<()>) -> Result<ExitCode> {
        let Self { batch, typed, progress, ended, .. } = self;
        let account = progress.end();
        printed?;
        if account.articles() == 0 && !typed.finding.chosen().is_all() {
            // Nobody is left to tell when stderr is gone.
            let _ = writeln!(stderr(), "warning: no article was found of which all that was asked holds");
        }
        if !typed.talk.quiet && account.articles() > 1 {
            let next = if progress.is_screen() { "  next: aloud status · aloud desk\n" } else { "" };
            // Nobody is left to tell when stderr is gone.
            let _ = write!(stderr(), "{}{next}", account.told(columns()));
        }
        if batch.stop.is_cancelled() {
            drop(batch);
            // A read of standard input cannot be called off, and a return would wait for it.
            std::process::exit(i32::from(if ended { SOME_FAILED } else { STOPPED }));
        }
        Ok(if account.failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
    }
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
        chosen: typed.finding.chosen(),
        ..Run::default()
    }
}
