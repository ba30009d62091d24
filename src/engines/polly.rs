//! Amazon Polly: requests signed with SigV4; with `speech_marks`, a second request that gives the words' times.

use std::sync::Arc;

use reqwest::Url;
use serde::{Deserialize, Serialize};

use super::http::{Answer, HttpEngine, JSON, Profile, Request, Service, Wire, endpoint};
use super::key::VoiceKeys;
use super::marks::{self, TimedWord};
use super::pieces::Limit;
use super::sigv4::Signer;
use super::ssml::{escaped_chars, spoken};
use super::{BuildError, settings};
use crate::audio::Clip;
use crate::secrets::Keyring;
use crate::speech::{Engine, EngineError, SpeechRequest};
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
    settings: Settings,
    url: Url,
    signer: Signer,
}

/// Builds the engine; the voice names the keys `access` and `secret`, and `session` where credentials are temporary.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let keys = VoiceKeys::of(voice, keyring)?;
    let of_region = format!("https://polly.{}.amazonaws.com", settings.region);
    let url = endpoint(voice, settings.url.as_deref().unwrap_or(&of_region), "/v1/speech")?;
    let signer = Signer {
        access: keys.need(voice, "access")?,
        secret: keys.need(voice, "secret")?,
        session: keys.get("session").cloned(),
        region: settings.region.clone(),
        service: "polly",
        clock: keyring.clock(),
    };
    let mut profile = Profile::new(format!("polly/{}", settings.engine), 8);
    profile.limit = Limit { most: MAX_CHARS, weight: escaped_chars };
    // The service's page "Supported SSML tags" has `<phoneme>` for these two.
    profile.capabilities.takes_ipa = matches!(settings.engine.as_str(), "standard" | "neural");
    let wire = Wire::new(&url, keys)?;
    Ok(HttpEngine::start(Polly { settings, url, signer }, profile, wire))
}

impl Service for Polly {
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError> {
        self.signed(ask, Wanted::Sound)
    }

    fn read(&self, answer: Answer, _ask: &SpeechRequest) -> Result<Clip, EngineError> {
        answer.sound(None)
    }

    fn marks_request(&self, ask: &SpeechRequest) -> Result<Option<Request>, EngineError> {
        self.settings.speech_marks.then(|| self.signed(ask, Wanted::Marks)).transpose()
    }

    fn read_marks(&self, answer: &Answer, ask: &SpeechRequest, clip: &mut Clip) -> Result<(), EngineError> {
        let marks: Vec<Mark> = answer.json_lines()?;
        let word = |mark: Mark| TimedWord { word: mark.value, start: mark.time / 1000.0, end: None };
        marks::add_words(clip, &ask.text, &marks.into_iter().map(word).collect::<Vec<_>>());
        Ok(())
    }
}

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Sound,
    Marks,
}

impl Polly {
    /// Writes a request and signs it.
    fn signed(&self, ask: &SpeechRequest, wanted: Wanted) -> Result<Request, EngineError> {
        let ssml = match (ask.speed_percent, ask.pronunciations.is_empty()) {
            (100, true) => None,
            (100, false) => Some(format!("<speak>{}</speak>", spoken(ask))),
            (speed, _) => Some(format!("<speak><prosody rate=\"{speed}%\">{}</prosody></speak>", spoken(ask))),
        };
        let is_sound = wanted == Wanted::Sound;
        let body = Body {
            engine: &self.settings.engine,
            language_code: self.settings.language.as_deref(),
            output_format: if is_sound { "ogg_vorbis" } else { "json" },
            sample_rate: is_sound.then_some("24000"),
            speech_mark_types: (!is_sound).then_some(["word"]),
            text: ssml.as_deref().unwrap_or(&ask.text),
            text_type: ssml.is_some().then_some("ssml"),
            voice_id: &self.settings.voice,
        };
        let body = serde_json::to_string(&body).expect("strings have a JSON form");
        let signed = self.signer.sign(&self.url, JSON, &body)?;
        let mut request = Request::post(self.url.clone(), JSON, body);
        request.headers.extend(signed);
        Ok(request)
    }
}
