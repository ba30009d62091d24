//! How names are said: here, in this article, or by the house wherever they are written; and where that is.

use std::fs;
use std::path::Path as FilePath;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Desk;
use super::event::Event;
use super::gate::Editor;
use super::history::Changed;
use super::opened::Opened;
use super::refusal::Refusal;
use super::respeak::{self, Changing};
use super::room::Room;
use super::wording::{Sentence, Wording};
use crate::edits::{Change, Edits, Said, occurrences};
use crate::file_name::FileName;
use crate::script::lexicon::{self, LexiconError};
use crate::speech::aside;

/// The most places that are listed.
const MOST_HITS: usize = 200;

/// Words, how they are said, and where.
#[derive(Debug, Deserialize)]
pub(super) struct Name {
    #[serde(flatten)]
    at: Sentence,
    #[serde(flatten)]
    wording: Wording,
    scope: Scope,
    /// Whether narrations that are approved are spoken again too.
    #[serde(default)]
    published: bool,
}

/// Where something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Scope {
    Sentence,
    Article,
    House,
}

/// Saves how words are said.
pub(super) async fn name(
    State(room): State<Arc<Room>>,
    Extension(editor): Extension<Editor>,
    Path(name): Path<String>,
    Json(asked): Json<Name>,
) -> Result<Response, Refusal> {
    let changing = Changing { room: &room, editor: &editor, name: &name };
    let said = asked.wording.said()?;
    if asked.scope == Scope::House {
        return for_the_house(&changing, &asked).await;
    }
    let change = |opened: &Opened, edits: &mut Edits| {
        opened.line(asked.at.sentence, &asked.at.written)?;
        let words = asked.wording.words.trim();
        let is_meant = |index: usize| asked.scope == Scope::Article || index == asked.at.sentence;
        let mut sentences = 0;
        for (index, line) in opened.lines.iter().enumerate().filter(|(index, _)| is_meant(*index)) {
            let count = occurrences(words, &line.spoken);
            sentences += usize::from(count > 0);
            for change in changes(words, count, &said) {
                edits.edits.push(changing.edit_of(opened, index, change)?);
            }
        }
        match sentences {
            0 => Err(Refusal::wrong("these words are not said there")),
            count => Ok(format!("“{words}” is said “{}” in {count} sentences", shown(&said))),
        }
    };
    changing.edit(change).await
}

/// Makes an edit for each time that words are said in a sentence. Applied in their order, each finds one less to say.
fn changes(words: &str, count: usize, said: &Said) -> Vec<Change> {
    let change = |number: usize| {
        let nth = match said {
            Said::Alias(_) => (number + 1 < count).then_some(1),
            Said::Ipa(_) => (count > 1).then_some(number + 1),
        };
        Change::Say { words: words.to_owned(), nth, said: said.clone() }
    };
    (0..count).map(change).collect()
}

fn shown(said: &Said) -> &str {
    match said {
        Said::Alias(said) | Said::Ipa(said) => said,
    }
}

/// Writes an entry of the lexicon, speaks this narration again, and after it the others that it touches.
async fn for_the_house(changing: &Changing<'_>, asked: &Name) -> Result<Response, Refusal> {
    let desk = &changing.room.desk;
    let _held = desk.hold(changing.name).await?;
    let opened = desk.open_narration(changing.name).await?;
    opened.line(asked.at.sentence, &asked.at.written)?;
    let before = fs::read_to_string(&desk.setup.house).ok();
    let entry = asked.wording.entry()?;
    let mut entries = match &before {
        Some(text) => lexicon::read_toml(text, &desk.setup.house)?,
        None => Vec::new(),
    };
    let after = if entries.iter().any(|old| old.written.contains(&entry.written[0])) {
        // Who said it otherwise before is overruled.
        entries.iter_mut().for_each(|old| old.written.retain(|form| *form != entry.written[0]));
        entries.retain(|old| !old.written.is_empty());
        entries.push(entry.clone());
        lexicon::write_toml(&entries)
    } else {
        let old = before.as_deref().map(|text| format!("{}\n\n", text.trim_end())).unwrap_or_default();
        old + &lexicon::write_toml(std::slice::from_ref(&entry))
    };
    put(desk, Some(&after))?;
    if let Err(refusal) = changing.speak(&opened).await {
        put(desk, before.as_deref())?;
        return Err(refusal);
    }
    let words = asked.wording.words.trim().to_owned();
    let what = format!("The house says “{}” for “{words}”", shown(&asked.wording.said()?));
    changing.remember(what, Changed::Lexicon, (before, Some(after)))?;
    let (desk, but) = (Arc::clone(desk), changing.name.to_owned());
    let published = asked.published;
    let spawning = Arc::clone(&desk);
    spawning.spawn(async move {
        let hits = hits(&desk, words).await;
        let is_meant = |hit: &&Hit| hit.name != but && (published || !hit.approved);
        let mut names: Vec<String> = hits.iter().filter(is_meant).map(|hit| hit.name.clone()).collect();
        names.dedup();
        speak_others(desk, names).await;
    });
    changing.told().await
}

/// Writes the lexicon of the house, or removes it, and reads names by it from now on. One that cannot be used is not kept.
pub(super) fn put(desk: &Desk, text: Option<&str>) -> Result<(), Refusal> {
    let path = &desk.setup.house;
    let before = fs::read(path).ok();
    let write = |text: Option<&[u8]>| {
        let written = match text {
            Some(text) => fs::write(path, text),
            None => fs::remove_file(path),
        };
        written.map_err(|source| LexiconError::Unwritable { path: path.clone(), source })
    };
    write(text.map(str::as_bytes))?;
    let opened: Result<Vec<_>, _> = desk.setup.ways.iter().map(|way| Ok((way, Arc::new(way.lexicon(path)?)))).collect();
    match opened {
        Ok(lexicons) => {
            for (way, lexicon) in lexicons {
                way.narrator.read_by(|reading| reading.lexicon = lexicon);
            }
            Ok(())
        }
        Err(error) => {
            write(before.as_deref())?;
            Err(LexiconError::into(error))
        }
    }
}

/// Speaks other narrations again, one after the other.
pub(super) async fn speak_others(desk: Arc<Desk>, names: Vec<String>) {
    let all = names.len();
    for (spoken, name) in names.into_iter().enumerate() {
        if desk.closing.is_cancelled() {
            // What is left is stale, and the next run speaks it.
            return;
        }
        let _ = desk.events.send(Event::Speaking { left: all - spoken });
        let Ok(_held) = desk.hold(&name).await else { continue };
        if let Ok(opened) = desk.open_narration(&name).await {
            // One that fails is as it was, and its page says that it is behind.
            let _ = respeak::speak(&desk, &opened).await;
        }
    }
    let _ = desk.events.send(Event::Speaking { left: 0 });
}

/// A place where words are said.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Hit {
    name: String,
    title: String,
    approved: bool,
    sentence: usize,
    written: String,
    start: u64,
    end: u64,
    sound: String,
}

/// Lists where words are said.
pub(super) async fn concordance(State(room): State<Arc<Room>>, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let query = query.unwrap_or_default();
    let words = url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "words");
    let words = words.map(|(_, words)| words.trim().to_owned()).filter(|words| !words.is_empty());
    let hits = hits(&room.desk, words.ok_or_else(|| Refusal::wrong("which words?"))?).await;
    let shown: Vec<&Hit> = hits.iter().take(MOST_HITS).collect();
    Ok(Json(json!({ "count": hits.len(), "hits": shown })).into_response())
}

async fn hits(desk: &Arc<Desk>, words: String) -> Vec<Hit> {
    let desk = Arc::clone(desk);
    aside(move || {
        let names = desk.list().names();
        names.into_iter().flat_map(|(name, approved)| hits_in(&desk, &words, &name, approved)).collect()
    })
    .await
}

/// Finds words in a narration; its manifest is only understood when it holds them.
fn hits_in(desk: &Desk, words: &str, name: &str, approved: bool) -> Vec<Hit> {
    let path = desk.folder().join(format!("{name}.json"));
    let holds = |path: &FilePath| {
        let json = crate::regular_file::read_data(path).unwrap_or_default();
        memchr::memmem::find(&json, words.as_bytes()).is_some()
    };
    let file = format!("{name}.wav").parse::<FileName>().ok().filter(|_| holds(&path));
    let Some(master) = file.and_then(|file| desk.output().open_narration(&file)) else {
        return Vec::new();
    };
    let manifest = master.manifest;
    let title = manifest.article.title.clone().unwrap_or_else(|| name.to_owned());
    let sound = format!("/sound/{}/{}", manifest.audio_hash, manifest.audio);
    let cues = manifest.sentences.iter().enumerate().filter(|(_, cue)| occurrences(words, &cue.written) > 0);
    let hit = |(index, cue): (usize, &crate::master::Cue)| Hit {
        name: name.to_owned(),
        title: title.clone(),
        approved,
        sentence: index,
        written: cue.written.trim().to_owned(),
        start: cue.start_ms,
        end: cue.end_ms,
        sound: sound.clone(),
    };
    cues.map(hit).collect()
}
