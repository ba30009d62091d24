//! One line of what the doctor found.

use serde::Serialize;

use super::super::failure::Failure;

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in super::super) enum Health {
    /// It works.
    Ok,
    /// It is missing, and only some commands need it.
    Missing,
    /// It is set up and does not work.
    Wrong,
}

impl Health {
    /// Returns the word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Missing => "missing",
            Self::Wrong => "wrong",
        }
    }
}

/// A line of the table, and of `--json`; its field names are a promise.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(in super::super) struct Row {
    /// What it belongs to: settings, voice, program, server, place, folder or clock.
    pub(super) area: &'static str,
    pub(super) name: String,
    pub(super) health: Health,
    /// What was found; never a key.
    pub(super) found: String,
    /// The command or change that mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mend: Option<String>,
}

impl Row {
    pub(super) fn ok(area: &'static str, name: impl Into<String>, found: impl Into<String>) -> Self {
        Self { area, name: name.into(), health: Health::Ok, found: found.into(), mend: None }
    }

    pub(super) fn wrong(area: &'static str, name: impl Into<String>, found: impl Into<String>) -> Self {
        Self { health: Health::Wrong, ..Self::ok(area, name, found) }
    }

    pub(super) fn missing(area: &'static str, name: impl Into<String>, found: impl Into<String>) -> Self {
        Self { health: Health::Missing, ..Self::ok(area, name, found) }
    }

    /// Makes the line of something that is set up and failed.
    pub(super) fn failed(area: &'static str, name: impl Into<String>, failure: &Failure) -> Self {
        let mend = failure.hint().map(str::to_owned);
        Self { mend, ..Self::wrong(area, name, failure.to_string()) }
    }

    /// Says what mends it.
    pub(super) fn mended_by(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }
}
