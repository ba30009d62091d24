//! Names that the voice guesses and names new to the catalogue, looked for beside the requests, so that the list can tell of them.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;

use super::Desk;
use super::entry::NewWords;
use super::event::Event;
use super::list::{Query, Unlooked};
use super::vocabulary;
use crate::file_name::FileName;
use crate::master::Manifest;
use crate::pipeline::Narrator;
use crate::speech::aside;

/// The engines whose guesses are known: they read English by tables that are built in.
const GUESSING: [&str; 2] = ["hibari", "kokoro"];
/// As many narrations are looked through for guesses, from the top of the list, before it is seen what is on top then. Taste.
const MOST: usize = 500;
/// As many narrations are looked through for new names before anyone asks whether the desk is closed. Taste.
const AT_ONCE: usize = 16;
/// How long events are gathered before new narrations are looked through. Taste.
const GATHER: Duration = Duration::from_secs(2);

/// Returns whether a narration's engine guesses names in a way that is known.
pub(super) fn is_guessed(manifest: &Manifest) -> bool {
    GUESSING.iter().any(|name| manifest.engine.starts_with(name))
}

/// Looks through the narrations, and through those that come later, until the desk is closed.
pub(super) async fn look(desk: Arc<Desk>) {
    let mut events = desk.events.subscribe();
    loop {
        // What comes first knows the fewest names: the oldest are looked through first.
        let is_new = look_for_new(&desk).await;
        let guessed = look_for_guessed(&desk).await;
        if is_new || guessed.is_news {
            // Nobody may be looking.
            let _ = desk.events.send(Event::Noted { name: String::new() });
        }
        if guessed.is_more && !desk.closing.is_cancelled() {
            continue;
        }
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

/// Looks for names that are new to the catalogue; returns whether there are any.
async fn look_for_new(desk: &Arc<Desk>) -> bool {
    let unlooked = desk.list().unlooked();
    let mut is_news = false;
    for some in unlooked.chunks(AT_ONCE) {
        if desk.closing.is_cancelled() {
            return is_news;
        }
        let (desk, some) = (Arc::clone(desk), some.to_vec());
        let look = move || some.iter().filter(|one| note_new(&desk, one)).count() > 0;
        is_news |= aside(look).await;
    }
    is_news
}

/// Notes which names of a narration are new to the catalogue; returns whether there are any.
fn note_new(desk: &Desk, Unlooked { key, name }: &Unlooked) -> bool {
    let Some((manifest, narrator)) = open(desk, key, name) else { return false };
    let is_english = is_english(&manifest);
    let is_known = known(&narrator);
    // A name that an entry says, or that the built-in voice's tables have, is no news.
    let is_open = |name: &String| !is_known(name) && (!is_english || !desk.guesses(name, &[]).is_empty());
    let names = desk.vocabulary().note(key, vocabulary::names(&manifest));
    let names: Vec<String> = names.into_iter().filter(is_open).collect();
    let is_news = !names.is_empty();
    if !is_english || !is_guessed(&manifest) {
        // Where guesses are not known there is nothing to look for.
        desk.list_mut().note_guessed(key, Vec::new());
    }
    desk.list_mut().note_new(key, NewWords { of: manifest.fingerprint, names });
    is_news
}

/// What came of a look.
struct Looked {
    is_news: bool,
    /// Whether there is more to be looked through.
    is_more: bool,
}

/// Looks for names that the voice guesses, in what is on top of the list.
async fn look_for_guessed(desk: &Arc<Desk>) -> Looked {
    let entries: Vec<(String, String)> = {
        let list = desk.list();
        let found = list.found(&Query::default());
        let narrated = found.into_iter().filter(|entry| !entry.name.is_empty() && entry.guessed.is_none());
        narrated.take(MOST).map(|entry| (entry.key.clone(), entry.name.clone())).collect()
    };
    let (mut is_news, is_more) = (false, entries.len() == MOST);
    for (key, name) in entries {
        if desk.closing.is_cancelled() {
            break;
        }
        let (of, its) = (Arc::clone(desk), key.clone());
        // Where guesses are not known there is nothing to look for again.
        let names = aside(move || guessed(&of, &its, &name)).await.unwrap_or_default();
        is_news |= !names.is_empty();
        desk.list_mut().note_guessed(&key, names);
    }
    Looked { is_news, is_more }
}

/// Finds the names that are guessed in a narration.
fn guessed(desk: &Desk, key: &str, name: &str) -> Option<Vec<String>> {
    let (manifest, narrator) = open(desk, key, name)?;
    if !is_english(&manifest) || !is_guessed(&manifest) {
        return None;
    }
    let is_known = known(&narrator);
    let guesses = manifest.sentences.iter().flat_map(|cue| desk.guesses(&cue.spoken, &[]));
    Some(each_once(guesses.map(|guess| guess.word).filter(|word| !is_known(word)).collect()))
}

fn open(desk: &Desk, key: &str, name: &str) -> Option<(Manifest, Narrator)> {
    let file: FileName = format!("{name}.wav").parse().ok()?;
    let narrator = desk.narrator(&desk.setup.catalogue.find(key).ok()??);
    Some((desk.output().open_narration(&file)?.manifest, narrator))
}

fn is_english(manifest: &Manifest) -> bool {
    manifest.article.language.as_ref().is_none_or(|language| language.primary() == "en")
}

/// Returns what tells which words the lexicon has an entry for.
fn known(narrator: &Narrator) -> impl Fn(&str) -> bool {
    let entries = narrator.direction.reading.lexicon.entries();
    move |word: &str| entries.iter().any(|entry| entry.written.iter().any(|form| form == word))
}

/// Returns names without those that stand there already.
pub(super) fn each_once(names: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    names.into_iter().filter(|name| seen.insert(name.clone())).collect()
}
