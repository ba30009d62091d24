//! Any server with `/v1/audio/speech`: OpenAI itself, Kokoro-FastAPI, Speaches, LocalAI, Chatterbox servers.

use std::sync::Arc;

use reqwest::Url;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use serde::{Deserialize, Serialize};

use super::http::{Answer, HttpEngine, Profile, Request, Service, Wire, endpoint, secret_header};
use super::key::VoiceKeys;
use super::pace::pace;
use super::pieces::Limit;
use super::{BuildError, settings};
use crate::audio::{Bare, Clip, SampleRate};
use crate::secrets::Keyring;
use crate::speech::{Engine, EngineError, SpeechRequest};
use crate::voice::Voice;

/// Characters a request (the official SDK 3.54.0 on `input`). Other servers take more, or cut longer texts themselves.
const MAX_CHARS: usize = 4_096;
/// The paces the interface takes, in percent (the same, on `speed`).
const PACE_PERCENT: std::ops::RangeInclusive<u16> = 25..=400;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The server, up to and with `/v1`.
    url: String,
    /// The server's name for the model.
    model: String,
    /// The server's name for the voice.
    voice: String,
    /// How to speak, for models that take advice.
    instructions: Option<String>,
    /// How the samples of `pcm` are written; 24 kHz, mono, 16 bits by the interface's definition.
    pcm: Option<Bare>,
    /// The format asked for.
    #[serde(default)]
    format: Format,
}

/// Formats that can be read here; the first three lose nothing. `pcm` is 24 kHz by the interface's definition.
#[derive(Clone, Copy, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Wav,
    Flac,
    Pcm,
    Mp3,
    Opus,
    Aac,
}

struct OpenAi {
    settings: Settings,
    url: Url,
    authorization: Option<HeaderValue>,
}

/// The body, its fields in the order of the official client.
#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    input: &'a str,
    voice: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    instructions: Option<&'a str>,
    response_format: Format,
    #[serde(skip_serializing_if = "Option::is_none")]
    speed: Option<f64>,
}

/// Builds the engine; a voice without the key `api` asks without one, as servers of one's own like it.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let keys = VoiceKeys::of(voice, keyring)?;
    let authorization = keys.get("api").map(|key| secret_header(voice, "Bearer ", key)).transpose()?;
    let url = endpoint(voice, &settings.url, "/audio/speech")?;
    let profile = Profile::new(format!("openai/{}", settings.model), 8).up_to(Limit::chars(MAX_CHARS));
    let wire = Wire::new(&url, keys)?;
    Ok(HttpEngine::start(OpenAi { settings, url, authorization }, profile, wire))
}

impl Service for OpenAi {
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError> {
        let body = Body {
            model: &self.settings.model,
            input: &ask.text,
            voice: &self.settings.voice,
            instructions: self.settings.instructions.as_deref(),
            response_format: self.settings.format,
            speed: pace(ask, PACE_PERCENT)?,
        };
        let request =
            Request::json(self.url.clone(), &body).with(ACCEPT, HeaderValue::from_static("application/octet-stream"));
        Ok(match &self.authorization {
            Some(authorization) => request.with(AUTHORIZATION, authorization.clone()),
            None => request,
        })
    }

    fn read(&self, answer: Answer, _ask: &SpeechRequest) -> Result<Clip, EngineError> {
        answer.sound(Some(self.settings.pcm.unwrap_or(SampleRate::MASTER.into())))
    }
}
