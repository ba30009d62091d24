//! The `[settings]` of a voice, as its engine knows them.

use serde::de::DeserializeOwned;

use super::BuildError;
use crate::misspelt::meant;
use crate::voice::Voice;

/// Reads a voice's `[settings]` as the type of its engine.
///
/// # Errors
/// When one is missing, unknown or of the wrong type.
pub(super) fn settings<Settings: DeserializeOwned>(voice: &Voice) -> Result<Settings, BuildError> {
    let table = voice.settings.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    toml::Value::Table(table)
        .try_into()
        .map_err(|error: toml::de::Error| BuildError::setting(voice, format!("[settings]: {}", meant(error.message()))))
}
