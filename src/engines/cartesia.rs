//! Cartesia Sonic: a WAV in one go, or, with `timestamps`, an event stream that carries the words' times too.

use std::sync::Arc;

use reqwest::Url;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use serde::{Deserialize, Serialize};

use super::http::{
    Answer, HttpEngine, Profile, Request, Service, Wire, endpoint, from_base64, refusal_in, secret_header,
};
use super::key::VoiceKeys;
use super::marks::{self, TimedWord};
use super::pace::pace;
use super::pieces::Limit;
use super::{BuildError, settings, sound};
use crate::audio::{Clip, SampleRate};
use crate::secrets::Keyring;
use crate::speech::{Engine, EngineError, SpeechRequest};
use crate::voice::Voice;

/// The version of the interface, the one of the official SDK 4.2.0.
const VERSION: HeaderValue = HeaderValue::from_static("2026-08-14");
/// Characters a request. The service names no limit; this is two minutes of speech, beyond which a failed request costs
/// more than a pause in it.
const MAX_CHARS: usize = 2_000;
/// The paces the service takes, in percent (its API reference on `generation_config.speed`).
const PACE_PERCENT: std::ops::RangeInclusive<u16> = 60..=150;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The server.
    #[serde(default = "official_url")]
    url: String,
    /// The model's id.
    model: String,
    /// The voice's id.
    voice: String,
    /// The language of the text, such as `en`.
    language: Option<String>,
    /// Whether to ask for word times.
    #[serde(default)]
    timestamps: bool,
}

#[derive(Serialize)]
struct Body<'a> {
    model_id: &'a str,
    output_format: OutputFormat,
    transcript: &'a str,
    voice: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    add_timestamps: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    generation_config: Option<GenerationConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct OutputFormat {
    container: &'static str,
    encoding: &'static str,
    sample_rate: u32,
}

#[derive(Serialize)]
struct GenerationConfig {
    speed: f64,
}

/// An event of the stream.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Event {
    Chunk {
        data: String,
    },
    Timestamps {
        word_timestamps: WordTimestamps,
    },
    Done {},
    Error {},
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct WordTimestamps {
    words: Vec<String>,
    start: Vec<f64>,
    end: Vec<f64>,
}

struct Cartesia {
    settings: Settings,
    url: Url,
    authorization: HeaderValue,
}

fn official_url() -> String {
    "https://api.cartesia.ai".to_owned()
}

/// Builds the engine; the voice names the key `api`.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let keys = VoiceKeys::of(voice, keyring)?;
    let path = if settings.timestamps { "/tts/sse" } else { "/tts/bytes" };
    let url = endpoint(voice, &settings.url, path)?;
    let authorization = secret_header(voice, "Bearer ", &keys.need(voice, "api")?)?;
    let profile = Profile::new(format!("cartesia/{}", settings.model), 3).up_to(Limit::chars(MAX_CHARS));
    let wire = Wire::new(&url, keys)?;
    Ok(HttpEngine::start(Cartesia { settings, url, authorization }, profile, wire))
}

impl Service for Cartesia {
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError> {
        let timestamps = self.settings.timestamps;
        let container = if timestamps { "raw" } else { "wav" };
        let body = Body {
            model_id: &self.settings.model,
            output_format: OutputFormat { container, encoding: "pcm_s16le", sample_rate: 24_000 },
            transcript: &ask.text,
            voice: &self.settings.voice,
            add_timestamps: timestamps.then_some(true),
            generation_config: pace(ask, PACE_PERCENT)?.map(|speed| GenerationConfig { speed }),
            language: self.settings.language.as_deref(),
        };
        let accepted = if timestamps { "text/event-stream" } else { "audio/wav" };
        Ok(Request::json(self.url.clone(), &body)
            .with(ACCEPT, HeaderValue::from_static(accepted))
            .with(AUTHORIZATION, self.authorization.clone())
            .with("cartesia-version", VERSION))
    }

    fn read(&self, answer: Answer, ask: &SpeechRequest) -> Result<Clip, EngineError> {
        if self.settings.timestamps { joined(&answer.events()?, &ask.text) } else { answer.sound(None) }
    }
}

/// Puts the events of a whole stream together.
fn joined(events: &[String], text: &str) -> Result<Clip, EngineError> {
    let (mut bytes, mut words, mut is_done) = (Vec::new(), Vec::new(), false);
    for data in events {
        let event = serde_json::from_str(data).map_err(|_| refusal_in(data))?;
        match event {
            Event::Chunk { data } => bytes.extend(from_base64(&data)?),
            Event::Timestamps { word_timestamps: WordTimestamps { words: said, start, end } } => {
                let times = start.into_iter().zip(end);
                let timed = said.into_iter().zip(times);
                words.extend(timed.map(|(word, (start, end))| TimedWord { word, start, end: Some(end) }));
            }
            Event::Done {} => is_done = true,
            Event::Error {} => return Err(refusal_in(data)),
            Event::Other => {}
        }
    }
    if !is_done {
        return Err(EngineError::bad_audio("it is cut off"));
    }
    let mut clip = sound::clip(bytes, Some(SampleRate::MASTER.into()))?;
    marks::add_words(&mut clip, text, &words);
    Ok(clip)
}
