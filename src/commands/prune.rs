//! `aloud prune` and `aloud forget`: narrations of articles that are gone, and what the catalogue need not know.

use std::fs;
use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use super::failure::{Failure, Result};
use super::overview::overview;
use super::ways::Asked;
use crate::batch::{Overview, Status};
use crate::catalogue::{Catalogue, Done, State};
use crate::cli;
use crate::master::Manifest;
use crate::secrets::Keyring;
use crate::settings::Settings;

/// Shows the narrations whose articles are gone, and removes them when asked to.
pub(super) async fn run(typed: cli::Prune, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let Overview { items, .. } =
        overview(Asked { choices: &typed.choices, config, inputs: &typed.inputs }, keyring).await?;
    let settings = Settings::settle(typed.choices, config)?;
    let gone: Vec<_> = items.iter().filter(|item| item.status == Status::Gone).collect();
    // Others are kept out while files go.
    let catalogue = if typed.remove { Some(Catalogue::open_existing(&settings.out)?) } else { None };
    let mut out = stdout().lock();
    for item in &gone {
        let State::Done(done) = &item.record.state else { continue };
        let did = if let Some(catalogue) = &catalogue {
            remove(done, &settings.out)?;
            catalogue.forget(&item.record.key)?;
            "removed"
        } else {
            "would remove"
        };
        writeln!(out, "{did} {}: {}", settings.out.join(&done.audio).display(), item.record.article)?;
    }
    if let Some(catalogue) = &catalogue {
        catalogue.write()?;
    }
    let hint = match (gone.is_empty(), typed.remove) {
        (true, _) => "nothing is gone",
        (false, false) => "--remove removes them; feeds follow with the next `aloud feed`",
        (false, true) => "feeds follow with the next `aloud feed`",
    };
    writeln!(stderr(), "{hint}")?;
    Ok(ExitCode::SUCCESS)
}

/// Removes a narration's files, the manifest last; one that belongs to another article stays.
fn remove(done: &Done, folder: &Path) -> Result<()> {
    let manifest_path = folder.join(&done.audio).with_extension("json");
    let manifest: Option<Manifest> =
        crate::regular_file::read_data(&manifest_path).ok().and_then(|json| serde_json::from_slice(&json).ok());
    let Some(manifest) = manifest.filter(|manifest| manifest.id == done.id) else { return Ok(()) };
    let beside = manifest.files.iter().map(|file| &file.file).chain([&manifest.audio]);
    // Names come from a file: only those in the folder itself are ours.
    let own = beside.filter(|name| Path::new(name).components().count() == 1 && !name.starts_with('.'));
    for path in own.map(|name| folder.join(name)).chain([manifest_path.clone()]) {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::from(error).context(format!("cannot remove {}", path.display())));
            }
            _ => {}
        }
    }
    Ok(())
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
    writeln!(stdout(), "{} articles forgotten", keys.len())?;
    if keys.is_empty() {
        let message = "the catalogue knows nothing of these: name inputs or articles as `aloud status --json` does";
        return Err(Failure::new(message));
    }
    Ok(ExitCode::SUCCESS)
}
