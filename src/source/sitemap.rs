//! Sitemaps (sitemaps.org, protocol 0.9) and Google's news extension: lists of pages, and lists of such lists.

use std::io::Read;

use chrono::{DateTime, Utc};
use flate2::read::MultiGzDecoder;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::since;

/// The largest sitemap read, unpacked: the protocol allows 50 MB, and some generators count in MiB.
pub(super) const MAX_BYTES: u64 = 52_428_800;
/// The most entries read of one sitemap; the protocol allows 50 000.
const MAX_ENTRIES: usize = 50_000;

/// One entry of a sitemap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The page's address, or the sitemap's.
    pub(super) location: String,
    /// When it last changed.
    pub(super) modified: Option<String>,
    /// The news extension's headline, date, publication and its language.
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) site: Option<String>,
    pub(super) language: Option<String>,
}

impl Entry {
    /// Returns the latest time the entry tells.
    pub(super) fn latest(&self) -> Option<DateTime<Utc>> {
        let times = [&self.published, &self.modified].into_iter().flatten().filter_map(|text| since::parse(text));
        times.max()
    }
}

/// What a sitemap lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Listed {
    /// Pages.
    Pages(Vec<Entry>),
    /// Other sitemaps.
    Sitemaps(Vec<Entry>),
}

/// Reads a sitemap as far as it is well formed: one cut off in the middle still lists what stands before.
pub(super) fn parse(text: &str) -> Listed {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut entries, mut entry, mut value) = (Vec::new(), Entry::default(), String::new());
    let mut index = false;
    while entries.len() < MAX_ENTRIES {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                index |= tag.local_name().as_ref() == "sitemapindex";
                value.clear();
            }
            Ok(Event::Text(text)) => value.push_str(&text),
            Ok(Event::CData(text)) => value.push_str(&text),
            Ok(Event::GeneralRef(name)) => value.push_str(&unescape(&name)),
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "url" | "sitemap" => {
                    entries.extend(Some(std::mem::take(&mut entry)).filter(|e| !e.location.is_empty()))
                }
                // The image and video extensions have elements of these names, under prefixes of their own.
                name => put(&mut entry, name, tag.name().prefix().map(|prefix| prefix.into_inner()), &mut value),
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    if index { Listed::Sitemaps(entries) } else { Listed::Pages(entries) }
}

/// Resolves a reference such as `&amp;`.
fn unescape(name: &quick_xml::events::BytesRef<'_>) -> String {
    quick_xml::escape::unescape(&format!("&{};", &**name)).map(String::from).unwrap_or_default()
}

/// Puts an element's value into its field.
fn put(entry: &mut Entry, name: &str, prefix: Option<&str>, value: &mut String) {
    let value = std::mem::take(value).trim().to_owned();
    if value.is_empty() {
        return;
    }
    match (prefix, name) {
        (Some("image" | "video"), _) => {}
        (_, "loc") => entry.location = value,
        (_, "lastmod") => entry.modified = Some(value),
        (Some(_), "title") => entry.title = Some(value),
        (Some(_), "publication_date") => entry.published = Some(value),
        (Some(_), "name") => entry.site = Some(value),
        (Some(_), "language") => entry.language = Some(value),
        _ => {}
    }
}

/// Unpacks what is gzipped, but no more than [`MAX_BYTES`]; other bytes are given back as they are. `None` when there
/// is more, or the archive is damaged.
pub(super) fn unpacked(bytes: Vec<u8>) -> Option<Vec<u8>> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Some(bytes);
    }
    let mut unpacked = Vec::new();
    MultiGzDecoder::new(bytes.as_slice()).take(MAX_BYTES + 1).read_to_end(&mut unpacked).ok()?;
    (unpacked.len() as u64 <= MAX_BYTES).then_some(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_their_news_are_read() {
        let text = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='n'
            xmlns:image='i'><url><loc> https://example.org/a?b=1&amp;c=2 </loc><lastmod>2026-03-01</lastmod>
            <image:image><image:loc>https://example.org/a.jpg</image:loc><image:title>No</image:title></image:image>
            <news:news><news:publication><news:name>The Example</news:name><news:language>en</news:language>
            </news:publication><news:publication_date>2026-03-02T10:00:00Z</news:publication_date>
            <news:title><![CDATA[Up & away]]></news:title></news:news></url><url><loc>https://example.org/b</loc></url>
            <url><loc/></url></urlset>";
        let Listed::Pages(entries) = parse(text) else { panic!("pages") };
        assert_eq!(entries.len(), 2);
        let first = &entries[0];
        assert_eq!(first.location, "https://example.org/a?b=1&c=2");
        assert_eq!(first.title.as_deref(), Some("Up & away"));
        assert_eq!(first.site.as_deref(), Some("The Example"));
        assert_eq!(first.language.as_deref(), Some("en"));
        assert_eq!(first.latest(), since::parse("2026-03-02T10:00:00Z"));
        assert_eq!(entries[1].latest(), None);
    }

    #[test]
    fn indexes_are_told_from_sitemaps_and_broken_ones_read_as_far_as_they_go() {
        let text = "<sitemapindex><sitemap><loc>https://example.org/1.xml.gz</loc></sitemap><sitemap><loc>cut";
        assert!(matches!(parse(text), Listed::Sitemaps(entries) if entries.len() == 1));
        assert_eq!(parse(""), Listed::Pages(Vec::new()));
        assert_eq!(parse("<urlset><url></loc></url></urlset>"), Listed::Pages(Vec::new()));
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        use std::io::Write;
        let pack = |bytes: &[u8]| {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packer.write_all(bytes).unwrap();
            packer.finish().unwrap()
        };
        assert_eq!(unpacked(pack(b"<urlset/>")).unwrap(), b"<urlset/>");
        assert_eq!(unpacked(b"<urlset/>".to_vec()).unwrap(), b"<urlset/>");
        assert_eq!(unpacked(pack(&vec![b' '; MAX_BYTES as usize + 1])), None);
        assert_eq!(unpacked(b"\x1f\x8b\x08torn".to_vec()), None);
    }
}
