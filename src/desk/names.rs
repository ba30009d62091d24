//! Names that the voice guesses, looked for in every narration beside the requests, so that the list can tell of them.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;

use super::Desk;
use super::event::Event;
use crate::file_name::FileName;
use crate::master::Manifest;
use crate::speech::aside;

/// The engines whose guesses are known: they read English by tables that are built in.
const GUESSING: [&str; 2] = ["hibari", "kokoro"];
/// The most narrations that are looked through: the newest of what is on top of the list. Taste.
const MOST: usize = 500;
/// How long events are gathered before new narrations are looked through. Taste.
const GATHER: Duration = Duration::from_secs(2);

/// Returns whether a narration's engine guesses names in a way that is known.
pub(super) fn is_guessed(manifest: &Manifest) -> bool {
    GUESSING.iter().any(|name| manifest.engine.starts_with(name))
}

/// Looks through the narrations, the first on the list first, and through those that come later, until the desk is closed.
pub(super) async fn look(desk: Arc<Desk>) {
    let mut events = desk.events.subscribe();
    loop {
        look_once(&desk).await;
        tokio::select! {
            event = events.recv() => if matches!(event, Err(RecvError::Closed)) { return },
            () = desk.closing.cancelled() => return,
        }
        tokio::select! {
            () = tokio::time::sleep(GATHER) => {}
            () = desk.closing.cancelled() => return,
        }
        events = events.resubscribe();
    }
}

/// Looks through what no one has looked through yet.
async fn look_once(desk: &Arc<Desk>) {
    let entries: Vec<(String, String)> = {
        let list = desk.list();
        let found = list.found(&super::list::Query::default());
        let narrated = found.into_iter().filter(|entry| !entry.name.is_empty() && entry.guessed.is_none());
        narrated.take(MOST).map(|entry| (entry.key.clone(), entry.name.clone())).collect()
    };
    let mut is_news = false;
    for (key, name) in entries {
        if desk.closing.is_cancelled() {
            return;
        }
        let (of, its) = (Arc::clone(desk), key.clone());
        // Where guesses are not known there is nothing to look for again.
        let count = aside(move || guessed(&of, &its, &name)).await.unwrap_or(0);
        desk.list_mut().note_guessed(&key, count);
        is_news |= count > 0;
    }
    if is_news {
        // Nobody may be looking.
        let _ = desk.events.send(Event::Noted { name: String::new() });
    }
}

/// Counts the names that are guessed in a narration.
fn guessed(desk: &Desk, key: &str, name: &str) -> Option<usize> {
    let file: FileName = format!("{name}.wav").parse().ok()?;
    let narrator = desk.narrator(&desk.setup.catalogue.find(key).ok()??);
    let manifest = desk.output().open_narration(&file)?.manifest;
    let is_english = manifest.article.language.as_ref().is_none_or(|language| language.primary() == "en");
    if !is_english || !is_guessed(&manifest) {
        return None;
    }
    let lexicon = &narrator.direction.reading.lexicon;
    let is_known = |word: &str| lexicon.entries().iter().any(|entry| entry.written.iter().any(|form| form == word));
    let guesses = manifest.sentences.iter().flat_map(|cue| desk.guesser().guesses(&cue.spoken, &[]));
    Some(guesses.filter(|guess| !is_known(&guess.word)).count())
}
