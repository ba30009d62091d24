//! Decisions: approved, changes wanted, rejected. Each is of what was listened to, and refused when that is another by now.

use axum::Json;
use axum::http::header::IF_MATCH;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::Desk;
use super::gate::Editor;
use super::refusal::Refusal;
use super::respeak::Changing;
use crate::catalogue::{Done, Record, State as Status};
use crate::channel::{Approval, Verdict};
use crate::master::{Decision, Manifest, Master, MasterError, Review};

/// What was decided.
#[derive(Debug, Deserialize)]
pub(super) struct Decided {
    verdict: Decision,
    #[serde(default)]
    note: String,
}

/// Makes a decision about a narration as it is, by someone and at a time.
pub(super) fn of(manifest: &Manifest, verdict: Decision, (editor, at): (&Editor, &str)) -> Review {
    Review {
        verdict,
        fingerprint: manifest.fingerprint.clone(),
        sound_hash: manifest.sound_hash.clone(),
        by: editor.0.to_string(),
        at: at.to_owned(),
        rule: None,
        note: String::new(),
    }
}

/// Keeps a decision: in the manifest, for the service, and in the catalogue.
pub(super) fn keep(
    desk: &Desk,
    (record, done): (&Record, &Done),
    master: Master,
    review: Review,
) -> Result<(), Refusal> {
    let audio = master.manifest.audio.clone();
    desk.output().review(master, review.clone())?;
    note_for_service(desk, &audio, &review)?;
    let done = Done { review: Some(review), ..done.clone() };
    Ok(desk.note(Record { state: Status::Done(Box::new(done)), ..record.clone() })?)
}

/// Tells `aloud run`, which publishes what it follows once it is approved.
fn note_for_service(desk: &Desk, audio: &str, review: &Review) -> Result<(), Refusal> {
    let verdict = match review.verdict {
        Decision::Approved => Verdict::Approved,
        Decision::ChangesWanted => Verdict::Waiting,
        Decision::Rejected => Verdict::Rejected,
    };
    let at_ms = desk.now_ms();
    let (fingerprint, by) = (review.fingerprint.clone(), Some(review.by.clone()));
    let written = Approval { fingerprint, verdict, by, at_ms }.write(desk.folder(), audio);
    written.map_err(|source| MasterError::Write { path: Approval::path(desk.folder(), audio), source })?;
    if let Some(register) = &desk.setup.register {
        register.decided();
    }
    Ok(())
}

/// Notes a decision in the manifest.
pub(super) async fn decide(
    changing: Changing,
    headers: HeaderMap,
    Json(Decided { verdict, note }): Json<Decided>,
) -> Result<Response, Refusal> {
    let (desk, name) = (&changing.desk, &changing.name);
    let heard = headers.get(IF_MATCH).and_then(|value| value.to_str().ok()).map(|tag| tag.trim_matches('"'));
    let missing = "say by If-Match which narration was listened to";
    let heard = heard.ok_or_else(|| Refusal::new(StatusCode::PRECONDITION_REQUIRED, missing))?;
    let note: String = note.trim().chars().take(2_000).collect();
    if verdict == Decision::ChangesWanted && note.is_empty() {
        return Err(Refusal::wrong("say what is to be changed"));
    }
    let _held = desk.hold(name).await?;
    let opened = desk.open_narration(name).await?;
    let manifest = &opened.master.manifest;
    if manifest.fingerprint != heard {
        return Err(Refusal::changed(&manifest.fingerprint));
    }
    let review = Review { note, ..of(manifest, verdict, (&changing.editor, &desk.now())) };
    keep(desk, (&opened.record, &opened.done), opened.master.clone(), review)?;
    changing.tell(match verdict {
        Decision::Approved => "Approved",
        Decision::ChangesWanted => "Changes wanted",
        Decision::Rejected => "Rejected",
    });
    changing.told().await
}
