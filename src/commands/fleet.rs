//! `aloud fleet`: many machines at one catalogue.

use std::fmt;
use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::failure::{Failure, Result};
use super::{SOME_FAILED, bucket, reader, report};
use crate::catalogue::{Catalogue, CatalogueError};
use crate::cli::{self, FleetCommand, Nats};
use crate::fleet::{
    self, Access, Cancelled, Cluster, Desk, Fate, FleetOutcome, QueueDepth, Replicas, Stranded, Submitted, WorkerCard,
};
use crate::master::OutputFolder;
use crate::secrets::Keyring;
use crate::settings::Settings;

/// Runs one of the commands of `aloud fleet`.
pub(super) async fn run(typed: cli::Fleet, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    match typed.command {
        FleetCommand::Up { replicas, nats } => up(&Cluster::set_up(&access(nats), usize::from(replicas)).await?),
        FleetCommand::Submit { inputs, finding, nats, choices } => {
            let typed = choices.typed.clone();
            let settings = Settings::settle(*choices, config)?;
            submit(&settings, (inputs, &finding, &typed), nats, keyring).await
        }
        FleetCommand::Status { json, nats } => status(&Cluster::open(&access(nats)).await?, json).await,
        FleetCommand::Cancel { articles, all: _, nats } => {
            let which = if articles.is_empty() { Cancelled::All } else { Cancelled::Named(articles) };
            cancel(&Cluster::open(&access(nats)).await?, &which).await
        }
        FleetCommand::Results { json, nats, choices } => {
            let settings = Settings::settle(*choices, config)?;
            let bucket = bucket(&settings, keyring).await?;
            results(&Cluster::open(&access(nats)).await?.storing(bucket), &settings, json).await
        }
    }
}

pub(super) fn access(nats: Nats) -> Access {
    Access {
        servers: nats.nats,
        credentials: nats.nats_creds,
        authorities: nats.nats_ca,
        identity: nats.nats_cert.zip(nats.nats_key),
    }
}

/// Reports a fleet that is set up, and nodes that are not there.
fn up(kept: &[Replicas]) -> Result<ExitCode> {
    let wanted = kept.iter().map(|one| one.wanted).max().unwrap_or(1);
    for one in kept.iter().filter(|one| one.current < one.wanted) {
        let Replicas { of, wanted, current } = one;
        writeln!(stderr(), "warning: {of} is to be on {wanted} nodes and is whole on {current} now")?;
    }
    let nodes = if wanted == 1 { "1 node".to_owned() } else { format!("{wanted} nodes") };
    writeln!(
        stdout(),
        "the fleet is up, and keeps everything on {nodes}: start workers with `aloud worker`, submit with `aloud fleet submit`"
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Takes articles out of the queue.
async fn cancel(cluster: &Cluster, which: &Cancelled) -> Result<ExitCode> {
    let names = cluster.cancel(which).await?;
    let mut out = stdout().lock();
    for name in &names {
        writeln!(out, "cancelled {name}")?;
    }
    writeln!(stderr(), "{} cancelled; what a worker has in hand is finished", names.len())?;
    if let Cancelled::Named(named) = which
        && names.is_empty()
    {
        return Err(Failure::new(format!("nothing in the queue is named {}", named.join(", "))));
    }
    Ok(ExitCode::SUCCESS)
}

async fn submit(
    settings: &Settings,
    (inputs, finding, typed): (Vec<PathBuf>, &cli::Finding, &[String]),
    nats: Nats,
    keyring: &Keyring,
) -> Result<ExitCode> {
    let shape = settings.narrator()?.shape()?;
    let voice = settings.find_voice(&settings.voice)?;
    let reading = settings.reading(&voice)?;
    let reader = reader(finding, settings, keyring)?;
    let cluster = Cluster::open(&access(nats)).await?;
    let leads = reader.find(inputs);
    let mut sum = Sum::default();
    let chosen = finding.chosen();
    let (cluster_of, voice) = (&cluster, voice.name.as_str());
    let desk = Desk { cluster: cluster_of, shape: &shape, voice, flags: typed, reading: &reading, chosen: &chosen };
    desk.submit((&reader, leads), |name, submitted| sum.count(name, submitted)).await?;
    writeln!(stdout(), "{sum}")?;
    for stranded in cluster.stranded(&cluster.at_work().await?).await? {
        writeln!(stderr(), "warning: {}", waiting_text(&stranded))?;
    }
    Ok(if sum.failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// How many articles came to what end as they were submitted.
#[derive(Default)]
struct Sum {
    queued: u64,
    again: u64,
    waiting: u64,
    done: u64,
    duplicates: u64,
    failed: u64,
}

impl Sum {
    /// Counts an article, and says what is to be known of it at once.
    fn count(&mut self, name: &str, submitted: Submitted) -> Result<()> {
        match submitted {
            Submitted::Queued => self.queued += 1,
            Submitted::QueuedAgain => self.again += 1,
            Submitted::Waiting => self.waiting += 1,
            Submitted::Done => self.done += 1,
            Submitted::NotChosen => {}
            Submitted::Duplicate { of } => {
                self.duplicates += 1;
                writeln!(stderr(), "duplicate {name}: the same as {of}")?;
            }
            Submitted::NotRead(error) => {
                self.failed += 1;
                report(&error.into());
            }
        }
        Ok(())
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { queued, again, waiting, done, duplicates, failed } = self;
        write!(
            f,
            "{queued} queued, {again} queued again, {waiting} waiting before, {done} done before, \
             {duplicates} duplicates, {failed} not read"
        )
    }
}

/// `status --json`; its field names are a promise.
#[derive(Serialize)]
struct Status {
    queued: u64,
    in_hand: u64,
    narrated: usize,
    failed: Vec<FleetOutcome>,
    /// What waits though it could be in hand.
    waiting: Vec<Stranded>,
    workers: Vec<WorkerCard>,
}

async fn status(cluster: &Cluster, json: bool) -> Result<ExitCode> {
    let QueueDepth { queued, in_hand } = cluster.standing().await?;
    let (narrated, failed): (Vec<_>, Vec<_>) =
        cluster.every_outcome().await?.into_iter().partition(|outcome| matches!(outcome.fate, Fate::Narrated { .. }));
    let workers = cluster.at_work().await?;
    let waiting = if queued > 0 { cluster.stranded(&workers).await? } else { Vec::new() };
    let status = Status { queued, in_hand, narrated: narrated.len(), failed, waiting, workers };
    let mut out = stdout().lock();
    if json {
        serde_json::to_writer(&mut out, &status)?;
        writeln!(out)?;
    } else {
        print(&mut out, &status)?;
    }
    Ok(if status.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
}

fn print(out: &mut impl Write, status: &Status) -> Result<()> {
    for outcome in &status.failed {
        if let Fate::Failed { error } = &outcome.fate {
            writeln!(out, "failed  {} after {} tries: {error}", outcome.article, outcome.tries)?;
        }
    }
    for stranded in &status.waiting {
        writeln!(out, "waiting {}", waiting_text(stranded))?;
    }
    for card in &status.workers {
        let WorkerCard { name, voice, jobs, in_hand, narrated, failed, .. } = card;
        let (rate, pace) = (card.articles_per_minute, card.times_real_time);
        writeln!(
            out,
            "worker  {name}: voice {voice}, {in_hand} of {jobs} in hand, {narrated} narrated, {failed} failed, \
             {rate:.1} articles a minute, {pace:.1} times real time"
        )?;
    }
    let Status { queued, in_hand, narrated, .. } = status;
    writeln!(out, "{queued} queued, {in_hand} of them in hand; {narrated} narrated, {} failed", status.failed.len())?;
    Ok(())
}

fn waiting_text(Stranded { articles, voice, why }: &Stranded) -> String {
    let articles = if *articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") };
    format!("{articles} for the voice `{voice}`: {why}")
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
    let catalogue = match Catalogue::open(&settings.out) {
        Ok(catalogue) => Some(catalogue),
        Err(error @ CatalogueError::Busy { .. }) => {
            writeln!(stderr(), "warning: the catalogue does not hear of these narrations: {error}")?;
            None
        }
        Err(error) => return Err(error.into()),
    };
    let mut failed = false;
    let fetching = fleet::fetch(cluster, &folder, |outcome, master| -> Result<()> {
        if let Some(catalogue) = &catalogue {
            catalogue.note(outcome.record(master.as_ref().ok()))?;
        }
        let audio = match master {
            Ok(master) => Some(master.audio),
            Err(error) => {
                failed = true;
                report(&Failure::from(error).context(outcome.article.clone()));
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
    if let Some(catalogue) = &catalogue {
        catalogue.write()?;
    }
    Ok(if failed { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}
