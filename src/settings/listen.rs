//! Whether and by what spoken clips are heard: the `[listen]` of `aloud.toml`.

use serde::Deserialize;

use crate::secrets::KeyPlace;

/// How spoken clips are heard.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListenSettings {
    /// Whether narrations are heard without `--listen`.
    pub on: bool,
    /// A service like OpenAI's that hears in place of the recognizer of this machine, up to `/v1`.
    pub url: Option<String>,
    /// Its model.
    pub model: Option<String>,
    /// Where its key is kept.
    pub key: Option<KeyPlace>,
    /// How many letters in a row must be missing or extra before a clip is doubted.
    pub letters: Option<usize>,
}
