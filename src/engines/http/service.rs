//! What differs from service to service: what is sent, and how the answer is read.

use super::{Answer, Request};
use crate::audio::Clip;
use crate::engines::pieces::Limit;
use crate::speech::{Capabilities, EngineError, SpeechRequest};

/// A service that speaks over HTTP: a builder of requests and a reader of answers, which touch nothing but their arguments.
pub(in crate::engines) trait Service: Send + Sync + 'static {
    /// Returns the request that has a text spoken.
    ///
    /// # Errors
    /// When the service cannot do what is asked, such as a speed.
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError>;

    /// Reads the sound, and the times of words where they come with it.
    ///
    /// # Errors
    /// When the answer is no usable sound.
    fn read(&self, answer: Answer, ask: &SpeechRequest) -> Result<Clip, EngineError>;

    /// Reads an answer whose status is no success.
    fn refuse(&self, answer: &Answer) -> EngineError {
        answer.refusal()
    }

    /// Returns a second request, for the times of words that do not come with the sound.
    ///
    /// # Errors
    /// As for [`Self::request`].
    fn marks_request(&self, _ask: &SpeechRequest) -> Result<Option<Request>, EngineError> {
        Ok(None)
    }

    /// Adds the times of words from the answer to the second request.
    ///
    /// # Errors
    /// When the answer tells no times.
    fn read_marks(&self, _answer: &Answer, _ask: &SpeechRequest, _clip: &mut Clip) -> Result<(), EngineError> {
        Ok(())
    }
}

/// What is known of a service before it is asked.
#[derive(Debug, Clone)]
pub(in crate::engines) struct Profile {
    /// Names the engine and whatever changes its sound.
    pub(in crate::engines) identity: String,
    /// What it can take.
    pub(in crate::engines) capabilities: Capabilities,
    /// How much text it takes at once.
    pub(in crate::engines) limit: Limit,
}

impl Profile {
    /// A service that answers so many requests at once, knows neither context nor IPA, and takes texts of any length.
    pub(in crate::engines) fn new(identity: String, concurrency: usize) -> Self {
        let capabilities = Capabilities { concurrency, varies: true, ..Capabilities::default() };
        Self { identity, capabilities, limit: Limit::NONE }
    }

    /// Sets how much text it takes at once.
    pub(in crate::engines) fn up_to(self, limit: Limit) -> Self {
        Self { limit, ..self }
    }
}
