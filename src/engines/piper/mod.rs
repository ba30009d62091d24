//! Voices of Piper: in this process from an ONNX file (`model`), or by Piper's own HTTP server (`url`).

mod config;
mod network;
mod server;

use std::sync::Arc;

use super::BuildError;
use crate::secrets::Keyring;
use crate::speech::Engine;
use crate::voice::Voice;

/// Builds the engine that the voice's settings name.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    if voice.settings.contains_key("model") { network::build(voice, keyring) } else { server::build(voice, keyring) }
}
