//! Words and sentences heard before anything is changed: in the article's voice, as they would be in the narration.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::opened::Opened;
use super::own_recording;
use super::refusal::Refusal;
use super::room::Room;
use super::wording::{Sentence, Wording};
use crate::audio::{Clip, SpeechLevel, from_db};
use crate::edits::{Anchor, Change, Edit, Edits, SPEEDS, Said, difference, occurrences};
use crate::pipeline::Trial;
use crate::script::{self, Manner, Pronunciation, sounds};
use crate::speech::aside;

/// How loud what is tried out is, where narrations are not brought to a loudness: as most are.
const USUAL_LUFS: f64 = -16.0;

/// What is to be heard.
#[derive(Debug, Deserialize)]
pub(super) struct Hear {
    #[serde(flatten)]
    at: Sentence,
    /// The whole sentence, as it would be said.
    spoken: Option<String>,
    /// Words, as they would be said.
    wording: Option<Wording>,
    /// The voice that says it, by its name.
    voice: Option<String>,
    /// How fast, in percent of the others' pace.
    speed: Option<u16>,
    /// Which take of it, from 0.
    take: Option<u32>,
    /// Whether the words alone are to be heard.
    #[serde(default)]
    alone: bool,
}

/// Has something spoken, and answers with the sound.
pub(super) async fn hear(
    State(room): State<Arc<Room>>,
    Path(name): Path<String>,
    Json(asked): Json<Hear>,
) -> Result<Response, Refusal> {
    let opened = room.desk.open_narration(&name).await?;
    let (spoken, pronunciations) = sought(&opened, &asked)?;
    let prepared = &opened.text()?.prepared;
    let trial = Trial { spoken, pronunciations, manner: manner(&opened, &asked)? };
    let clip = prepared.try_out(asked.at.sentence, trial, &opened.narrator).await?;
    let loudness = opened.master.manifest.loudness.integrated_lufs.unwrap_or(USUAL_LUFS);
    let wav = aside(move || wav(&clip, loudness)).await.map_err(|error| Refusal::wrong(error.to_string()))?;
    Ok(([(CONTENT_TYPE, "audio/wav")], wav).into_response())
}

/// Returns how it is to be said: as it is, but for what is tried out.
fn manner(opened: &Opened, asked: &Hear) -> Result<Manner, Refusal> {
    if asked.speed.is_some_and(|percent| !SPEEDS.contains(&percent)) {
        return Err(Refusal::wrong(format!("a speed is from {} to {} percent", SPEEDS.start(), SPEEDS.end())));
    }
    let now = opened.text()?.prepared.script.sentences.get(asked.at.sentence).map(|sentence| sentence.manner.clone());
    let now = now.unwrap_or_default();
    Ok(Manner {
        voice: asked.voice.clone().or(now.voice),
        speed_percent: asked.speed.or(now.speed_percent),
        take: asked.take.or(now.take),
        // What is tried out is said by a voice.
        recording: None,
    })
}

/// Returns what is to be said.
fn sought(opened: &Opened, asked: &Hear) -> Result<(String, Vec<Pronunciation>), Refusal> {
    let index = asked.at.sentence;
    let line = opened.line(index, &asked.at.written)?;
    let script = &opened.text()?.prepared.script;
    let as_it_is = || (line.spoken.clone(), script.sentences[index].pronunciations.clone());
    let change = match (&asked.wording, &asked.spoken) {
        (Some(wording), _) if asked.alone => return alone(wording),
        (Some(wording), _) => Some(Change::Say {
            words: wording.words.clone(),
            nth: (occurrences(&wording.words, &line.spoken) > 1).then_some(1),
            said: wording.said()?,
        }),
        (None, Some(spoken)) => difference(&line.spoken, spoken),
        (None, None) => None,
    };
    let Some(change) = change else { return Ok(as_it_is()) };
    let anchor = Anchor::at_sentence(script, index).ok_or_else(|| Refusal::unknown("such sentence"))?;
    let edits = Edits { edits: vec![Edit { anchor, change, by: None, at: None }], ..Edits::default() };
    let mut script: script::Script = script.clone();
    let applied = edits.apply_to_script(&mut script, &|_| true);
    match applied.first() {
        Some((_, applied)) if !applied.standing.is_lost() => {
            let sentence = script.sentences.swap_remove(index);
            Ok((sentence.spoken, sentence.pronunciations))
        }
        _ => Err(Refusal::wrong("these words are not said in this sentence")),
    }
}

fn alone(wording: &Wording) -> Result<(String, Vec<Pronunciation>), Refusal> {
    Ok(match wording.said()? {
        Said::Alias(alias) => (alias, Vec::new()),
        Said::Ipa(ipa) => sounding(wording, ipa),
        Said::In(language) => sounding(wording, sounds::ipa(&wording.words, &language).unwrap_or_default()),
    })
}

/// Returns words with their sounds.
fn sounding(wording: &Wording, ipa: String) -> (String, Vec<Pronunciation>) {
    let words = wording.words.trim().to_owned();
    let range = 0..words.len();
    (words, vec![Pronunciation { range, ipa, alias: None }])
}

/// Writes a clip as a WAV, as loud as the narration: what is louder sounds better, whatever it says.
fn wav(clip: &Clip, lufs: f64) -> Result<Vec<u8>, hound::Error> {
    let level = SpeechLevel::of(clip, 0..clip.samples.len() as u64).lufs();
    let gain = from_db(level.map_or(0.0, |level| (lufs - level).clamp(-20.0, 20.0)));
    own_recording::wav(clip, gain)
}
