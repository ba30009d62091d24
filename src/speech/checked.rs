//! An engine whose answers are listened to: what holds no sound is not speech, and is neither kept nor passed on.

use std::sync::Arc;

use async_trait::async_trait;

use super::{Capabilities, Engine, EngineError, SpeechRequest};
use crate::audio::{Clip, speech_range};

/// An engine that is listened to.
pub struct Checked {
    engine: Arc<dyn Engine>,
}

impl Checked {
    /// Listens to this engine.
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>) -> Self {
        Self { engine }
    }
}

#[async_trait]
impl Engine for Checked {
    fn identity(&self) -> &str {
        self.engine.identity()
    }

    fn capabilities(&self) -> Capabilities {
        self.engine.capabilities()
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Clip, EngineError> {
        let clip = self.engine.speak(request).await?;
        if speech_range(&clip).is_empty() {
            return Err(EngineError::BadAudio("it is silent".to_owned()));
        }
        Ok(clip)
    }
}
