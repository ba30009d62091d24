//! What an engine can take: data, the same for its whole life.

/// What an engine can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// How many requests it works on at once with profit: cores for an engine that computes here, more for a service.
    pub concurrency: usize,
    /// Whether it reads a request's [`Context`](super::Context).
    pub uses_context: bool,
    /// Whether it reads a request's pronunciations; otherwise it gets their aliases as text.
    pub takes_ipa: bool,
    /// Whether it may say the same request otherwise when it is asked again: whoever dislikes a clip asks for another.
    pub varies: bool,
    /// Whether it reads a request's intonation: its pitch is in our hands, and would be alike in every sentence.
    pub shapes_pitch: bool,
}

impl Default for Capabilities {
    /// Returns those of an engine that takes text alone, one at a time, and always says it the same way.
    fn default() -> Self {
        Self { concurrency: 1, uses_context: false, takes_ipa: false, varies: false, shapes_pitch: false }
    }
}
