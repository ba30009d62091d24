//! The podcast: RSS 2.0 (rssboard.org), Apple's `itunes:` tags, and Podcasting 2.0's `podcast:` tags.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use uuid::{Uuid, uuid};

use super::channel::{Feed, RSS_NAME, clean, is_cover};
use crate::language::Language;
use crate::publication::links::{Link, Links};
use crate::publication::{Episode, FullText};

/// The namespaces, by the prefixes everybody uses.
const NAMESPACES: [(&str, &str); 4] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("xmlns:podcast", "https://podcastindex.org/namespace/1.0"),
];
/// The namespace of podcasts' UUIDs (Podcasting 2.0, `podcast:guid`).
const PODCASTS: Uuid = uuid!("ead4c236-bf58-58c6-a2c6-a6b28d128cb6");
/// Longest description of an episode, in characters: the opening, where lists of episodes show it. Taste.
const DESCRIPTION_CHARS: usize = 600;

impl Feed<'_> {
    /// Writes the podcast: RSS 2.0 with the tags of iTunes and Podcasting 2.0.
    #[must_use]
    pub fn rss(&self) -> String {
        write(self)
    }
}

fn write(feed: &Feed<'_>) -> String {
    let mut xml = Xml(Writer::new_with_indent(Vec::new(), b' ', 2));
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    xml.open("rss", &NAMESPACES);
    xml.open("channel", &[]);
    channel(&mut xml, feed);
    for episode in feed.episodes {
        item(&mut xml, episode, feed);
    }
    xml.close("channel");
    xml.close("rss");
    let mut text = String::from_utf8(xml.0.into_inner()).expect("it was written of strings");
    text.push('\n');
    text
}

fn channel(xml: &mut Xml, feed: &Feed<'_>) {
    let own = feed.base.join(RSS_NAME);
    let (channel, author) = (feed.channel, feed.author());
    xml.text("title", &feed.title());
    xml.text("link", &feed.link());
    xml.text("description", &feed.description());
    xml.some("language", feed.language().map(Language::as_str));
    xml.some("copyright", channel.copyright.as_deref());
    let latest = feed.episodes.iter().filter_map(Episode::published).max();
    xml.some("pubDate", latest.map(|time| time.to_rfc2822()).as_deref());
    xml.text("generator", concat!("aloud ", env!("CARGO_PKG_VERSION")));
    xml.empty("atom:link", &[("href", &own), ("rel", "self"), ("type", "application/rss+xml")]);
    xml.text("itunes:author", &author);
    xml.text("itunes:explicit", if channel.explicit { "true" } else { "false" });
    xml.text("itunes:type", "episodic");
    if let Some(email) = &channel.email {
        xml.open("itunes:owner", &[]);
        xml.text("itunes:name", &author);
        xml.text("itunes:email", email);
        xml.close("itunes:owner");
    }
    if let Some(image) = &channel.image {
        xml.empty("itunes:image", &[("href", image)]);
    }
    for category in &channel.categories {
        match category.split_once('>') {
            Some((above, within)) => {
                xml.open("itunes:category", &[("text", above.trim())]);
                xml.empty("itunes:category", &[("text", within.trim())]);
                xml.close("itunes:category");
            }
            None => xml.empty("itunes:category", &[("text", category.trim())]),
        }
    }
    xml.text("podcast:guid", &podcast_guid(&own));
    xml.text("podcast:medium", "podcast");
}

/// Returns the podcast's UUID: of its address without scheme and last slashes, as the namespace has it.
fn podcast_guid(address: &str) -> String {
    let name = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/');
    Uuid::new_v5(&PODCASTS, name.as_bytes()).to_string()
}

fn item(xml: &mut Xml, episode: &Episode, feed: &Feed<'_>) {
    let (manifest, article) = (&episode.manifest, &episode.manifest.article);
    let links = Links::of(manifest, feed.base, None);
    let main = links.download();
    xml.open("item", &[]);
    xml.text("title", &episode.title());
    xml.some("link", episode.address());
    xml.attributed("guid", &[("isPermaLink", "false")], &episode.guid());
    xml.some("pubDate", episode.published().map(|time| time.to_rfc2822()).as_deref());
    let description = if feed.full_text == FullText::On { description(episode) } else { episode.title() };
    xml.text("description", &description);
    xml.empty("enclosure", &[("url", &main.href), ("length", &main.bytes.to_string()), ("type", &main.media_type)]);
    xml.some("itunes:author", (!article.authors.is_empty()).then(|| article.authors.join(", ")).as_deref());
    // Whole seconds, and never none: Apple asks for a length above 0.
    xml.text("itunes:duration", &manifest.duration_ms.div_ceil(1_000).max(1).to_string());
    xml.text("itunes:explicit", if feed.channel.explicit { "true" } else { "false" });
    xml.text("itunes:episodeType", "full");
    if let Some(image) = article.image.as_deref().filter(|image| is_cover(image)) {
        xml.empty("itunes:image", &[("href", image)]);
    }
    podcasting(xml, episode, (&links, main), feed);
    xml.close("item");
}

/// Writes what Podcasting 2.0 adds: transcripts, chapters, who wrote it and who reads it, and the other encodings.
fn podcasting(xml: &mut Xml, episode: &Episode, (links, main): (&Links, &Link), feed: &Feed<'_>) {
    let manifest = &episode.manifest;
    let language = manifest.article.language.as_ref().map(Language::as_str).unwrap_or("en");
    for file in &manifest.files {
        let (url, media_type) = (feed.base.join(&file.file), file.media_type.as_str());
        let about = [("url", url.as_str()), ("type", media_type), ("language", language), ("rel", "captions")];
        match media_type {
            _ if feed.full_text == FullText::Off && media_type != "application/json+chapters" => {}
            "text/vtt" | "application/x-subrip" => xml.empty("podcast:transcript", &about),
            "text/html" | "text/plain" => xml.empty("podcast:transcript", &about[..3]),
            "application/json+chapters" => xml.empty("podcast:chapters", &about[..2]),
            _ => {}
        }
    }
    for author in &manifest.article.authors {
        xml.attributed("podcast:person", &[("group", "writing"), ("role", "author")], author);
    }
    let reader = format!("{} (synthetic voice)", manifest.voice);
    for narrator in std::iter::once(reader.as_str()).chain(manifest.recorded_by()) {
        xml.attributed("podcast:person", &[("group", "cast"), ("role", "narrator")], narrator);
    }
    for link in links.audio.iter().filter(|link| *link != main) {
        xml.open("podcast:alternateEnclosure", &[("type", &link.media_type), ("length", &link.bytes.to_string())]);
        xml.empty("podcast:source", &[("uri", &link.href)]);
        xml.close("podcast:alternateEnclosure");
    }
}

/// Returns the opening of the story, whole paragraphs as far as they go.
fn description(episode: &Episode) -> String {
    let title = episode.title();
    let mut description = String::new();
    for paragraph in episode.paragraphs().iter().filter(|paragraph| **paragraph != title) {
        if !description.is_empty() {
            if description.chars().count() + paragraph.chars().count() > DESCRIPTION_CHARS {
                break;
            }
            description.push_str("\n\n");
        }
        description.push_str(paragraph);
    }
    match description.char_indices().nth(DESCRIPTION_CHARS) {
        Some((end, _)) => format!("{}…", description[..end].trim_end()),
        None if description.is_empty() => title,
        None => description,
    }
}

/// Writes XML into memory.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes what is written");
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(start(name, attributes)));
    }

    fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    fn attributed(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&clean(text))));
        self.close(name);
    }

    fn text(&mut self, name: &str, text: &str) {
        self.attributed(name, &[], text);
    }

    fn some(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            self.text(name, text);
        }
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, clean(value).as_str()));
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_podcasts_uuid_is_that_of_the_specification() {
        // The example of Podcasting 2.0's documentation of `podcast:guid`.
        assert_eq!(podcast_guid("https://podnews.net/rss"), "9b024349-ccf0-5f69-a609-6b82873eab3c");
    }
}
