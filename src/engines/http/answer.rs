//! A server's answer with status 2xx, and what is read from it.

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;

use super::sound_in::Found;
use super::{events, multipart, refusal, sound_in};
use crate::audio::{self, Bare, Clip, Declared};
use crate::engines::sound;
use crate::speech::EngineError;

/// What a server answered.
#[derive(Debug, Clone)]
pub(in crate::engines) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// Reads the body as sound: a file of any kind, samples of which `bare` says how they are written, or either of them in
    /// JSON, in events or among parts.
    ///
    /// # Errors
    /// When it is empty, or a page or an error in spite of its status, or no sound.
    pub(in crate::engines) fn sound(self, bare: Option<Bare>) -> Result<Clip, EngineError> {
        let Found { bytes, declared } = self.found()?;
        sound::declared_clip(bytes, bare, declared)
    }

    /// Returns what the headers say of samples in the body.
    fn declared(&self) -> Declared {
        let mut declared = Declared::of_media_type(self.kind());
        self.headers.iter().for_each(|(name, value)| declared.add(name.as_str(), value.to_str().unwrap_or_default()));
        declared
    }

    /// Returns the bytes that can be audio, and what is said of them.
    pub(super) fn found(self) -> Result<Found, EngineError> {
        let declared = self.declared();
        if self.body.is_empty() {
            return Err(EngineError::bad_audio("the answer is empty"));
        }
        let inside = match multipart::sound(self.kind(), &self.body) {
            None if self.is_text() => Some(sound_in::text(&self.body).ok_or_else(|| refusal::read(&self))?),
            part => part,
        };
        Ok(match inside {
            Some(Found { bytes, declared: closer }) => Found { bytes, declared: closer.else_of(declared) },
            None => Found { bytes: self.body, declared },
        })
    }

    fn kind(&self) -> &str {
        self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Makes an answer of this status, type and body.
    #[cfg(test)]
    pub(in crate::engines) fn of(status: u16, kind: &str, body: &[u8]) -> Self {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, kind.parse().unwrap())]);
        Self { status: StatusCode::from_u16(status).unwrap(), headers, body: body.to_vec() }
    }

    /// Returns whether the status is a success.
    pub(super) fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// Returns the error that the answer is.
    pub(in crate::engines) fn refusal(&self) -> EngineError {
        refusal::read(self)
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    /// When it is a page or an error in spite of its status, or lacks what an answer has.
    pub(in crate::engines) fn json<T: DeserializeOwned>(&self) -> Result<T, EngineError> {
        serde_json::from_slice(&self.body).map_err(|_| refusal::read(self))
    }

    /// Reads each line of the body as JSON.
    ///
    /// # Errors
    /// As for [`Self::json`].
    pub(in crate::engines) fn json_lines<T: DeserializeOwned>(&self) -> Result<Vec<T>, EngineError> {
        let values = serde_json::Deserializer::from_slice(&self.body).into_iter();
        values.collect::<Result<_, _>>().map_err(|_| refusal::read(self))
    }

    /// Returns the data of each event of a body that is a stream of them.
    ///
    /// # Errors
    /// When it is no such stream.
    pub(in crate::engines) fn events(&self) -> Result<Vec<String>, EngineError> {
        let events = events::read(std::str::from_utf8(&self.body).unwrap_or_default());
        if events.is_empty() { Err(refusal::read(self)) } else { Ok(events) }
    }

    /// Returns whether the body is text where audio should be: by how it begins, and else by its type, as types lie.
    fn is_text(&self) -> bool {
        if audio::is_file(&self.body) {
            return false;
        }
        let kind = self.kind().trim().to_ascii_lowercase();
        if kind.starts_with("text/") || ["json", "xml", "html"].iter().any(|text| kind.contains(text)) {
            return true;
        }
        audio::is_text(&self.body)
    }
}
