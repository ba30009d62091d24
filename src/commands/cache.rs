//! `aloud cache`: the store of spoken clips.

use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::SOME_FAILED;
use super::account::counted;
use super::failure::{Context, Result};
use crate::cli::{Cache, CacheCommand, CacheLook};
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::speech::{Contents, Inventory, prune};

/// Runs one of its commands.
pub(super) fn run(typed: Cache, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    match typed.command {
        CacheCommand::Stats(typed) => stats(typed, config),
        CacheCommand::Verify(typed) => verify(typed, config),
        CacheCommand::Prune { to, choices } => {
            let settings = Settings::settle(*choices, config)?;
            let max_bytes = to.map(|gigabytes| (gigabytes * 1e9) as u64).or(settings.cache_max_bytes);
            let max_bytes = max_bytes.context("say with --to how many gigabytes to leave, or set cache_size")?;
            let before = Inventory::of(&settings.cache)?;
            let left = prune(&settings.cache, max_bytes, (keyring.clock())())?;
            let (gone, freed) =
                (before.clips.len().saturating_sub(left.clips.len()), before.bytes().saturating_sub(left.bytes()));
            writeln!(
                stdout(),
                "{} removed, {} freed; {} left",
                counted(gone, "clip"),
                size(freed),
                size(left.bytes())
            )?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// `stats --json`; its field names are a promise.
#[derive(Serialize)]
struct Stats<'a> {
    folder: &'a Path,
    clips: usize,
    bytes: u64,
    max_bytes: Option<u64>,
    least_recently_used: Option<DateTime<Utc>>,
}

fn stats(typed: CacheLook, config: Option<&Path>) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let inventory = Inventory::of(&settings.cache)?;
    let stats = Stats {
        folder: &settings.cache,
        clips: inventory.clips.len(),
        bytes: inventory.bytes(),
        max_bytes: settings.cache_max_bytes,
        least_recently_used: inventory.clips.iter().map(|clip| clip.used.into()).min(),
    };
    let mut out = stdout().lock();
    if typed.json {
        serde_json::to_writer(&mut out, &stats)?;
        writeln!(out)?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "{}: {}, {}", stats.folder.display(), counted(stats.clips, "clip"), size(stats.bytes))?;
    match stats.max_bytes {
        Some(most) => writeln!(out, "no more than {} are kept", size(most))?,
        None => writeln!(out, "all are kept; cache_size or --cache-size sets a bound")?,
    }
    if let Some(used) = stats.least_recently_used {
        writeln!(out, "least recently used: {}", used.format("%Y-%m-%d %H:%M UTC"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// One line of `verify --json`.
#[derive(Serialize)]
struct Verified<'a> {
    clip: &'a Path,
    status: &'static str,
    bytes: u64,
    #[serde(flatten)]
    contents: Option<Contents>,
}

fn verify(typed: CacheLook, config: Option<&Path>) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let (mut whole, mut damaged) = (0_usize, 0_usize);
    let mut out = stdout().lock();
    for clip in Inventory::of(&settings.cache)?.clips {
        let contents = clip.verify()?;
        *if contents.is_some() { &mut whole } else { &mut damaged } += 1;
        if typed.json {
            let status = if contents.is_some() { "whole" } else { "damaged" };
            let line = Verified { clip: &clip.path, status, bytes: clip.bytes, contents };
            serde_json::to_writer(&mut out, &line)?;
            writeln!(out)?;
        } else if contents.is_none() {
            writeln!(out, "damaged {}", clip.path.display())?;
        }
    }
    if !typed.json {
        writeln!(out, "{whole} whole, {damaged} damaged")?;
    }
    Ok(if damaged > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Writes a size for people.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
