//! How a narration is, for the script of its page.

use serde_json::{Value, json};

use super::Desk;
use super::article_text::text;
use super::entry::Stand;
use super::history;
use super::opened::{Line, Opened};
use super::refusal::Refusal;

/// Returns all that the page of a narration shows.
pub(super) fn answer(desk: &Desk, opened: &Opened) -> Result<Value, Refusal> {
    let manifest = &opened.master.manifest;
    let name = manifest.name();
    let sentences: Vec<Value> = opened.lines.iter().map(line).collect();
    let blocks: Vec<Value> = match &opened.text {
        Ok(text) => text
            .prepared
            .script
            .blocks
            .iter()
            .map(|block| json!({ "kind": block.kind.name(), "read": block.verdict.is_kept() }))
            .collect(),
        Err(_) => Vec::new(),
    };
    let entry = desk.list().named(name).cloned().unwrap_or_default();
    Ok(json!({
        "name": name,
        "fingerprint": manifest.fingerprint,
        "durationMs": manifest.duration_ms,
        "sound": format!("/sound/{}/{}", manifest.audio_hash, manifest.audio),
        "peaks": format!("/peaks/{}/{}", manifest.audio_hash, manifest.audio),
        "voice": manifest.voice,
        "voices": voices(opened),
        "takesIpa": takes_ipa(opened),
        "lufs": manifest.loudness.integrated_lufs,
        "isEditable": opened.text.is_ok(),
        "approval": desk.way(&opened.record).approval,
        "review": manifest.decision(),
        "isOdd": entry.stand() == Stand::Ear,
        "stale": entry.stale,
        "isPublished": entry.is_published(),
        "places": entry.published.as_ref().map(|at| at.places.clone()).unwrap_or_default(),
        "sentences": sentences,
        "blocks": blocks,
        "steps": history::told(desk, name)?,
        "html": text(opened, entry.stale).into_string(),
    }))
}

fn line(line: &Line) -> Value {
    json!({
        "written": line.written.trim(),
        "spoken": line.spoken,
        "unedited": line.unedited,
        "block": line.block,
        "start": line.heard.map(|(start, _)| start),
        "end": line.heard.map(|(_, end)| end),
        "pauseMs": line.pause_ms,
        "doubt": line.doubt,
        "isGood": line.is_good,
        "flag": line.flag,
        "guessed": line.guessed,
        "newWords": line.new_words,
        "isEdited": line.is_edited,
        "isChanged": line.is_changed,
        "isOdd": line.is_odd(),
        "voice": line.manner.voice.as_ref().or(line.voice.as_ref()),
        "speed": line.manner.speed_percent.unwrap_or(100),
        "take": line.manner.take.unwrap_or_default(),
        "takes": line.takes,
        "recordedBy": line.manner.recording.as_ref().map(|recording| recording.by.as_deref().unwrap_or("a person")),
    })
}

/// Returns whether the voice that reads can be told sounds.
fn takes_ipa(opened: &Opened) -> bool {
    let mut speakers = opened.narrator.cast.speakers();
    let reader = speakers.find(|speaker| speaker.voice.name == opened.master.manifest.voice);
    reader.is_none_or(|reader| reader.engine.capabilities().takes_ipa)
}

/// Returns the voices that a part of the article may be said by, each with a line on it.
fn voices(opened: &Opened) -> Vec<Value> {
    let Ok(text) = &opened.text else { return Vec::new() };
    let voices = opened.narrator.cast.nameable(&text.prepared.script.language);
    voices.iter().map(|voice| json!({ "name": voice.name, "about": voice.description })).collect()
}
