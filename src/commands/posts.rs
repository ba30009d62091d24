//! `aloud publish PLACE --status`: the posts of a content system, and how the narration of each stands.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::failure::{Context, Failure, Result};
use super::{SOME_FAILED, report};
use crate::cli;
use crate::publication::narrations::{self, Identity, Narrations};
use crate::publication::{Changes, Choice, Cms, Episode, Post, PostStatus, standing};
use crate::settings::Settings;

/// One line of `--json`; its field names are a promise.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Line<'a> {
    article: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    published: Option<DateTime<Utc>>,
    standing: PostStatus,
    #[serde(flatten)]
    changes: Changes,
}

/// Tells of the posts named, or of all of the choice; a post that is not there does not stop the others.
pub(super) async fn run(publisher: &dyn Cms, typed: &cli::Publish, settings: &Settings) -> Result<ExitCode> {
    let mut ledger = Ledger::open(settings, typed.json)?;
    for address in &typed.only {
        match publisher.post(address).await {
            Ok(post) => ledger.tell(&post),
            Err(error) => ledger.fail(error.into()),
        }
    }
    if typed.only.is_empty() {
        let choice = Choice { term: typed.term.clone(), since: typed.since, until: typed.until };
        if let Err(error) = publisher.posts(&choice, &mut |post| ledger.tell(&post)).await {
            ledger.fail(error.into());
        }
    }
    writeln!(stderr(), "{}", ledger.said())?;
    Ok(if ledger.some_failed { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Compares posts with the folder of narrations, and counts.
struct Ledger<'a> {
    settings: &'a Settings,
    narrations: Narrations,
    json: bool,
    counts: BTreeMap<&'static str, usize>,
    some_failed: bool,
}

impl<'a> Ledger<'a> {
    /// Opens the folder of narrations; where there is none, nothing was narrated yet.
    fn open(settings: &'a Settings, json: bool) -> Result<Self> {
        let narrations = match Narrations::open(&settings.out) {
            Err(error) if error.kind() == ErrorKind::NotFound => Narrations::default(),
            opened => opened.with_context(|| format!("cannot read the narrations in {}", settings.out.display()))?,
        };
        Ok(Self { settings, narrations, json, counts: BTreeMap::new(), some_failed: false })
    }

    fn tell(&mut self, post: &Post) {
        let told = self.narration(post).and_then(|narration| self.write(post, narration.as_ref()));
        told.unwrap_or_else(|error| self.fail(error));
    }

    fn fail(&mut self, error: Failure) {
        self.some_failed = true;
        report(&error);
    }

    /// Returns the folder's narration of a post.
    fn narration(&self, post: &Post) -> Result<Option<Episode>> {
        let identity = Identity { addresses: vec![post.address.clone()], ..Identity::default() };
        let Some(path) = self.narrations.find(&identity) else { return Ok(None) };
        let manifest = narrations::load(path).with_context(|| format!("cannot read {}", path.display()))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Some(Episode { folder, manifest }))
    }

    fn write(&mut self, post: &Post, narration: Option<&Episode>) -> Result<()> {
        let (standing, changes) = standing(post, narration, &self.settings.selection);
        *self.counts.entry(word(standing)).or_default() += 1;
        let (article, title) = (post.address.as_str(), post.title.as_str());
        let mut out = stdout().lock();
        if self.json {
            let line = Line { article, title, published: post.published, standing, changes };
            serde_json::to_writer(&mut out, &line)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{:<11}  {article}{}", word(standing), said(changes))?;
        }
        Ok(())
    }

    /// Says how many posts stand how.
    fn said(&self) -> String {
        let counts: Vec<_> = self.counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
        if counts.is_empty() { "no posts".to_owned() } else { counts.join(", ") }
    }
}

/// Returns the word for a standing, as `--json` has it.
fn word(standing: PostStatus) -> &'static str {
    match standing {
        PostStatus::Current => "current",
        PostStatus::Stale => "stale",
        PostStatus::Outdated => "outdated",
        PostStatus::Unpublished => "unpublished",
        PostStatus::Elsewhere => "elsewhere",
        PostStatus::None => "none",
    }
}

/// Says what changed in a text.
fn said(Changes { gone, new, moved }: Changes) -> String {
    let counts = [("sentences gone", gone), ("paragraphs new", new), ("paragraphs moved", moved)];
    let counts: Vec<_> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{what}: {count}")).collect();
    if counts.is_empty() { String::new() } else { format!("  ({})", counts.join(", ")) }
}
