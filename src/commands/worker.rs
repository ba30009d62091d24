//! `aloud worker`: one of the machines of a fleet.

use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::failure::{Context as _, Result};
use super::fleet::access;
use super::{bucket, signals::stop_on_signal};
use crate::cli;
use crate::fleet::{Cluster, Event, Fate, Tally, Worker};
use crate::full_disk::DiskGate;
use crate::http_server::{self, HangUp};
use crate::pipeline::Run;
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::speech::{Purse, SharedClips};

/// Runs `aloud worker`.
pub(super) async fn run(typed: cli::Worker, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let purse = Arc::new(Purse::new(typed.max_chars, typed.max_cost));
    // The folder of a worker's narrations is a new one for each.
    let nowhere = tempfile::tempdir()?;
    let shape = settings.narrator()?.shape()?;
    let settings = Settings { out: nowhere.path().to_owned(), ..settings };
    let bucket = bucket(&settings, keyring).await?;
    let cluster = Cluster::open(&access(typed.nats)).await?.storing(bucket);
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
    let name = typed.name.unwrap_or_else(|| std::process::id().to_string());
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = typed.jobs.map_or_else(|| 2 * cores(), usize::from);
    let voice = narrator.cast.lead.voice.name.clone();
    let tally = Arc::new(Tally::new((&name, &voice, &shape), jobs));
    let measured = match &typed.metrics {
        Some(address) => Some(measure(address, &tally, stop.clone()).await?),
        None => None,
    };
    let lost_after = Duration::from_secs(typed.lost_after);
    let worker = Worker { name, cluster, narrator, shape, tally, lost_after, stop: stop.clone() };
    let (quiet, json) = (typed.talk.quiet, typed.talk.json);
    worker.run(|event| tell(&event, quiet, json)).await?;
    stop.cancel();
    if let Some(measured) = measured {
        // Whoever asked last has the answer, or goes without.
        let _ = measured.await;
    }
    Ok(ExitCode::SUCCESS)
}

/// Answers at an address what the worker has done, until it stops.
async fn measure(address: &str, tally: &Arc<Tally>, stop: CancellationToken) -> Result<tokio::task::JoinHandle<()>> {
    const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    // No one is left to talk to when stderr is gone.
    let _ = writeln!(stderr(), "metrics at http://{}/metrics", listener.local_addr()?);
    let tally = Arc::clone(tally);
    let router = Router::new()
        .route("/metrics", get(move || async move { ([(CONTENT_TYPE, TEXT)], tally.metrics()) }))
        .route("/health", get(|| async { "ok\n" }));
    Ok(tokio::spawn(async move {
        let served = http_server::run(listener, router, HangUp::Drops, async move { stop.cancelled().await }).await;
        if let Err(error) = served {
            // The work goes on without.
            let _ = writeln!(stderr(), "warning: the metrics ended: {error}");
        }
    }))
}

/// Reports what a worker does: outcomes as JSON on stdout, or lines on stderr.
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
