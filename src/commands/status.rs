//! `aloud status`: what is narrated, and what the next run would do.

use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::SOME_FAILED;
use super::failure::Result;
use super::overview::overview;
use super::ways::Asked;
use crate::batch::{Item, Overview, Status};
use crate::catalogue::{Done, Doubtful, Record, State, channel_of};
use crate::cli;
use crate::secrets::Keyring;

/// One line of `--json`; its field names are a promise.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Line<'a> {
    #[serde(flatten)]
    record: &'a Record,
    /// Why a narration that was made no longer holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<&'static str>,
    /// Whether its input no longer has it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
}

/// Shows how many articles are done, stale and failed, and tells of each that is not done, with the reason.
pub(super) async fn run(typed: cli::Status, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let Overview { items, flags } = overview(Asked { choices: &typed.choices, config, inputs: &[] }, keyring).await?;
    for flags in flags.iter().filter(|_| !typed.json) {
        let (channel, flags) = channel_of(flags);
        match channel {
            Some(name) => writeln!(stderr(), "note: as channel {name} of aloud run narrates {}", flags.join(" "))?,
            None => writeln!(stderr(), "note: as the last run was called, with {}", flags.join(" "))?,
        }
    }
    let mut out = stdout().lock();
    for item in &items {
        if typed.json {
            let stale = if let Status::Stale(why) = item.status { Some(why) } else { None };
            let line = Line { record: &item.record, stale, gone: item.status == Status::Gone };
            serde_json::to_writer(&mut out, &line)?;
            writeln!(out)?;
        } else if let Some(line) = told(item) {
            writeln!(out, "{line}")?;
        }
    }
    let count = |wanted: fn(Status) -> bool| items.iter().filter(|item| wanted(item.status)).count();
    let failed = count(|status| status == Status::Failed);
    if !typed.json {
        let (done, stale) =
            (count(|status| status == Status::Done), count(|status| matches!(status, Status::Stale(_))));
        let others = [
            (count(|status| status == Status::Pending), "pending"),
            (count(|status| status == Status::Gone), "gone"),
            (count(|status| status == Status::Skipped), "skipped"),
            (count(|status| status == Status::Duplicate), "the same as others"),
        ];
        let others: String =
            others.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}")).collect();
        writeln!(out, "{done} done, {stale} stale, {failed} failed{others}")?;
    }
    Ok(if failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Writes a line on an article that is not simply done.
fn told(Item { record, status }: &Item) -> Option<String> {
    let name = &record.article;
    match (status, &record.state) {
        (Status::Stale(why), _) => Some(format!("stale   {name}: {why}")),
        (Status::Gone, _) => Some(format!("gone    {name}: {} no longer has it", record.input)),
        (_, State::Failed { error, .. }) => Some(format!("failed  {name}: {error}")),
        (_, State::Pending { why }) => Some(format!("pending {name}: {why}")),
        (_, State::Done(narration)) => (!narration.doubtful.is_empty()).then(|| doubtful(name, narration)),
        (_, State::Skipped { .. } | State::Duplicate { .. }) => None,
    }
}

/// Writes which sentences of a narration to listen to.
fn doubtful(article: &str, narration: &Done) -> String {
    let sentence = |doubtful: &Doubtful| format!("sentence {} ({})", doubtful.sentence, doubtful.why);
    let sentences: Vec<_> = narration.doubtful.iter().map(sentence).collect();
    format!("listen  {article}: {}", sentences.join(", "))
}
