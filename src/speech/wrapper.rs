//! Engines around other engines: only what they add is written down.

use async_trait::async_trait;

use super::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};

/// An engine around another one, whose identity it keeps: it changes when and how often something is spoken, never how it
/// sounds.
///
/// ```
/// use aloud::speech::{Engine, EngineError, SpeechRequest, Spoken, Wrapper};
///
/// /// Speaks nothing that is longer than a line.
/// struct Short<E>(E);
///
/// #[async_trait::async_trait]
/// impl<E: Engine> Wrapper for Short<E> {
///     fn inner(&self) -> &dyn Engine {
///         &self.0
///     }
///
///     async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
///         match request.chars() {
///             0..=80 => self.0.speak(request).await,
///             _ => Err(EngineError::refused("it is longer than a line")),
///         }
///     }
/// }
/// ```
#[async_trait]
pub trait Wrapper: Send + Sync {
    /// Returns the engine inside.
    fn inner(&self) -> &dyn Engine;

    /// Returns what the engine can take, wrapped.
    fn wrapped_capabilities(&self) -> Capabilities {
        self.inner().capabilities()
    }

    /// Speaks one request by the engine inside.
    ///
    /// # Errors
    /// Those of the engine inside, and the wrapper's own.
    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError>;
}

#[async_trait]
impl<W: Wrapper> Engine for W {
    fn identity(&self) -> &str {
        self.inner().identity()
    }

    fn capabilities(&self) -> Capabilities {
        self.wrapped_capabilities()
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        self.speak_wrapped(request).await
    }
}
