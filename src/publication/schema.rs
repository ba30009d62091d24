//! What search engines and readers' programs are told of a narration: JSON-LD of schema.org, Open Graph, alternate links.

use serde_json::{Map, Value, json};

use super::links::{Link, Links};
use super::{FullText, text};
use crate::language::Language;
use crate::master::Manifest;

/// Writes the `<meta>` and `<link>` elements.
pub(super) fn tags(links: &Links) -> String {
    let main = links.download();
    let mut tags = String::new();
    // Open Graph wants whole addresses.
    if let Some(whole) = &main.whole {
        let mut property = |name: &str, value: &str| {
            tags.push_str(&format!("<meta property=\"{name}\" content=\"{}\" data-aloud=\"\" />", text::html(value)));
        };
        property("og:audio", whole);
        if whole.starts_with("https:") {
            property("og:audio:secure_url", whole);
        }
        property("og:audio:type", &main.media_type);
    }
    for link in &links.audio {
        tags.push_str(&format!(
            "<link rel=\"alternate\" type=\"{}\" href=\"{}\" data-aloud=\"\" />",
            text::html(&link.media_type),
            text::html(&link.href)
        ));
    }
    tags
}

/// A page's own article in its structured data.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OwnArticle {
    /// Its type, or types.
    pub(super) kind: Value,
    /// By which it is known, where it says so.
    pub(super) id: Option<String>,
}

/// A narration to be described in a page.
pub(super) struct Described<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) links: &'a Links,
    /// The page's address.
    pub(super) page: Option<&'a str>,
    /// The article that the page describes itself.
    pub(super) own: Option<&'a OwnArticle>,
    /// Whether the words of the story are told.
    pub(super) full_text: FullText,
}

impl Described<'_> {
    /// Writes the JSON-LD: what the page's own article lacks where it can be named, and no second one beside it.
    pub(super) fn linked_data(&self) -> String {
        let article = &self.manifest.article;
        let mut data = Map::new();
        let mut say = |name: &str, value: Value| {
            if !value.is_null() {
                data.insert(name.to_owned(), value);
            }
        };
        say("@context", "https://schema.org".into());
        match self.own {
            Some(OwnArticle { kind, id: Some(id) }) => {
                say("@type", kind.clone());
                say("@id", id.as_str().into());
                say("audio", self.audio());
            }
            Some(OwnArticle { kind, id: None }) => {
                let mut work = json!({ "@type": kind });
                match self.page {
                    Some(page) => work["url"] = page.into(),
                    None => work["headline"] = article.title.as_deref().into(),
                }
                self.audio().as_object().into_iter().flatten().for_each(|(name, value)| say(name, value.clone()));
                say("encodesCreativeWork", work);
            }
            None => {
                say("@type", "NewsArticle".into());
                say("@id", self.page.into());
                say("url", self.page.into());
                say("headline", article.title.as_deref().into());
                say("datePublished", article.published.as_deref().into());
                say("audio", self.audio());
            }
        }
        format!("<script type=\"application/ld+json\" data-aloud=\"\">{}</script>", text::json(&data))
    }

    fn audio(&self) -> Value {
        let (manifest, main) = (self.manifest, self.links.download());
        let others = self.links.audio.iter().filter(|link| *link != main);
        let encodings: Vec<_> = others.map(|link| described(link, "MediaObject")).collect();
        let mut audio = described(main, "AudioObject");
        let words = (self.full_text == FullText::On).then(|| transcript(manifest));
        let more = [
            ("name", manifest.article.title.as_deref().into()),
            ("duration", duration(manifest.duration_ms).into()),
            ("inLanguage", manifest.article.language.as_ref().map(Language::as_str).into()),
            ("transcript", words.into()),
            ("digitalSourceType", manifest.source_type().address().into()),
            ("encoding", if encodings.is_empty() { Value::Null } else { encodings.into() }),
        ];
        for (name, value) in more.into_iter().filter(|(_, value)| !value.is_null()) {
            audio[name] = value;
        }
        audio
    }
}

fn described(link: &Link, kind: &str) -> Value {
    json!({
        "@type": kind,
        "contentUrl": link.whole.as_ref().unwrap_or(&link.href),
        "encodingFormat": link.media_type,
        "contentSize": link.bytes.to_string(),
    })
}

/// Returns what is said, a line a passage.
fn transcript(manifest: &Manifest) -> String {
    let mut text = String::new();
    let mut block = None;
    for cue in &manifest.sentences {
        if !text.is_empty() && (cue.block.is_none() || cue.block != block) {
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        block = cue.block;
        text.push_str(&cue.written);
    }
    text.truncate(text.trim_end().len());
    text
}

/// Writes a length of time as ISO 8601 does.
fn duration(ms: u64) -> String {
    let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60);
    let hours = if hours > 0 { format!("{hours}H") } else { String::new() };
    format!("PT{hours}{minutes}M{seconds}S")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_iso_8601() {
        assert_eq!(duration(200_900), "PT3M20S");
        assert_eq!(duration(36_000_000), "PT10H0M0S");
    }
}
