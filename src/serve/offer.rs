//! What is offered to clients: a voice, its engine, and how texts are read for it.

use std::sync::Arc;

use crate::script::Reading;
use crate::speech::Engine;
use crate::voice::Voice;

/// A voice that is offered.
pub struct Offer {
    /// The voice; its name is what clients ask for.
    pub voice: Arc<Voice>,
    /// Its engine.
    pub engine: Arc<dyn Engine>,
    /// How texts are read for it.
    pub reading: Reading,
}
