//! How names are said: here, in this article, or by the house wherever they are written; and where that is.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::response::Response;
use serde::Deserialize;

use super::Desk;
use super::concordance::{Hit, hits};
use super::event::Event;
use super::history::Changed;
use super::opened::Opened;
use super::refusal::Refusal;
use super::respeak::{self, Changing};
use super::wording::{Sentence, Wording};
use crate::edits::{Change, Edits, Said, occurrences};
use crate::script::lexicon::{self, Entry, LexiconError};

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
    /// Wherever this voice reads it.
    Voice,
    House,
}

/// Saves how words are said.
pub(super) async fn name(changing: Changing, Json(asked): Json<Name>) -> Result<Response, Refusal> {
    let said = asked.wording.said()?;
    if matches!(asked.scope, Scope::Voice | Scope::House) {
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
            count => Ok(format!("“{words}” is said {} in {count} sentences", shown(&said))),
        }
    };
    changing.edit(change).await
}

/// Makes an edit for each time that words are said in a sentence. Applied in their order, each finds one less to say.
fn changes(words: &str, count: usize, said: &Said) -> Vec<Change> {
    let change = |number: usize| {
        let nth = match said {
            Said::Alias(_) => (number + 1 < count).then_some(1),
            Said::Ipa(_) | Said::In(_) => (count > 1).then_some(number + 1),
        };
        Change::Say { words: words.to_owned(), nth, said: said.clone() }
    };
    (0..count).map(change).collect()
}

fn shown(said: &Said) -> String {
    match said {
        Said::Alias(said) | Said::Ipa(said) => format!("“{said}”"),
        Said::In(language) => format!("as in `{language}`"),
    }
}

/// Writes an entry of the lexicon, speaks this narration again, and after it the others that it touches.
async fn for_the_house(changing: &Changing, asked: &Name) -> Result<Response, Refusal> {
    let desk = &changing.desk;
    let _held = desk.hold(&changing.name).await?;
    let opened = desk.open_narration(&changing.name).await?;
    opened.line(asked.at.sentence, &asked.at.written)?;
    let voice = (asked.scope == Scope::Voice).then(|| opened.master.manifest.voice.clone());
    let before = fs::read_to_string(&desk.setup.house).ok();
    let entry = Entry { voice: voice.clone(), ..asked.wording.entry()? };
    let after = with_entry(before.as_deref(), entry, &desk.setup.house)?;
    put(desk, Some(&after))?;
    if let Err(refusal) = changing.speak(&opened).await {
        put(desk, before.as_deref())?;
        return Err(refusal);
    }
    let words = asked.wording.words.trim().to_owned();
    let said = shown(&asked.wording.said()?);
    let what = match &voice {
        Some(voice) => format!("{voice} says “{words}” {said}"),
        None => format!("The house says “{words}” {said}"),
    };
    changing.remember(what, Changed::Lexicon, (before, Some(after)))?;
    let (desk, but) = (Arc::clone(desk), changing.name.clone());
    let published = asked.published;
    let spawning = Arc::clone(&desk);
    spawning.spawn(async move {
        let hits = hits(&desk, words).await;
        let is_meant = |hit: &&Hit| hit.name != but && (published || !hit.approved) && hit.is_by(voice.as_deref());
        let mut names: Vec<String> = hits.iter().filter(is_meant).map(|hit| hit.name.clone()).collect();
        names.dedup();
        speak_others(desk, names).await;
    });
    changing.told().await
}

/// Puts an entry into the text of a lexicon, in the place of those it overrules.
fn with_entry(before: Option<&str>, entry: Entry, path: &Path) -> Result<String, LexiconError> {
    let mut entries = before.map(|text| lexicon::read_toml(text, path)).transpose()?.unwrap_or_default();
    let form = entry.written[0].clone();
    let is_meant = |old: &Entry| old.written.contains(&form) && (old.voice == entry.voice || entry.voice.is_some());
    if !entries.iter().any(is_meant) {
        let old = before.map(|text| format!("{}\n\n", text.trim_end())).unwrap_or_default();
        return Ok(old + &lexicon::write_toml(&[entry]));
    }
    let overruled = entries.iter_mut().filter(|old| old.voice == entry.voice);
    overruled.for_each(|old| old.written.retain(|written| *written != form));
    entries.retain(|old| !old.written.is_empty());
    // The first that holds counts: what is for one voice stands before what is for all.
    let at = if entry.voice.is_some() { 0 } else { entries.len() };
    entries.insert(at, entry);
    Ok(lexicon::write_toml(&entries))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(voice: Option<&str>, alias: &str) -> Entry {
        Entry { alias: Some(alias.into()), voice: voice.map(str::to_owned), ..Entry::new("Dana") }
    }

    #[test]
    fn an_entry_overrules_its_like_and_stands_where_it_counts() {
        let path = Path::new("lexicon.toml");
        let with = |before: &str, entry| with_entry(Some(before), entry, path).unwrap();
        let own = "# ours\n[[entry]]\nwritten = 'Ito'\nalias = 'EE toe'\n";
        let one = with(own, entry(None, "DAY na"));
        assert!(one.starts_with("# ours") && one.contains("DAY na"), "{one}");
        let two = with(&one, entry(Some("heart"), "DAH na"));
        let said = |text: &str| {
            let entries = lexicon::read_toml(text, path).unwrap();
            entries.into_iter().filter_map(|entry| entry.alias).collect::<Vec<_>>()
        };
        assert_eq!(said(&two), ["DAH na", "EE toe", "DAY na"]);
        assert_eq!(said(&with(&two, entry(Some("heart"), "DAN na"))), ["DAN na", "EE toe", "DAY na"]);
        assert_eq!(said(&with(&two, entry(None, "DIE na"))), ["DAH na", "EE toe", "DIE na"]);
    }
}
