//! A voice and its engine: whoever speaks.

use std::sync::Arc;

use super::SetupError;
use crate::engines;
use crate::secrets::Keyring;
use crate::speech::{self, ClipKey, Engine, Haste, Purse, SpeechRequest};
use crate::voice::Voice;

/// A voice and its engine.
#[derive(Clone)]
pub struct Speaker {
    /// The voice.
    pub voice: Arc<Voice>,
    /// Its engine.
    pub engine: Arc<dyn Engine>,
}

impl Speaker {
    /// Sets up a voice with its engine, made dependable and paid from the purse.
    ///
    /// # Errors
    /// When the engine cannot be built, or the purse is limited in dollars and the voice names no price.
    pub fn hire(voice: Voice, purse: &Arc<Purse>, keyring: &Keyring) -> Result<Self, SetupError> {
        purse.can_count(&voice)?;
        let engine = engines::build(&voice, keyring)?;
        Ok(Self::dependable(voice, engine, purse))
    }

    /// Sets up a voice with its engine for someone who waits for every clip.
    ///
    /// # Errors
    /// As for [`hire`](Self::hire).
    pub fn hire_live(voice: Voice, purse: &Arc<Purse>, keyring: &Keyring) -> Result<Self, SetupError> {
        purse.can_count(&voice)?;
        let engine = engines::build(&voice, keyring)?;
        let engine = speech::dependable(engine, &voice.limits, purse, Haste::Live);
        Ok(Self { voice: Arc::new(voice), engine })
    }

    /// Makes an engine dependable for a voice, paid from the purse.
    #[must_use]
    pub fn dependable(voice: Voice, engine: Arc<dyn Engine>, purse: &Arc<Purse>) -> Self {
        let engine = speech::dependable(engine, &voice.limits, purse, Haste::None);
        Self { voice: Arc::new(voice), engine }
    }

    /// Returns the key of the clip that answers a request.
    pub(super) fn key(&self, request: &SpeechRequest) -> ClipKey {
        ClipKey::new(self.engine.identity(), request)
    }
}
