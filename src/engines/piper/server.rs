//! Piper's own HTTP server (`python3 -m piper.http_server`), which keeps its weights loaded between sentences.

use std::sync::Arc;

use reqwest::Url;
use serde::{Deserialize, Serialize};

use super::super::http::{Answer, HttpEngine, Profile, Request, Service, Wire, endpoint};
use super::super::key::VoiceKeys;
use super::super::{BuildError, settings, worded_text};
use crate::audio::Clip;
use crate::secrets::Keyring;
use crate::speech::{Engine, EngineError, SpeechRequest};
use crate::voice::Voice;

/// Requests at once: the server takes them side by side, and each uses every core.
const CONCURRENCY: usize = 2;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// Where the server takes texts; since Piper 1.4 that is `/synthesize`, before it was `/`.
    url: String,
    /// How long everything takes, as the server counts it; 1 unless the weights ask for another.
    #[serde(default = "one")]
    length_scale: f64,
    /// What else the server is told.
    #[serde(flatten)]
    said: Said,
}

/// The settings that go to the server as they are.
#[derive(Serialize, Deserialize)]
struct Said {
    /// The server's name for the voice. One it does not have it replaces with the voice it was started with.
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<String>,
    /// A speaker of weights with many, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    /// The same by number.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker_id: Option<u32>,
    /// How much the sound varies.
    #[serde(skip_serializing_if = "Option::is_none")]
    noise_scale: Option<f64>,
    /// How much the lengths of sounds vary.
    #[serde(skip_serializing_if = "Option::is_none")]
    noise_w_scale: Option<f64>,
}

fn one() -> f64 {
    1.0
}

struct Piper {
    settings: Settings,
    url: Url,
}

#[derive(Serialize)]
struct Body<'a> {
    text: &'a str,
    length_scale: f64,
    #[serde(flatten)]
    said: &'a Said,
}

/// Builds the engine.
pub(in crate::engines) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let url = endpoint(voice, &settings.url, "")?;
    let wire = Wire::new(&url, VoiceKeys::of(voice, keyring)?)?;
    let profile = Profile::new("piper/1".to_owned(), CONCURRENCY);
    Ok(HttpEngine::start(Piper { settings, url }, profile, wire))
}

impl Service for Piper {
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError> {
        let text = worded_text(&ask.text);
        if text.is_empty() {
            return Err(EngineError::refused("there is nothing to say in it"));
        }
        let body = Body {
            text: &text,
            length_scale: self.settings.length_scale * 100.0 / f64::from(ask.speed_percent.max(1)),
            said: &self.settings.said,
        };
        Ok(Request::json(self.url.clone(), &body))
    }

    fn read(&self, answer: Answer, _ask: &SpeechRequest) -> Result<Clip, EngineError> {
        answer.sound(None)
    }
}
