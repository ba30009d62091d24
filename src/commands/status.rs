//! `aloud status`: the catalogue of an output folder.

use std::fs;
use std::io::{self, Write, stdout};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::SOME_FAILED;
use super::failure::Result;
use crate::catalogue::{Catalogue, Done, Doubtful, Record, State};
use crate::cli;
use crate::pipeline;
use crate::settings::Settings;

/// One line of `--json`; its field names are a promise.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    record: &'a Record,
    /// Why a narration that was made no longer holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<&'static str>,
}

/// Shows how many articles are done, stale and failed, and tells the stale and the failed with the reason.
pub(super) fn run(typed: cli::Status, config: Option<&Path>) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let catalogue = Catalogue::open_existing(&settings.out)?;
    let shape = settings.narrator()?.shape()?;
    let (mut done, mut stale, mut failed, mut duplicates) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut pending, mut skipped) = (0_usize, 0_usize);
    let mut out = stdout().lock();
    let mut printed = Ok(());
    catalogue.each(|record| {
        let why = why_stale(&record, &settings, &shape);
        let told = match (&record.state, why) {
            (State::Failed { error }, _) => {
                failed += 1;
                Some(format!("failed  {}: {error}", record.article))
            }
            (State::Pending { why }, _) => {
                pending += 1;
                Some(format!("pending {}: {why}", record.article))
            }
            (State::Skipped { .. }, _) => {
                skipped += 1;
                None
            }
            (State::Duplicate { .. }, _) => {
                duplicates += 1;
                None
            }
            (State::Done(_), Some(why)) => {
                stale += 1;
                Some(format!("stale   {}: {why}", record.article))
            }
            (State::Done(narration), None) => {
                done += 1;
                (!narration.doubtful.is_empty()).then(|| doubtful(&record.article, narration))
            }
        };
        let print = |out: &mut io::StdoutLock<'_>| match told {
            _ if typed.json => {
                serde_json::to_writer(&mut *out, &Line { record: &record, stale: why })?;
                writeln!(out)
            }
            Some(line) => writeln!(out, "{line}"),
            None => Ok(()),
        };
        if printed.is_ok() {
            printed = print(&mut out);
        }
    })?;
    printed?;
    if !typed.json {
        let same = if duplicates > 0 { format!(", {duplicates} the same as others") } else { String::new() };
        let pending = if pending > 0 { format!(", {pending} pending") } else { String::new() };
        let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
        writeln!(out, "{done} done, {stale} stale, {failed} failed{pending}{skipped}{same}")?;
    }
    Ok(if failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Tells which sentences of a narration to listen to.
fn doubtful(article: &str, narration: &Done) -> String {
    let sentence = |doubtful: &Doubtful| format!("sentence {} ({})", doubtful.sentence, doubtful.why);
    let sentences: Vec<_> = narration.doubtful.iter().map(sentence).collect();
    format!("listen  {article}: {}", sentences.join(", "))
}

/// Says why a narration may no longer hold, as far as can be told without reading the article.
fn why_stale(record: &Record, settings: &Settings, shape: &str) -> Option<&'static str> {
    let State::Done(done) = &record.state else { return None };
    if !done.is_whole(&settings.out) {
        return Some("its audio is gone");
    }
    let modified = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let (edited, made) = (modified(Path::new(&record.article)), modified(&settings.out.join(&done.audio)));
    if edited.is_some() && edited > made {
        Some("the article was edited since")
    } else if settings.voice != done.voice && !Path::new(&settings.voice).exists() {
        Some("another voice is set now")
    } else {
        pipeline::change(&done.settings, shape)
    }
}
