//! Approval by rule: what a rule would approve is listed first, and what was listed is approved afterwards, as it was then. Nothing
//! about it may be odd, and each may be asked for more.

use std::collections::HashSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Desk;
use super::dry_run::{DryRun, Listed, Rule};
use super::entry::{Entry, Stand};
use super::event::Event;
use super::gate::Editor;
use super::refusal::Refusal;
use super::review;
use super::room::Room;
use crate::catalogue::State as Status;
use crate::file_name::FileName;
use crate::master::{Decision, Review};
use crate::secrets;

/// The most narrations of one list.
const MOST: usize = 1_000;

/// A narration that would not be, and why.
#[derive(Debug, Clone, Serialize)]
struct Left {
    name: String,
    title: String,
    why: String,
}

/// Lists what a rule would approve, and what it would not.
pub(super) async fn list(State(room): State<Arc<Room>>, Json(rule): Json<Rule>) -> Response {
    let (listed, left) = would(&room.desk, &rule);
    let id = secrets::word();
    let answer = json!({ "run": id, "rule": rule.told(), "would": listed, "left": left });
    room.desk.dry_runs.keep(DryRun { id, rule, listed });
    Json(answer).into_response()
}

/// Parts what waits into what a rule would approve and what it would not.
fn would(desk: &Desk, rule: &Rule) -> (Vec<Listed>, Vec<Left>) {
    let list = desk.list();
    let voices = approved_voices(list.entries());
    let (mut listed, mut left) = (Vec::new(), Vec::new());
    for entry in list.entries().filter(|entry| entry.stand() == Stand::Waiting && rule.is_of(entry)) {
        let (name, title) = (entry.name.clone(), entry.title.clone());
        match rule.objection(entry, &voices) {
            Some(why) => left.push(Left { name, title, why }),
            None => listed.push(Listed {
                name,
                title,
                place: entry.place.clone(),
                fingerprint: entry.fingerprint.clone(),
                duration_ms: entry.duration_ms,
            }),
        }
    }
    listed.sort_by(|one, other| one.title.cmp(&other.title));
    left.sort_by(|one, other| one.title.cmp(&other.title));
    listed.truncate(MOST);
    (listed, left)
}

/// Returns the voices that someone has approved a narration by.
fn approved_voices<'a>(entries: impl Iterator<Item = &'a Entry>) -> HashSet<String> {
    let approved = entries.filter(|entry| entry.decision == Some(Decision::Approved));
    approved.map(|entry| entry.voice.clone()).collect()
}

/// A list that is to be approved.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    run: String,
}

/// Approves what was listed, as far as it is as it was then.
pub(super) async fn approve(
    State(room): State<Arc<Room>>,
    Extension(editor): Extension<Editor>,
    Json(asked): Json<Asked>,
) -> Result<Response, Refusal> {
    let desk = &room.desk;
    let gone = || Refusal::conflict("this list was approved already, or is too old: list again", None);
    let run = desk.dry_runs.take(&asked.run).ok_or_else(gone)?;
    let voices = approved_voices(desk.list().entries());
    let by = By { rule: &run.rule, voices: &voices, editor: &editor };
    let (mut approved, mut left) = (Vec::new(), Vec::new());
    for listed in run.listed {
        let Listed { name, title, .. } = listed.clone();
        match approve_one(desk, &listed, by).await {
            Ok(()) => approved.push(name),
            Err(why) => left.push(Left { name, title, why }),
        }
    }
    Ok(Json(json!({ "approved": approved, "left": left })).into_response())
}

/// By what and by whom narrations are approved.
#[derive(Clone, Copy)]
struct By<'a> {
    rule: &'a Rule,
    /// The voices that someone had approved a narration by.
    voices: &'a HashSet<String>,
    editor: &'a Editor,
}

/// Approves a narration that was listed, or says why not.
async fn approve_one(desk: &Arc<Desk>, listed: &Listed, By { rule, voices, editor }: By<'_>) -> Result<(), String> {
    let name = &listed.name;
    let told = |refusal: Refusal| refusal.detail().to_owned();
    let _held = desk.hold(name).await.map_err(told)?;
    let record = desk.record(name).map_err(told)?;
    let changed = || "it was changed since it was listed".to_owned();
    {
        let list = desk.list();
        let entry = list.keyed(&record.key).ok_or_else(changed)?;
        if entry.fingerprint != listed.fingerprint || entry.stand() != Stand::Waiting {
            return Err(changed());
        }
        if let Some(why) = rule.objection(entry, voices) {
            return Err(why);
        }
    }
    let Status::Done(done) = record.state.clone() else { return Err(changed()) };
    let file: FileName = done.audio.parse().map_err(|_| changed())?;
    let master = desk.output().open_narration(&file).ok_or_else(changed)?;
    if master.manifest.fingerprint != listed.fingerprint {
        return Err(changed());
    }
    let review =
        Review { rule: Some(rule.told()), ..review::of(&master.manifest, Decision::Approved, (editor, &desk.now())) };
    review::keep(desk, (&record, &done), master, review).map_err(told)?;
    let (by, did) = (editor.0.to_string(), "Approved by rule".to_owned());
    // Nobody may be looking.
    let _ = desk.events.send(Event::Changed { name: name.clone(), by, did });
    Ok(())
}
