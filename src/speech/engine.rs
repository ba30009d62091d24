//! The seam between the pipeline and whatever speaks: the trait [`Engine`].

use async_trait::async_trait;

use super::{Capabilities, EngineError, SpeechRequest, Spoken};

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
