//! The pace as services count it.

use std::ops::RangeInclusive;

use crate::speech::{EngineError, SpeechRequest};

/// Returns the pace of a request, 1.0 being the voice's own, which is left out.
///
/// # Errors
/// When the service cannot speak that fast or slowly.
pub(super) fn pace(request: &SpeechRequest, percent: RangeInclusive<u16>) -> Result<Option<f64>, EngineError> {
    match request.speed_percent {
        100 => Ok(None),
        speed if percent.contains(&speed) => Ok(Some(f64::from(speed) / 100.0)),
        speed => Err(EngineError::refused(format!(
            "a speed of {speed} % is not possible; this service takes {} to {}",
            percent.start(),
            percent.end()
        ))),
    }
}
