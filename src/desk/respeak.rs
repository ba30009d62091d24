//! A change, from beginning to end: one at a time, the file written, what changed spoken again, everyone told; and nothing of it
//! where any of that fails.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use tokio::sync::MutexGuard;

use super::answer::answer;
use super::applied::take;
use super::event::Event;
use super::gate::Editor;
use super::history::{self, Changed, Step};
use super::opened::Opened;
use super::refusal::Refusal;
use super::room::Room;
use super::wording::Sentence;
use super::{Desk, beside};
use crate::batch;
use crate::catalogue::{Hold, Record, State};
use crate::edits::{Anchor, Change, Edit, Edits};

/// Whoever changes something, and in which narration: taken from the request.
pub(super) struct Changing {
    pub(super) desk: Arc<Desk>,
    pub(super) editor: Editor,
    pub(super) name: String,
}

impl FromRequestParts<Arc<Room>> for Changing {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, room: &Arc<Room>) -> Result<Self, Response> {
        let editor = Extension::<Editor>::from_request_parts(parts, room).await;
        let Extension(editor) = editor.map_err(IntoResponse::into_response)?;
        let name = Path::<String>::from_request_parts(parts, room).await;
        let Path(name) = name.map_err(IntoResponse::into_response)?;
        Ok(Self { desk: Arc::clone(&room.desk), editor, name })
    }
}

impl Changing {
    /// Changes the edits of a narration and has what they change spoken. `change` says what was done.
    pub(super) async fn edit(
        &self,
        change: impl FnOnce(&Opened, &mut Edits) -> Result<String, Refusal>,
    ) -> Result<Response, Refusal> {
        let _held = self.desk.hold(&self.name).await?;
        let opened = self.desk.open_narration(&self.name).await?;
        self.edit_opened(&opened, change).await?;
        self.told().await
    }

    /// Changes one thing about a sentence: by this edit in place of those of its kind, or by none.
    pub(super) async fn replace(
        &self,
        at: &Sentence,
        is_of_kind: fn(&Change) -> bool,
        change: Option<Change>,
        what: String,
    ) -> Result<Response, Refusal> {
        let changes = |opened: &Opened, edits: &mut Edits| {
            opened.line(at.sentence, &at.written)?;
            take(opened, edits, at.sentence, is_of_kind)?;
            if let Some(change) = change {
                edits.edits.push(self.edit_of(opened, at.sentence, change)?);
            }
            Ok(what)
        };
        self.edit(changes).await
    }

    /// As [`Changing::edit`], while the narration is held.
    pub(super) async fn edit_opened(
        &self,
        opened: &Opened,
        change: impl FnOnce(&Opened, &mut Edits) -> Result<String, Refusal>,
    ) -> Result<(), Refusal> {
        let prepared = &opened.text()?.prepared;
        let shelf = &opened.narrator.storage.edits;
        let id = prepared.id();
        let old = shelf.find(&[id, &opened.done.id])?.map(|shelved| shelved.edits).unwrap_or_else(|| Edits {
            article: id.to_owned(),
            language: Some(prepared.script.language.clone()),
            ..Edits::default()
        });
        let before = history::edits_text(shelf, &old.article)?;
        let mut new = old.clone();
        let what = change(opened, &mut new)?;
        if new == old {
            return Ok(());
        }
        shelf.keep(&new, &self.name)?;
        if let Err(refusal) = self.speak(opened).await {
            shelf.keep(&old, &self.name)?;
            return Err(refusal);
        }
        let after = history::edits_text(shelf, &old.article)?;
        self.remember(what, Changed::Edits, (before, after))
    }

    /// Has a narration spoken again as it is to be now.
    pub(super) async fn speak(&self, opened: &Opened) -> Result<(), Refusal> {
        speak(&self.desk, opened).await
    }

    /// Remembers what was done, and tells everyone.
    pub(super) fn remember(
        &self,
        what: String,
        file: Changed,
        texts: (Option<String>, Option<String>),
    ) -> Result<(), Refusal> {
        self.remember_step(self.step(what, file, texts))
    }

    /// Makes a step of what was done to a file, with its text before and after.
    pub(super) fn step(&self, what: String, file: Changed, (before, after): (Option<String>, Option<String>)) -> Step {
        Step { by: self.editor.0.to_string(), at: self.desk.now(), what, file, rule: None, before, after }
    }

    /// Remembers a step, and tells everyone.
    pub(super) fn remember_step(&self, step: Step) -> Result<(), Refusal> {
        let what = step.what.clone();
        history::add(&self.desk, &self.name, step)?;
        self.tell(&what);
        Ok(())
    }

    /// Tells everyone that a narration is another now.
    pub(super) fn tell(&self, did: &str) {
        let (name, by, did) = (self.name.clone(), self.editor.0.to_string(), did.to_owned());
        // Nobody may be looking.
        let _ = self.desk.events.send(Event::Changed { name, by, did });
    }

    /// Returns how the narration is now.
    pub(super) async fn told(&self) -> Result<Response, Refusal> {
        let opened = self.desk.open_narration(&self.name).await?;
        Ok(Json(answer(&self.desk, &opened)?).into_response())
    }

    /// Makes an edit of a sentence.
    pub(super) fn edit_of(&self, opened: &Opened, sentence: usize, change: Change) -> Result<Edit, Refusal> {
        let anchor = Anchor::at_sentence(&opened.text()?.prepared.script, sentence);
        self.edit_at(anchor, change)
    }

    /// Makes an edit at an anchor.
    pub(super) fn edit_at(&self, anchor: Option<Anchor>, change: Change) -> Result<Edit, Refusal> {
        let anchor = anchor.ok_or_else(|| Refusal::unknown("such passage"))?;
        Ok(Edit { anchor, change, by: Some(self.editor.0.to_string()), at: Some(self.desk.now()) })
    }
}

/// A narration that no one else is at work on.
pub(super) struct Held<'a> {
    _article: Hold,
    _work: MutexGuard<'a, ()>,
}

impl Desk {
    /// Waits until no one else is at work on a narration: neither the service, nor another editor.
    pub(super) async fn hold(&self, name: &str) -> Result<Held<'_>, Refusal> {
        let key = self.record(name)?.key;
        Ok(Held { _article: self.setup.catalogue.hold(&key).await, _work: self.work.lock().await })
    }
}

/// Has a narration spoken again as it is to be now, by the narrator as it is now.
pub(super) async fn speak(desk: &Arc<Desk>, opened: &Opened) -> Result<(), Refusal> {
    let narrator = desk.narrator(&opened.record);
    let shape = narrator.shape();
    let finished = batch::again(&opened.text()?.article, &opened.done, &narrator, &shape).await?;
    let done = finished.done;
    beside::tell_service(desk, &opened.record, (&done.audio, &done.fingerprint))?;
    Ok(desk.note(Record { state: State::Done(Box::new(done)), ..opened.record.clone() })?)
}
