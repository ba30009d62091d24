//! The seam between the pipeline and whatever speaks: the trait [`Engine`].

use async_trait::async_trait;

use super::{EngineError, SpeechRequest, Spoken};

/// Something that turns text into speech.
///
/// An engine of one's own is a type with these three functions; `examples/own_engine.rs` is one.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Names the engine and whatever changes its sound: `hibari/5f70741d`.
    fn identity(&self) -> &str;

    /// Returns what the engine can take; the same for its whole life.
    fn capabilities(&self) -> Capabilities;

    /// Speaks one request.
    ///
    /// # Errors
    /// What went wrong, sorted by what a caller can do about it. A clip that will be used is no error, however doubtful.
    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError>;
}

/// What an engine can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// How many requests it works on at once with profit: cores for an engine that computes here, more for a service.
    pub concurrency: usize,
    /// Whether it reads a request's [`Context`](super::Context).
    pub uses_context: bool,
    /// Whether it reads a request's pronunciations; otherwise it gets their aliases as text.
    pub takes_ipa: bool,
}
