//! `aloud narrate` on a folder that a running `aloud run` writes into: the service narrates, and its outcomes are told as those of a
//! run of one's own.

use std::io::{Write as _, stderr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::SOME_FAILED;
use super::failure::{Failure, Result};
use super::outcome::Teller;
use super::progress::Progress;
use super::reader;
use super::screen::columns;
use crate::batch::{ArticleReport, Finished, Outcome};
use crate::catalogue::of_manifest;
use crate::channel::by_hand::{Standing, State};
use crate::channel::control::{self, Request};
use crate::cli;
use crate::master::OutputFolder;
use crate::publication::narrations;
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::source::{Lead, Reader, Seed};
use crate::speech::Purse;

/// How often the service is asked how far it is. Taste: a person does not see it sooner.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Has the service of a folder narrate, and tells what became of it; nothing where none is at work.
pub(super) async fn narrate(typed: &cli::Narrate, settings: &Settings, keyring: &Keyring) -> Result<Option<ExitCode>> {
    if control::ask(&settings.out, &Request::Look { articles: Vec::new() }).is_none() {
        return Ok(None);
    }
    if let Some(flag) = not_for_a_service(typed) {
        let at_work =
            format!("`aloud run` is at work in {} and narrates there by its settings", settings.out.display());
        return Err(Failure::new(format!("{at_work}: leave {flag} out, or choose another folder with --out")));
    }
    let talk = &typed.narrating.talk;
    let progress = Progress::new(talk, Arc::new(Purse::new(None, None)));
    let folder = OutputFolder::open(settings.out.clone())?;
    let round = Round { folder: &settings.out, teller: Teller { folder: &folder, progress: &progress, talk } };
    if !talk.quiet {
        // Nobody is left to tell when stderr is gone.
        let _ = writeln!(stderr(), "`aloud run` is at work in {} and narrates them", settings.out.display());
    }
    let reader = reader(&typed.narrating.finding, settings, keyring)?;
    let mut leads = reader.find(typed.inputs.clone());
    let mut waiting = Vec::new();
    while let Some(lead) = leads.recv().await {
        progress.found(1, false);
        waiting.extend(round.order(lead, &reader).await?);
    }
    progress.found(0, true);
    while !waiting.is_empty() {
        tokio::time::sleep(LOOK_EVERY).await;
        waiting = round.look(waiting)?;
    }
    let account = progress.end();
    if !talk.quiet && account.articles() > 1 {
        // Nobody is left to tell when stderr is gone.
        let told = account.told(columns());
        // What was spoken and reused only the service knows.
        let _ = writeln!(stderr(), "{}", told.lines().next().unwrap_or_default());
    }
    Ok(Some(if account.failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS }))
}

/// Returns a flag that concerns a run of one's own. What shapes narrations is settled where the service was started: another way
/// would be undone by its next sweep.
fn not_for_a_service(typed: &cli::Narrate) -> Option<&str> {
    let cli::Narrating { finding, force, drafts, max_chars, max_cost, ask_again, listen, again, .. } = &typed.narrating;
    let flags = [
        ("--watch", typed.watch),
        ("--force", *force),
        ("--drafts", *drafts),
        ("--max-chars", max_chars.is_some()),
        ("--max-cost", max_cost.is_some()),
        ("--ask-again", *ask_again),
        ("--listen", *listen),
        ("--again", again.is_some()),
        ("--since and --where", !finding.chosen().is_all()),
        ("--header", !finding.headers.is_empty()),
    ];
    let flag = flags.into_iter().find_map(|(flag, is_typed)| is_typed.then_some(flag));
    flag.or_else(|| typed.narrating.choices.typed.first().map(String::as_str))
}

/// An article that the service has, since when, and the fingerprint of what it had of it before.
struct Ordered {
    name: String,
    standing: Standing,
    begun: Instant,
    before: Option<String>,
}

/// What is asked of the service of a folder, and where its outcomes are told.
struct Round<'a> {
    folder: &'a Path,
    teller: Teller<'a>,
}

impl Round<'_> {
    /// Has an article narrated; nothing where that is refused, or it cannot be had, which is told.
    async fn order(&self, lead: Lead, reader: &Arc<Reader>) -> Result<Option<Ordered>> {
        let (name, begun, seed) = (lead.name.clone(), Instant::now(), lead.seed());
        // A misspelt file is no work for the service, which would try again for days.
        let is_had_here = seed.as_ref().is_none_or(Seed::is_file);
        if is_had_here && let Err(error) = reader.read(lead).await {
            return self.tell(&name, begun, Outcome::NotRead(error)).map(|()| None);
        }
        let Some(seed) = seed else { return Ok(None) };
        let request = Request::Narrate { article: Box::new(seed.absolute()?) };
        let answer = control::ask(self.folder, &request).ok_or_else(|| self.is_gone())?;
        let Some(standing) = answer.articles.into_iter().next() else {
            return self.failed(&name, begun, &answer.refused.join("; ")).map(|()| None);
        };
        let before = standing.recording.as_ref().map(|(_, fingerprint)| fingerprint.clone());
        Ok(Some(Ordered { name, standing, begun, before }))
    }

    /// Reports what is done, and returns what is not.
    fn look(&self, waiting: Vec<Ordered>) -> Result<Vec<Ordered>> {
        let articles = waiting.iter().map(|ordered| ordered.standing.key.clone()).collect();
        let answer = control::ask(self.folder, &Request::Look { articles }).ok_or_else(|| self.is_gone())?;
        let mut left = Vec::new();
        for ordered in waiting {
            let now = answer.articles.iter().find(|standing| standing.key == ordered.standing.key);
            match now.map(|standing| (&standing.state, &standing.recording)) {
                Some((State::UnderWay, _)) => left.push(ordered),
                Some((State::Narrated, Some((audio, fingerprint)))) => {
                    let is_unchanged = ordered.before.as_ref() == Some(fingerprint);
                    self.narrated(&ordered, audio, is_unchanged)?;
                }
                Some((State::Passed { why }, _)) => {
                    self.tell(&ordered.name, ordered.begun, Outcome::Skipped { why: why.clone() })?;
                }
                Some((State::Failed { error, again: true }, _)) => {
                    self.failed(&ordered.name, ordered.begun, &format!("{error}; the service tries again by itself"))?;
                }
                Some((State::Failed { error, again: false }, _)) => {
                    self.failed(&ordered.name, ordered.begun, error)?;
                }
                Some((State::Narrated, None)) | None => {
                    self.failed(&ordered.name, ordered.begun, "it was withdrawn meanwhile")?;
                }
            }
        }
        Ok(left)
    }

    fn narrated(&self, ordered: &Ordered, audio: &str, is_unchanged: bool) -> Result<()> {
        let manifest = narrations::load(&self.folder.join(audio).with_extension("json"))?;
        let finished = Finished::elsewhere(of_manifest(manifest), is_unchanged);
        self.tell(&ordered.name, ordered.begun, Outcome::Narrated(Box::new(finished)))
    }

    fn tell(&self, name: &str, begun: Instant, outcome: Outcome) -> Result<()> {
        let report = ArticleReport::elsewhere(name, begun.elapsed(), outcome);
        self.teller.progress.finish(&report);
        self.teller.tell(report)
    }

    fn failed(&self, name: &str, begun: Instant, why: &str) -> Result<()> {
        self.tell(name, begun, Outcome::FailedElsewhere { why: why.to_owned() })
    }

    /// Returns what is said when the service ended meanwhile.
    fn is_gone(&self) -> Failure {
        let folder = self.folder.display();
        Failure::new(format!("`aloud run` ended in {folder}; what it was asked for is narrated when it runs again"))
    }
}
