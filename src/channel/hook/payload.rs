//! Where in a hook's body the article is: paths such as `fields.body.en-US`, and addresses with paths in braces.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// Where an address may stand in the bodies at hand: ours and generic ones, Ghost's, Strapi's, Directus'.
const USUAL_URLS: [&str; 8] = [
    "url",
    "post.current.url",
    "page.current.url",
    "post.previous.url",
    "entry.url",
    "payload.url",
    "data.url",
    "fields.url",
];

/// Where in a hook's body the article is.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Payload {
    /// The article's address, with paths into the body in braces: `https://example.org/{entry.slug}`.
    pub url: Option<String>,
    /// The path of its text, in HTML.
    pub html: Option<String>,
    /// In Markdown.
    pub markdown: Option<String>,
    /// Without markup.
    pub text: Option<String>,
    /// The path of its title.
    pub title: Option<String>,
    /// What must stand in the body for the article to be public, by path: `{ "payload.status" = "published" }`.
    pub when: BTreeMap<String, String>,
}

impl Payload {
    /// Returns the article's address.
    #[must_use]
    pub fn address(&self, body: &Value) -> Option<String> {
        match &self.url {
            Some(template) => filled(template, body),
            None => USUAL_URLS.iter().find_map(|path| at(body, path)),
        }
    }

    /// Returns whether the body says that the article is not public. What it does not speak of says nothing.
    #[must_use]
    pub fn is_hidden(&self, body: &Value) -> bool {
        self.when.iter().any(|(path, value)| at(body, path).is_some_and(|there| there != *value))
    }
}

/// Returns the text at a path of names and numbers, parted by dots. Names may have no dots.
pub(super) fn at(body: &Value, path: &str) -> Option<String> {
    let mut value = body;
    for part in path.split('.') {
        value = match value {
            Value::Array(list) => list.get(part.parse::<usize>().ok()?)?,
            other => other.get(part)?,
        };
    }
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(word) => Some(word.to_string()),
        _ => None,
    }
}

/// Puts what stands at the paths in braces into an address; a path of the address each, so that it leads nowhere else.
fn filled(template: &str, body: &Value) -> Option<String> {
    let (mut address, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        let (path, behind) = after.split_once('}')?;
        let text = at(body, path)?;
        address.push_str(before);
        address.push_str(if address.is_empty() { &text } else { text.trim_start_matches('/') });
        rest = behind;
    }
    address.push_str(rest);
    Some(address)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn addresses_are_found_where_they_usually_are_or_made() {
        let body = json!({ "entry": { "slug": "/bridge", "url": "https://example.org/a" }, "keys": [7] });
        assert_eq!(Payload::default().address(&body).as_deref(), Some("https://example.org/a"));
        let made = |template: &str| Payload { url: Some(template.into()), ..Payload::default() }.address(&body);
        assert_eq!(made("https://example.org/news/{entry.slug}/").as_deref(), Some("https://example.org/news/bridge/"));
        assert_eq!(made("https://example.org/?p={keys.0}").as_deref(), Some("https://example.org/?p=7"));
        assert_eq!(made("{entry.url}").as_deref(), Some("https://example.org/a"));
        assert_eq!(made("https://example.org/{entry.none}"), None);
        assert_eq!(made("https://example.org/{entry"), None);
    }

    #[test]
    fn what_is_not_public_is_told_by_the_fields_that_say_so() {
        let payload = Payload { when: [("payload.status".into(), "published".into())].into(), ..Payload::default() };
        assert!(payload.is_hidden(&json!({ "payload": { "status": "draft" } })));
        assert!(!payload.is_hidden(&json!({ "payload": { "status": "published" } })));
        assert!(!payload.is_hidden(&json!({ "payload": { "title": "only what changed" } })));
    }
}
