//! `aloud attach`: the player in pages, and out of them again.

use std::io::{Write as _, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;
use walkdir::WalkDir;

use super::failure::{Context, Failure, Result};
use super::feed::audio_base;
use super::refused::NoNarration;
use super::{SOME_FAILED, report};
use crate::cli;
use crate::publication::page::{self, Attaching, Outcome, Way};
use crate::publication::{Narrations, PLAYER_FILE_NAME, Run, companions};
use crate::settings::Settings;

/// The files of a static site that are pages.
const PAGE_EXTENSIONS: [&str; 4] = ["html", "htm", "xhtml", "xht"];

/// One line of `--json`; its field names are a promise.
#[derive(Serialize)]
struct Line<'a> {
    page: &'a Path,
    #[serde(flatten)]
    outcome: Outcome,
}

/// Attaches to every page named, or takes off.
pub(super) fn run(typed: cli::Attach, config: Option<&Path>) -> Result<ExitCode> {
    let talk = Talk { json: typed.json };
    if typed.remove {
        return each_page(&typed.pages, &talk, |path, _| Ok(page::remove(path, Run::Real)?));
    }
    let Settings { out, feed, desk, .. } = Settings::settle(typed.choices, config)?;
    let audio_base = audio_base(typed.audio_base, feed.audio_base)?;
    let open = if desk.approval { Narrations::open_approved } else { Narrations::open };
    let narrations = open(&out).with_context(|| format!("cannot read the narrations in {}", out.display()))?;
    if narrations.is_empty() {
        let approved = if desk.approval { "approved " } else { "" };
        return Err(Failure::new(format!("there are no {approved}narrations in {}", out.display())));
    }
    let player_base = typed.player_base.unwrap_or_else(|| audio_base.clone());
    companions::write_script(&out).with_context(|| format!("cannot write {}", out.join(PLAYER_FILE_NAME).display()))?;
    let attaching = Attaching {
        narrations: Arc::new(narrations),
        audio_base,
        player_base,
        at: typed.at,
        csp_nonce: typed.csp_nonce,
        way: typed.way,
        full_text: typed.full_text,
    };
    each_page(&typed.pages, &talk, |path, site| {
        let outcome = page::attach(path, site, &attaching)?;
        // A site has pages that are no articles; a page that was named is meant.
        if outcome == Outcome::NoNarration && site.is_none() {
            return Err(NoNarration { page: path.to_owned(), folder: out.clone() }.into());
        }
        Ok(outcome)
    })
}

/// Does something with each page, and tells what became of it. The second argument is the folder that the page was found in.
fn each_page(
    inputs: &[PathBuf],
    talk: &Talk,
    act: impl Fn(&Path, Option<&Path>) -> Result<Outcome>,
) -> Result<ExitCode> {
    let mut account = Account::default();
    for input in inputs {
        let site = Some(input.as_path()).filter(|input| input.is_dir());
        for path in pages(input) {
            match path.and_then(|path| Ok((act(&path, site)?, path))) {
                Ok((outcome, path)) => {
                    account.add(&outcome);
                    talk.tell(&path, outcome)?;
                }
                Err(error) => {
                    account.failed += 1;
                    report(&error);
                }
            }
        }
    }
    writeln!(stderr(), "{}", account.said())?;
    Ok(if account.failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Finds the pages of an input: itself, or those in the folder in the order of their names, without what begins with a dot.
fn pages(input: &Path) -> impl Iterator<Item = Result<PathBuf>> + use<> {
    let is_file = !input.is_dir();
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let is_page = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
        extension.is_some_and(|extension| PAGE_EXTENSIONS.contains(&extension.as_str()))
    };
    let found = WalkDir::new(input).sort_by_file_name().into_iter().filter_entry(visible);
    found.filter_map(move |entry| match entry {
        Ok(entry) => (is_file || (entry.file_type().is_file() && is_page(entry.path()))).then(|| Ok(entry.into_path())),
        Err(error) => Some(Err(error.into())),
    })
}

/// How outcomes are told.
struct Talk {
    json: bool,
}

impl Talk {
    fn tell(&self, page: &Path, outcome: Outcome) -> Result<()> {
        if self.json {
            let mut out = stdout().lock();
            serde_json::to_writer(&mut out, &Line { page, outcome })?;
            return Ok(writeln!(out)?);
        }
        let page = page.display();
        match outcome {
            Outcome::Attached(narrated) => {
                let (found, all) = (narrated.found, narrated.sentences);
                let way = match (narrated.way, narrated.framework) {
                    (Way::Script, Some(framework)) => format!(" (by its script alone: {framework} draws the page)"),
                    (Way::Script, None) => " (by its script alone)".to_owned(),
                    _ => String::new(),
                };
                let manifest = narrated.manifest.display();
                writeln!(stderr(), "attached {page}: {manifest}, {found} of {all} sentences found{way}")?;
            }
            Outcome::Removed => writeln!(stderr(), "removed {page}")?,
            Outcome::Unchanged(_) | Outcome::NoNarration | Outcome::Ours | Outcome::Clean => {}
        }
        Ok(())
    }
}

/// How many pages came out how.
#[derive(Default)]
struct Account {
    attached: usize,
    removed: usize,
    unchanged: usize,
    without: usize,
    ours: usize,
    failed: usize,
}

impl Account {
    fn add(&mut self, outcome: &Outcome) {
        let count = match outcome {
            Outcome::Attached(_) => &mut self.attached,
            Outcome::Removed => &mut self.removed,
            Outcome::Unchanged(_) | Outcome::Clean => &mut self.unchanged,
            Outcome::NoNarration => &mut self.without,
            Outcome::Ours => &mut self.ours,
        };
        *count += 1;
    }

    fn said(&self) -> String {
        let counts = [
            (self.attached, "attached"),
            (self.removed, "removed"),
            (self.unchanged, "unchanged"),
            (self.without, "without a narration"),
            (self.ours, "transcripts and embeds left alone"),
            (self.failed, "failed"),
        ];
        let said: Vec<_> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if said.is_empty() { "no pages found".to_owned() } else { said.join(", ") }
    }
}
