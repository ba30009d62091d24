//! How entries of each system are found and written.

use reqwest::Method;
use serde_json::{Value, json};

use super::settings::{HeadlessKind, HeadlessSettings, HeadlessWrite};
use super::template::{self, Names};
use crate::publication::PublishError;

/// How entries are found and written. Pointers are JSON Pointers (RFC 6901).
#[derive(Debug, Clone)]
pub(super) struct Recipe {
    pub(super) find: String,
    pub(super) entries: String,
    pub(super) id: String,
    pub(super) version: Option<String>,
    pub(super) current: String,
    write: HeadlessWrite,
    then: Option<HeadlessWrite>,
    kind: Option<HeadlessKind>,
}

/// A request as it is sent.
#[derive(Debug, PartialEq)]
pub(super) struct Step {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) headers: Vec<(String, String)>,
    /// Null for none.
    pub(super) body: Value,
}

/// A request of a known system's recipe.
#[derive(Clone, Copy)]
struct Ask {
    method: &'static str,
    path: &'static str,
    headers: &'static [(&'static str, &'static str)],
}

/// The recipe of a known system.
struct Known {
    find: &'static str,
    pointers: [&'static str; 4],
    by: &'static str,
    write: Ask,
    body: fn() -> Value,
    then: Option<Ask>,
}

impl Known {
    /// As each system's documentation of its interface had it in November 2026.
    fn of(kind: HeadlessKind) -> Self {
        match kind {
            HeadlessKind::Directus => Self {
                find: "items/{collection}?filter[{by}][_eq]={match}&fields=id,{field}&limit=2",
                pointers: ["/data", "/id", "", "/{field}"],
                by: "slug",
                write: Ask { method: "PATCH", path: "items/{collection}/{id}", headers: &[] },
                body: || json!({ "{field}": "{value}" }),
                then: None,
            },
            HeadlessKind::Strapi => Self {
                find: "api/{collection}?filters[{by}][$eq]={match}&fields[0]={field}&pagination[limit]=2",
                pointers: ["/data", "/documentId", "", "/{field}"],
                by: "slug",
                write: Ask { method: "PUT", path: "api/{collection}/{id}", headers: &[] },
                body: || json!({ "data": { "{field}": "{value}" } }),
                then: None,
            },
            HeadlessKind::Contentful => Self {
                find: "entries?content_type={collection}&fields.{by}={match}&limit=2",
                pointers: ["/items", "/sys/id", "/sys/version", "/fields/{field}/{locale}"],
                by: "slug",
                write: Ask {
                    method: "PATCH",
                    path: "entries/{id}",
                    headers: &[("content-type", "application/json-patch+json"), ("x-contentful-version", "{version}")],
                },
                body: || Value::Null,
                then: Some(Ask {
                    method: "PUT",
                    path: "entries/{id}/published",
                    headers: &[("x-contentful-version", "{version}")],
                }),
            },
            HeadlessKind::Sanity => Self {
                find: "data/query/{dataset}?query=*[_type==%22{collection}%22%26%26{by}==$match%26%26!(_id%20in%20path(%22drafts.**%22))]\
                       [0...2]{_id,_rev,%22current%22:{field}}&$match=%22{match}%22",
                pointers: ["/result", "/_id", "/_rev", "/current"],
                by: "slug.current",
                write: Ask { method: "POST", path: "data/mutate/{dataset}", headers: &[] },
                body: || Value::Null,
                then: None,
            },
        }
    }
}

fn written(ask: Ask, body: Value) -> HeadlessWrite {
    let headers = ask.headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    HeadlessWrite { method: ask.method.to_owned(), path: ask.path.to_owned(), headers, body }
}

impl Recipe {
    /// Makes the recipe of settings: that of the system's kind, but for what they say otherwise.
    ///
    /// # Errors
    /// When something is missing that a system of no known kind needs.
    pub(super) fn of(settings: &HeadlessSettings) -> Result<Self, PublishError> {
        let known = settings.kind.map(Known::of);
        let known = known.as_ref();
        let missing = |name: &str| {
            let message = format!("`[headless]` needs `{name}`, or a `kind`: directus, strapi, contentful or sanity");
            PublishError::Setting { place: "headless", message }
        };
        let own = |name: &str, said: &Option<String>, usual: Option<&str>| {
            said.clone().or_else(|| usual.map(str::to_owned)).ok_or_else(|| missing(name))
        };
        if known.is_some() && settings.collection.is_none() {
            return Err(missing("collection"));
        }
        let pointer = |at: usize| known.map(|known| known.pointers[at]);
        let write = settings.write.clone().or_else(|| known.map(|known| written(known.write, (known.body)())));
        let then = known.and_then(|known| known.then).map(|then| written(then, Value::Null));
        let recipe = Self {
            find: own("find", &settings.find, known.map(|known| known.find))?,
            entries: own("entries", &settings.entries, Some(pointer(0).unwrap_or_default()))?,
            id: own("id", &settings.id, pointer(1))?,
            version: settings.version.clone().or_else(|| pointer(2).filter(|at| !at.is_empty()).map(str::to_owned)),
            current: own("current", &settings.current, pointer(3))?,
            write: write.ok_or_else(|| missing("write"))?,
            then: settings.then.clone().or(then),
            kind: settings.kind.filter(|_| settings.write.is_none()),
        };
        let methods = [Some(&recipe.write), recipe.then.as_ref()].into_iter().flatten().map(|write| &write.method);
        for method in methods {
            Method::from_bytes(method.as_bytes()).map_err(|_| PublishError::Setting {
                place: "headless",
                message: format!("unknown method `{method}`"),
            })?;
        }
        Ok(recipe)
    }

    /// Returns the field by which entries of a kind are found.
    pub(super) fn by(settings: &HeadlessSettings) -> String {
        let usual = settings.kind.map_or("slug", |kind| Known::of(kind).by);
        settings.by.clone().unwrap_or_else(|| usual.to_owned())
    }

    /// Makes the request that writes an entry.
    pub(super) fn write(&self, names: &Names, entry: &Value) -> Step {
        let body = match self.kind {
            Some(HeadlessKind::Contentful) => contentful(names, entry),
            Some(HeadlessKind::Sanity) => sanity(names),
            _ => template::json(&self.write.body, names),
        };
        Step { body, ..step(&self.write, names) }
    }

    /// Makes the request that comes after, if there is one.
    pub(super) fn then(&self, names: &Names) -> Option<Step> {
        self.then.as_ref().map(|then| step(then, names))
    }
}

fn step(write: &HeadlessWrite, names: &Names) -> Step {
    Step {
        method: Method::from_bytes(write.method.as_bytes()).unwrap_or(Method::PATCH),
        path: template::address(&write.path, names),
        headers: write.headers.iter().map(|(name, value)| (name.clone(), template::text(value, names))).collect(),
        body: template::json(&write.body, names),
    }
}

/// A JSON Patch (RFC 6902): a field that an entry has in no locale is not there.
fn contentful(names: &Names, entry: &Value) -> Value {
    let at = template::text("/fields/{field}", names);
    let here = template::text("/fields/{field}/{locale}", names);
    if names["value"].is_null() {
        return json!([{ "op": "remove", "path": here }]);
    }
    match entry.pointer(&at) {
        Some(Value::Object(_)) => json!([{ "op": "add", "path": here, "value": names["value"] }]),
        _ => json!([{ "op": "add", "path": at, "value": template::json(&json!({ "{locale}": "{value}" }), names) }]),
    }
}

/// A mutation that fails when the entry has changed.
fn sanity(names: &Names) -> Value {
    let field = names["field"].as_str().unwrap_or_default();
    let mut patch = json!({ "id": names["id"], "ifRevisionID": names["version"] });
    match &names["value"] {
        Value::Null => patch["unset"] = json!([field]),
        value => patch["set"] = json!({ field: value }),
    }
    json!({ "mutations": [{ "patch": patch }] })
}
