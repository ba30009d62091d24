//! How a sentence is said otherwise: by another voice, faster or slower, in another take.

use axum::Json;
use axum::response::Response;
use serde::Deserialize;

use super::applied::{numbers, remove, take};
use super::opened::Opened;
use super::refusal::Refusal;
use super::respeak::Changing;
use super::wording::Sentence;
use crate::edits::{Anchor, Change, Edit, Edits, SPEEDS};

/// Who says something.
#[derive(Debug, Deserialize)]
pub(super) struct Voice {
    #[serde(flatten)]
    at: Sentence,
    /// Its name; none for the usual one.
    voice: Option<String>,
    scope: Scope,
}

/// What someone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Scope {
    Sentence,
    Block,
    Article,
}

/// Has a sentence, a block or the whole article said by another voice.
pub(super) async fn voice(
    changing: Changing,
    Json(Voice { at, voice, scope }): Json<Voice>,
) -> Result<Response, Refusal> {
    let change = |opened: &Opened, edits: &mut Edits| {
        let line = opened.line(at.sentence, &at.written)?;
        if let Some(voice) = &voice {
            is_nameable(opened, voice)?;
        }
        let script = &opened.text()?.prepared.script;
        let anchor = match (scope, line.block) {
            (Scope::Article, _) => {
                edits.voice.clone_from(&voice);
                None
            }
            (Scope::Block, Some(block)) => {
                let is_own =
                    |edit: &Edit, at: Option<usize>| edit.anchor.is_block && at == Some(block) && is_voice(edit);
                remove(edits, &numbers(opened, is_own)?);
                Anchor::at_block(&script.blocks, block)
            }
            (Scope::Block, None) => return Err(Refusal::wrong("this sentence stands in no block")),
            (Scope::Sentence, _) => {
                take(opened, edits, at.sentence, |change| matches!(change, Change::Voice(_)))?;
                Anchor::at_sentence(script, at.sentence)
            }
        };
        if let (Some(anchor), Some(voice)) = (anchor, voice.clone()) {
            edits.edits.push(changing.edit_at(Some(anchor), Change::Voice(voice))?);
        }
        let what = match scope {
            Scope::Article => "the article".to_owned(),
            Scope::Block => format!("the block of sentence {}", at.sentence + 1),
            Scope::Sentence => format!("sentence {}", at.sentence + 1),
        };
        Ok(format!("{} says {what}", voice.as_deref().unwrap_or("The usual voice")))
    };
    changing.edit(change).await
}

fn is_voice(edit: &Edit) -> bool {
    matches!(edit.change, Change::Voice(_))
}

fn is_nameable(opened: &Opened, voice: &str) -> Result<(), Refusal> {
    let language = &opened.text()?.prepared.script.language;
    let is_known = opened.narrator.cast.nameable(language).iter().any(|known| known.name == voice);
    if is_known { Ok(()) } else { Err(Refusal::wrong(format!("`{voice}` is no voice for this article"))) }
}

/// How fast a sentence is said.
#[derive(Debug, Deserialize)]
pub(super) struct Speed {
    #[serde(flatten)]
    at: Sentence,
    /// In percent of the others' pace; none for theirs.
    percent: Option<u16>,
}

/// Has a sentence said faster or slower.
pub(super) async fn speed(changing: Changing, Json(Speed { at, percent }): Json<Speed>) -> Result<Response, Refusal> {
    let percent = percent.filter(|percent| *percent != 100);
    if percent.is_some_and(|percent| !SPEEDS.contains(&percent)) {
        return Err(Refusal::wrong(format!("a speed is from {} to {} percent", SPEEDS.start(), SPEEDS.end())));
    }
    let what = format!("Sentence {} at {} % of the pace", at.sentence + 1, percent.unwrap_or(100));
    changing.replace(&at, |change| matches!(change, Change::Speed(_)), percent.map(Change::Speed), what).await
}

/// Which take of a sentence is heard.
#[derive(Debug, Deserialize)]
pub(super) struct Take {
    #[serde(flatten)]
    at: Sentence,
    /// From 0, the first.
    take: u32,
}

/// Chooses a take of a sentence, which was heard before.
pub(super) async fn choose_take(
    changing: Changing,
    Json(Take { at, take: number }): Json<Take>,
) -> Result<Response, Refusal> {
    let change = |opened: &Opened, edits: &mut Edits| {
        let line = opened.line(at.sentence, &at.written)?;
        match line.takes {
            None => return Err(Refusal::wrong("this voice says a sentence the same each time; change how it is said")),
            Some(takes) if number >= takes => return Err(Refusal::wrong("there is no such take; ask for it first")),
            Some(_) => {}
        }
        take(opened, edits, at.sentence, |change| matches!(change, Change::Take(_)))?;
        if number > 0 {
            edits.edits.push(changing.edit_of(opened, at.sentence, Change::Take(number))?);
        }
        Ok(format!("Take {} of sentence {}", number + 1, at.sentence + 1))
    };
    changing.edit(change).await
}
