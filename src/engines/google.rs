//! Google Cloud Text-to-Speech, v1; with `timepoints`, v1beta1, which alone tells when a mark in the SSML is passed.

use std::sync::Arc;

use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};

use super::http::{Answer, HttpEngine, Profile, Request, Service, Wire, endpoint, from_base64, secret_header};
use super::key::VoiceKeys;
use super::marks::{self, TimedWord};
use super::pace::pace;
use super::pieces::Limit;
use super::ssml::{escape, escaped_bytes, spoken};
use super::{BuildError, settings, sound};
use crate::audio::Clip;
use crate::secrets::Keyring;
use crate::speech::{Engine, EngineError, SpeechRequest};
use crate::voice::Voice;

/// Bytes a request (the service's page "Quotas and limits", content limits).
const MAX_BYTES: usize = 5_000;
/// What `<speak>` and its end weigh.
const SPEAK_BYTES: usize = "<speak></speak>".len();
/// What a mark before a word weighs; the number has up to four digits, as 5 000 bytes hold no more words.
const MARK_BYTES: usize = "<mark name=\"9999\"/>".len();
/// The paces the service takes, in percent (its API reference on `speakingRate`).
const PACE_PERCENT: std::ops::RangeInclusive<u16> = 25..=200;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The server; regions have their own.
    #[serde(default = "official_url")]
    url: String,
    /// The voice's name, such as `en-US-Neural2-C`.
    voice: String,
    /// The voice's language, BCP 47.
    language: String,
    /// Whether to ask for word times; Chirp and Studio voices know no marks.
    #[serde(default)]
    timepoints: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    input: Input,
    voice: VoiceName<'a>,
    audio_config: AudioConfig,
    #[serde(skip_serializing_if = "Option::is_none")]
    enable_time_pointing: Option<[&'static str; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Input {
    Text(String),
    Ssml(String),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VoiceName<'a> {
    language_code: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AudioConfig {
    audio_encoding: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaking_rate: Option<f64>,
    sample_rate_hertz: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    audio_content: String,
    #[serde(default)]
    timepoints: Vec<Timepoint>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Timepoint {
    mark_name: String,
    #[serde(default)]
    time_seconds: f64,
}

struct Google {
    settings: Settings,
    url: Url,
    key: (HeaderName, HeaderValue),
}

fn official_url() -> String {
    "https://texttospeech.googleapis.com".to_owned()
}

/// Builds the engine; the voice names the key `api`, or `token` for an access token of a service account.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let keys = VoiceKeys::of(voice, keyring)?;
    let key = match keys.get("token") {
        Some(token) => (AUTHORIZATION, secret_header(voice, "Bearer ", token)?),
        None => (HeaderName::from_static("x-goog-api-key"), secret_header(voice, "", &keys.need(voice, "api")?)?),
    };
    let path = if settings.timepoints { "/v1beta1/text:synthesize" } else { "/v1/text:synthesize" };
    let limit = if settings.timepoints {
        Limit { most: MAX_BYTES - SPEAK_BYTES - MARK_BYTES, weight: marked_bytes }
    } else {
        Limit { most: MAX_BYTES - SPEAK_BYTES, weight: escaped_bytes }
    };
    let url = endpoint(voice, &settings.url, path)?;
    // Other voices read no SSML; with marks a word and its sounds would be cut apart.
    let reads_phonemes = ["Standard", "Wavenet", "Neural2"].iter().any(|kind| settings.voice.contains(kind));
    let mut profile = Profile::new(format!("google/{}", settings.voice), 8).up_to(limit);
    profile.capabilities.takes_ipa = reads_phonemes && !settings.timepoints;
    let wire = Wire::new(&url, keys)?;
    Ok(HttpEngine::start(Google { settings, url, key }, profile, wire))
}

/// Returns the bytes of a character in marked SSML: each white space may begin a word, which has a mark before it.
fn marked_bytes(c: char) -> usize {
    escaped_bytes(c) + if c.is_whitespace() { MARK_BYTES } else { 0 }
}

/// Writes SSML with a numbered mark before each word.
fn marked(text: &str) -> String {
    let mut ssml = String::from("<speak>");
    let mut number = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        if !part.trim().is_empty() {
            ssml.push_str(&format!("<mark name=\"{number}\"/>"));
            number += 1;
        }
        ssml.push_str(&escape(part));
    }
    ssml + "</speak>"
}

impl Service for Google {
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError> {
        let timepoints = self.settings.timepoints;
        let body = Body {
            input: match (timepoints, ask.pronunciations.is_empty()) {
                (true, _) => Input::Ssml(marked(&ask.text)),
                (false, false) => Input::Ssml(format!("<speak>{}</speak>", spoken(ask))),
                (false, true) => Input::Text(ask.text.clone()),
            },
            voice: VoiceName { language_code: &self.settings.language, name: &self.settings.voice },
            audio_config: AudioConfig {
                audio_encoding: "LINEAR16",
                speaking_rate: pace(ask, PACE_PERCENT)?,
                sample_rate_hertz: 24_000,
            },
            enable_time_pointing: timepoints.then_some(["SSML_MARK"]),
        };
        let (name, key) = self.key.clone();
        Ok(Request::json(self.url.clone(), &body).with(name, key))
    }

    fn read(&self, answer: Answer, ask: &SpeechRequest) -> Result<Clip, EngineError> {
        let said: Said = answer.json()?;
        let mut clip = sound::clip(from_base64(&said.audio_content)?, None)?;
        let words: Vec<&str> = ask.text.split_whitespace().collect();
        let words = said.timepoints.iter().filter_map(|point| {
            let word = words.get(point.mark_name.parse::<usize>().ok()?)?.trim_matches(|c: char| !c.is_alphanumeric());
            Some(TimedWord { word: word.to_owned(), start: point.time_seconds, end: None })
        });
        marks::add_words(&mut clip, &ask.text, &words.collect::<Vec<_>>());
        Ok(clip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_a_mark_and_the_limit_knows_it() {
        let text = "Tom & \"Jerry\"  <ran>\n\nhome";
        let ssml = marked(text);
        assert_eq!(
            ssml,
            "<speak><mark name=\"0\"/>Tom <mark name=\"1\"/>&amp; <mark name=\"2\"/>&quot;Jerry&quot;  \
             <mark name=\"3\"/>&lt;ran&gt;\n\n<mark name=\"4\"/>home</speak>"
        );
        let long = "a ".repeat(10_000);
        for text in [text, &long] {
            let weight = text.chars().map(marked_bytes).sum::<usize>() + SPEAK_BYTES + MARK_BYTES;
            assert!(marked(text).len() <= weight);
        }
    }
}
