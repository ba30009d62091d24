//! The built-in neural voice.
use super::BuildError;
use crate::speech::Engine;
use crate::voice::Voice;
use std::sync::Arc;

pub(super) fn build(voice: &Voice) -> Result<Arc<dyn Engine>, BuildError> {
    super::tone::build(voice)
}
