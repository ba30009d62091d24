//! `aloud feed`: a podcast and a JSON Feed of a folder's narrations, or their enclosures in a feed that is there.

use std::fs;
use std::io::{self, Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use super::account::waiting;
use super::failure::{Context, Result};
use super::refused::NoFeed;
use super::{SOME_FAILED, report};
use crate::cli;
use crate::publication::feed::{self, Complaint, Feed};
use crate::publication::{AudioBase, Episode, episodes};
use crate::settings::{Choices, Settings};

/// Writes the feeds and prints a line for each: what became of it, and its file.
pub(super) fn run(typed: cli::Feed, config: Option<&Path>) -> Result<ExitCode> {
    let settings = Settings::settle(Choices { out: typed.folder, ..Choices::default() }, config)?;
    let (folder, mut channel) = (settings.out, settings.feed);
    channel.title = typed.title.or(channel.title);
    let base = whole_base(typed.audio_base.or_else(|| channel.audio_base.clone()))?;
    let mut found = if typed.remove { Vec::new() } else { narrations(&folder)? };
    let all = found.len();
    found.retain(|episode| !settings.desk.approval || episode.manifest.is_approved());
    if found.len() < all {
        writeln!(stderr(), "{}", waiting(all - found.len()))?;
    }
    found.truncate(typed.limit.unwrap_or(usize::MAX));
    let feed = Feed { channel: &channel, base: &base, episodes: &found, full_text: typed.full_text };
    if typed.check {
        return checked(&feed);
    }
    let put = |path: &Path, bytes: &[u8]| put(path, bytes, typed.dry_run);
    if typed.into.is_empty() {
        put(&folder.join(feed::RSS_NAME), feed.rss().as_bytes())?;
        put(&folder.join(feed::JSON_NAME), feed.json().as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut some_failed = false;
    for path in &typed.into {
        let done = amended(path, &feed).and_then(|bytes| put(path, &bytes));
        if let Err(error) = done {
            some_failed = true;
            report(&error);
        }
    }
    Ok(if some_failed { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Prints what directories ask for and do not get.
fn checked(feed: &Feed<'_>) -> Result<ExitCode> {
    let complaints = feed.check();
    let mut to = stdout().lock();
    for Complaint { directory, what, hint } in &complaints {
        writeln!(to, "{directory}: {what}\n  hint: {hint}")?;
    }
    let episodes = feed.episodes.len();
    writeln!(stderr(), "{episodes} episodes checked, {} things to mend", complaints.len())?;
    Ok(if complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
}

/// Reads the address of the narrations: feeds are read far from the site, so it has to be whole.
fn whole_base(given: Option<String>) -> Result<AudioBase, NoFeed> {
    let base = given.ok_or(NoFeed::NoBase)?;
    let whole = base.parse().ok().filter(|_| !base.starts_with('/'));
    whole.ok_or(NoFeed::Base { base })
}

/// Returns the address of the narrations: as typed, else that of the settings.
pub(super) fn audio_base(typed: Option<AudioBase>, set: Option<String>) -> Result<AudioBase, NoFeed> {
    match (typed, set) {
        (Some(base), _) => Ok(base),
        (None, Some(base)) => base.parse().map_err(|_| NoFeed::Base { base }),
        (None, None) => Err(NoFeed::NoBase),
    }
}

fn narrations(folder: &Path) -> Result<Vec<Episode>, NoFeed> {
    let found = episodes(folder).map_err(|source| NoFeed::Folder { path: folder.to_owned(), source })?;
    if found.is_empty() { Err(NoFeed::Empty { path: folder.to_owned() }) } else { Ok(found) }
}

fn amended(path: &Path, feed: &Feed<'_>) -> Result<Vec<u8>> {
    let bytes =
        crate::regular_file::read_data(path).with_context(|| format!("cannot read the feed {}", path.display()))?;
    let amended = feed::amend(&bytes, feed).with_context(|| format!("the feed {} is left as it is", path.display()))?;
    let _ = writeln!(
        stderr(),
        "{} of {} entries of {} have a narration",
        amended.enclosed,
        amended.entries,
        path.display()
    );
    for address in amended.taken {
        // Nobody is left to tell when stderr is gone.
        let _ = writeln!(stderr(), "warning: the entry {address} has an enclosure already, which is left alone");
    }
    Ok(amended.bytes)
}

/// Writes a file beside its place and moves it there, unless it is there with the same bytes: what serves it then keeps its
/// ETag and date.
fn put(path: &Path, bytes: &[u8], dry_run: bool) -> Result<()> {
    let old = crate::regular_file::read_data(path).ok();
    let is_new = old.as_deref() != Some(bytes);
    if is_new && !dry_run {
        write(path, bytes).map_err(|source| NoFeed::Write { path: path.to_owned(), source })?;
    }
    let word = match (is_new, dry_run) {
        (false, _) => "unchanged",
        (true, false) => "written",
        (true, true) => "would be written",
    };
    Ok(writeln!(stdout(), "{word}  {}", path.display())?)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".aloud-").suffix(".part");
    // A feed is for others to read: what the umask leaves of rw-rw-rw-, or as it was.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}
