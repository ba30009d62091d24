//! `aloud narrate`: articles in, narrations out, one outcome an article.

use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use serde::Serialize;

use super::progress::Progress;
use super::{SOME_FAILED, reader, report};
use crate::cli;
use crate::engines::{self, Keyring};
use crate::master::OutputFolder;
use crate::pipeline::{self, Narration, Studio};
use crate::settings::Settings;
use crate::source::{Lead, Reader};
use crate::speech::ClipStore;
use crate::voice::Voice;

/// Narrates each article in turn; one that fails does not stop the others.
pub(super) async fn run(typed: cli::Narrate, config: Option<&Path>, keyring: &Keyring) -> anyhow::Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let progress = Arc::new(Progress::new(!typed.talk.quiet));
    let studio = Studio { force: typed.force, ..studio(&settings, keyring, &progress)? };
    let mut some_failed = false;
    let reader = reader(&typed.finding, Some(settings.out))?;
    let mut leads = reader.find(typed.inputs);
    while let Some(lead) = leads.recv().await {
        let name = lead.name.clone();
        progress.start(&name);
        let outcome = narrate(lead, &reader, &studio).await;
        progress.finish(&outcome);
        if let Err(error) = &outcome {
            some_failed = true;
            report(error);
        }
        print(&name, &outcome, typed.talk.json)?;
    }
    Ok(if some_failed { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

async fn narrate(lead: Lead, reader: &Reader, studio: &Studio) -> anyhow::Result<Narration> {
    let name = lead.name.clone();
    let article = reader.read(lead).await?;
    pipeline::narrate(&article, studio).await.with_context(|| format!("{name} was not narrated"))
}

/// Sets up everything a narration needs. The engine is built first: it loads while articles are read.
fn studio(settings: &Settings, keyring: &Keyring, progress: &Arc<Progress>) -> anyhow::Result<Studio> {
    let voice = Voice::find(&settings.voice, &settings.voices)?;
    let engine = engines::build(&voice, keyring)?;
    let folder = OutputFolder::open(&settings.out)?;
    let reading = settings.reading(&voice);
    let progress = Arc::clone(progress);
    Ok(Studio {
        voice: Arc::new(voice),
        engine,
        store: Arc::new(ClipStore::new(&settings.cache)),
        folder,
        voices: settings.voices.clone(),
        reading,
        speed_percent: settings.speed_percent,
        force: false,
        listener: Arc::new(move |step| progress.step(step)),
    })
}

/// One line of `--json`.
#[derive(Debug, Default, Serialize)]
struct Outcome<'a> {
    article: &'a str,
    status: &'static str,
    audio: Option<&'a Path>,
    manifest: Option<&'a Path>,
    duration_ms: Option<u64>,
    sentences: Option<usize>,
    spoken: usize,
    reused: usize,
    error: Option<String>,
}

/// Prints the outcome on stdout: a JSON object, or the audio's path.
fn print(article: &str, outcome: &anyhow::Result<Narration>, json: bool) -> anyhow::Result<()> {
    let line = match outcome {
        Ok(Narration { master, unchanged, counts }) => Outcome {
            article,
            status: if *unchanged { "unchanged" } else { "narrated" },
            audio: Some(&master.audio),
            manifest: Some(&master.manifest_path),
            duration_ms: Some(master.manifest.duration_ms),
            sentences: Some(master.manifest.sentences.len()),
            spoken: counts.spoken,
            reused: counts.reused,
            error: None,
        },
        Err(error) => Outcome { article, status: "failed", error: Some(format!("{error:#}")), ..Outcome::default() },
    };
    let mut out = stdout().lock();
    if json {
        serde_json::to_writer(&mut out, &line)?;
        writeln!(out)?;
    } else if let Some(audio) = line.audio {
        writeln!(out, "{}", audio.display())?;
    }
    Ok(())
}
