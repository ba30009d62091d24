//! Records made again of the narrations' manifests, when the catalogue is lost.

use std::fs;
use std::path::Path;

use super::record::{Done, Doubtful, Record, State};
use crate::master::Manifest;
use crate::pipeline::words_hash;

/// Returns a record for each narration in a folder. What manifests do not say is empty: the next run finds it out.
pub(super) fn records(folder: &Path) -> Vec<Record> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let manifests = names.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let mut records: Vec<Record> =
        manifests.filter_map(|path| record(&crate::regular_file::read_data(&path).ok()?)).collect();
    records.sort_by(|one, other| one.key.cmp(&other.key));
    records
}

fn record(json: &[u8]) -> Option<Record> {
    let manifest: Manifest = serde_json::from_slice(json).ok()?;
    let key = manifest.file.clone().unwrap_or_else(|| manifest.id.clone());
    let state = State::Done(Box::new(of_manifest(manifest)));
    Some(Record { article: key.clone(), key, input: String::new(), state, took_ms: 0, listed: None, flags: None })
}

/// Returns what a manifest tells of its narration.
#[must_use]
pub fn of_manifest(manifest: Manifest) -> Done {
    let story = manifest.sentences.iter().filter(|cue| cue.block.is_some()).map(|cue| cue.written.trim());
    let text = words_hash(manifest.article.title.as_deref(), story);
    let doubtful = manifest.doubtful().map(|(sentence, cue, why)| Doubtful {
        sentence,
        start_ms: cue.start_ms,
        text: cue.written.trim_end().to_owned(),
        why: why.to_owned(),
    });
    let doubtful = doubtful.collect();
    let beside = manifest.files.into_iter().map(|file| (file.file, file.bytes));
    Done {
        files: std::iter::once((manifest.audio.clone(), manifest.audio_bytes)).chain(beside).collect(),
        date: manifest.article.modified.or(manifest.article.published),
        canonical: manifest.article.url,
        title: manifest.article.title,
        review: manifest.review,
        id: manifest.id,
        file: manifest.file,
        audio: manifest.audio,
        text,
        fingerprint: manifest.fingerprint,
        voice: manifest.voice,
        engine: manifest.engine,
        duration_ms: manifest.duration_ms,
        sentences: manifest.sentences.len(),
        chars: manifest.sentences.iter().map(|cue| cue.spoken.chars().count() as u64).sum(),
        doubtful,
        ..Done::default()
    }
}
