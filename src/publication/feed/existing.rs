//! Enclosures in a feed that somebody else writes: RSS, Atom or JSON Feed. Only our own enclosures are added, replaced or
//! taken out; every other byte stays.

use std::collections::HashMap;
use std::ops::Range;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use serde::Deserialize;
use url::Url;

use super::channel::Feed;
use super::spans;
use crate::error::Hint;
use crate::publication::Episode;
use crate::publication::address::Address;
use crate::publication::links::{Link, Links};

/// What stands before an attachment that came with a list of its own.
const ADDED_LIST: &str = ",\"attachments\":[";

/// A feed with the narrations' enclosures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// The feed.
    pub bytes: Vec<u8>,
    /// How many entries the feed has.
    pub entries: usize,
    /// How many of them have a narration's enclosure.
    pub enclosed: usize,
    /// The addresses of entries that have a narration, and an enclosure of somebody else, which is left alone.
    pub taken: Vec<String>,
}

/// Why a feed cannot be amended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// It is no feed.
    #[error("it is not an RSS, Atom or JSON feed")]
    NotAFeed,
    /// It cannot be read to its end.
    #[error("it is broken at byte {at}: {message}")]
    Broken {
        /// Where.
        at: u64,
        /// How.
        message: String,
    },
    /// It is in an encoding whose tags are not in ASCII.
    #[error("it is in an encoding that is not read here")]
    Encoding,
}

impl Hint for FeedError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NotAFeed => "give the file of a feed, or leave out --into to write a podcast".to_owned(),
            Self::Broken { .. } => "check it with a feed validator; it is left as it is".to_owned(),
            Self::Encoding => "write it in UTF-8".to_owned(),
        })
    }
}

/// An entry of the feed.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Its links and names, as they are written.
    pub(super) addresses: Vec<String>,
    /// Where all of it stands.
    pub(super) place: Range<usize>,
    /// The address that those without a host are seen from.
    site: Option<Url>,
    enclosures: Vec<Enclosure>,
    /// Where another element may go: before the entry's end.
    end: usize,
    /// What makes an enclosure of a link, in this kind of feed.
    form: Form,
}

#[derive(Debug)]
struct Enclosure {
    url: String,
    place: Range<usize>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Form {
    #[default]
    Rss,
    Atom,
    /// JSON without attachments.
    Json,
    /// JSON with an empty list of attachments, or one that has others.
    JsonList {
        is_empty: bool,
    },
}

/// Adds the narrations' enclosures to a feed and takes out those of narrations that there are no longer; with no narrations,
/// takes out all that are under `feed.base`.
///
/// # Errors
/// When it is no feed, or broken.
pub fn amend(bytes: &[u8], feed: &Feed<'_>) -> Result<Amended, FeedError> {
    let base = feed.base.to_string();
    let entries = entries(bytes, &base)?;
    let addressed = |episode| Episode::addresses(episode).map(move |address| (address, episode));
    // Of two narrations of an article the first, which is the latest, counts.
    let narrated: HashMap<_, _> = feed.episodes.iter().rev().flat_map(addressed).collect();
    let mut amended =
        Amended { bytes: Vec::with_capacity(bytes.len()), entries: entries.len(), enclosed: 0, taken: Vec::new() };
    let mut copied = 0;
    for entry in &entries {
        let (ours, others): (Vec<_>, Vec<_>) =
            entry.enclosures.iter().partition(|enclosure| enclosure.url.starts_with(&base));
        let mut addresses =
            entry.addresses.iter().filter_map(|address| Address::seen_from(entry.site.as_ref(), address));
        let episode = addresses.find_map(|address| narrated.get(&address).copied());
        let wanted = episode.map(|episode| entry.form.write(&Links::of(&episode.manifest, feed.base, None), episode));
        // RSS has room for one enclosure an entry; Atom and JSON Feed for any number.
        if wanted.is_some() && entry.form == Form::Rss && !others.is_empty() {
            amended.taken.extend(entry.addresses.first().cloned());
            continue;
        }
        let (place, wanted) = match (ours.first(), wanted) {
            (Some(old), Some(new)) if bytes[old.place.clone()] == *new.as_bytes() => {
                amended.enclosed += 1;
                continue;
            }
            (Some(old), new) => (old.place.clone(), new),
            (None, Some(new)) => (entry.end..entry.end, Some(new)),
            (None, None) => continue,
        };
        amended.enclosed += usize::from(wanted.is_some());
        amended.bytes.extend_from_slice(&bytes[copied..place.start]);
        amended.bytes.extend_from_slice(wanted.unwrap_or_default().as_bytes());
        copied = place.end;
    }
    amended.bytes.extend_from_slice(&bytes[copied..]);
    Ok(amended)
}

/// Finds the entries of a feed, with what of their enclosures is under `base`.
pub(super) fn entries(bytes: &[u8], base: &str) -> Result<Vec<Entry>, FeedError> {
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte)) {
        Some(b'{') => json_entries(bytes, base),
        Some(b'<') if !bytes.contains(&0) => xml_entries(bytes),
        Some(_) if bytes.contains(&0) => Err(FeedError::Encoding),
        _ => Err(FeedError::NotAFeed),
    }
}

impl Form {
    /// Writes the enclosure. In ASCII alone, so that it reads the same whatever the feed's encoding.
    fn write(self, links: &Links, episode: &Episode) -> String {
        let Link { href, media_type, bytes, .. } = links.download();
        let url = href.replace('&', "&amp;").replace('"', "%22").replace('<', "%3C");
        let attachment = || {
            let seconds = episode.manifest.duration_ms as f64 / 1_000.0;
            let url = serde_json::Value::from(href.as_str());
            format!(
                "{{\"url\":{url},\"mime_type\":\"{media_type}\",\"size_in_bytes\":{bytes},\"duration_in_seconds\":{seconds}}}"
            )
        };
        match self {
            Self::Rss => format!("<enclosure url=\"{url}\" length=\"{bytes}\" type=\"{media_type}\"/>"),
            Self::Atom => {
                format!("<link rel=\"enclosure\" href=\"{url}\" length=\"{bytes}\" type=\"{media_type}\"/>")
            }
            Self::Json => format!("{ADDED_LIST}{}]", attachment()),
            // The blank tells it from an attachment that came with its list.
            Self::JsonList { is_empty: true } => format!(" {}", attachment()),
            Self::JsonList { is_empty: false } => format!(",{}", attachment()),
        }
    }
}

/// Finds the entries of an RSS or Atom feed.
fn xml_entries(bytes: &[u8]) -> Result<Vec<Entry>, FeedError> {
    // Only tags and addresses are looked at, and both are in ASCII: of an encoding that is not UTF-8 the other bytes are
    // blanked, so that every place in the text is a place in the bytes.
    let blanked = || bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect();
    let text = std::str::from_utf8(bytes).map_or_else(|_| blanked(), str::to_owned);
    let mut reader = Reader::from_str(&text);
    let mut found = Xml::default();
    loop {
        let before = place(reader.buffer_position());
        let event = reader
            .read_event()
            .map_err(|error| FeedError::Broken { at: reader.error_position(), message: error.to_string() })?;
        let after = place(reader.buffer_position());
        match event {
            Event::Start(tag) => found.open(&tag, before),
            Event::Empty(tag) => {
                found.open(&tag, before);
                found.close(before, after);
            }
            Event::End(_) => found.close(before, after),
            Event::Text(words) => found.text.push_str(&words),
            Event::CData(words) => found.text.push_str(&words),
            Event::GeneralRef(name) => found.text.push_str(&resolve(&name)),
            Event::Eof => break,
            _ => {}
        }
    }
    if found.is_feed { Ok(found.entries) } else { Err(FeedError::NotAFeed) }
}

/// A place in a text that is in memory.
fn place(position: u64) -> usize {
    usize::try_from(position).expect("a text in memory is no longer than memory")
}

fn resolve(name: &BytesRef<'_>) -> String {
    quick_xml::escape::unescape(&format!("&{};", &**name)).map(String::from).unwrap_or_default()
}

/// What was found so far in an XML feed.
#[derive(Default)]
struct Xml {
    is_feed: bool,
    entries: Vec<Entry>,
    entry: Option<Entry>,
    /// The elements that are open, the outermost first: prefix and name, and where each begins.
    open: Vec<(String, usize)>,
    /// How many were open where the entry began.
    depth: usize,
    text: String,
    /// The enclosure that is open.
    enclosure: Option<String>,
    /// The site's address, as the feed tells it before its entries.
    site: Option<Url>,
}

impl Xml {
    fn open(&mut self, tag: &BytesStart<'_>, at: usize) {
        let name: &str = tag.name().into_inner();
        let name = name.to_owned();
        if self.open.is_empty() {
            self.is_feed = matches!(name.rsplit(':').next(), Some("rss" | "feed" | "RDF"));
        }
        self.text.clear();
        self.open.push((name.clone(), at));
        if self.entry.is_none() && (name == "item" || name == "entry") {
            self.depth = self.open.len();
            let form = if name == "item" { Form::Rss } else { Form::Atom };
            self.entry = Some(Entry { form, site: self.site.clone(), place: at..at, ..Entry::default() });
        } else if self.entry.is_none() {
            self.see_site(tag);
        } else if let Some(entry) = self.entry.as_mut().filter(|_| self.open.len() == self.depth + 1) {
            let attribute = |wanted: &str| {
                let found = tag.attributes().flatten().find(|found| found.key.into_inner() == wanted)?;
                Some(quick_xml::escape::unescape(&found.value).ok()?.into_owned())
            };
            match (name.as_str(), attribute("rel").as_deref()) {
                ("enclosure", _) => self.enclosure = attribute("url"),
                ("link", Some("enclosure")) => self.enclosure = attribute("href"),
                ("link", Some("alternate") | None) => entry.addresses.extend(attribute("href")),
                _ => {}
            }
        }
    }

    /// Notes where a feed is from: `xml:base`, or its link to the site (Atom).
    fn see_site(&mut self, tag: &BytesStart<'_>) {
        let mut found = None;
        let mut is_of_site = true;
        let is_link = tag.name().into_inner().rsplit(':').next() == Some("link");
        for attribute in tag.attributes().flatten() {
            let value =
                quick_xml::escape::unescape(&attribute.value).map(std::borrow::Cow::into_owned).unwrap_or_default();
            match attribute.key.into_inner() {
                "href" if !is_link => {}
                "xml:base" | "href" => found = Url::parse(&value).ok(),
                "rel" => is_of_site = matches!(value.as_str(), "alternate" | "self"),
                _ => {}
            }
        }
        if self.site.is_none() && is_of_site {
            self.site = found;
        }
    }

    fn close(&mut self, before: usize, after: usize) {
        let Some((name, start)) = self.open.pop() else { return };
        let Some(entry) = &mut self.entry else {
            if name == "link" && self.site.is_none() {
                self.site = Url::parse(self.text.trim()).ok();
            }
            return;
        };
        if self.open.len() + 1 == self.depth {
            (entry.end, entry.place.end) = (before, after);
            self.entries.extend(self.entry.take());
        } else if self.open.len() == self.depth {
            if let Some(url) = self.enclosure.take() {
                entry.enclosures.push(Enclosure { url, place: start..after });
            } else if matches!(name.rsplit(':').next(), Some("link" | "guid" | "id" | "origLink")) {
                entry.addresses.push(self.text.trim().to_owned());
            }
        }
    }
}

/// The part of a JSON Feed's entry that tells which it is.
#[derive(Deserialize)]
struct JsonItem {
    #[serde(default)]
    id: serde_json::Value,
    url: Option<String>,
    external_url: Option<String>,
}

#[derive(Deserialize)]
struct JsonAttachment {
    url: String,
}

/// Finds the entries of a JSON Feed.
fn json_entries(bytes: &[u8], base: &str) -> Result<Vec<Entry>, FeedError> {
    let text = std::str::from_utf8(bytes).map_err(|_| FeedError::Encoding)?;
    let feed: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| FeedError::Broken { at: error.column() as u64, message: error.to_string() })?;
    if !feed["version"].as_str().is_some_and(|version| version.contains("jsonfeed.org")) || !feed["items"].is_array() {
        return Err(FeedError::NotAFeed);
    }
    let site = ["home_page_url", "feed_url"].iter().find_map(|name| Url::parse(feed[*name].as_str()?).ok());
    let items = spans::member(text, &spans::whole(text), "items").ok_or(FeedError::NotAFeed)?;
    let mut entries = Vec::new();
    for place in spans::elements(text, &items) {
        let Ok(item) = serde_json::from_str::<JsonItem>(&text[place.clone()]) else { continue };
        let id = item.id.as_str().map(str::to_owned);
        let addresses = [item.url, item.external_url, id].into_iter().flatten().collect();
        let mut entry = Entry {
            addresses,
            place: place.clone(),
            site: site.clone(),
            end: place.end - 1,
            form: Form::Json,
            ..Entry::default()
        };
        if let Some(list) = spans::member(text, &place, "attachments") {
            if !text[list.clone()].starts_with('[') {
                continue;
            }
            entry.end = list.end - 1;
            add_attachments(&mut entry, text, &list, base);
        }
        entries.push(entry);
    }
    Ok(entries)
}

/// Notes the attachments that are ours, each with the comma before it, or with the whole list where that was added for it.
fn add_attachments(entry: &mut Entry, text: &str, list: &Range<usize>, base: &str) {
    let attachments = spans::elements(text, list);
    let alone = attachments.len() == 1;
    entry.form = Form::JsonList { is_empty: attachments.is_empty() };
    for (number, place) in attachments.into_iter().enumerate() {
        let found = serde_json::from_str::<JsonAttachment>(&text[place.clone()]);
        let Some(JsonAttachment { url }) = found.ok().filter(|found| found.url.starts_with(base)) else { continue };
        let comma = text[..place.start].rfind(',').filter(|_| number > 0);
        let has_own_list = alone && text[..place.start].ends_with(ADDED_LIST) && text[place.end..].starts_with("]}");
        entry.form = if has_own_list { Form::Json } else { Form::JsonList { is_empty: alone } };
        let place = match comma {
            _ if has_own_list => place.start - ADDED_LIST.len()..place.end + 1,
            Some(comma) => comma..place.end,
            None if alone => place.start - usize::from(text[..place.start].ends_with(' '))..place.end,
            // Ours are added at the end: one before others came with the feed.
            None => continue,
        };
        entry.enclosures.push(Enclosure { url, place });
    }
}

#[cfg(test)]
mod tests;
