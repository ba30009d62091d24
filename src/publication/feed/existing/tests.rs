//! Tests of feeds that somebody else writes.

use super::*;
use crate::publication::FullText;
use crate::publication::feed::Channel;

const RSS: &str = "<?xml version='1.0'?>\r\n<rss version=\"2.0\"><channel><title>T</title><link>https://example.org/</link>\n\
    <!-- kept --><item><title>A &amp; B</title><link>https://example.org/a?x=1&amp;y=2</link><media:link rel='enclosure'/>\n\
    <description><![CDATA[<item><link>https://example.org/b</link></item>]]></description>  </item>\n\
    <item><guid>https://www.example.org/b/</guid><enclosure url='https://other.example/pic.jpg' length='1' type='image/jpeg'/></item>\n\
    <item><link>https://example.org/c</link></item></channel></rss>\n\n";
const ATOM: &str = "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='https://example.org/a?x=1&amp;y=2'/>\
    <entry><id>tag:x</id><link href='https://example.org/a?x=1&amp;y=2'/><content type='xhtml'><link href='https://example.org/b'/></content>\
    <link rel='enclosure' href='https://other.example/a.mp4'/></entry></feed>";
const JSON: &str = "{ \"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"items\": [\n\
    {\"id\": \"1\", \"url\": \"https:\\/\\/example.org\\/a?x=1&y=2\", \"content_text\": \"é\"},\n\
    {\"id\": \"https://example.org/b\", \"attachments\": [ ] , \"x\": 1},\n\
    {\"id\":\"https://example.org/b/\",\"attachments\":[]},\n\
    {\"id\": \"https://example.org/c\", \"attachments\": [{\"url\": \"https://other.example/a\", \"mime_type\": \"a/b\"} ]},\n\
    {\"id\": 7}]}\n";

fn episodes() -> Vec<Episode> {
    let episode = |name: &str, url: &str| {
        let json = serde_json::json!({
            "version": 1, "software": "aloud", "id": name, "article": { "title": name, "url": url }, "engine": "tone",
            "voice": "tone", "audio": format!("{name}.wav"), "audio_bytes": 7, "sample_rate_hz": 24_000,
            "duration_ms": 1_500, "fingerprint": "f", "sentences": [],
        });
        Episode { folder: "narrations".into(), manifest: serde_json::from_value(json).unwrap() }
    };
    let at = [
        ("one", "https://example.org/a?x=1&y=2"),
        ("two", "https://example.org/b"),
        ("three", "https://example.org/c"),
    ];
    at.map(|(name, url)| episode(name, url)).to_vec()
}

fn amended(text: &[u8], episodes: &[Episode]) -> Result<Amended, FeedError> {
    let base = "https://audio.example.org/n/".parse().unwrap();
    amend(text, &Feed { channel: &Channel::default(), base: &base, episodes, full_text: FullText::On })
}

#[test]
fn enclosures_come_and_go_and_nothing_else_changes() {
    let mut latin = RSS.replace("<title>T", "<title>\u{1}").into_bytes();
    latin.iter_mut().filter(|byte| **byte == 1).for_each(|byte| *byte = 0xe9);
    for (text, enclosed) in [(RSS.as_bytes(), 2), (ATOM.as_bytes(), 1), (JSON.as_bytes(), 4), (&latin, 2)] {
        let once = amended(text, &episodes()).unwrap();
        assert_eq!(once.enclosed, enclosed, "{}", String::from_utf8_lossy(&once.bytes));
        let mut rest = once.bytes.as_slice();
        for byte in text {
            // Every byte of the original is there in its order.
            let at = rest.iter().position(|found| found == byte).unwrap();
            rest = &rest[at + 1..];
        }
        assert_eq!(amended(&once.bytes, &episodes()).unwrap(), Amended { enclosed, ..once.clone() });
        let mut longer = episodes();
        longer[0].manifest.audio_bytes = 123_456;
        let changed = amended(&once.bytes, &longer).unwrap();
        assert_eq!(changed.bytes, amended(text, &longer).unwrap().bytes);
        assert!(String::from_utf8_lossy(&changed.bytes).contains("123456"));
        assert_eq!(amended(&once.bytes, &[]).unwrap().bytes, text);
    }
}

#[test]
fn what_was_added_is_read_by_a_foreign_reader() {
    for text in [RSS, ATOM, JSON] {
        let once = amended(text.as_bytes(), &episodes()).unwrap();
        let text = String::from_utf8(once.bytes).unwrap();
        assert!(text.contains("https://audio.example.org/n/one.wav") && !text.contains("two.wav\" length"), "{text}");
        let feed = feed_rs::parser::parse(text.as_bytes());
        assert!(feed.is_ok() || text.starts_with('{'), "{feed:?} {text}");
    }
    assert_eq!(amended(RSS.as_bytes(), &episodes()).unwrap().taken, ["https://www.example.org/b/"]);
}

#[test]
fn what_is_no_feed_is_told() {
    let error = |text: &[u8]| amended(text, &episodes()).unwrap_err();
    assert_eq!(error(b"<html></html>"), FeedError::NotAFeed);
    assert_eq!(error(b"{\"items\": 1}"), FeedError::NotAFeed);
    assert_eq!(error(b""), FeedError::NotAFeed);
    assert_eq!(error(b"<\0r\0s\0s\0>\0"), FeedError::Encoding);
    assert!(matches!(error(b"<rss><channel></rss>"), FeedError::Broken { .. }));
    assert!(matches!(error(b"{\"version\": "), FeedError::Broken { .. }));
}

#[test]
fn entries_are_known_through_trackers_guids_and_relative_links() {
    let item = |inside: &str| format!("<item><title>T</title>{inside}</item>");
    let feed = format!(
        "<rss><channel><title>T</title><link>https://example.org/news/</link>{}{}{}{}{}</channel></rss>",
        item("<link>https://example.org/b?utm_source=rss&amp;utm_medium=feed</link>"),
        item("<link>/c</link>"),
        item("<link>https://feeds.example.net/1</link><guid>https://example.org/b?at_medium=RSS</guid>"),
        item(
            "<link>https://feeds.example.net/2</link><feedburner:origLink>https://www.example.org/c?source=rss----abc</feedburner:origLink>"
        ),
        item("<link>https://example.org/d</link><guid></guid>"),
    );
    let found = amended(feed.as_bytes(), &episodes()).unwrap();
    assert_eq!((found.enclosed, found.entries), (4, 5), "{}", String::from_utf8_lossy(&found.bytes));
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://example.org/'><link href='https://example.org/'/>\
        <entry><id>x</id><link href='/b?ref=rss'/></entry></feed>";
    assert_eq!(amended(atom.as_bytes(), &episodes()).unwrap().enclosed, 1);
    let json = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"home_page_url\":\"https://example.org\",\"items\":[{\"id\":\"1\",\"url\":\"/c?gclid=1\"}]}";
    assert_eq!(amended(json.as_bytes(), &episodes()).unwrap().enclosed, 1);
}
