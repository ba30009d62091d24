//! Asking for speech: the [`Engine`] trait, the request and the errors, and the wrappers that make engines dependable.

mod cached;
mod store;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::audio::Clip;
use crate::voice::Voice;

pub use cached::{Cached, Counts};
pub use store::{ClipKey, ClipStore, StoreError};

/// One text to be said. Equal requests to engines of equal identity may share one clip, so this one value is the key of
/// the clip store and the message to a remote worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpeechRequest {
    /// What to say: one sentence in spoken form.
    pub text: String,
    /// Who says it.
    pub voice: Arc<Voice>,
    /// How fast, 100 being the voice's own pace; 50 to 200.
    pub speed_percent: u16,
    /// What is said around it; empty for engines that do not use it, so that a sentence sounds the same anywhere.
    #[serde(default)]
    pub context: Context,
}

/// What is said before and after a text, for engines that carry intonation across sentences.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Context {
    /// The sentence before; empty at the start of a story.
    pub before: String,
    /// The sentence after; empty at the end.
    pub after: String,
}

/// What an engine can take; the same for its whole life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// How many requests it works on at once with profit: cores for an engine that computes here, more for a service.
    pub concurrency: usize,
    /// Whether it reads a request's [`Context`].
    pub uses_context: bool,
}

/// Something that turns text into speech.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Names the engine and whatever changes its sound: `hibari/5f70741d`.
    fn identity(&self) -> &str;

    /// Says what the engine can take.
    fn capabilities(&self) -> Capabilities;

    /// Says one request.
    ///
    /// # Errors
    /// What went wrong, sorted by what a caller can do about it.
    async fn speak(&self, request: &SpeechRequest) -> Result<Clip, EngineError>;
}

/// Why an engine did not speak; the variants are what a caller can act on.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The engine has too much to do.
    #[error("the engine is busy")]
    Busy {
        /// When to ask again, if it said.
        retry_after: Option<Duration>,
    },
    /// The engine cannot be reached, or stopped answering.
    #[error("the engine cannot be reached: {0}")]
    Unreachable(String),
    /// The engine will not say this request, now or later.
    #[error("the engine refused: {0}")]
    Refused(String),
    /// The key is missing, wrong or expired.
    #[error("the engine did not accept the key: {0}")]
    Unauthorised(String),
    /// What was paid for is used up.
    #[error("the engine's quota is used up: {0}")]
    OverQuota(String),
    /// The answer is not usable speech.
    #[error("the engine's answer is not usable audio: {0}")]
    BadAudio(String),
    /// The clip store failed while the engine did not.
    #[error("the clip store failed")]
    Store(#[from] StoreError),
}

impl EngineError {
    /// Says what to do, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Store(error) => error.hint(),
            Self::Unauthorised(_) => Some("check the key the voice file names".to_owned()),
            Self::OverQuota(_) => Some("raise the quota or name another voice; what was spoken is kept".to_owned()),
            Self::Busy { .. } | Self::Unreachable(_) => {
                Some("run the same command again later; what was spoken is kept".to_owned())
            }
            Self::Refused(_) | Self::BadAudio(_) => None,
        }
    }

    /// Says whether the same request may succeed later without anyone changing anything.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Unreachable(_) | Self::BadAudio(_))
    }
}
