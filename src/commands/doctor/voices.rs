//! Which voices can speak now, and what those of the settings lack.

use std::collections::BTreeSet;

use super::super::failure::Failure;
use super::super::readiness::{LISTENER, Readiness, megabytes};
use super::row::Row;
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::source::shown_text;
use crate::voice::{self, Voice};
use crate::weights::{self, WeightsFolder};

/// Looks at the voices of the settings, and names all that could speak now.
pub(super) fn rows(settings: &Settings, keyring: &Keyring) -> Vec<Row> {
    let mut rows: Vec<Row> = wanted(settings)
        .into_iter()
        .map(|name| match settings.find_voice(name) {
            Ok(voice) => row(name, &voice, keyring),
            Err(error) => Row::failed("voice", name, &Failure::from(error)),
        })
        .collect();
    rows.push(match voice::all(&settings.voices) {
        Ok(voices) => ready(&voices, keyring),
        Err(error) => Row::failed("voice", settings.voices.display().to_string(), &Failure::from(error)),
    });
    rows.push(listener(settings));
    rows
}

/// Returns the voices of the settings that are found, for their servers.
pub(super) fn found(settings: &Settings) -> Vec<Voice> {
    wanted(settings).into_iter().filter_map(|name| settings.find_voice(name).ok()).collect()
}

/// Returns the names of the voices that the settings use.
fn wanted(settings: &Settings) -> BTreeSet<&str> {
    let others = settings.fallback.iter().chain(settings.casting.values());
    std::iter::once(&settings.voice).chain(others).map(String::as_str).collect()
}

fn row(name: &str, voice: &Voice, keyring: &Keyring) -> Row {
    let readiness = Readiness::of(voice, keyring);
    let row = match &readiness {
        Readiness::Ready => Row::ok("voice", name, format!("ready, engine {}", voice.engine)),
        _ => Row::wrong("voice", name, readiness.text()),
    };
    Row { mend: readiness.mend(name), ..row }
}

fn ready(voices: &[Voice], keyring: &Keyring) -> Row {
    // Of a server that no one set up it is not known whether it is there.
    let needs_server = |voice: &Voice| voice.settings.contains_key("url") && voice.keys.is_empty();
    let ready = voices.iter().filter(|voice| !needs_server(voice));
    let ready = ready.filter(|voice| matches!(Readiness::of(voice, keyring), Readiness::Ready));
    let names: Vec<&str> = ready.map(|voice| voice.name.as_str()).collect();
    Row::ok("voice", "ready now", names.join(", ")).mended_by(format!("{} in all: aloud voices", voices.len()))
}

/// Looks for the recognizer of `--listen`.
fn listener(settings: &Settings) -> Row {
    if let Some(url) = &settings.listen.url {
        return Row::ok("voice", LISTENER, format!("the service {} listens", shown_text(url)));
    }
    let folder = WeightsFolder::of_the_user();
    let missing = weights::of_listener().into_iter().filter(|file| !folder.as_ref().is_some_and(|all| all.has(file)));
    let bytes: u64 = missing.map(|file| file.bytes).sum();
    if bytes == 0 {
        return Row::ok("voice", LISTENER, "ready");
    }
    let found = format!("fetch {} MB", megabytes(bytes));
    let row =
        if settings.listen.on { Row::wrong("voice", LISTENER, found) } else { Row::missing("voice", LISTENER, found) };
    row.mended_by(format!("aloud voices fetch {LISTENER} (for --listen and aloud listen)"))
}
