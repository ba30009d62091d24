//! How narrations are let go: the `[desk]` of `aloud.toml`.

use serde::Deserialize;

/// How narrations are let go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DeskSettings {
    /// Whether a narration is published only when someone listened to it and approved it.
    pub approval: bool,
}
