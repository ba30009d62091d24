//! The HTTP client of every engine that asks a server: bounded in time and size, and sure that what it gives is an answer.

mod refusal;

use std::ops::RangeInclusive;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::BuildError;
use super::key::VoiceKeys;
use crate::audio;
use crate::http_client;
use crate::speech::{EngineError, SpeechRequest};
use crate::voice::Voice;

/// The longest wait for a whole answer: services speak a sentence in seconds, small servers without a GPU in tens. Taste.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(120);
/// The longest silence in the middle of an answer. Taste.
const READ_TIMEOUT: Duration = Duration::from_secs(60);
/// The largest answer: ten minutes of 24 kHz in 16 bits as Base64 in JSON, twice as much at higher rates without.
const MAX_ANSWER_BYTES: usize = 64 * 1024 * 1024;
/// The largest error text that is read.
const MAX_ERROR_BYTES: usize = 64 * 1024;

/// The type of most bodies.
pub(super) const JSON: &str = "application/json";

/// A client for one service.
pub(super) struct Http {
    client: Client,
    /// Kept to be struck out of whatever a server says.
    secrets: Vec<SecretString>,
}

/// A server's answer with status 2xx.
pub(super) struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Http {
    /// Makes a client for the server at this address, which keeps these keys out of errors.
    ///
    /// # Errors
    /// When the machine has no certificates to know the server by.
    pub(super) fn new(url: &Url, keys: VoiceKeys) -> Result<Self, BuildError> {
        // A redirect is not followed: it would carry key and text to a place nobody named.
        let mut builder = http_client::builder()
            .redirect(redirect::Policy::none())
            .timeout(ANSWER_TIMEOUT)
            .read_timeout(READ_TIMEOUT);
        if url.scheme() == "http" {
            // A server without TLS must not need certificates: small containers have none.
            builder = builder.tls_certs_only([]);
        }
        let client = builder.build().map_err(|error| BuildError::NoTls(crate::error::root_cause(&error)))?;
        Ok(Self { client, secrets: keys.into_values() })
    }

    /// Begins a POST with a body of this type.
    pub(super) fn post(&self, url: Url, kind: &'static str, body: String) -> RequestBuilder {
        self.client.post(url).header(CONTENT_TYPE, kind).body(body)
    }

    /// Begins a POST with a JSON body.
    pub(super) fn post_json(&self, url: Url, body: &impl Serialize) -> RequestBuilder {
        let body = serde_json::to_string(body).expect("strings and numbers have a JSON form");
        self.post(url, JSON, body)
    }

    /// Sends a request and reads its answer.
    ///
    /// # Errors
    /// When no whole answer comes, it is larger than any sentence, or its status is not a success.
    pub(super) async fn ask(&self, request: RequestBuilder) -> Result<Answer, EngineError> {
        let mut response = request.send().await.map_err(unreachable)?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let most = if status.is_success() { MAX_ANSWER_BYTES } else { MAX_ERROR_BYTES };
        let body = read(response, most).await;
        if status.is_success() {
            return Ok(Answer { status, headers, body: body? });
        }
        // A refusal whose text did not arrive is still one.
        Err(self.without_secrets(refusal::read(status, &headers, &body.unwrap_or_default())))
    }

    /// Returns the answer's bytes if they can be audio.
    ///
    /// # Errors
    /// When the answer is empty, or is a page or an error in spite of its status.
    pub(super) fn audio(&self, answer: Answer) -> Result<Vec<u8>, EngineError> {
        if answer.body.is_empty() {
            return Err(EngineError::BadAudio("the answer is empty".to_owned()));
        }
        if is_text(&answer) {
            return Err(self.without_secrets(refusal::read(answer.status, &answer.headers, &answer.body)));
        }
        Ok(answer.body)
    }

    /// Returns what the answer says in JSON.
    ///
    /// # Errors
    /// When the answer is a page or an error in spite of its status, or lacks what an answer has.
    pub(super) fn json<Said: DeserializeOwned>(&self, answer: &Answer) -> Result<Said, EngineError> {
        serde_json::from_slice(&answer.body)
            .map_err(|_| self.without_secrets(refusal::read(answer.status, &answer.headers, &answer.body)))
    }

    /// Returns what each line of the answer says in JSON.
    ///
    /// # Errors
    /// As for [`Self::json`].
    pub(super) fn json_lines<Said: DeserializeOwned>(&self, answer: &Answer) -> Result<Vec<Said>, EngineError> {
        serde_json::Deserializer::from_slice(&answer.body)
            .into_iter()
            .collect::<Result<_, _>>()
            .map_err(|_| self.without_secrets(refusal::read(answer.status, &answer.headers, &answer.body)))
    }

    /// Returns the data of each event of an answer that is a stream of them.
    ///
    /// # Errors
    /// When the answer is no such stream.
    pub(super) fn events<'a>(&self, answer: &'a Answer) -> Result<Vec<&'a str>, EngineError> {
        let text = std::str::from_utf8(&answer.body).unwrap_or_default();
        let events: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("data:")).map(str::trim).collect();
        if events.is_empty() {
            return Err(self.without_secrets(refusal::read(answer.status, &answer.headers, &answer.body)));
        }
        Ok(events)
    }

    /// Reads an error that came inside a stream of events, which carries its own status.
    pub(super) fn refusal_in(&self, event: &str) -> EngineError {
        let status = serde_json::from_str::<serde_json::Value>(event)
            .ok()
            .and_then(|event| StatusCode::from_u16(event.get("status_code")?.as_u64()?.try_into().ok()?).ok());
        self.without_secrets(refusal::read(status.unwrap_or(StatusCode::OK), &HeaderMap::new(), event.as_bytes()))
    }

    /// Strikes the keys out of a message: some services repeat what they were sent.
    fn without_secrets(&self, error: EngineError) -> EngineError {
        let clean = |mut message: String| {
            for secret in &self.secrets {
                message = message.replace(secret.expose_secret(), "[key]");
            }
            message
        };
        match error {
            EngineError::Unauthorised(message) => EngineError::Unauthorised(clean(message)),
            EngineError::OverQuota(message) => EngineError::OverQuota(clean(message)),
            EngineError::Refused(message) => EngineError::Refused(clean(message)),
            EngineError::Unreachable(message) => EngineError::Unreachable(clean(message)),
            EngineError::BadAudio(message) => EngineError::BadAudio(clean(message)),
            other => other,
        }
    }
}

/// Makes a header of a key that is never shown, with what stands before it (`Bearer `).
pub(super) fn secret_header(voice: &Voice, before: &str, key: &SecretString) -> Result<HeaderValue, BuildError> {
    let value = HeaderValue::from_str(&format!("{before}{}", key.expose_secret()));
    let mut value = value.map_err(|_| BuildError::Setting {
        voice: voice.name.clone(),
        message: "the key holds characters that no key has, such as a line break".to_owned(),
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// Reads a server's address, and what is to stand after it.
pub(super) fn endpoint(voice: &Voice, base: &str, path: &str) -> Result<Url, BuildError> {
    let wrong = |why: String| BuildError::Setting {
        voice: voice.name.clone(),
        message: format!("the url `{base}` cannot be used: {why}"),
    };
    let mut url = Url::parse(base).map_err(|error| wrong(error.to_string()))?;
    url.set_path(&format!("{}{path}", url.path().trim_end_matches('/')));
    match url.scheme() {
        "http" | "https" if url.username().is_empty() && url.password().is_none() => Ok(url),
        "http" | "https" => Err(wrong("a password has no place in it; use the voice's [keys]".to_owned())),
        other => Err(wrong(format!("`{other}` is not http or https"))),
    }
}

/// Reads the Base64 in which services put sound into JSON.
pub(super) fn from_base64(text: &str) -> Result<Vec<u8>, EngineError> {
    BASE64_STANDARD.decode(text).map_err(|error| EngineError::BadAudio(format!("its Base64 is broken: {error}")))
}

/// Returns the pace as services count it, 1.0 being the voice's own, which is left out.
///
/// # Errors
/// When the service cannot speak that fast or slowly.
pub(super) fn pace(request: &SpeechRequest, percent: RangeInclusive<u16>) -> Result<Option<f64>, EngineError> {
    match request.speed_percent {
        100 => Ok(None),
        speed if percent.contains(&speed) => Ok(Some(f64::from(speed) / 100.0)),
        speed => Err(EngineError::Refused(format!(
            "a speed of {speed} % is not possible; this service takes {} to {}",
            percent.start(),
            percent.end()
        ))),
    }
}

/// Reads a body of bounded length.
async fn read(mut response: Response, most: usize) -> Result<Vec<u8>, EngineError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > most {
            return Err(EngineError::BadAudio(format!("the answer is larger than {} MB", most / 1024 / 1024)));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Says why no answer came: the last cause is the one that tells.
fn unreachable(error: reqwest::Error) -> EngineError {
    if error.is_timeout() {
        return EngineError::Unreachable("it did not answer in time".to_owned());
    }
    EngineError::Unreachable(crate::error::root_cause(&error.without_url()))
}

/// Returns whether an answer is text where audio should be: by how it begins, and else by its type, as types lie.
fn is_text(answer: &Answer) -> bool {
    if audio::is_file(&answer.body) {
        return false;
    }
    let kind = answer.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/") || kind.starts_with("application/json") || kind.starts_with("application/problem") {
        return true;
    }
    const ENOUGH: usize = 64;
    let start = &answer.body[..answer.body.len().min(ENOUGH)];
    let is_printed = start.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
    is_printed && matches!(start.trim_ascii_start().first(), Some(b'{' | b'[' | b'<'))
}

#[cfg(test)]
mod tests;
