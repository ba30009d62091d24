//! Any server with `/v1/audio/speech`: OpenAI itself, Kokoro-FastAPI, Speaches, LocalAI, Chatterbox servers.

use std::sync::Arc;

use async_trait::async_trait;
use reqwest::Url;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use serde::{Deserialize, Serialize};

use super::http::{Http, endpoint, pace, secret_header};
use super::key::VoiceKeys;
use super::pieces::{Limit, Pieced};
use super::{BuildError, settings, sound};
use crate::audio::{Bare, Clip, SampleRate, is_file};
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest};
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
    identity: String,
    settings: Settings,
    http: Http,
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
    let engine = OpenAi {
        identity: format!("openai/{}", settings.model),
        settings,
        authorization,
        http: Http::new(&url, keys)?,
        url,
    };
    Ok(Arc::new(Pieced::new(engine, Limit::chars(MAX_CHARS))))
}

#[async_trait]
impl Engine for OpenAi {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { concurrency: 8, uses_context: false, takes_ipa: false }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Clip, EngineError> {
        let body = Body {
            model: &self.settings.model,
            input: &request.text,
            voice: &self.settings.voice,
            instructions: self.settings.instructions.as_deref(),
            response_format: self.settings.format,
            speed: pace(request, PACE_PERCENT)?,
        };
        let mut asking = self.http.post_json(self.url.clone(), &body).header(ACCEPT, "application/octet-stream");
        if let Some(authorization) = &self.authorization {
            asking = asking.header(AUTHORIZATION, authorization.clone());
        }
        let audio = self.http.audio(self.http.ask(asking).await?)?;
        match self.settings.pcm {
            Some(bare) if !is_file(&audio) => sound::bare_clip(&audio, bare),
            _ => sound::clip(audio, Some(SampleRate::MASTER)),
        }
    }
}
