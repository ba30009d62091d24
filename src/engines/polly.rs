//! Amazon Polly: requests signed with SigV4; with `speech_marks`, a second request that gives the words' times.

use std::sync::Arc;

use async_trait::async_trait;
use reqwest::Url;
use serde::{Deserialize, Serialize};

use super::http::{Answer, Http, JSON, endpoint};
use super::key::VoiceKeys;
use super::marks::{self, TimedWord};
use super::pieces::{Limit, Pieced};
use super::sigv4::Signer;
use super::ssml::{escaped_chars, spoken};
use super::{BuildError, settings, sound};
use crate::audio::Clip;
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest};
use crate::voice::Voice;

/// Characters a request: 3 000 that are billed, 6 000 with markup (the service's page "Quotas in Amazon Polly"). Text goes
/// as SSML when the pace is not the voice's own; whether an escape is billed as one character is not said, so it is not
/// counted as one.
const MAX_CHARS: usize = 3_000;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The region, such as `eu-central-1`.
    region: String,
    /// The server; the region's own when not given.
    url: Option<String>,
    /// `standard`, `neural`, `long-form` or `generative`.
    engine: String,
    /// The voice's id, such as `Joanna`.
    voice: String,
    /// The language, for voices of two.
    language: Option<String>,
    /// Whether to ask for word times. They are a request of their own, and billed as one.
    #[serde(default)]
    speech_marks: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Body<'a> {
    engine: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language_code: Option<&'a str>,
    output_format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sample_rate: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speech_mark_types: Option<[&'static str; 1]>,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_type: Option<&'static str>,
    voice_id: &'a str,
}

/// A line of the speech marks.
#[derive(Deserialize)]
struct Mark {
    time: f64,
    value: String,
}

struct Polly {
    identity: String,
    settings: Settings,
    http: Http,
    url: Url,
    signer: Signer,
}

/// Builds the engine; the voice names the keys `access` and `secret`, and `session` where credentials are temporary.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let keys = VoiceKeys::of(voice, keyring)?;
    let of_region = format!("https://polly.{}.amazonaws.com", settings.region);
    let url = endpoint(voice, settings.url.as_deref().unwrap_or(&of_region), "/v1/speech")?;
    let engine = Polly {
        identity: format!("polly/{}", settings.engine),
        signer: Signer {
            access: keys.need(voice, "access")?,
            secret: keys.need(voice, "secret")?,
            session: keys.get("session").cloned(),
            region: settings.region.clone(),
            service: "polly",
            clock: keyring.clock(),
        },
        settings,
        http: Http::new(&url, keys)?,
        url,
    };
    Ok(Arc::new(Pieced::new(engine, Limit { most: MAX_CHARS, weight: escaped_chars })))
}

#[async_trait]
impl Engine for Polly {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn capabilities(&self) -> Capabilities {
        // The service's page "Supported SSML tags" has `<phoneme>` for these two.
        let takes_ipa = matches!(self.settings.engine.as_str(), "standard" | "neural");
        Capabilities { concurrency: 8, uses_context: false, takes_ipa }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Clip, EngineError> {
        let ssml = match (request.speed_percent, request.pronunciations.is_empty()) {
            (100, true) => None,
            (100, false) => Some(format!("<speak>{}</speak>", spoken(request))),
            (speed, _) => Some(format!("<speak><prosody rate=\"{speed}%\">{}</prosody></speak>", spoken(request))),
        };
        let sound = Body {
            engine: &self.settings.engine,
            language_code: self.settings.language.as_deref(),
            output_format: "ogg_vorbis",
            sample_rate: Some("24000"),
            speech_mark_types: None,
            text: ssml.as_deref().unwrap_or(&request.text),
            text_type: ssml.is_some().then_some("ssml"),
            voice_id: &self.settings.voice,
        };
        let mut clip = sound::clip(self.http.audio(self.ask(&sound).await?)?, None)?;
        if self.settings.speech_marks {
            let marks = Body { output_format: "json", sample_rate: None, speech_mark_types: Some(["word"]), ..sound };
            let marks = self.http.json_lines::<Mark>(&self.ask(&marks).await?)?;
            let words =
                marks.into_iter().map(|mark| TimedWord { word: mark.value, start: mark.time / 1000.0, end: None });
            marks::add_words(&mut clip, &request.text, &words.collect::<Vec<_>>());
        }
        Ok(clip)
    }
}

impl Polly {
    async fn ask(&self, body: &Body<'_>) -> Result<Answer, EngineError> {
        let body = serde_json::to_string(body).expect("strings have a JSON form");
        let signed = self.signer.sign(&self.url, JSON, &body)?;
        self.http.ask(self.http.post(self.url.clone(), JSON, body).headers(signed)).await
    }
}
