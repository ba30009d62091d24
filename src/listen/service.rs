//! A recognizer behind an interface like OpenAI's: `POST …/v1/audio/transcriptions`, which whisper.cpp, faster-whisper and
//! others serve too.

use std::io::Cursor;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Url, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::recognizer::{HEARING_HZ, ListenError, Recognizer};
use crate::audio::to_i16;
use crate::error::whole_message;
use crate::http_client;
use crate::language::Language;

/// How long a service may take for one sentence. Taste.
const TIMEOUT: Duration = Duration::from_secs(120);
/// The longest answer: no sentence has more.
const MAX_ANSWER_BYTES: usize = 1 << 20;
/// What parts the form's parts; samples cannot hold it by chance.
const BOUNDARY: &str = "aloud-9b1f6c2e7d5a4380";

/// The recognizer.
pub struct TranscriptionService {
    identity: String,
    client: Client,
    url: Url,
    model: String,
    key: Option<SecretString>,
}

#[derive(Deserialize)]
struct Answer {
    text: String,
}

impl TranscriptionService {
    /// Takes the service at an address, up to the `/v1` of its paths.
    ///
    /// # Errors
    /// When the address is none, or secure connections are not possible.
    pub fn new(url: &str, model: &str, key: Option<SecretString>) -> Result<Self, ListenError> {
        let unusable = |why: String| ListenError::Unusable(why);
        let base = url.trim_end_matches('/').trim_end_matches("/v1");
        let url = Url::parse(&format!("{base}/v1/audio/transcriptions"));
        let url = url.map_err(|error| unusable(format!("`{base}` is not an address: {error}")))?;
        let builder = http_client::builder_for(&url).redirect(redirect::Policy::none()).timeout(TIMEOUT);
        let client = builder.build().map_err(|error| unusable(whole_message(&error)))?;
        Ok(Self { identity: format!("transcriptions/{model}"), client, url, model: model.to_owned(), key })
    }

    fn form(&self, samples: &[f32], language: &Language) -> Result<Vec<u8>, hound::Error> {
        let mut form = Vec::new();
        let mut field = |name: &str, value: &str| {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            form.extend_from_slice(head.as_bytes());
        };
        field("model", &self.model);
        field("language", language.primary());
        field("response_format", "json");
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"clip.wav\"\r\nContent-Type: audio/wav\r\n\r\n"
        );
        form.extend_from_slice(head.as_bytes());
        form.extend_from_slice(&wav(samples)?);
        form.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        Ok(form)
    }

    fn failed(&self, why: String) -> ListenError {
        ListenError::Service { url: self.url.to_string(), why }
    }
}

#[async_trait]
impl Recognizer for TranscriptionService {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn understands(&self, _language: &Language) -> bool {
        true
    }

    async fn hear(&self, samples: Vec<f32>, language: &Language) -> Result<String, ListenError> {
        let form = self.form(&samples, language).map_err(|error| self.failed(error.to_string()))?;
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let mut ask = self.client.post(self.url.clone()).header(CONTENT_TYPE, kind).body(form);
        if let Some(key) = &self.key {
            ask = ask.bearer_auth(key.expose_secret());
        }
        let broken = |error: reqwest::Error| self.failed(whole_message(&error.without_url()));
        let mut answer = ask.send().await.map_err(broken)?;
        if !answer.status().is_success() {
            return Err(self.failed(format!("the answer is {}", answer.status())));
        }
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(broken)? {
            if body.len() + part.len() > MAX_ANSWER_BYTES {
                return Err(self.failed("the answer is longer than any sentence".to_owned()));
            }
            body.extend_from_slice(&part);
        }
        let read: Answer = serde_json::from_slice(&body)
            .map_err(|error| self.failed(format!("the answer is not JSON with a `text`: {error}")))?;
        Ok(read.text)
    }
}

/// Writes samples as a WAV file.
fn wav(samples: &[f32]) -> Result<Vec<u8>, hound::Error> {
    let sample_format = hound::SampleFormat::Int;
    let spec = hound::WavSpec { channels: 1, sample_rate: HEARING_HZ, bits_per_sample: 16, sample_format };
    let mut file = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut file, spec)?;
    for sample in samples {
        writer.write_sample(to_i16(*sample))?;
    }
    writer.finalize()?;
    Ok(file.into_inner())
}
