//! A recording of one's own for a sentence: taken by what it is, made like the voice's clips, kept beside the narration.

use std::io::Cursor;

use axum::Json;
use axum::body::Bytes;
use axum::extract::RawQuery;
use axum::response::Response;
use serde::Deserialize;

use super::applied::take;
use super::gate::Editor;
use super::opened::Opened;
use super::refusal::Refusal;
use super::respeak::Changing;
use super::wording::Sentence;
use crate::audio::{Clip, SampleRate, SpeechLevel, at_rate, decode, from_db, speech_range, to_i16};
use crate::edits::{Change, Edits};
use crate::file_name::FileName;
use crate::pipeline::Trial;
use crate::script::{Manner, Recording};
use crate::speech::aside;

/// The largest file that is taken: a minute of stereo WAV at 96 kHz with 24 bits has 33 MB; as recorders and phones make them, 20.
pub(super) const MAX_UPLOAD_BYTES: usize = 24 << 20;
/// The longest recording of a sentence, in seconds. Taste.
const LONGEST_S: usize = 60;
/// How far a recording is turned up or down to be as loud as the voice, in dB: beyond that its noise would be heard.
const MOST_DB: f64 = 24.0;

/// Takes a recording of a sentence, and has it heard in the place of the voice.
pub(super) async fn put(changing: Changing, RawQuery(query): RawQuery, body: Bytes) -> Result<Response, Refusal> {
    let (at, by) = asked(&query.unwrap_or_default(), &changing.editor)?;
    let (desk, name) = (&changing.desk, &changing.name);
    let _held = desk.hold(name).await?;
    let opened = desk.open_narration(name).await?;
    opened.line(at.sentence, &at.written)?;
    let level = voice_level(&opened, at.sentence).await?;
    let wav = aside(move || made_like_clips(body.to_vec(), level)).await?;
    let hash = blake3::hash(&wav).to_hex().to_string();
    let file: FileName = format!("{name}.recording-{}.wav", &hash[..12])
        .parse()
        .map_err(|_| Refusal::wrong("no recording can be kept beside a narration of this name"))?;
    desk.output().keep(&file, &wav)?;
    let file = file.as_str().to_owned();
    let recording = Recording { file, hash, by };
    let change = |opened: &Opened, edits: &mut Edits| {
        take(opened, edits, at.sentence, |change| matches!(change, Change::Recording(_)))?;
        edits.edits.push(changing.edit_of(opened, at.sentence, Change::Recording(recording))?);
        Ok(format!("A recording of one's own for sentence {}", at.sentence + 1))
    };
    changing.edit_opened(&opened, change).await?;
    changing.told().await
}

/// Has the voice say a sentence again. The file of the recording stays, for whoever undoes this.
pub(super) async fn remove(changing: Changing, Json(at): Json<Sentence>) -> Result<Response, Refusal> {
    let what = format!("The voice says sentence {} again", at.sentence + 1);
    changing.replace(&at, |change| matches!(change, Change::Recording(_)), None, what).await
}

/// What the query of an upload says.
#[derive(Deserialize, Default)]
struct Asked {
    sentence: Option<usize>,
    written: Option<String>,
    by: Option<String>,
}

/// Reads which sentence it is, and who says it: the editor, unless they name someone.
fn asked(query: &str, editor: &Editor) -> Result<(Sentence, Option<String>), Refusal> {
    let mut asked = Asked::default();
    for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
        match &*key {
            "sentence" => asked.sentence = value.parse().ok(),
            "written" => asked.written = Some(value.into_owned()),
            "by" => asked.by = Some(value.trim().chars().take(60).collect()),
            _ => {}
        }
    }
    let by = asked.by.filter(|by| !by.is_empty()).unwrap_or_else(|| editor.0.to_string());
    match (asked.sentence, asked.written) {
        (Some(sentence), Some(written)) => Ok((Sentence { sentence, written }, Some(by))),
        _ => Err(Refusal::wrong("say which sentence it is a recording of")),
    }
}

/// Returns how loud the voice says a sentence, in LUFS.
async fn voice_level(opened: &Opened, index: usize) -> Result<Option<f64>, Refusal> {
    let prepared = &opened.text()?.prepared;
    let sentence = prepared.script.sentences.get(index).ok_or_else(|| Refusal::unknown("such sentence"))?;
    let trial = Trial {
        spoken: sentence.spoken.clone(),
        pronunciations: sentence.pronunciations.clone(),
        manner: Manner { recording: None, ..sentence.manner.clone() },
    };
    let clip = prepared.try_out(index, trial, &opened.narrator).await?;
    Ok(SpeechLevel::of(&clip, 0..clip.samples.len() as u64).lufs())
}

/// Makes a WAV like the voice's clips of an uploaded file: one channel at the master's rate, the speech alone, as loud as the voice.
fn made_like_clips(bytes: Vec<u8>, level: Option<f64>) -> Result<Vec<u8>, Refusal> {
    let wrong = |why: &str| Refusal::wrong(format!("{why}; upload a WAV, MP3, M4A, FLAC or Opus file of the sentence"));
    let clip = decode(bytes, None).map_err(|error| wrong(&format!("this is no sound that can be read ({error})")))?;
    if clip.samples.len() > LONGEST_S * clip.rate.hz() as usize {
        return Err(wrong(&format!("the recording is longer than {LONGEST_S} seconds")));
    }
    let clip = at_rate(clip, SampleRate::MASTER);
    let range = speech_range(&clip);
    let range = usize::try_from(range.start).unwrap_or(0)..usize::try_from(range.end).unwrap_or(0);
    let samples = clip.samples.get(range).unwrap_or_default().to_vec();
    if samples.is_empty() {
        return Err(wrong("no one is heard in it"));
    }
    let clip = Clip { samples, ..clip };
    let own = SpeechLevel::of(&clip, 0..clip.samples.len() as u64).lufs();
    let db = level.zip(own).map_or(0.0, |(level, own)| (level - own).clamp(-MOST_DB, MOST_DB));
    // Rather softer than the voice than clipped.
    let highest = clip.samples.iter().fold(0.0_f32, |highest, sample| highest.max(sample.abs()));
    let gain = from_db(db).min(0.98 / highest.max(f32::EPSILON));
    wav(&clip, gain).map_err(|error| wrong(&error.to_string()))
}

/// Writes a clip as a WAV.
pub(super) fn wav(clip: &Clip, gain: f32) -> Result<Vec<u8>, hound::Error> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: clip.rate.hz(),
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, spec)?;
    for sample in &clip.samples {
        writer.write_sample(to_i16(sample * gain))?;
    }
    writer.finalize()?;
    Ok(bytes.into_inner())
}
