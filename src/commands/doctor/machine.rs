//! The machine: programs, folders and the room in them, and the clock.

use std::path::Path;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};

use super::super::readiness::is_there;
use super::super::refused::PLAYERS;
use super::row::Row;
use crate::secrets::Keyring;
use crate::settings::Settings;

/// How far the clock may be from a server's: signed requests are refused beyond five minutes (S3), Ghost's tokens sooner.
const DRIFT: Duration = Duration::from_secs(120);
/// Room that a day's narrations take, in bytes: an hour of WAV has 173 MB. Taste.
const ROOM: u64 = 1_000_000_000;
/// Before this program was written: no clock is right that says so. 2026-01-01.
const EARLIEST: Duration = Duration::from_secs(1_767_225_600);

/// Looks for the programs that some commands use.
pub(super) fn programs(keyring: &Keyring) -> Vec<Row> {
    let player = PLAYERS.iter().map(|(name, _)| *name).find(|name| is_there(name, keyring));
    let player = match player {
        Some(name) => Row::ok("program", name, "plays what aloud say speaks"),
        None => Row::missing("program", "player", "nothing here plays sound")
            .mended_by("install ffmpeg, or write files: aloud say --to name.wav TEXT"),
    };
    let phonemes = match is_there("espeak-ng", keyring) {
        true => {
            Row::ok("program", "espeak-ng", "makes phonemes for piper- voices, and French and Portuguese kokoro- ones")
        }
        false => Row::missing("program", "espeak-ng", "piper- voices need it, and French and Portuguese kokoro- ones")
            .mended_by("install espeak-ng"),
    };
    vec![player, phonemes]
}

/// Looks at the folders that are written to: whether they can be, and how much room is left.
pub(super) fn folders(settings: &Settings) -> Vec<Row> {
    [("narrations", &settings.out, "--out"), ("cache", &settings.cache, "--cache")]
        .map(|(name, folder, flag)| {
            let shown = folder.display();
            // A folder that is missing is made when it is needed.
            let there = folder.ancestors().map(or_here).find(|parent| parent.is_dir()).unwrap_or(Path::new("/"));
            let room = room(there);
            match tempfile::tempfile_in(there) {
                Err(error) => Row::wrong("folder", name, format!("{shown} cannot be written to: {error}"))
                    .mended_by(format!("name another with {flag}, or give yourself the right to write there")),
                Ok(_) => match room {
                    Some(bytes) if bytes < ROOM => {
                        Row::wrong("folder", name, format!("{shown}: only {} MB are free", bytes / 1_000_000))
                            .mended_by("free some space; aloud cache prune --to 1 removes clips")
                    }
                    Some(bytes) => Row::ok("folder", name, format!("{shown}, {} GB free", bytes / 1_000_000_000)),
                    None => Row::ok("folder", name, shown.to_string()),
                },
            }
        })
        .into()
}

/// Compares the clock with a server's, where one told its time.
pub(super) fn clock(now: SystemTime, told: Option<SystemTime>) -> Row {
    let shown = DateTime::<Utc>::from(now).to_rfc3339_opts(SecondsFormat::Secs, true);
    let wrong =
        |found: String| Row::wrong("clock", "clock", found).mended_by("set the clock: timedatectl set-ntp true");
    let away = told.map(|told| now.duration_since(told).unwrap_or_else(|earlier| earlier.duration()));
    match away {
        Some(away) if away > DRIFT => wrong(format!("{shown}, {} s away from a server's", away.as_secs())),
        Some(_) => Row::ok("clock", "clock", format!("{shown}, as a server has it")),
        None if now < SystemTime::UNIX_EPOCH + EARLIEST => wrong(format!("{shown} is in the past")),
        None => Row::ok("clock", "clock", shown),
    }
}

/// Returns the working folder for the empty path.
fn or_here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// Returns how many bytes are free for us on the disk of a folder.
#[cfg(unix)]
fn room(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

#[cfg(not(unix))]
fn room(_folder: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::super::row::Health;
    use super::*;

    #[test]
    fn a_clock_is_compared_with_a_servers() {
        let now = SystemTime::UNIX_EPOCH + EARLIEST + Duration::from_secs(60 * 60);
        assert_eq!(clock(now, None).health, Health::Ok);
        assert_eq!(clock(now, Some(now - Duration::from_secs(60))).health, Health::Ok);
        assert_eq!(clock(now, Some(now + Duration::from_secs(300))).health, Health::Wrong);
        assert_eq!(clock(SystemTime::UNIX_EPOCH, None).health, Health::Wrong);
    }
}
