//! Opens folders, globs and files of one article a line.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::spawn_blocking;

use super::{LEADS_AHEAD, Leads, Reader, blocking_task};
use crate::source::{Exclusions, Lead, SourceError, file, folder, lines};

impl Reader {
    /// Opens every file of a folder or a glob, in order.
    pub(super) async fn open_folder(&self, input: PathBuf, leads: &Leads) -> Option<()> {
        let name = input.display().to_string();
        let mut found = files(input, self.reading.except.clone(), self.reading.exclude.clone());
        let mut is_empty = true;
        while let Some(file) = found.recv().await {
            is_empty = false;
            match file {
                Ok(path) => self.open_file(path, leads).await?,
                Err(error) => leads.send(Lead::refused(&name, error)).await.ok()?,
            }
        }
        if is_empty {
            leads.send(Lead::refused(&name, SourceError::NothingFound { name: name.clone() })).await.ok()?;
        }
        Some(())
    }
}

/// Walks a folder or expands a glob, a few files ahead of whoever takes them, and leaves out those of `except`.
fn files(input: PathBuf, except: Option<PathBuf>, exclude: Exclusions) -> Receiver<Result<PathBuf, SourceError>> {
    let (sender, found) = channel(LEADS_AHEAD);
    spawn_blocking(move || {
        let files: Box<dyn Iterator<Item = Result<PathBuf, SourceError>>> = match input.is_dir() {
            true => Box::new(folder::walk(&input)),
            false => match folder::expand(&input) {
                Ok(files) => Box::new(files),
                Err(error) => Box::new(std::iter::once(Err(error))),
            },
        };
        let excluded = |found: &Result<PathBuf, SourceError>| found.as_ref().is_ok_and(|path| exclude.hold(path));
        for file in files.filter(|file| !is_ours(file, except.as_deref()) && !excluded(file)) {
            if sender.blocking_send(file).is_err() {
                return;
            }
        }
    });
    found
}

fn is_ours(found: &Result<PathBuf, SourceError>, except: Option<&Path>) -> bool {
    matches!((found, except), (Ok(path), Some(except)) if path.starts_with(except))
}

/// Sends each line of a file.
pub(super) async fn open_lines(path: PathBuf, leads: Leads) -> Option<()> {
    blocking_task(move || {
        let name = path.display().to_string();
        match file::open(&path) {
            Ok(file) => lines::read(BufReader::new(file), &name, |lead| leads.blocking_send(lead).is_ok()),
            Err(error) => {
                // Nobody wants more: there is none.
                let _ = leads.blocking_send(Lead::refused(&name, error));
            }
        }
    })
    .await
}
