//! Azure Speech: SSML by its REST interface, which gives sound and no word times.

use std::sync::Arc;

use reqwest::Url;
use reqwest::header::HeaderValue;
use serde::Deserialize;

use super::http::{Answer, HttpEngine, Profile, Request, Service, Wire, endpoint, secret_header};
use super::key::VoiceKeys;
use super::pieces::Limit;
use super::ssml::{escape, escaped_bytes, spoken};
use super::{BuildError, settings};
use crate::audio::Clip;
use crate::secrets::Keyring;
use crate::speech::{Engine, EngineError, SpeechRequest};
use crate::voice::Voice;

/// The service cuts its answer at ten minutes of speech. At 10 characters a second, slower than any language is read at
/// full speed, and half of that at half speed, this much text stays below; it also keeps the SSML under 64 KB.
const MAX_ESCAPED_BYTES: usize = 3_000;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The region's server, `https://REGION.tts.speech.microsoft.com`.
    url: String,
    /// The voice's full name, such as `en-US-AvaMultilingualNeural`.
    voice: String,
    /// The language of the text for voices of many languages, BCP 47; `en-US` as in the official SDK.
    #[serde(default = "english")]
    language: String,
}

struct Azure {
    settings: Settings,
    url: Url,
    key: HeaderValue,
}

fn english() -> String {
    "en-US".to_owned()
}

/// Builds the engine; the voice names the key `api`.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let keys = VoiceKeys::of(voice, keyring)?;
    let url = endpoint(voice, &settings.url, "/cognitiveservices/v1")?;
    let key = secret_header(voice, "", &keys.need(voice, "api")?)?;
    let mut profile = Profile::new(format!("azure/{}", settings.voice), 8);
    profile.capabilities.takes_ipa = true;
    profile.limit = Limit { most: MAX_ESCAPED_BYTES, weight: escaped_bytes };
    let wire = Wire::new(&url, keys)?;
    Ok(HttpEngine::start(Azure { settings, url, key }, profile, wire))
}

impl Azure {
    /// Writes the same SSML as the official SDK does for plain text, with a `<prosody>` when the pace is not the voice's.
    fn ssml(&self, request: &SpeechRequest) -> String {
        let text = spoken(request);
        let text = match i32::from(request.speed_percent) - 100 {
            0 => text,
            change => format!("<prosody rate='{change:+}%'>{text}</prosody>"),
        };
        format!(
            "<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' \
             xmlns:mstts='http://www.w3.org/2001/mstts' xmlns:emo='http://www.w3.org/2009/10/emotionml' \
             xml:lang='{}'><voice name='{}'>{text}</voice></speak>",
            escape(&self.settings.language),
            escape(&self.settings.voice),
        )
    }
}

impl Service for Azure {
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError> {
        Ok(Request::post(self.url.clone(), "application/ssml+xml", self.ssml(ask))
            .with("ocp-apim-subscription-key", self.key.clone())
            .with("x-microsoft-outputformat", HeaderValue::from_static("riff-24khz-16bit-mono-pcm")))
    }

    fn read(&self, answer: Answer, _ask: &SpeechRequest) -> Result<Clip, EngineError> {
        answer.sound(None)
    }
}
