//! What a voice file says of a server.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::audio::Bare;

/// The `[settings]` of a voice.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    /// Where to ask, with blanks such as `{text}`, which are escaped for an address.
    pub(super) url: String,
    /// How to ask; POST with a body, else GET.
    pub(super) method: Option<String>,
    /// What `{voice}` stands for.
    #[serde(default)]
    pub(super) voice: String,
    /// What `{language}` stands for.
    #[serde(default)]
    pub(super) language: String,
    /// Headers by name, with blanks such as `{key.api}`.
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    /// The body: a table or a list becomes JSON, a text goes as it is.
    pub(super) body: Option<toml::Value>,
    /// The fields of a form, sent as one of a web page.
    pub(super) form: Option<BTreeMap<String, String>>,
    /// The type of a body that is a text.
    #[serde(default = "plain")]
    pub(super) content_type: String,
    /// The paces the server takes, in percent; only where a blank tells it one.
    #[serde(default = "any_speed")]
    pub(super) speed_percent: [u16; 2],
    /// The most characters it takes at once.
    pub(super) max_chars: Option<usize>,
    /// How many requests it works on at once.
    #[serde(default = "one")]
    pub(super) at_once: usize,
    /// Where things stand in the answer.
    #[serde(default)]
    pub(super) answer: Places,
}

/// Where things stand in an answer of JSON: names with dots between them, `data.audio` or `choices.0.audio`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Places {
    /// The sound, in Base64 or hexadecimal; without it, the body is the sound, or holds it where it is found.
    pub(super) sound: Option<String>,
    /// What went wrong; an answer that has it is no sound.
    pub(super) error: Option<String>,
    /// How many seconds to wait before asking again; an answer that has it is no sound.
    pub(super) wait: Option<String>,
    /// How bare samples are written, for a server that sends no sound file.
    pub(super) samples: Option<Bare>,
}

fn plain() -> String {
    "text/plain; charset=utf-8".to_owned()
}

const fn any_speed() -> [u16; 2] {
    [25, 400]
}

const fn one() -> usize {
    1
}
