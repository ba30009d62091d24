//! ElevenLabs: speech with the time of every character, its intonation carried from the sentences around.

use std::sync::Arc;

use reqwest::Url;
use reqwest::header::HeaderValue;
use serde::{Deserialize, Serialize};

use super::http::{Answer, HttpEngine, Profile, Request, Service, Wire, endpoint, from_base64, secret_header};
use super::key::VoiceKeys;
use super::pace::pace;
use super::pieces::Limit;
use super::{BuildError, marks, settings, sound};
use crate::audio::{Clip, SampleRate};
use crate::secrets::Keyring;
use crate::speech::{Engine, EngineError, SpeechRequest};
use crate::voice::Voice;

/// The paces the service takes, in percent (its API reference on `voice_settings.speed`).
const PACE_PERCENT: std::ops::RangeInclusive<u16> = 70..=120;
/// Characters a request, by the beginning of the model's id (`help.elevenlabs.io`, "What's the maximum amount of characters
/// and text I can generate?", and the service's page on models). The flash and turbo models take three times as much, which
/// would be half an hour in one answer.
const MAX_CHARS: &[(&str, usize)] =
    &[("eleven_flash", 10_000), ("eleven_turbo", 10_000), ("eleven_multilingual", 10_000), ("eleven_v3", 5_000)];
/// What any model takes: `eleven_v4`, the least of them.
const UNKNOWN_MODEL_CHARS: usize = 2_000;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The server; those for data residency have other names.
    #[serde(default = "official_url")]
    url: String,
    /// The model's id.
    model: String,
    /// The voice's id.
    voice: String,
    /// The language to insist on, ISO 639-1.
    language: Option<String>,
    /// The same number makes the same request sound alike.
    seed: Option<u32>,
    /// `auto`, `on` or `off`.
    text_normalization: Option<String>,
    /// Whether the sentences around are sent too; models of the third generation refuse them.
    #[serde(default = "with_context")]
    context: bool,
    /// How the voice is to behave; what is not set stays as it is kept at the service.
    #[serde(default)]
    voice_settings: VoiceSettings,
}

#[derive(Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct VoiceSettings {
    #[serde(skip_serializing_if = "Option::is_none")]
    stability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    use_speaker_boost: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    similarity_boost: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<f64>,
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    speed: Option<f64>,
}

#[derive(Serialize)]
struct Body<'a> {
    text: &'a str,
    model_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voice_settings: Option<VoiceSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u32>,
    #[serde(skip_serializing_if = "str::is_empty")]
    previous_text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    next_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    apply_text_normalization: Option<&'a str>,
}

#[derive(Deserialize)]
struct Said {
    audio_base64: String,
    alignment: Option<Alignment>,
}

/// When each character of the text is heard.
#[derive(Deserialize)]
struct Alignment {
    characters: Vec<String>,
    character_start_times_seconds: Vec<f64>,
    character_end_times_seconds: Vec<f64>,
}

struct ElevenLabs {
    settings: Settings,
    url: Url,
    key: HeaderValue,
}

fn official_url() -> String {
    "https://api.elevenlabs.io".to_owned()
}

fn with_context() -> bool {
    true
}

/// Builds the engine; the voice names the key `api`.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let keys = VoiceKeys::of(voice, keyring)?;
    let mut url = endpoint(voice, &settings.url, "/v1/text-to-speech")?;
    if let Ok(mut path) = url.path_segments_mut() {
        path.extend([&settings.voice, "with-timestamps"]);
    }
    url.query_pairs_mut().append_pair("output_format", "pcm_24000");
    let most = MAX_CHARS
        .iter()
        .find(|(model, _)| settings.model.starts_with(model))
        .map_or(UNKNOWN_MODEL_CHARS, |(_, most)| *most);
    let key = secret_header(voice, "", &keys.need(voice, "api")?)?;
    let mut profile = Profile::new(format!("elevenlabs/{}", settings.model), 5).up_to(Limit::chars(most));
    profile.capabilities.uses_context = settings.context;
    let wire = Wire::new(&url, keys)?;
    Ok(HttpEngine::start(ElevenLabs { settings, url, key }, profile, wire))
}

impl Service for ElevenLabs {
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError> {
        let speed = pace(ask, PACE_PERCENT)?;
        let voice_settings = VoiceSettings { speed, ..self.settings.voice_settings.clone() };
        let body = Body {
            text: &ask.text,
            model_id: &self.settings.model,
            language_code: self.settings.language.as_deref(),
            voice_settings: (voice_settings != VoiceSettings::default()).then_some(voice_settings),
            seed: self.settings.seed,
            previous_text: &ask.context.before,
            next_text: &ask.context.after,
            apply_text_normalization: self.settings.text_normalization.as_deref(),
        };
        Ok(Request::json(self.url.clone(), &body).with("xi-api-key", self.key.clone()))
    }

    fn read(&self, answer: Answer, ask: &SpeechRequest) -> Result<Clip, EngineError> {
        let said: Said = answer.json()?;
        let mut clip = sound::clip(from_base64(&said.audio_base64)?, Some(SampleRate::MASTER.into()))?;
        if let Some(alignment) = &said.alignment {
            let starts = alignment.character_start_times_seconds.iter().copied();
            let times = starts.zip(alignment.character_end_times_seconds.iter().copied());
            let characters = alignment.characters.iter().zip(times).map(|(c, (start, end))| (c.as_str(), start, end));
            marks::add_characters(&mut clip, &ask.text, &characters.collect::<Vec<_>>());
        }
        Ok(clip)
    }
}
