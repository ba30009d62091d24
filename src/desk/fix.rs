//! What editors change in one narration: how a sentence is said, pauses, what is read, flags; and taking it back.

use std::fs;
use std::path::Path;

use axum::Json;
use axum::response::Response;
use serde::Deserialize;

use super::applied::{numbers, remove, short, take};
use super::history::{self, Changed};
use super::opened::Opened;
use super::refusal::Refusal;
use super::respeak::Changing;
use super::wording::Sentence;
use super::{house, rules};
use crate::edits::{Anchor, Change, Edit, Edits, difference};

/// The longest spoken form of a sentence.
const LONGEST: usize = 4_000;

/// How a sentence is to be said.
#[derive(Debug, Deserialize)]
pub(super) struct Say {
    #[serde(flatten)]
    at: Sentence,
    /// How it was said when it was changed.
    seen: String,
    spoken: String,
}

/// Changes how a sentence is said.
pub(super) async fn say(changing: Changing, Json(asked): Json<Say>) -> Result<Response, Refusal> {
    let index = asked.at.sentence;
    let spoken = asked.spoken.split_whitespace().collect::<Vec<_>>().join(" ");
    if !spoken.chars().any(char::is_alphanumeric) || spoken.len() > LONGEST {
        return Err(Refusal::wrong("a sentence must say something; leave its block out instead"));
    }
    let change = |opened: &Opened, edits: &mut Edits| {
        let line = opened.line(index, &asked.at.written)?;
        if line.spoken != asked.seen && line.spoken != spoken {
            return Err(Refusal::conflict("someone else changed this sentence meanwhile", Some(&line.spoken)));
        }
        take(opened, edits, index, |change| matches!(change, Change::Say { .. }))?;
        if let Some(change) = difference(&line.unedited, &spoken) {
            edits.edits.push(changing.edit_of(opened, index, change)?);
        }
        Ok(format!("Sentence {} is said “{}”", index + 1, short(&spoken)))
    };
    changing.edit(change).await
}

/// Whether a block is to be read.
#[derive(Debug, Deserialize)]
pub(super) struct Block {
    block: usize,
    read: bool,
}

/// Has a block read, or left out.
pub(super) async fn block(changing: Changing, Json(Block { block, read }): Json<Block>) -> Result<Response, Refusal> {
    let change = |opened: &Opened, edits: &mut Edits| {
        let prepared = &opened.text()?.prepared;
        let blocks = &prepared.script.blocks;
        let text = &blocks.get(block).ok_or_else(|| Refusal::unknown("such block"))?.text;
        let is_own = |edit: &Edit, at: Option<usize>| edit.anchor.is_block && at == Some(block);
        let own: Vec<usize> = numbers(opened, is_own)?;
        let is_read = blocks[block].verdict.is_kept();
        if is_read != read {
            match own.is_empty() {
                // An edit that is taken back leaves the block as it was.
                false => remove(edits, &own),
                true => edits.edits.push(changing.edit_at(Anchor::at_block(blocks, block), Change::Read(read))?),
            }
        }
        Ok(format!("{} “{}”", if read { "Reads" } else { "Leaves out" }, short(text)))
    };
    changing.edit(change).await
}

/// The pause after a sentence.
#[derive(Debug, Deserialize)]
pub(super) struct Pause {
    #[serde(flatten)]
    at: Sentence,
    /// None for the usual one.
    ms: Option<u64>,
}

/// Changes the pause after a sentence.
pub(super) async fn pause(changing: Changing, Json(Pause { at, ms }): Json<Pause>) -> Result<Response, Refusal> {
    if ms.is_some_and(|ms| ms > 60_000) {
        return Err(Refusal::wrong("a pause is a minute at most"));
    }
    let what = match ms {
        Some(ms) => format!("Pause of {ms} ms after sentence {}", at.sentence + 1),
        None => format!("The usual pause after sentence {}", at.sentence + 1),
    };
    changing.replace(&at, |change| matches!(change, Change::Pause(_)), ms.map(Change::Pause), what).await
}

/// A flag on a sentence.
#[derive(Debug, Deserialize)]
pub(super) struct Flag {
    #[serde(flatten)]
    at: Sentence,
    /// None to take it away.
    note: Option<String>,
}

/// Flags a sentence, or takes its flag away.
pub(super) async fn flag(changing: Changing, Json(Flag { at, note }): Json<Flag>) -> Result<Response, Refusal> {
    let what = if note.is_some() { "Flags" } else { "Takes the flag off" };
    let what = format!("{what} sentence {}", at.sentence + 1);
    let flag = note.map(|note| Change::Flag(note.chars().take(500).collect()));
    changing.replace(&at, |change| matches!(change, Change::Flag(_)), flag, what).await
}

/// Notes that a doubtful sentence was listened to and is good: its doubt, its flag, and what was changed near an edit.
pub(super) async fn good(changing: Changing, Json(at): Json<Sentence>) -> Result<Response, Refusal> {
    let change = |opened: &Opened, edits: &mut Edits| {
        let line = opened.line(at.sentence, &at.written)?;
        // Anchored again, an edit is about the text as it is now.
        let anchor = Anchor::at_sentence(&opened.text()?.prepared.script, at.sentence);
        let own = numbers(opened, |edit, found| !edit.anchor.is_block && found == Some(at.sentence))?;
        for number in own {
            if let (Some(edit), Some(anchor)) = (edits.edits.get_mut(number), &anchor) {
                edit.anchor = anchor.clone();
            }
        }
        take(opened, edits, at.sentence, |change| matches!(change, Change::Flag(_) | Change::Heard(_)))?;
        if let Some(doubt) = &line.doubt {
            edits.edits.push(changing.edit_of(opened, at.sentence, Change::Heard(doubt.clone()))?);
        }
        Ok(format!("Sentence {} is good", at.sentence + 1))
    };
    changing.edit(change).await
}

/// An edit that lost its place.
#[derive(Debug, Deserialize)]
pub(super) struct Lost {
    edit: usize,
}

/// Drops an edit that lost its place.
pub(super) async fn drop_lost(changing: Changing, Json(Lost { edit }): Json<Lost>) -> Result<Response, Refusal> {
    let change = |opened: &Opened, edits: &mut Edits| {
        if !opened.lost.iter().any(|(number, ..)| *number == edit) {
            return Err(Refusal::conflict("this edit has its place again; reload the page", None));
        }
        remove(edits, &[edit]);
        Ok("Drops an edit that lost its place".to_owned())
    };
    changing.edit(change).await
}

/// Takes the last change back.
pub(super) async fn undo(changing: Changing) -> Result<Response, Refusal> {
    let (desk, name) = (&changing.desk, &changing.name);
    let _held = desk.hold(name).await?;
    let Some(step) = history::steps(desk, name)?.into_iter().next() else {
        return Err(Refusal::wrong("there is nothing to undo"));
    };
    let opened = desk.open_narration(name).await?;
    let other = || Refusal::conflict("the file was changed by other means since; undo there", None);
    let now = |file: &Path| fs::read_to_string(file).ok();
    match step.file {
        Changed::Edits => {
            let shelf = &opened.narrator.storage.edits;
            let id = opened.text()?.prepared.id();
            if history::edits_text(shelf, id)? != step.after {
                return Err(other());
            }
            let edits = match &step.before {
                Some(text) => Edits::parse(text, Path::new("what was before"))?,
                None => Edits { article: id.to_owned(), ..Edits::default() },
            };
            shelf.keep(&edits, name)?;
        }
        Changed::Settings if now(&desk.setup.settings_file) == step.after => {
            rules::put(desk, step.before.as_deref())?;
            if let Some((rule, is_read)) = &step.rule {
                rules::let_go(desk, rule, *is_read);
            }
        }
        Changed::Lexicon if now(&desk.setup.house) == step.after => house::put(desk, step.before.as_deref())?,
        Changed::Settings | Changed::Lexicon => return Err(other()),
    }
    changing.speak(&opened).await?;
    history::forget_last(desk, name)?;
    changing.tell(&format!("Undoes: {}", step.what));
    changing.told().await
}
