//! `aloud prune` and `aloud forget`: narrations of articles that are gone, and what the catalogue need not know.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{self, ErrorKind, Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::time::SystemTime;

use super::account::counted;
use super::failure::{Context, Failure, Result};
use super::outlets::{Outlets, Removal, addresses, channel_name};
use super::overview::overview;
use super::ways::Asked;
use super::{SOME_FAILED, report};
use crate::batch::{Overview, Status};
use crate::catalogue::{Catalogue, Done, Record, State};
use crate::channel::{self, Ledger};
use crate::cli;
use crate::publication::feed::{NAMES, without};
use crate::publication::{Episode, Run, companions, episodes, files_of, narrations};
use crate::secrets::Keyring;
use crate::settings::{Choices, Settings};

/// A narration whose article is gone.
struct Gone<'a> {
    record: &'a Record,
    done: &'a Done,
    /// Nothing where its manifest is not there, or another article's.
    episode: Option<Episode>,
    removal: Removal,
}

/// Shows the narrations whose articles are gone, and removes them when asked to: from the places they were published at, from the
/// feeds, and from the folder.
pub(super) async fn run(typed: cli::Prune, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let Overview { items, .. } =
        overview(Asked { choices: &typed.choices, config, inputs: &typed.inputs }, keyring).await?;
    let folder = Settings::settle(typed.choices.clone(), config)?.out;
    let is_gone = items.iter().filter(|item| item.status == Status::Gone);
    let mut gone: Vec<Gone<'_>> = is_gone.filter_map(|item| Gone::of(&item.record, &folder)).collect();
    if gone.is_empty() {
        writeln!(stderr(), "nothing is gone")?;
        return Ok(ExitCode::SUCCESS);
    }
    // Others are kept out while files go.
    let catalogue = if typed.remove { Some(Catalogue::open_existing(&folder)?) } else { None };
    let run = if typed.remove { Run::Real } else { Run::Dry };
    let living = living(&folder, &gone)?;
    let records = gone.iter().map(|gone| gone.record);
    let opened = Outlets::open(records, living.clone(), (&typed.choices, config), keyring).await;
    let mut outlets = opened.or_else(|error| match typed.remove {
        true => Err(error),
        // What is in the folder can be shown whatever the places say.
        false => {
            report(&error);
            Ok(Outlets::default())
        }
    })?;
    let is_blind = outlets.is_empty();
    for gone in &mut gone {
        gone.leave(&mut outlets, run).await;
    }
    from_feeds(&folder, &mut gone, &living, run)?;
    if let Some(catalogue) = &catalogue {
        let put = outlets.put_feeds(&folder).await;
        put.map_err(|error| error.context("the narrations stay until the feeds are out"))?;
        let leaving: Vec<_> = gone.iter().filter(|gone| !gone.removal.failed).collect();
        tell_service(&leaving, (&typed.choices, config), keyring)?;
        from_folder(&leaving, &folder, catalogue)?;
    }
    tell(&gone, &folder, typed.remove)?;
    let some_failed = is_blind || gone.iter().any(|gone| gone.removal.failed);
    Ok(if some_failed { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Removes the files of narrations, and forgets their articles.
fn from_folder(leaving: &[&Gone<'_>], folder: &Path, catalogue: &Catalogue) -> Result<()> {
    for gone in leaving {
        gone.remove(folder)?;
        catalogue.forget(&gone.record.key)?;
    }
    Ok(catalogue.write()?)
}

impl<'a> Gone<'a> {
    fn of(record: &'a Record, folder: &Path) -> Option<Self> {
        let State::Done(done) = &record.state else { return None };
        let manifest = narrations::load(&folder.join(&done.audio).with_extension("json")).ok();
        let manifest = manifest.filter(|manifest| manifest.id == done.id);
        let episode = manifest.map(|manifest| Episode { folder: folder.to_owned(), manifest });
        Some(Self { record, done, episode, removal: Removal::default() })
    }

    /// Takes it off where it was published, or finds out what that would take.
    async fn leave(&mut self, outlets: &mut Outlets, run: Run) {
        if let Some(episode) = &self.episode {
            self.removal = outlets.remove(self.record, episode, run).await;
        }
    }

    /// Removes its files, the manifest last: without it, no one knows whose they are.
    fn remove(&self, folder: &Path) -> Result<()> {
        let Some(episode) = &self.episode else { return Ok(()) };
        for name in files_of(&episode.manifest).iter().rev() {
            // Names come from a file: only those in the folder itself are ours.
            if Path::new(name).components().count() != 1 || name.starts_with('.') {
                continue;
            }
            let path = folder.join(name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(Failure::from(error).context(format!("cannot remove {}", path.display())));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Returns the addresses of the narrations of a folder whose articles are not gone.
fn living(folder: &Path, gone: &[Gone<'_>]) -> Result<HashSet<String>> {
    let gone: BTreeSet<&str> = gone.iter().map(|gone| gone.done.audio.as_str()).collect();
    let all = match episodes(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        all => all.with_context(|| format!("cannot read the narrations in {}", folder.display()))?,
    };
    Ok(all.iter().filter(|episode| !gone.contains(&*episode.manifest.audio)).flat_map(addresses).collect())
}

/// Takes the entries of narrations out of the feeds in the folder, or finds out which feeds have them.
fn from_feeds(folder: &Path, gone: &mut [Gone<'_>], living: &HashSet<String>, run: Run) -> Result<()> {
    let is_replaced = |episode: &Episode| addresses(episode).any(|address| living.contains(&address));
    let leaves = |gone: &Gone<'_>| {
        gone.episode.as_ref().filter(|episode| !gone.removal.failed && !is_replaced(episode)).map(Episode::guid)
    };
    let guids: BTreeSet<String> = gone.iter().filter_map(leaves).collect();
    for name in NAMES {
        let path = folder.join(name);
        let bytes = match crate::regular_file::read_data(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            bytes => bytes.with_context(|| format!("cannot read the feed {}", path.display()))?,
        };
        let (kept, had) =
            without(&bytes, &guids).with_context(|| format!("the feed {} is left as it is", path.display()))?;
        if run == Run::Real && !had.is_empty() {
            companions::write_file(&path, &kept).with_context(|| format!("cannot write {}", path.display()))?;
        }
        for gone in gone.iter_mut().filter(|gone| leaves(gone).is_some_and(|guid| had.contains(&guid))) {
            gone.removal.from.push(name.to_owned());
        }
    }
    Ok(())
}

/// Has `aloud run` know, when it runs again, that what it made is no longer there.
fn tell_service(gone: &[&Gone<'_>], (choices, config): (&Choices, Option<&Path>), keyring: &Keyring) -> Result<()> {
    let made: BTreeSet<_> =
        gone.iter().filter_map(|gone| Some((channel_name(gone.record)?, gone.done.audio.as_str()))).collect();
    // A channel may narrate into a folder of its own; the service's memory is in that of the file.
    let folder = Settings::settle(Choices { out: None, ..choices.clone() }, config)?.out;
    if made.is_empty() || !folder.join(channel::FILE_NAME).exists() {
        return Ok(());
    }
    let ledger = Ledger::open(&folder)?;
    let now_ms = (keyring.clock())().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_millis();
    let now_ms = u64::try_from(now_ms).unwrap_or(u64::MAX);
    let known = ledger.each(|entry| {
        let recording = entry.recording.as_ref()?;
        made.contains(&(&*entry.channel, &*recording.audio)).then(|| (entry.channel.clone(), entry.key.clone()))
    });
    for key in known {
        ledger.update(&key, |entry| entry.prune(now_ms))?;
    }
    Ok(())
}

/// Prints what was removed, or would be, and where.
fn tell(gone: &[Gone<'_>], folder: &Path, is_real: bool) -> io::Result<()> {
    let did = if is_real { "removed" } else { "would remove" };
    let mut out = stdout().lock();
    for Gone { record, done, removal, .. } in gone.iter().filter(|gone| !is_real || !gone.removal.failed) {
        let from = match removal.from.is_empty() {
            true => String::new(),
            false => format!(" (also from {})", removal.from.join(", ")),
        };
        writeln!(out, "{did} {}: {}{from}", folder.join(&done.audio).display(), record.article)?;
    }
    let stay = gone.iter().filter(|gone| gone.removal.failed).count();
    match (is_real, stay) {
        (false, _) => writeln!(stderr(), "--remove removes them"),
        (true, 0) => Ok(()),
        (true, _) => writeln!(stderr(), "{stay} stay until their places let them go; the same command tries again"),
    }
}

/// Forgets what the catalogue knows of inputs and articles; their files stay.
pub(super) fn forget(typed: cli::Forget, config: Option<&Path>) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let catalogue = Catalogue::open_existing(&settings.out)?;
    let mut keys = Vec::new();
    let is_named = |text: &str| typed.inputs.iter().any(|input| input.to_string_lossy() == text);
    catalogue.each(|record| {
        if is_named(&record.input) || is_named(&record.article) || is_named(&record.key) {
            keys.push(record.key);
        }
    })?;
    for key in &keys {
        catalogue.forget(key)?;
    }
    catalogue.write()?;
    writeln!(stdout(), "{} forgotten", counted(keys.len(), "article"))?;
    if keys.is_empty() {
        let message = "the catalogue knows nothing of these: name inputs or articles as `aloud status --json` does";
        return Err(Failure::new(message));
    }
    Ok(ExitCode::SUCCESS)
}
