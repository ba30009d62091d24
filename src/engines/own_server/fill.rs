//! Blanks in a template, filled for the place they stand in.

use std::collections::HashMap;

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Number, Value};

use crate::engines::blanks::{Part, parts};
use crate::engines::ssml;
use crate::speech::SpeechRequest;

/// The names of blanks, besides `key.NAME`.
const NAMES: &[&str] = &["text", "voice", "language", "speed", "percent", "stretch"];
/// The blanks that tell a pace.
const PACES: &[&str] = &["speed", "percent", "stretch"];

/// How a value is written where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escape {
    /// As it is.
    None,
    /// For an address or a form.
    Percent,
    /// For the inside of a JSON string.
    Json,
    /// For XML such as SSML.
    Xml,
    /// For a header: on one line.
    Line,
}

/// What does not change from sentence to sentence.
pub(super) struct Fixed {
    pub(super) voice: String,
    pub(super) language: String,
    pub(super) keys: HashMap<String, SecretString>,
}

/// A text with blanks.
#[derive(Debug)]
pub(super) struct Template(Vec<Part>);

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// When a blank has a name that is none, or a key that the voice does not name.
    pub(super) fn parse(text: &str, fixed: &Fixed) -> Result<Self, String> {
        let parts = parts(text);
        for part in &parts {
            if let Part::Blank(name) = part {
                let is_known = match name.strip_prefix("key.") {
                    Some(key) => fixed.keys.contains_key(key),
                    None => NAMES.contains(&name.as_str()),
                };
                if !is_known {
                    let names: Vec<_> = NAMES.iter().map(|name| format!("{{{name}}}")).collect();
                    return Err(format!(
                        "unknown blank {{{name}}}; use {}, or {{key.NAME}} for a key under [keys]",
                        names.join(", ")
                    ));
                }
            }
        }
        Ok(Self(parts))
    }

    /// Returns whether the text stands in it.
    pub(super) fn holds_text(&self) -> bool {
        self.holds(&["text"])
    }

    /// Returns whether a pace stands in it.
    pub(super) fn holds_pace(&self) -> bool {
        self.holds(PACES)
    }

    /// Returns whether a key stands in it.
    pub(super) fn holds_key(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Blank(name) if name.starts_with("key.")))
    }

    fn holds(&self, names: &[&str]) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Blank(name) if names.contains(&name.as_str())))
    }

    /// Fills the blanks.
    pub(super) fn fill(&self, ask: &SpeechRequest, fixed: &Fixed, escape: Escape) -> String {
        let write = |part: &Part| match part {
            Part::Literal(literal) => literal.clone(),
            Part::Blank(name) => escape.write(&value(name, ask, fixed)),
        };
        self.0.iter().map(write).collect()
    }

    /// Fills the blanks as a value of JSON: a pace that stands alone is a number.
    pub(super) fn fill_value(&self, ask: &SpeechRequest, fixed: &Fixed) -> Value {
        let text = self.fill(ask, fixed, Escape::None);
        let is_pace = matches!(self.0.as_slice(), [Part::Blank(name)] if PACES.contains(&name.as_str()));
        let number = || {
            let whole = text.parse::<i64>().ok().map(Number::from);
            whole.or_else(|| Number::from_f64(text.parse().ok()?))
        };
        is_pace.then(number).flatten().map_or_else(|| Value::String(text.clone()), Value::Number)
    }
}

/// Returns what a blank stands for.
fn value(name: &str, ask: &SpeechRequest, fixed: &Fixed) -> String {
    let speed = f64::from(ask.speed_percent.max(1)) / 100.0;
    match name {
        "text" => ask.text.clone(),
        "voice" => fixed.voice.clone(),
        "language" => fixed.language.clone(),
        "speed" => speed.to_string(),
        "percent" => ask.speed_percent.to_string(),
        "stretch" => format!("{:.4}", 1.0 / speed),
        name => {
            let key = name.strip_prefix("key.").and_then(|key| fixed.keys.get(key));
            key.map(|key| key.expose_secret().to_owned()).unwrap_or_default()
        }
    }
}

impl Escape {
    fn write(self, value: &str) -> String {
        match self {
            Self::None => value.to_owned(),
            Self::Percent => percent(value),
            Self::Json => {
                serde_json::to_string(value).map(|json| json[1..json.len() - 1].to_owned()).unwrap_or_default()
            }
            Self::Xml => ssml::escape(value),
            Self::Line => value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
        }
    }
}

/// Escapes everything but the characters that RFC 3986 calls unreserved.
pub(super) fn percent(value: &str) -> String {
    let write = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    value.bytes().map(write).collect()
}
