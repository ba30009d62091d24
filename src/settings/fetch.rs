//! How pages are asked for: the `[fetch]` of `aloud.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::error::Hint;
use crate::secrets::KeyPlace;

/// How long one page may take, in seconds.
pub const TIMEOUT_S: std::ops::RangeInclusive<u64> = 1..=3600;
/// Headers that hold keys.
const SECRET: [&str; 3] = ["cookie", "authorization", "proxy-authorization"];

/// How pages are asked for.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FetchSettings {
    /// How long one page may take, in seconds.
    pub timeout: Option<u64>,
    /// Headers of sites, by host, each by its name.
    pub headers: BTreeMap<String, BTreeMap<String, HeaderText>>,
}

/// What a header says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "toml::Value")]
pub enum HeaderText {
    /// Words that are no secret.
    Plain(String),
    /// A secret, by where it is kept.
    Kept(KeyPlace),
}

impl TryFrom<toml::Value> for HeaderText {
    type Error = &'static str;

    fn try_from(value: toml::Value) -> Result<Self, Self::Error> {
        match value {
            toml::Value::String(text) => Ok(Self::Plain(text)),
            place => KeyPlace::try_from(place).map(Self::Kept),
        }
    }
}

/// Why pages cannot be asked for in this way.
#[derive(Debug, thiserror::Error)]
pub enum FetchSettingsError {
    /// The time is none or too long.
    #[error("a timeout of {seconds} s is out of range")]
    Timeout {
        /// What was asked for.
        seconds: u64,
    },
    /// A key stands in the settings.
    #[error("the header {name} of {host} holds a key itself")]
    Secret {
        /// The site.
        host: String,
        /// The header.
        name: String,
    },
}

impl Hint for FetchSettingsError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Timeout { .. } => format!("use {} to {} seconds", TIMEOUT_S.start(), TIMEOUT_S.end()),
            Self::Secret { .. } => "write where it is kept: { env = \"NAME\" } or { file = \"PATH\" }".to_owned(),
        })
    }
}

impl FetchSettings {
    /// Checks what the file says.
    pub(super) fn checked(self) -> Result<Self, FetchSettingsError> {
        if let Some(seconds) = self.timeout.filter(|seconds| !TIMEOUT_S.contains(seconds)) {
            return Err(FetchSettingsError::Timeout { seconds });
        }
        let all = self.headers.iter().flat_map(|(host, headers)| headers.iter().map(move |header| (host, header)));
        let mut plain = all.filter(|(_, (_, text))| matches!(text, HeaderText::Plain(_)));
        match plain.find(|(_, (name, _))| SECRET.contains(&name.to_ascii_lowercase().as_str())) {
            Some((host, (name, _))) => Err(FetchSettingsError::Secret { host: host.clone(), name: name.clone() }),
            None => Ok(self),
        }
    }

    /// Counts the paths of kept headers from a folder.
    pub(super) fn count_from(&mut self, folder: &Path) {
        for text in self.headers.values_mut().flat_map(BTreeMap::values_mut) {
            if let HeaderText::Kept(place) = text {
                place.count_from(folder);
            }
        }
    }
}
