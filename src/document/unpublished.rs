//! What is not published: drafts, what is dated to come, what has expired; in the spellings of Hugo, Jekyll, Eleventy, Astro and
//! content systems.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::markdown::all_fields;
use crate::source::{Article, Markup, Origin, parse_time};

/// The fields that hold the day of publication, the most telling first.
const PUBLISHED: [&str; 9] = [
    "publishDate", "publish_date", "pubDate", "published_at", "datePublished", "date", "published", "postDate",
    "pubdate",
];
/// The fields that hold the day after which it is no longer published.
const EXPIRES: [&str; 7] =
    ["expiryDate", "expiry_date", "unpublishdate", "unpublishDate", "expires", "expireDate", "expired"];
/// What `status` says of what is not published.
const NOT_YET: [&str; 8] =
    ["draft", "private", "pending", "scheduled", "future", "unpublished", "in progress", "in-progress"];

/// Why an article is not published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unpublished {
    /// It says that it is a draft.
    #[error("it is a draft")]
    Draft,
    /// Its day is to come.
    #[error("it is not published before {date}")]
    ToCome {
        /// When.
        date: String,
    },
    /// Its time is over.
    #[error("it expired on {date}")]
    Expired {
        /// When.
        date: String,
    },
}

/// Returns why an article is not published, if it is not. Pages of the web are: they were served.
///
/// # Errors
/// When it is a draft, dated after `now`, or expired.
pub fn published(article: &Article, now: SystemTime) -> Result<(), Unpublished> {
    let now = DateTime::<Utc>::from(now);
    if article.known.draft || is_among_drafts(&article.origin) {
        return Err(Unpublished::Draft);
    }
    let fields = match &article.markup {
        Markup::Markdown(text) => all_fields(text),
        Markup::Html(text) if matches!(article.origin, Origin::File(_)) => all_fields(text),
        Markup::Html(_) | Markup::Plain(_) => None,
    };
    let is_listed = matches!(article.origin, Origin::Listed { .. });
    let listed = article.known.published.clone().filter(|_| is_listed).map(Value::String);
    let named =
        |names: &[&str]| fields.as_ref().and_then(|fields| names.iter().find_map(|name| date_of(fields.get(*name)?)));
    if fields.as_ref().is_some_and(is_draft) {
        return Err(Unpublished::Draft);
    }
    let published = named(&PUBLISHED).or_else(|| date_of(listed.as_ref()?)).or_else(|| date_of_name(&article.origin));
    if let Some((date, _)) = published.filter(|(_, time)| *time > now) {
        return Err(Unpublished::ToCome { date });
    }
    match named(&EXPIRES).filter(|(_, time)| *time <= now) {
        Some((date, _)) => Err(Unpublished::Expired { date }),
        None => Ok(()),
    }
}

/// Returns whether front matter says that it is a draft.
fn is_draft(fields: &Value) -> bool {
    let switch = |name: &str| fields.get(name).and_then(switch);
    let status = ["status", "state", "visibility"].iter().filter_map(|name| fields.get(*name)?.as_str());
    switch("draft") == Some(true)
        || switch("isDraft") == Some(true)
        || ["published", "publish", "permalink"].iter().any(|name| switch(name) == Some(false))
        || status.map(str::to_ascii_lowercase).any(|status| NOT_YET.contains(&status.trim()))
}

/// Reads a switch as people write it.
fn switch(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(switch) => Some(*switch),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Reads a date, as written and as a time.
fn date_of(value: &Value) -> Option<(String, DateTime<Utc>)> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        // A TOML date (toml's own serde form).
        Value::Object(fields) => fields.get("$__toml_private_datetime")?.as_str()?.to_owned(),
        _ => return None,
    };
    let text = super::date::normalise(&text).unwrap_or(text);
    Some((text.clone(), parse_time(&text)?))
}

/// Returns whether a file lies in Jekyll's folder of drafts.
fn is_among_drafts(origin: &Origin) -> bool {
    matches!(origin, Origin::File(path) if path.iter().any(|part| part == "_drafts"))
}

/// Returns the day that Jekyll's names of posts begin with.
fn date_of_name(origin: &Origin) -> Option<(String, DateTime<Utc>)> {
    let Origin::File(path) = origin else { return None };
    let day = path.file_name()?.to_str()?.get(..10)?;
    let is_day = day
        .bytes()
        .enumerate()
        .all(|(at, byte)| if [4, 7].contains(&at) { byte == b'-' } else { byte.is_ascii_digit() });
    if is_day { Some((day.to_owned(), parse_time(day)?)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ListedMetadata;

    fn told(path: &str, front_matter: &str) -> String {
        let now = SystemTime::from(parse_time("2026-11-29T12:00:00Z").unwrap());
        let markup = Markup::Markdown(format!("{front_matter}\nWords."));
        let article =
            Article { id: "a".into(), origin: Origin::File(path.into()), markup, known: ListedMetadata::default() };
        published(&article, now).map_or_else(|why| why.to_string(), |()| "published".to_owned())
    }

    #[test]
    fn each_generators_spelling_is_understood() {
        for (path, fields, expected) in [
            ("content/a.md", "---\ndraft: true\n---", "it is a draft"),
            ("content/a.md", "+++\ndraft = true\n+++", "it is a draft"),
            ("content/a.md", "---\ndraft: 'no'\ndate: 2026-11-29\n---", "published"),
            ("_posts/a.md", "---\npublished: false\n---", "it is a draft"),
            ("_posts/a.md", "---\npublished: 2026-01-01\n---", "published"),
            ("_drafts/a.md", "---\ntitle: A\n---", "it is a draft"),
            ("a.md", "---\npermalink: false\n---", "it is a draft"),
            ("a.md", "---\npermalink: /a/\nstatus: Draft\n---", "it is a draft"),
            ("a.md", "+++\ndate = 2030-01-01T00:00:00Z\n+++", "it is not published before 2030-01-01T00:00:00Z"),
            ("a.md", "---\ndate: 2020-01-01\npublishDate: 2030-01-01\n---", "it is not published before 2030-01-01"),
            ("a.md", "---\npubDate: Jan 05 2031\n---", "it is not published before 2031-01-05"),
            ("a.md", "---\ndate: 2020-01-01\nexpiryDate: 2021-01-01\n---", "it expired on 2021-01-01"),
            ("2031-02-03-a.md", "---\ntitle: A\n---", "it is not published before 2031-02-03"),
            ("2026-02-03-a.md", "No front matter.", "published"),
        ] {
            assert_eq!(told(path, fields), expected, "{path} {fields}");
        }
    }
}
