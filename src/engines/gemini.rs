//! Gemini's speaking models: a prompt in, bare samples out. They take no pace; what they are told of it stands in the
//! instructions.

use std::sync::Arc;

use async_trait::async_trait;
use reqwest::Url;
use reqwest::header::HeaderValue;
use serde::{Deserialize, Serialize};

use super::http::{Http, endpoint, from_base64, pace, secret_header};
use super::key::VoiceKeys;
use super::pieces::{Limit, Pieced};
use super::{BuildError, settings, sound};
use crate::audio::{Clip, SampleRate};
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest};
use crate::voice::Voice;

/// Bytes a request. The interface counts tokens (8 192 in); a token is never less than a byte, and the same models behind
/// Google Cloud take 4 000 bytes.
const MAX_BYTES: usize = 4_000;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The server and the version of the interface.
    #[serde(default = "official_url")]
    url: String,
    /// The model.
    model: String,
    /// The voice, such as `Kore`.
    voice: String,
    /// What stands before the text, such as `Read aloud in a calm voice:`.
    #[serde(default)]
    instructions: String,
}

#[derive(Serialize)]
struct Body<'a> {
    contents: [Content; 1],
    #[serde(rename = "generationConfig")]
    generation_config: GenerationConfig<'a>,
}

#[derive(Serialize)]
struct Content {
    parts: [Part; 1],
    role: &'static str,
}

#[derive(Serialize)]
struct Part {
    text: String,
}

#[derive(Serialize)]
struct GenerationConfig<'a> {
    #[serde(rename = "responseModalities")]
    response_modalities: [&'static str; 1],
    #[serde(rename = "speechConfig")]
    speech_config: SpeechConfig<'a>,
}

/// From here on the official SDK writes names with underscores; the service reads both.
#[derive(Serialize)]
struct SpeechConfig<'a> {
    voice_config: VoiceConfig<'a>,
}

#[derive(Serialize)]
struct VoiceConfig<'a> {
    prebuilt_voice_config: PrebuiltVoice<'a>,
}

#[derive(Serialize)]
struct PrebuiltVoice<'a> {
    voice_name: &'a str,
}

#[derive(Deserialize)]
struct Said {
    candidates: Vec<Candidate>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Candidate {
    content: Option<SaidContent>,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct SaidContent {
    #[serde(default)]
    parts: Vec<SaidPart>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SaidPart {
    inline_data: Option<InlineData>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InlineData {
    mime_type: String,
    data: String,
}

struct Gemini {
    identity: String,
    settings: Settings,
    http: Http,
    url: Url,
    key: HeaderValue,
}

fn official_url() -> String {
    "https://generativelanguage.googleapis.com/v1".to_owned()
}

/// Builds the engine; the voice names the key `api`.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let keys = VoiceKeys::of(voice, keyring)?;
    let most = MAX_BYTES.saturating_sub(settings.instructions.len() + 1).max(MAX_BYTES / 4);
    let url = endpoint(voice, &settings.url, &format!("/models/{}:generateContent", settings.model))?;
    let engine = Gemini {
        identity: format!("gemini/{}", settings.model),
        settings,
        key: secret_header(voice, "", &keys.need(voice, "api")?)?,
        http: Http::new(&url, keys)?,
        url,
    };
    Ok(Arc::new(Pieced::new(engine, Limit::bytes(most))))
}

#[async_trait]
impl Engine for Gemini {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { concurrency: 4, uses_context: false, takes_ipa: false }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Clip, EngineError> {
        pace(request, 100..=100)?;
        let text = match self.settings.instructions.as_str() {
            "" => request.text.clone(),
            instructions => format!("{instructions} {}", request.text),
        };
        let prebuilt_voice_config = PrebuiltVoice { voice_name: &self.settings.voice };
        let speech_config = SpeechConfig { voice_config: VoiceConfig { prebuilt_voice_config } };
        let body = Body {
            contents: [Content { parts: [Part { text }], role: "user" }],
            generation_config: GenerationConfig { response_modalities: ["AUDIO"], speech_config },
        };
        let asking = self.http.post_json(self.url.clone(), &body).header("x-goog-api-key", self.key.clone());
        let said: Said = self.http.json(&self.http.ask(asking).await?)?;
        clip(said)
    }
}

/// Joins the parts of the answer; one that holds none says why in its reason.
fn clip(said: Said) -> Result<Clip, EngineError> {
    let Some(candidate) = said.candidates.into_iter().next() else {
        return Err(EngineError::BadAudio("the answer is empty".to_owned()));
    };
    let parts = candidate.content.map(|content| content.parts).unwrap_or_default();
    let (mut bytes, mut rate) = (Vec::new(), SampleRate::MASTER);
    for data in parts.into_iter().filter_map(|part| part.inline_data) {
        // `audio/L16;codec=pcm;rate=24000`
        let said = data.mime_type.split(';').find_map(|part| part.trim().strip_prefix("rate=")?.parse().ok());
        rate = said.and_then(SampleRate::new).unwrap_or(rate);
        bytes.extend(from_base64(&data.data)?);
    }
    match candidate.finish_reason.as_deref() {
        _ if bytes.is_empty() => {
            let reason = candidate.finish_reason.unwrap_or_else(|| "no reason given".to_owned());
            Err(EngineError::BadAudio(format!("the answer holds no sound ({reason})")))
        }
        Some("MAX_TOKENS") => Err(EngineError::BadAudio("it is cut off".to_owned())),
        _ => sound::clip(bytes, Some(rate)),
    }
}
