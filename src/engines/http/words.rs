//! What the body of a refusal says, for people.

use serde_json::Value;

use crate::engines::readable::{one_line, text, up_to};

/// The longest message that is passed on.
const MAX_MESSAGE_CHARS: usize = 300;
/// Names of fields that hold a message, the best first.
const MESSAGES: &[&str] = &[
    "message",
    "Message",
    "err_msg",
    "msg",
    "error_message",
    "errorMessage",
    "error_description",
    "error",
    "errors",
    "detail",
    "details",
    "description",
    "reason",
    "blockReason",
    "promptFeedback",
    "title",
    "info",
    "text",
];

/// What a body says.
pub(super) struct Words {
    /// What kind of text it is.
    pub(super) kind: Kind,
    /// The body, when it is JSON.
    pub(super) json: Option<Value>,
    /// The message on one line; empty when there is none.
    pub(super) line: String,
    /// The same in lower case, to be searched. The rest of a body may repeat the text that was sent.
    pub(super) lower: String,
}

/// What kind of text a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    Json,
    /// A page for people: of a proxy, of a sign-in, of the service's own web server.
    Page,
    Text,
    /// No text.
    Bytes,
}

impl Words {
    /// Reads a body.
    pub(super) fn of(body: &[u8]) -> Self {
        let Some(text) = text(body) else {
            let line = format!("it sent {} bytes that are no text", body.len());
            return Self { kind: Kind::Bytes, json: None, lower: line.clone(), line };
        };
        let json = serde_json::from_str::<Value>(&text).ok().filter(|value| !value.is_number());
        let is_page = json.is_none() && text.trim_start().starts_with('<');
        let (kind, line) = match &json {
            Some(json) => (Kind::Json, said(json).unwrap_or_else(|| json.to_string())),
            None if is_page => (Kind::Page, page(&text)),
            None if text.trim().is_empty() => (Kind::Empty, String::new()),
            None => (Kind::Text, text.clone()),
        };
        let line = up_to(&one_line(&line), MAX_MESSAGE_CHARS);
        Self { kind, json, lower: line.to_lowercase(), line }
    }
}

/// Names a page by its title or heading.
fn page(html: &str) -> String {
    let title = ["title", "h1", "h2"].iter().find_map(|tag| {
        let lower = html.to_ascii_lowercase();
        let start = lower.find(&format!("<{tag}"))?;
        let start = start + lower[start..].find('>')? + 1;
        let end = start + lower[start..].find("</")?;
        let title = one_line(&html[start..end]);
        (!title.is_empty()).then_some(title)
    });
    title.map_or_else(|| "it sent a web page".to_owned(), |title| format!("it sent a web page titled “{title}”"))
}

/// Finds the message in the shapes services give it. A field that is wrong is named before what is wrong with it.
fn said(json: &Value) -> Option<String> {
    match json {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Object(fields) => {
            let message = MESSAGES.iter().find_map(|name| fields.get(*name).and_then(said))?;
            let field = fields.get("loc").and_then(Value::as_array).and_then(|loc| loc.last()?.as_str());
            Some(field.map_or(message.clone(), |field| format!("{field}: {message}")))
        }
        Value::Array(items) => {
            let messages: Vec<String> = items.iter().filter_map(said).collect();
            (!messages.is_empty()).then(|| messages.join("; "))
        }
        _ => None,
    }
}
