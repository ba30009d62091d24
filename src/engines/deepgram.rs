//! Deepgram Aura: text in, a WAV out.

use std::sync::Arc;

use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use serde::{Deserialize, Serialize};

use super::http::{Answer, HttpEngine, Profile, Request, Service, Wire, endpoint, secret_header};
use super::key::VoiceKeys;
use super::pace::pace;
use super::pieces::Limit;
use super::{BuildError, settings};
use crate::audio::Clip;
use crate::secrets::Keyring;
use crate::speech::{Engine, EngineError, SpeechRequest};
use crate::voice::Voice;

/// Characters a request (the service's text-to-speech documentation, character limits).
const MAX_CHARS: usize = 2_000;
/// The paces the service takes, in percent (its documentation on `speed`).
const PACE_PERCENT: std::ops::RangeInclusive<u16> = 70..=150;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The server.
    #[serde(default = "official_url")]
    url: String,
    /// The model, which is also the voice, such as `aura-2-thalia-en`.
    model: String,
}

#[derive(Serialize)]
struct Body<'a> {
    text: &'a str,
}

struct Deepgram {
    url: Url,
    authorization: HeaderValue,
}

fn official_url() -> String {
    "https://api.deepgram.com".to_owned()
}

/// Builds the engine; the voice names the key `api`.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let keys = VoiceKeys::of(voice, keyring)?;
    let mut url = endpoint(voice, &settings.url, "/v1/speak")?;
    url.query_pairs_mut()
        .append_pair("container", "wav")
        .append_pair("encoding", "linear16")
        .append_pair("model", &settings.model)
        .append_pair("sample_rate", "24000");
    let authorization = secret_header(voice, "Token ", &keys.need(voice, "api")?)?;
    let profile = Profile::new(format!("deepgram/{}", settings.model), 8).up_to(Limit::chars(MAX_CHARS));
    let wire = Wire::new(&url, keys)?;
    Ok(HttpEngine::start(Deepgram { url, authorization }, profile, wire))
}

impl Service for Deepgram {
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError> {
        let mut url = self.url.clone();
        if let Some(pace) = pace(ask, PACE_PERCENT)? {
            url.query_pairs_mut().append_pair("speed", &pace.to_string());
        }
        Ok(Request::json(url, &Body { text: &ask.text }).with(AUTHORIZATION, self.authorization.clone()))
    }

    fn read(&self, answer: Answer, _ask: &SpeechRequest) -> Result<Clip, EngineError> {
        answer.sound(None)
    }
}
