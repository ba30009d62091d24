//! Turns what a server sent into a clip.

use crate::audio::{self, Clip, SampleRate};
use crate::speech::EngineError;

/// Reads a sound file, or bare mono 16-bit samples of the rate that was asked for.
///
/// # Errors
/// [`EngineError::BadAudio`] when it is neither, or ends before it should.
pub(super) fn clip(bytes: Vec<u8>, bare: Option<SampleRate>) -> Result<Clip, EngineError> {
    audio::decode(bytes, bare).map_err(|error| EngineError::BadAudio(error.to_string()))
}
