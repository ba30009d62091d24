//! Goes through everything that the settings ask for, and prints the table.

use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

use super::super::SOME_FAILED;
use super::super::failure::{Failure, Result};
use super::row::{Health, Row};
use super::{machine, places, servers, voices};
use crate::cli::Doctor;
use crate::secrets::Keyring;
use crate::settings::{FILE_NAME, Settings};

/// Prints what is there and what is missing; the exit code says whether what is set up works.
pub(in super::super) async fn run(typed: Doctor, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    if let Some(address) = &typed.server {
        let row = servers::check("server", address).await;
        let is_well = row.health == Health::Ok;
        print(&[row], typed.json)?;
        return Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) });
    }
    let mut rows = Vec::new();
    let file = config.unwrap_or(Path::new(FILE_NAME)).display().to_string();
    let settings = match Settings::settle(typed.choices, config) {
        Ok(settings) => {
            let is_there = config.is_some() || settings.found.is_some();
            rows.push(match is_there {
                true => Row::ok("settings", file, "can be used"),
                false => Row::missing("settings", file, "none; the defaults are used").mended_by("aloud init"),
            });
            settings
        }
        Err(error) => {
            rows.push(Row::failed("settings", file, &Failure::from(error)));
            rows.extend(machine::programs(keyring));
            print(&rows, typed.json)?;
            // All else depends on what they say.
            return Ok(ExitCode::from(SOME_FAILED));
        }
    };
    rows.extend(looked_at(&settings, keyring, !typed.offline).await);
    print(&rows, typed.json)?;
    let is_well = rows.iter().all(|row| row.health != Health::Wrong);
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
}

/// Looks at all that the settings ask for; asks servers and places only when that is wanted.
async fn looked_at(settings: &Settings, keyring: &Keyring, ask: bool) -> Vec<Row> {
    let mut rows = voices::rows(settings, keyring);
    rows.extend(machine::programs(keyring));
    let mut time = None;
    if ask {
        for voice in voices::found(settings) {
            let Some(url) = voice.settings.get("url").and_then(|url| url.as_str()) else { continue };
            let answer = servers::ask(&voice.name, url).await;
            time = time.or(answer.time);
            rows.push(answer.row);
        }
    }
    rows.extend(places::rows(settings, keyring, ask).await);
    rows.extend(machine::folders(settings));
    rows.push(machine::clock((keyring.clock())(), time));
    rows
}

fn print(rows: &[Row], json: bool) -> Result<()> {
    let mut out = stdout().lock();
    if json {
        for row in rows {
            serde_json::to_writer(&mut out, row)?;
            writeln!(out)?;
        }
        return Ok(());
    }
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
    for Row { area, name, health, found, mend } in rows {
        writeln!(out, "{area:8}  {name:width$}  {:7}  {found}", health.word())?;
        if let Some(mend) = mend {
            writeln!(out, "{:8}  {:width$}  {:7}  → {mend}", "", "", "")?;
        }
    }
    let wrong = rows.iter().filter(|row| row.health == Health::Wrong).count();
    let verdict = match wrong {
        0 => "everything that is set up works".to_owned(),
        1 => "1 thing to mend".to_owned(),
        more => format!("{more} things to mend"),
    };
    Ok(writeln!(out, "{verdict}")?)
}
