//! The table `[headless]` of the settings file.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::secrets::KeyPlace;

/// The table `[headless]` of the settings file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeadlessSettings {
    /// Which system it is: directus, strapi, contentful, sanity; any other is described by `find`, `id`, `current` and `write`.
    pub kind: Option<HeadlessKind>,
    /// The address of its interface.
    pub url: String,
    /// Where the token is.
    pub key: KeyPlace,
    /// The address of the folder the narrations are published in [default: `audio_base` of the file].
    #[serde(default)]
    pub audio_base: String,
    /// The collection or content type of the entries.
    pub collection: Option<String>,
    /// The field that is written.
    #[serde(default = "field")]
    pub field: String,
    /// The field by which an entry is found [default: slug].
    pub by: Option<String>,
    /// What that field holds: a text with `{slug}`, the last part of the article's address, `{path}` or `{address}`.
    #[serde(default = "matching")]
    pub matching: String,
    /// What is written: a text or a table with `{player}`, `{audio}`, `{download}`, `{transcript}`, `{title}`, `{duration}`,
    /// `{fingerprint}`; a text that is nothing but one of them is written as the value it is.
    #[serde(default = "value")]
    pub value: Value,
    /// Sanity's dataset.
    #[serde(default = "dataset")]
    pub dataset: String,
    /// Contentful's locale.
    #[serde(default = "locale")]
    pub locale: String,
    /// The header that carries the token.
    #[serde(default = "authorization")]
    pub header: String,
    /// What the header says.
    #[serde(default = "bearer")]
    pub says: String,
    /// Where entries are found: an address below `url`.
    pub find: Option<String>,
    /// Where in the answer the entries are: a JSON Pointer (RFC 6901).
    pub entries: Option<String>,
    /// Where in an entry its name is.
    pub id: Option<String>,
    /// Where in an entry its version is.
    pub version: Option<String>,
    /// Where in an entry the field is.
    pub current: Option<String>,
    /// How an entry is written.
    pub write: Option<HeadlessWrite>,
    /// What is asked for after that, such as publishing the entry.
    pub then: Option<HeadlessWrite>,
}

/// A headless content system that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum HeadlessKind {
    /// Directus.
    Directus,
    /// Strapi, from version 5.
    Strapi,
    /// Contentful's management interface.
    Contentful,
    /// Sanity.
    Sanity,
}

/// A request that changes something.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeadlessWrite {
    /// The method.
    #[serde(default = "patch")]
    pub method: String,
    /// The address below `url`, with `{id}` and `{version}`.
    pub path: String,
    /// More headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body; the text `{value}` in it is what is written, and null when the narration is removed.
    #[serde(default)]
    pub body: Value,
}

fn field() -> String {
    "narration".to_owned()
}

fn matching() -> String {
    "{slug}".to_owned()
}

fn value() -> Value {
    "{player}".into()
}

fn dataset() -> String {
    "production".to_owned()
}

fn locale() -> String {
    "en-US".to_owned()
}

fn authorization() -> String {
    "Authorization".to_owned()
}

fn bearer() -> String {
    "Bearer {key}".to_owned()
}

fn patch() -> String {
    "PATCH".to_owned()
}
