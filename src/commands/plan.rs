//! `aloud narrate --dry-run`: what would be asked for and what it would cost, without asking.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::account::clock;
use super::failure::Result;
use super::{SOME_FAILED, reader, report};
use crate::batch::{NotPrepared, prepare};
use crate::cli;
use crate::pipeline::{Estimate, Narrator, Part, Run};
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::source::Article;
use crate::speech::ClipKey;

/// One line of `--json`; its field names are a promise.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Line<'a> {
    /// The article; none for the sum of all, which comes last.
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a str>,
    status: &'static str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    estimate: Option<EstimateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize, schemars::JsonSchema)]
struct EstimateJson<'a> {
    duration_ms: u64,
    voices: Vec<PartJson<'a>>,
}

#[derive(Serialize, schemars::JsonSchema)]
struct PartJson<'a> {
    voice: &'a str,
    engine: &'a str,
    sentences: usize,
    chars: u64,
    cached: usize,
    cached_chars: u64,
    requests: usize,
    asked_chars: u64,
    cost_usd: Option<f64>,
}

/// Reads every article and tells what its narration would ask for; no engine is asked, and none needs its key.
pub(super) async fn run(typed: cli::Narrate, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let cli::Narrate { inputs, narrating: typed, .. } = typed;
    let settings = Settings::settle(typed.choices.clone(), config)?;
    let chosen = typed.finding.chosen();
    let run = Run { force: typed.force, drafts: typed.drafts, chosen, clock: Some(keyring.clock()), ..Run::default() };
    let narrator = settings.narrator()?.keyring(Keyring::blank()).run(run).build()?;
    let reader = reader(&typed.finding, &settings, keyring)?;
    let mut leads = reader.find(inputs);
    let (mut asked, mut articles) = (HashSet::new(), HashSet::new());
    let mut sum = Sum::default();
    while let Some(lead) = leads.recv().await {
        let (name, in_folder) = (lead.name.clone(), lead.in_folder);
        let planned = match reader.read(lead).await {
            Ok(article) if !articles.insert(article.id.clone()) => continue,
            Ok(article) => plan(&article, &narrator, &mut asked, in_folder),
            Err(error) => Err(error.into()),
        };
        sum.add(&planned);
        tell(&name, planned, typed.talk.json, typed.each)?;
    }
    sum.tell(typed.talk.json)?;
    Ok(if sum.failed { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Prints what is planned for an article: as a line of JSON, or in words where each is asked for. What fails is always reported.
fn tell(name: &str, planned: Result<Planned>, json: bool, each: bool) -> Result<()> {
    let line = |status, estimate, error| Line { article: Some(name), status, estimate, error };
    match planned {
        Ok(Planned::Estimated(estimate)) if json => {
            let status = if estimate.unchanged { "unchanged" } else { "planned" };
            print_json(&line(status, Some(estimate_json(&estimate)), None))
        }
        Ok(Planned::Estimated(estimate)) if each => print(name, &estimate),
        Ok(Planned::Skipped(why)) if json => print_json(&line("skipped", None, Some(why))),
        Ok(_) => Ok(()),
        Err(error) => {
            if json {
                print_json(&line("failed", None, Some(format!("{error:#}"))))?;
            }
            report(&error);
            Ok(())
        }
    }
}

/// What is planned for all articles.
#[derive(Default)]
struct Sum {
    articles: usize,
    /// How many of them are narrated already.
    there: usize,
    estimate: Estimate,
    /// Whether one of them could not be planned.
    failed: bool,
}

impl Sum {
    fn add(&mut self, planned: &Result<Planned>) {
        self.failed |= planned.is_err();
        if let Ok(Planned::Estimated(estimate)) = planned {
            self.articles += 1;
            self.there += usize::from(estimate.unchanged);
            self.estimate.add(estimate);
        }
    }

    fn tell(&self, json: bool) -> Result<()> {
        let Self { articles, there, estimate, .. } = self;
        if json {
            let estimate = Some(estimate_json(estimate));
            return print_json(&Line { article: None, status: "total", estimate, error: None });
        }
        let there = if *there > 0 { format!(", {there} of them there already") } else { String::new() };
        let articles = if *articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") };
        print(&format!("total of {articles}{there}"), estimate)
    }
}

/// What is planned for an article.
enum Planned {
    Estimated(Estimate),
    Skipped(String),
    NotChosen,
}

fn plan(article: &Article, narrator: &Narrator, asked: &mut HashSet<ClipKey>, in_folder: bool) -> Result<Planned> {
    match prepare(article, narrator, in_folder) {
        Ok(prepared) => Ok(Planned::Estimated(prepared.estimate(narrator, asked)?)),
        Err(NotPrepared::Skipped { why }) => Ok(Planned::Skipped(why)),
        Err(NotPrepared::NotChosen) => Ok(Planned::NotChosen),
        Err(NotPrepared::Failed(error)) => Err(error.into()),
    }
}

fn estimate_json(estimate: &Estimate) -> EstimateJson<'_> {
    let duration_ms = u64::try_from(estimate.length.as_millis()).unwrap_or(u64::MAX);
    EstimateJson { duration_ms, voices: estimate.parts.iter().map(part_json).collect() }
}

fn print(what: &str, estimate: &Estimate) -> Result<()> {
    let duration_ms = u64::try_from(estimate.length.as_millis()).unwrap_or(u64::MAX);
    let mut text = format!("{what}: about {} of speech", clock(duration_ms));
    if estimate.unchanged {
        text.push_str(", there already");
    }
    text.push('\n');
    for part in &estimate.parts {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {}", told(part));
    }
    stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

fn print_json(line: &Line<'_>) -> Result<()> {
    let mut out = stdout().lock();
    serde_json::to_writer(&mut out, line)?;
    Ok(writeln!(out)?)
}

fn part_json(part: &Part) -> PartJson<'_> {
    PartJson {
        voice: &part.voice,
        engine: &part.engine,
        sentences: part.sentences,
        chars: part.chars,
        cached: part.cached,
        cached_chars: part.cached_chars,
        requests: part.requests(),
        asked_chars: part.asked_chars,
        cost_usd: part.cost_usd,
    }
}

/// Tells of one voice in a line.
fn told(part: &Part) -> String {
    let cost = match part.cost_usd {
        Some(usd) => format!("${usd:.4}"),
        None => "at a price the voice file does not tell".to_owned(),
    };
    format!(
        "{} ({}): {} sentences, {} characters; {} requests for {} characters, {cost}; {} cached, {} characters",
        part.voice,
        part.engine,
        part.sentences,
        part.chars,
        part.requests(),
        part.asked_chars,
        part.cached,
        part.cached_chars,
    )
}
