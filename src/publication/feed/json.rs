//! JSON Feed 1.1 (jsonfeed.org): each narration with all its audio as attachments.

use serde_json::{Map, Value, json};

use super::channel::{Feed, JSON_NAME};
use crate::language::Language;
use crate::publication::links::Links;
use crate::publication::{Episode, FullText};

impl Feed<'_> {
    /// Writes JSON Feed 1.1.
    #[must_use]
    pub fn json(&self) -> String {
        write(self)
    }
}

fn write(feed: &Feed<'_>) -> String {
    let items: Vec<_> = feed.episodes.iter().map(|episode| item(episode, feed)).collect();
    let all = object([
        ("version", "https://jsonfeed.org/version/1.1".into()),
        ("title", feed.title().into()),
        ("home_page_url", feed.link().into()),
        ("feed_url", feed.base.join(JSON_NAME).into()),
        ("description", feed.description().into()),
        ("icon", feed.channel.image.as_deref().into()),
        ("authors", json!([{ "name": feed.author() }])),
        ("language", feed.language().map(Language::as_str).into()),
        ("items", items.into()),
    ]);
    format!("{all:#}\n")
}

fn item(episode: &Episode, feed: &Feed<'_>) -> Value {
    let article = &episode.manifest.article;
    let authors: Vec<_> = article.authors.iter().map(|name| json!({ "name": name })).collect();
    let (name, told) = match feed.full_text {
        FullText::On => ("content_text", episode.paragraphs().join("\n\n")),
        // One of the two has to be there.
        FullText::Off => ("content_text", episode.title()),
    };
    object([
        ("id", episode.guid().into()),
        ("url", episode.address().into()),
        ("title", episode.title().into()),
        (name, told.into()),
        ("image", article.image.as_deref().into()),
        ("date_published", episode.published().map(|time| time.to_rfc3339()).into()),
        ("date_modified", episode.modified().map(|time| time.to_rfc3339()).into()),
        ("authors", if authors.is_empty() { Value::Null } else { authors.into() }),
        ("language", article.language.as_ref().map(Language::as_str).into()),
        ("attachments", attachments(episode, feed).into()),
    ])
}

/// Lists the audio in each form; one title says that they are the same.
fn attachments(episode: &Episode, feed: &Feed<'_>) -> Vec<Value> {
    let links = Links::of(&episode.manifest, feed.base, None);
    let attachment = |link: &crate::publication::links::Link| {
        json!({
            "url": link.href,
            "mime_type": link.media_type,
            "title": episode.title(),
            "size_in_bytes": link.bytes,
            "duration_in_seconds": episode.manifest.duration_ms as f64 / 1_000.0,
        })
    };
    let main = links.download();
    let others = links.audio.iter().filter(|link| *link != main);
    std::iter::once(main).chain(others).map(attachment).collect()
}

/// Makes an object of what is known.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let known = fields.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(known.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}
