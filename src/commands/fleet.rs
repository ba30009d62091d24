//! `aloud fleet` and `aloud worker`: many machines at one catalogue.

use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::failure::{Failure, Result};
use super::signals::stop_on_signal;
use super::{SOME_FAILED, bucket, reader, report};
use crate::cli::{self, FleetCommand, Nats};
use crate::fleet::{self, Access, Cluster, Desk, Event, Fate, FleetOutcome, QueueDepth, Submitted, Worker};
use crate::full_disk::DiskGate;
use crate::master::OutputFolder;
use crate::pipeline::Run;
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::speech::{Purse, SharedClips};
use tokio_util::sync::CancellationToken;

/// Runs one of the commands of `aloud fleet`.
pub(super) async fn run(typed: cli::Fleet, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    match typed.command {
        FleetCommand::Up { replicas, nats } => {
            Cluster::set_up(&access(nats), usize::from(replicas)).await?;
            writeln!(stdout(), "the fleet is up: start workers with `aloud worker`, submit with `aloud fleet submit`")?;
            Ok(ExitCode::SUCCESS)
        }
        FleetCommand::Submit { inputs, finding, nats, choices } => {
            let settings = Settings::settle(*choices, config)?;
            submit(settings, (inputs, &finding), nats, keyring).await
        }
        FleetCommand::Status { json, nats } => status(&Cluster::open(&access(nats)).await?, json).await,
        FleetCommand::Results { json, nats, choices } => {
            let settings = Settings::settle(*choices, config)?;
            let bucket = bucket(&settings, keyring).await?;
            results(&Cluster::open(&access(nats)).await?.storing(bucket), &settings, json).await
        }
    }
}

fn access(nats: Nats) -> Access {
    Access {
        servers: nats.nats,
        credentials: nats.nats_creds,
        authorities: nats.nats_ca,
        identity: nats.nats_cert.zip(nats.nats_key),
    }
}

async fn submit(
    settings: Settings,
    (inputs, finding): (Vec<PathBuf>, &cli::Finding),
    nats: Nats,
    keyring: &Keyring,
) -> Result<ExitCode> {
    let shape = settings.narrator()?.shape()?;
    let reading = settings.reading(&settings.find_voice(&settings.voice)?)?;
    let reader = reader(finding, &settings, keyring)?;
    let cluster = Cluster::open(&access(nats)).await?;
    let leads = reader.find(inputs);
    let (mut queued, mut again, mut waiting, mut done, mut duplicates, mut failed) = (0, 0, 0, 0, 0, 0);
    let desk = Desk { cluster: &cluster, shape: &shape, reading: &reading };
    let counting = desk.submit((&reader, leads), |name, submitted| -> Result<()> {
        match submitted {
            Submitted::Queued => queued += 1,
            Submitted::QueuedAgain => again += 1,
            Submitted::Waiting => waiting += 1,
            Submitted::Done => done += 1,
            Submitted::Duplicate { of } => {
                duplicates += 1;
                writeln!(stderr(), "duplicate {name}: the same as {of}")?;
            }
            Submitted::NotRead(error) => {
                failed += 1;
                report(&error.into());
            }
        }
        Ok(())
    });
    counting.await?;
    writeln!(
        stdout(),
        "{queued} queued, {again} queued again, {waiting} waiting before, {done} done before, \
         {duplicates} duplicates, {failed} not read"
    )?;
    Ok(if failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// `status --json`; its field names are a promise.
#[derive(Serialize)]
struct Status {
    queued: u64,
    in_hand: u64,
    narrated: usize,
    failed: Vec<FleetOutcome>,
}

async fn status(cluster: &Cluster, json: bool) -> Result<ExitCode> {
    let QueueDepth { queued, in_hand } = cluster.standing().await?;
    let (narrated, failed): (Vec<_>, Vec<_>) =
        cluster.every_outcome().await?.into_iter().partition(|outcome| matches!(outcome.fate, Fate::Narrated { .. }));
    let status = Status { queued, in_hand, narrated: narrated.len(), failed };
    let mut out = stdout().lock();
    if json {
        serde_json::to_writer(&mut out, &status)?;
        writeln!(out)?;
    } else {
        for outcome in &status.failed {
            if let Fate::Failed { error } = &outcome.fate {
                writeln!(out, "failed  {} after {} tries: {error}", outcome.article, outcome.tries)?;
            }
        }
        let (narrated, failed) = (status.narrated, status.failed.len());
        writeln!(out, "{queued} queued, {in_hand} of them in hand; {narrated} narrated, {failed} failed")?;
    }
    Ok(if status.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
}

/// One line of `results --json`.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    outcome: &'a FleetOutcome,
    audio: Option<PathBuf>,
}

async fn results(cluster: &Cluster, settings: &Settings, json: bool) -> Result<ExitCode> {
    let folder = OutputFolder::open(&settings.out)?;
    let mut failed = false;
    let fetching = fleet::fetch(cluster, &folder, |outcome, master| -> Result<()> {
        let audio = match master {
            Ok(master) => Some(master.audio),
            Err(error) => {
                failed = true;
                let error = Failure::new(error).context(format!("{} was not narrated", outcome.article));
                report(&error);
                None
            }
        };
        let mut out = stdout().lock();
        match audio {
            audio if json => {
                serde_json::to_writer(&mut out, &Line { outcome: &outcome, audio })?;
                writeln!(out)?;
            }
            Some(audio) => writeln!(out, "{}", audio.display())?,
            None => {}
        }
        Ok(())
    });
    fetching.await?;
    Ok(if failed { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Runs `aloud worker`.
pub(super) async fn work(typed: cli::Worker, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let purse = Arc::new(Purse::new(typed.max_chars, typed.max_cost));
    // The folder of a worker's narrations is a new one for each.
    let nowhere = tempfile::tempdir()?;
    let shape = settings.narrator()?.shape()?;
    let settings = Settings { out: nowhere.path().to_owned(), ..settings };
    let bucket = bucket(&settings, keyring).await?;
    let cluster = Cluster::open(&access(typed.nats)).await?.storing(bucket);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let stop = CancellationToken::new();
    let run = Run {
        // A worker whose output nobody reads works on.
        disk: DiskGate::awaited(stop.clone(), |text| drop(writeln!(stderr(), "warning: {text}"))),
        force: typed.force,
        ..Run::default()
    };
    let shared = Some(SharedClips::new(cluster.depot().clone()));
    let narrator = settings.narrator()?.sharing(shared).keyring(keyring.clone()).purse(purse).run(run).build()?;
    tokio::spawn(stop_on_signal(stop.clone()));
    let worker = Worker {
        name: typed.name.unwrap_or_else(|| std::process::id().to_string()),
        cluster,
        narrator,
        shape,
        jobs: typed.jobs.map_or(2 * cores, usize::from),
        lost_after: Duration::from_secs(typed.lost_after),
        stop,
    };
    let (quiet, json) = (typed.talk.quiet, typed.talk.json);
    worker.run(|event| tell(&event, quiet, json)).await?;
    Ok(ExitCode::SUCCESS)
}

/// Tells what a worker does: outcomes as JSON on stdout, or lines on stderr.
fn tell(event: &Event, quiet: bool, json: bool) {
    // A worker whose output nobody reads works on.
    let _ = match event {
        Event::Finished(outcome) if json => {
            let line = serde_json::to_string(outcome).expect("strings and numbers have a JSON form");
            writeln!(stdout(), "{line}")
        }
        _ if quiet => Ok(()),
        Event::Finished(outcome) => match &outcome.fate {
            Fate::Failed { error } => writeln!(stderr(), "error: {} was not narrated: {error}", outcome.article),
            Fate::Narrated { .. } => writeln!(stderr(), "narrated {}", outcome.article),
        },
        Event::PutBack { article, error } => writeln!(stderr(), "{article} is tried again: {error}"),
        Event::FinishedElsewhere => Ok(()),
    };
}
