//! `aloud publish`: narrations put on the posts of a content system or into a bucket, or told to a webhook, and taken off again.

use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::account::waiting;
use super::failure::{Context, Failure, Result};
use super::places::{Made, Places};
use super::{SOME_FAILED, posts, report};
use crate::cli;
use crate::publication::{Choice, Episode, Outcome, PublishError, Run, S3, episodes};
use crate::secrets::Keyring;
use crate::settings::{Choices, Settings};

/// One line of `--json`; its field names are a promise.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Line<'a> {
    article: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Publishes the narrations, one after the other; one that fails does not stop the others.
pub(super) async fn run(typed: cli::Publish, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings =
        Settings::settle(Choices { out: typed.out.clone(), s3_typed: typed.s3.clone(), ..Choices::default() }, config)?;
    let place = Places::of(&settings, keyring)?.make(typed.place).await?;
    if typed.status {
        return match &place {
            Made::Cms(cms) => posts::run(cms.as_ref(), &typed, &settings).await,
            Made::Bucket(_) | Made::Other(_) => Err(PublishError::TellsNothing.into()),
        };
    }
    let publisher = place.publisher();
    let mut narrations =
        episodes(&settings.out).with_context(|| format!("cannot read the narrations in {}", settings.out.display()))?;
    narrations.retain(|episode| typed.only.is_empty() || episode.is_at(&typed.only));
    let unapproved = |episode: &Episode| settings.desk.approval && !typed.remove && !episode.manifest.is_approved();
    let held_back = narrations.iter().filter(|episode| unapproved(episode)).count();
    let mut some_failed = tell_unknown(&typed.only, &narrations, &settings.out);
    let choice = Choice { term: None, since: typed.since, until: typed.until };
    if held_back > 0 {
        writeln!(stderr(), "{}", waiting(held_back))?;
    }
    for episode in narrations.iter().filter(|episode| choice.holds(episode.published()) && !unapproved(episode)) {
        let run = if typed.dry_run { Run::Dry } else { Run::Real };
        let done = if typed.remove { publisher.remove(episode, run) } else { publisher.attach(episode, run) }.await;
        let over = done.as_ref().is_err_and(PublishError::ends_everything);
        some_failed |= done.is_err();
        tell(episode, done, &typed)?;
        if over {
            return Ok(ExitCode::from(SOME_FAILED));
        }
    }
    if let Made::Bucket(bucket) = &place {
        feeds(bucket, &typed, &settings.out).await?;
    }
    Ok(if some_failed { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Says which of the addresses asked for have no narration, and returns whether there are such.
fn tell_unknown(only: &[String], narrations: &[Episode], out: &Path) -> bool {
    let is_unknown = |only: &&String| !narrations.iter().any(|episode| episode.is_at(&[(*only).clone()]));
    let unknown = only.iter().filter(is_unknown);
    let tell = |address| report(&Failure::new(format!("there is no narration of {address} in {}", out.display())));
    unknown.map(tell).count() > 0
}

/// Takes the feeds along, or off with all narrations.
async fn feeds(bucket: &S3, typed: &cli::Publish, folder: &Path) -> Result<()> {
    let run = if typed.dry_run { Run::Dry } else { Run::Real };
    let is_of_all = typed.only.is_empty() && typed.since.is_none() && typed.until.is_none();
    let done = match typed.remove {
        false => bucket.put_feeds(folder, run).await?,
        true if is_of_all => bucket.take_feeds_off(run).await?,
        true => Vec::new(),
    };
    for (name, outcome) in done {
        print(name, Some(outcome), None, typed)?;
    }
    Ok(())
}

fn tell(episode: &Episode, done: Result<Outcome, PublishError>, typed: &cli::Publish) -> Result<()> {
    let article = episode.address().unwrap_or(&episode.manifest.id);
    match done {
        Ok(outcome) => print(article, Some(outcome), None, typed),
        Err(error) => {
            let error = Failure::from(error);
            let text = format!("{error:#}");
            report(&error.context(format!("{article} was left as it is")));
            print(article, None, Some(text), typed)
        }
    }
}

/// Prints what became of an article or a feed.
fn print(article: &str, outcome: Option<Outcome>, error: Option<String>, typed: &cli::Publish) -> Result<()> {
    let mut out = stdout().lock();
    if typed.json {
        serde_json::to_writer(&mut out, &Line { article, outcome, error })?;
        writeln!(out)?;
    } else if let Some(outcome) = outcome {
        let would = if typed.dry_run && outcome != Outcome::Unchanged { "would be " } else { "" };
        writeln!(out, "{would}{outcome}  {article}")?;
    }
    Ok(())
}
