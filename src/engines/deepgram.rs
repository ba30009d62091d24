//! Deepgram Aura: text in, a WAV out.

use std::sync::Arc;

use async_trait::async_trait;
use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use serde::{Deserialize, Serialize};

use super::http::{Http, endpoint, pace, secret_header};
use super::key::VoiceKeys;
use super::pieces::{Limit, Pieced};
use super::{BuildError, settings, sound};
use crate::audio::Clip;
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest};
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
    identity: String,
    http: Http,
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
    let engine = Deepgram {
        identity: format!("deepgram/{}", settings.model),
        authorization: secret_header(voice, "Token ", &keys.need(voice, "api")?)?,
        http: Http::new(&url, keys)?,
        url,
    };
    Ok(Arc::new(Pieced::new(engine, Limit::chars(MAX_CHARS))))
}

#[async_trait]
impl Engine for Deepgram {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { concurrency: 8, uses_context: false, takes_ipa: false }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Clip, EngineError> {
        let mut url = self.url.clone();
        if let Some(pace) = pace(request, PACE_PERCENT)? {
            url.query_pairs_mut().append_pair("speed", &pace.to_string());
        }
        let asking = self.http.post_json(url, &Body { text: &request.text });
        let answer = self.http.ask(asking.header(AUTHORIZATION, self.authorization.clone())).await?;
        sound::clip(self.http.audio(answer)?, None)
    }
}
