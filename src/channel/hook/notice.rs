//! What a hook says: what happened, and to which article. A hint: what the article is now is asked where that can be asked.

use serde_json::Value;

use super::payload::at;
use super::{Call, HookKind, Payload};
use crate::source::{Article, Authority, ListedMetadata, Markup, Origin, page_id};

/// How the names of events end that take an article from readers.
const GONE: [&str; 9] =
    ["unpublish", "unpublished", "delete", "deleted", "archive", "archived", "trash", "trashed", "removed"];

/// What a hook says.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// The event, as the sender names it; empty where it does not.
    pub event: String,
    /// What happened.
    pub change: Change,
    /// The post's name in the content system: `posts/12`.
    pub post: Option<String>,
    /// The article's address.
    pub address: Option<String>,
    /// The article, where the hook brings it.
    pub article: Option<Article>,
}

/// What happened to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is new or changed.
    Changed,
    /// It is no longer public.
    Gone,
}

impl Notice {
    /// Reads what a call says; `None` when its body is no JSON object and no form.
    #[must_use]
    pub fn read(kind: HookKind, call: &Call, payload: &Payload) -> Option<Self> {
        let body = body(call)?;
        let event = event(kind, call, &body);
        let is_gone = event.rsplit(['.', ':', '/', '_']).next().is_some_and(|last| GONE.contains(&last));
        let change = if is_gone || payload.is_hidden(&body) { Change::Gone } else { Change::Changed };
        let address = payload.address(&body).filter(|address| page_id(address).is_some());
        let article = address.as_deref().and_then(|address| article(&body, payload, address));
        Some(Self { event, change, post: post(kind, &body), address, article })
    }
}

/// Reads the body: JSON, or the fields of a form.
fn body(call: &Call) -> Option<Value> {
    if let Ok(value @ Value::Object(_)) = serde_json::from_slice(&call.body) {
        return Some(value);
    }
    let kind = call.headers.get("content-type").map(String::as_str).unwrap_or_default();
    let is_form = kind.starts_with("application/x-www-form-urlencoded");
    is_form.then(|| {
        let fields = url::form_urlencoded::parse(&call.body);
        Value::Object(fields.map(|(name, value)| (name.into_owned(), value.into_owned().into())).collect())
    })
}

fn event(kind: HookKind, call: &Call, body: &Value) -> String {
    let header = |name: &str| call.headers.get(name).cloned();
    let query = call.target.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let asked = || url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "event");
    let named = match kind {
        HookKind::Contentful => header("x-contentful-topic"),
        HookKind::Sanity => header("sanity-operation"),
        HookKind::Strapi => header("x-strapi-event"),
        HookKind::Github => header("x-github-event"),
        _ => None,
    };
    // Ghost's bodies name the event since version 5.130; the address may name it for older ones.
    let in_body = || ["event", "type", "hook"].iter().find_map(|name| at(body, name));
    named.or_else(in_body).or_else(|| asked().map(|(_, event)| event.into_owned())).unwrap_or_default()
}

/// Returns the post's name in the content system.
fn post(kind: HookKind, body: &Value) -> Option<String> {
    match kind {
        HookKind::Ghost => ["post", "page"].iter().find_map(|one| {
            let id = at(body, &format!("{one}.current.id")).or_else(|| at(body, &format!("{one}.previous.id")))?;
            Some(format!("{one}s/{id}"))
        }),
        HookKind::Aloud => Some(format!("{}/{}", at(body, "collection").unwrap_or("posts".into()), at(body, "post")?)),
        _ => None,
    }
}

/// Returns the article that a body brings, by the paths of the settings.
fn article(body: &Value, payload: &Payload, address: &str) -> Option<Article> {
    let text = |path: &Option<String>| path.as_deref().and_then(|path| at(body, path));
    let markup = text(&payload.html).map(Markup::Html);
    let markup = markup.or_else(|| text(&payload.markdown).map(Markup::Markdown));
    let markup = markup.or_else(|| text(&payload.text).map(Markup::Plain))?;
    let url = Some(address.to_owned());
    let known = ListedMetadata {
        title: text(&payload.title),
        url: url.clone(),
        authority: Authority::Source,
        ..ListedMetadata::default()
    };
    let origin = Origin::Listed { place: "hook".to_owned(), url };
    Some(Article { id: page_id(address)?, origin, markup, known })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(headers: &[(&str, &str)], body: &str) -> Call {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Call { method: "POST".into(), target: "/hooks/news?event=post.published".into(), headers, body: body.into() }
    }

    fn read(kind: HookKind, headers: &[(&str, &str)], body: &str) -> Notice {
        Notice::read(kind, &call(headers, body), &Payload::default()).unwrap()
    }

    #[test]
    fn what_happened_is_told_in_each_systems_own_way() {
        let ghost = r#"{"event":"post.published.edited","post":{"current":{"id":"6a","url":"https://example.org/a/"},"previous":{}}}"#;
        let notice = read(HookKind::Ghost, &[], ghost);
        assert_eq!((notice.change, notice.post.as_deref()), (Change::Changed, Some("posts/6a")));
        assert_eq!(notice.address.as_deref(), Some("https://example.org/a/"));
        let deleted = r#"{"event":"page.deleted","page":{"current":{},"previous":{"id":"6b"}}}"#;
        let notice = read(HookKind::Ghost, &[], deleted);
        assert_eq!((notice.change, notice.post.as_deref()), (Change::Gone, Some("pages/6b")));
        let older = read(HookKind::Ghost, &[], r#"{"post":{"current":{"id":"6a"}}}"#);
        assert_eq!(older.event, "post.published", "the address says it where the body does not");
        let own = read(
            HookKind::Aloud,
            &[],
            r#"{"event":"post.changed","collection":"posts","post":12,"url":"https://example.org/a"}"#,
        );
        assert_eq!((own.change, own.post.as_deref()), (Change::Changed, Some("posts/12")));
        let topic = ("x-contentful-topic", "ContentManagement.Entry.unpublish");
        assert_eq!(read(HookKind::Contentful, &[topic], r#"{"sys":{"type":"DeletedEntry"}}"#).change, Change::Gone);
        assert_eq!(read(HookKind::Sanity, &[("sanity-operation", "delete")], "{}").change, Change::Gone);
        assert_eq!(read(HookKind::Strapi, &[], r#"{"event":"entry.publish","entry":"null"}"#).change, Change::Changed);
        assert_eq!(
            read(HookKind::Directus, &[], r#"{"event":"articles.items.delete","keys":["3"]}"#).change,
            Change::Gone
        );
        let form = ("content-type", "application/x-www-form-urlencoded");
        assert_eq!(
            read(HookKind::Bearer, &[form], "hook=publish_post&url=https%3A%2F%2Fexample.org%2Fa").event,
            "publish_post"
        );
        assert!(Notice::read(HookKind::Bearer, &call(&[], "[1]"), &Payload::default()).is_none());
    }

    #[test]
    fn addresses_that_lead_into_this_machine_are_none() {
        for url in ["file:///etc/passwd", "javascript:alert(1)", "/etc/passwd"] {
            assert_eq!(read(HookKind::Bearer, &[], &format!(r#"{{"url":"{url}"}}"#)).address, None, "{url}");
        }
    }

    #[test]
    fn articles_come_with_the_hook_where_the_settings_say_where() {
        let payload = Payload {
            url: Some("https://example.org/{fields.slug.en-US}".into()),
            markdown: Some("fields.body.en-US".into()),
            title: Some("fields.title.en-US".into()),
            ..Payload::default()
        };
        let body = r##"{"fields":{"slug":{"en-US":"a"},"title":{"en-US":"T"},"body":{"en-US":"# One\n\nWords."}}}"##;
        let notice = Notice::read(HookKind::Contentful, &call(&[], body), &payload).unwrap();
        let article = notice.article.unwrap();
        assert_eq!((article.id.as_str(), article.known.title.as_deref()), ("https://example.org/a", Some("T")));
        assert!(matches!(article.markup, Markup::Markdown(text) if text.contains("Words.")));
    }
}
