//! Gemini's speaking models: a prompt in, bare samples out. They take no pace; what they are told of it stands in the
//! instructions.

use std::sync::Arc;

use reqwest::Url;
use reqwest::header::HeaderValue;
use serde::{Deserialize, Serialize};

use super::http::{Answer, HttpEngine, Profile, Request, Service, Wire, endpoint, from_base64, secret_header};
use super::key::VoiceKeys;
use super::pace::pace;
use super::pieces::Limit;
use super::{BuildError, settings, sound};
use crate::audio::{Clip, Declared, SampleRate};
use crate::secrets::Keyring;
use crate::speech::{Engine, EngineError, SpeechRequest};
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
    settings: Settings,
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
    let key = secret_header(voice, "", &keys.need(voice, "api")?)?;
    let profile = Profile::new(format!("gemini/{}", settings.model), 4).up_to(Limit::bytes(most));
    let wire = Wire::new(&url, keys)?;
    Ok(HttpEngine::start(Gemini { settings, url, key }, profile, wire))
}

impl Service for Gemini {
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError> {
        pace(ask, 100..=100)?;
        let text = match self.settings.instructions.as_str() {
            "" => ask.text.clone(),
            instructions => format!("{instructions} {}", ask.text),
        };
        let prebuilt_voice_config = PrebuiltVoice { voice_name: &self.settings.voice };
        let speech_config = SpeechConfig { voice_config: VoiceConfig { prebuilt_voice_config } };
        let body = Body {
            contents: [Content { parts: [Part { text }], role: "user" }],
            generation_config: GenerationConfig { response_modalities: ["AUDIO"], speech_config },
        };
        Ok(Request::json(self.url.clone(), &body).with("x-goog-api-key", self.key.clone()))
    }

    fn read(&self, answer: Answer, _ask: &SpeechRequest) -> Result<Clip, EngineError> {
        clip(answer.json()?)
    }
}

/// Joins the parts of the answer; one that holds none says why in its reason.
fn clip(said: Said) -> Result<Clip, EngineError> {
    let Some(candidate) = said.candidates.into_iter().next() else {
        return Err(EngineError::bad_audio("the answer is empty"));
    };
    let parts = candidate.content.map(|content| content.parts).unwrap_or_default();
    let (mut bytes, mut declared) = (Vec::new(), Declared::default());
    for data in parts.into_iter().filter_map(|part| part.inline_data) {
        // `audio/L16;codec=pcm;rate=24000`
        declared = Declared::of_media_type(&data.mime_type);
        bytes.extend(from_base64(&data.data)?);
    }
    match candidate.finish_reason.as_deref() {
        _ if bytes.is_empty() => {
            let reason = candidate.finish_reason.unwrap_or_else(|| "no reason given".to_owned());
            Err(EngineError::bad_audio(format!("the answer holds no sound ({reason})")))
        }
        Some("MAX_TOKENS") => Err(EngineError::bad_audio("it is cut off")),
        _ => sound::declared_clip(bytes, Some(SampleRate::MASTER.into()), declared),
    }
}
