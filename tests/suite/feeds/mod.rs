//! `aloud feed`: what feed readers that are not ours make of the feeds, and that nothing changes without a reason.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::bench::{Bench, repository, skip};

const BASE: &str = "https://audio.example.org/stories/";
/// Prints as JSON what feedparser and podcastparser read.
const READ: &str = "
import json, sys, io, feedparser, podcastparser
data = open(sys.argv[1], 'rb').read()
feed = feedparser.parse(data)
# podcastparser knows the podcast namespace by its former address alone.
former = b'https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md'
data = data.replace(b'https://podcastindex.org/namespace/1.0', former)
podcast = podcastparser.parse('https://audio.example.org/stories/podcast.xml', io.BytesIO(data)) if sys.argv[2] == 'podcast' else None
print(json.dumps({'bozo': bool(feed.bozo), 'version': feed.version, 'feed': feed.feed, 'entries': feed.entries, 'podcast': podcast}, default=str))
";

/// Two narrations: one with everything beside it, one without a date and address and with markup in its title.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("plain.md", "---\ntitle: \"Fish & <b>Chips</b> ]]>\"\n---\n\nOne sentence. And another one.\n");
    let sample = repository("samples/harbour-bridge.md");
    let formats = "mp3,m4a,vtt,srt,chapters,html";
    bench.narrate(&["--format", formats, sample.to_str().unwrap(), "plain.md"]);
    bench.write(
        "aloud.toml",
        format!(
            "[feed]\ntitle = 'Read & heard'\nlink = 'https://www.example.org/'\nauthor = 'The Courier'\nemail = 'desk@example.org'\n\
             image = 'https://www.example.org/cover.jpg'\ncategories = ['News > Daily News', 'Arts']\naudio_base = '{BASE}'\n"
        ),
    );
    bench
}

/// Reads a feed with the Python readers; `None` where they are not installed.
fn read(bench: &Bench, file: &str, kind: &str) -> Option<Value> {
    let python = repository("target/readers/bin/python");
    if !python.exists() {
        skip("feedparser and podcastparser are not installed");
        return None;
    }
    let output = Command::new(python).args(["-c", READ]).arg(bench.path(file)).arg(kind).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn the_podcast_is_read_by_others() {
    let bench = bench();
    let run = bench.aloud(&["feed"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let Some(read) = read(&bench, "narrations/podcast.xml", "podcast") else { return };
    assert_eq!(read["bozo"], false);
    assert_eq!(read["version"], "rss20");
    assert_eq!(read["feed"]["title"], "Read & heard");
    let entry = &read["entries"][0];
    assert_eq!(entry["title"], "Harbour Bridge");
    assert_eq!(entry["published"], "Sat, 14 Mar 2026 00:00:00 +0000");
    let enclosure = entry["links"].as_array().unwrap().iter().find(|link| link["rel"] == "enclosure").unwrap();
    let bytes = fs::metadata(bench.path("narrations/harbour-bridge.mp3")).unwrap().len();
    assert_eq!(enclosure["href"], format!("{BASE}harbour-bridge.mp3"));
    assert_eq!(enclosure["length"], bytes.to_string());
    assert_eq!(enclosure["type"], "audio/mpeg");
    assert_eq!(read["entries"][1]["title"], "Fish & <b>Chips</b> ]]>");
    let podcast = &read["podcast"];
    assert_eq!(podcast["itunes_owner"]["email"], "desk@example.org");
    assert_eq!(podcast["itunes_categories"], serde_json::json!([["News", "Daily News"], ["Arts"]]));
    let episode = podcast["episodes"].as_array().unwrap().iter().find(|e| e["title"] == "Harbour Bridge").unwrap();
    assert_eq!(episode["enclosures"][0]["file_size"], bytes);
    assert!(episode["total_time"].as_u64().unwrap() > 10);
    assert_eq!(episode["chapters_json_url"], format!("{BASE}harbour-bridge.chapters.json"));
    assert_eq!(episode["transcript_url"], format!("{BASE}harbour-bridge.html"));
    assert_eq!(entry["podcast_person"]["role"], "narrator");
    assert_eq!(entry["podcast_alternateenclosure"]["type"], "audio/wav");
}

#[test]
fn feeds_name_their_narrations_and_change_only_when_those_do() {
    let bench = bench();
    assert!(bench.aloud(&["feed", "--dry-run"]).stdout.contains("would be written"));
    assert!(!bench.path("narrations/podcast.xml").exists());
    assert_eq!(bench.aloud(&["feed", "narrations"]).code, 0);
    let bytes =
        || ["podcast.xml", "podcast.feed.json"].map(|name| fs::read(bench.path("narrations").join(name)).unwrap());
    let first = bytes();
    let json: Value = serde_json::from_slice(&first[1]).unwrap();
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    let item = &json["items"][0];
    assert_eq!(item["id"], "https://www.example.org/2026/03/harbour-bridge-reopens");
    assert_eq!(item["attachments"].as_array().unwrap().len(), 3);
    assert_eq!(item["attachments"][0]["mime_type"], "audio/mpeg");
    assert!(item["content_text"].as_str().unwrap().contains("milk van"));
    for text in &first {
        feed_rs::parser::parse(text.as_slice()).unwrap();
        assert!(!String::from_utf8_lossy(text).contains(bench.path("").to_str().unwrap()), "a path of this machine");
    }
    let again = bench.aloud(&["feed"]);
    assert_eq!(again.stdout.matches("unchanged").count(), 2, "{}", again.stdout);
    bench.narrate(&["--speed", "150", "plain.md"]);
    assert_eq!(bench.aloud(&["feed"]).stdout.matches("written").count(), 2);
    let guids = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        text.lines().filter(|line| line.contains("<guid")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_ne!(first, bytes());
    assert_eq!(guids(&first[0]), guids(&bytes()[0]));
}

#[test]
fn enclosures_are_added_to_a_feed_that_is_there_and_taken_out_again() {
    let bench = bench();
    let original = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>News</title><link>https://www.example.org/</link>\n\
        <description>D</description><item><title>Bridge</title>\n  <link>https://example.org/2026/03/harbour-bridge-reopens/</link></item>\n\
        <item><title>Other</title><link>https://example.org/other</link></item></channel></rss>\n";
    bench.write("feed.xml", original);
    let run = bench.aloud(&["feed", "--into", "feed.xml"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let feed = feed_rs::parser::parse(fs::read(bench.path("feed.xml")).unwrap().as_slice()).unwrap();
    let media = |entry: usize| feed.entries[entry].media.iter().flat_map(|media| &media.content).next();
    assert_eq!(media(0).unwrap().url.as_ref().unwrap().as_str(), format!("{BASE}harbour-bridge.mp3"));
    assert!(media(1).is_none());
    if let Some(read) = read(&bench, "feed.xml", "feed") {
        assert_eq!((&read["bozo"], &read["entries"][0]["links"][1]["rel"]), (&false.into(), &"enclosure".into()));
    }
    assert!(bench.aloud(&["feed", "--into", "feed.xml"]).stdout.starts_with("unchanged"));
    assert_eq!(bench.aloud(&["feed", "--into", "feed.xml", "--remove"]).code, 0);
    assert_eq!(fs::read_to_string(bench.path("feed.xml")).unwrap(), original);
}

#[test]
fn what_is_wrong_is_told() {
    let bench = Bench::new();
    let run = bench.aloud(&["feed"]);
    assert!(run.code == 2 && run.stderr.contains("hint: give --audio-base"), "{}", run.stderr);
    let run = bench.aloud(&["feed", "--audio-base", "/audio"]);
    assert!(run.code == 2 && run.stderr.contains("use a whole address"), "{}", run.stderr);
    let run = bench.aloud(&["feed", "--audio-base", BASE]);
    assert!(run.code == 2 && run.stderr.contains("hint: name the folder"), "{}", run.stderr);
    bench.write("page.html", "<html></html>");
    bench.write("one.md", "One sentence.");
    bench.narrate(&["one.md"]);
    let run = bench.aloud(&["feed", "--audio-base", BASE, "--into", "page.html", "--into", "missing.xml"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("not an RSS, Atom or JSON feed") && run.stderr.contains("missing.xml"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_directories_will_miss_is_told_with_what_to_do() {
    let bench = bench();
    let run = bench.aloud(&["feed", "--check", "--audio-base", BASE]);
    let plain = "“Fish & <b>Chips</b> ]]>”";
    let expected = format!(
        "Apple, Spotify: the feed has no description\n  hint: set `description` under [feed]\n\
         Apple, Spotify: {plain} has no date\n  hint: give the article a date of publication\n"
    );
    assert_eq!((run.code, run.stdout), (1, expected));
    // The same without any file beside the recordings: the one has several chapters, the other one.
    let sample = repository("samples/harbour-bridge.md");
    bench.narrate(&["--out", "bare", sample.to_str().unwrap(), "plain.md"]);
    let told = bench.aloud(&["feed", "bare", "--check"]).stdout;
    for title in [plain, "“Harbour Bridge”"] {
        for missing in ["has neither MP3 nor AAC", "has no captions"] {
            assert!(told.contains(&format!(": {title} {missing}\n")), "{told}");
        }
    }
    let chapters: Vec<&str> = told.lines().filter(|line| line.contains("chapters, and no file")).collect();
    assert_eq!(chapters, ["Podcasting 2.0: “Harbour Bridge” has chapters, and no file of them"]);
}

/// Returns what of a feed breaks the rules of validators, a line each.
fn broken(bench: &Bench, file: &str, kind: &str) -> String {
    let rules = repository("tests/suite/feeds/rules.py");
    let output = Command::new("python3").arg(rules).arg(bench.path(file)).arg(kind).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn feeds_keep_the_rules_of_validators() {
    let bench = bench();
    assert_eq!(bench.aloud(&["feed"]).code, 0);
    assert_eq!(broken(&bench, "narrations/podcast.xml", "podcast"), "");
    assert_eq!(broken(&bench, "narrations/podcast.feed.json", "json"), "");
    // The rules find what is wrong.
    let podcast = fs::read_to_string(bench.path("narrations/podcast.xml")).unwrap();
    for (right, wrong, told) in [
        ("<title>Read &amp; heard</title>", "", "channel: no title"),
        ("Sat, 14 Mar 2026", "Sun, 14 Mar 2026", "no date of RFC 822"),
        ("length=\"", "length=\"about ", "the enclosure's length"),
        ("https://audio.example.org/stories/harbour-bridge.mp3", "/harbour bridge.mp3", "the enclosure's url"),
        ("News", "Tidings", "itunes:category"),
        ("application/json+chapters", "application/json", "podcast:chapters"),
        ("<itunes:type>", "<type>x</type><itunes:type>", "RSS does not know"),
        ("</channel>", "", "ParseError"),
    ] {
        bench.write("wrong.xml", podcast.replace(right, wrong));
        let broken = broken(&bench, "wrong.xml", "podcast");
        assert!(broken.contains(told), "{wrong}: {broken}");
    }
    let address = "https://www.example.org/2026/03/harbour-bridge-reopens";
    for (name, feed) in [
        (
            "a.rss",
            format!(
                "<rss version='2.0'><channel><title>T</title><link>https://www.example.org/</link><description>D</description>\
            <item><title>A</title><link>{address}</link></item></channel></rss>"
            ),
        ),
        (
            "a.atom",
            format!(
                "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:x</id><title>T</title><updated>2026-03-14T00:00:00Z</updated>\
            <entry><id>urn:y</id><title>A</title><updated>2026-03-14T00:00:00Z</updated><link href='{address}'/></entry></feed>"
            ),
        ),
        (
            "a.json",
            format!(
                "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"items\": [\
            {{\"id\": \"1\", \"url\": \"{address}\", \"content_text\": \"A\"}}]}}"
            ),
        ),
    ] {
        bench.write(name, &feed);
        assert_eq!(bench.aloud(&["feed", "--into", name]).code, 0);
        let amended = fs::read_to_string(bench.path(name)).unwrap();
        assert!(amended.contains("harbour-bridge.mp3"), "{amended}");
        assert_eq!(broken(&bench, name, "feed"), "", "{amended}");
    }
}
