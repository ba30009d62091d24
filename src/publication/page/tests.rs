//! Pages of any form come out as they went in.

use std::fs;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::master::MANIFEST_VERSION;
use crate::publication::{AudioBase, FullText};

const ADDRESS: &str = "https://example.org/story";
/// A title that would be markup if anything let it.
const TITLE: &str = "A story </script><img src=x onerror=alert(1)> & “more”";
const SENTENCES: [&str; 4] = [
    "The bridge was closed on Monday, the city said. ",
    "“Nobody was hurt,” it added.",
    "It opens again in May. ",
    "Good.",
];

/// A narration in a folder of its own, ready to be attached.
fn narration(folder: &Path) -> Attaching {
    let cue = |(number, written): (u64, &&str)| {
        let (start_ms, end_ms) = (number * 2_000, number * 2_000 + 1_800);
        json!({ "block": number / 2, "kind": "paragraph", "written": written, "spoken": written, "start_ms": start_ms, "end_ms": end_ms })
    };
    let manifest = json!({
        "version": MANIFEST_VERSION, "software": "aloud", "id": ADDRESS, "article": { "title": TITLE, "url": ADDRESS },
        "engine": "tone/1", "voice": "tone", "audio": "story.wav", "audio_bytes": 1_000, "sample_rate_hz": 24_000,
        "duration_ms": 8_000, "fingerprint": "0123456789abcdef0123",
        "chapters": [{ "title": TITLE, "start_ms": 0, "end_ms": 8_000 }],
        "files": [{ "file": "story.mp3", "media_type": "audio/mpeg", "bytes": 100 }],
        "sentences": (0..).zip(&SENTENCES).map(cue).collect::<Vec<_>>(),
    });
    fs::write(folder.join("story.json"), serde_json::to_vec(&manifest).unwrap()).unwrap();
    let base: AudioBase = "https://audio.example.org/".parse().unwrap();
    Attaching {
        narrations: Arc::new(Narrations::open(folder).unwrap()),
        audio_base: base.clone(),
        player_base: base,
        at: None,
        csp_nonce: Some("n'1".into()),
        way: Way::Spans,
        full_text: FullText::On,
    }
}

/// Attaches twice and removes; gives the page with the player, or nothing when it was left alone.
fn there_and_back(page: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let attaching = narration(folder.path());
    let path = folder.path().join("page.html");
    fs::write(&path, page).unwrap();
    let outcome = attach(&path, None, &attaching);
    let attached = fs::read(&path).unwrap();
    if !matches!(outcome, Ok(Outcome::Attached(_))) {
        assert_eq!(attached, page);
        return None;
    }
    assert!(matches!(attach(&path, None, &attaching), Ok(Outcome::Unchanged(_))), "attaching twice changes something");
    assert_eq!(fs::read(&path).unwrap(), attached);
    let attached = fs::read(&path).unwrap();
    assert_eq!(remove(&path, Run::Dry).unwrap(), Outcome::Removed);
    assert_eq!(fs::read(&path).unwrap(), attached);
    assert_eq!(remove(&path, Run::Real).unwrap(), Outcome::Removed);
    assert!(fs::read(&path).unwrap() == page, "removing does not give the page back");
    assert_eq!(remove(&path, Run::Real).unwrap(), Outcome::Clean);
    Some(String::from_utf8_lossy(&attached).into_owned())
}

fn page(body: &str) -> String {
    format!("<!doctype html><html lang=en><head><link rel=canonical href='{ADDRESS}'></head><body>{body}</body></html>")
}

#[test]
fn everything_of_the_narration_is_in_the_page_and_nothing_of_it_is_markup() {
    let page = there_and_back(page("<h1>A story</h1><p>Text.").as_bytes()).unwrap();
    assert!(
        page.contains(
            "</h1><!--aloud:player--><aloud-player data-aloud=\"\" class=\"aloud aloud-supplemental\" lang=\"en\""
        ),
        "{page}"
    );
    assert!(
        page.contains("<meta property=\"og:audio\" content=\"https://audio.example.org/story.mp3\" data-aloud=\"\" />")
    );
    assert!(page.contains("<link rel=\"alternate\" type=\"audio/wav\""));
    assert!(page.contains("\"duration\":\"PT0M8S\""));
    assert!(page.contains("trainedAlgorithmicMedia"));
    assert!(page.contains("Read by a synthetic voice."));
    assert!(page.contains(" nonce=\"n&#39;1\""));
    assert!(!page.contains("<img") && !page.contains("</script><img"));
    assert!(page.is_ascii());
}

#[test]
fn sentences_are_marked_within_text_alone() {
    let body = "<h1>A story</h1><p>The bridge was <a href=/x>closed&nbsp;on</a> Monday, the <b>c</b>ity said. &ldquo;Nobody was \
                hurt&rdquo;,<!-- ad --> it added.</p><p>It opens again in May. <i>Good</i>.</p>";
    let page = there_and_back(page(body).as_bytes()).unwrap();
    let s = |number: usize, text: &str| format!("{}{text}</span>", marks::sentence_start(number));
    for (number, text) in [
        (0, "The bridge was"),
        (0, "closed&nbsp;on"),
        (0, "Monday, the"),
        (0, "c"),
        (0, "ity said."),
        (1, "&ldquo;Nobody was hurt&rdquo;,"),
        (1, "it added."),
        (2, "It opens again in May."),
        (3, "Good"),
    ] {
        assert!(page.contains(&s(number, text)), "{text}: {page}");
    }
}

#[test]
fn odd_pages_are_taken_as_they_are() {
    let story = "<h1>A story</h1><p>The bridge was closed on Monday, the city said. “Nobody was hurt,” it added.</p>";
    let found = |page: &[u8]| there_and_back(page).is_some_and(|page| page.contains("<span data-aloud=\"00001\">"));
    assert!(found(format!("\u{feff}{}", page(story).replace('>', ">\r\n")).as_bytes()));
    assert!(found(format!("<link rel=canonical href={ADDRESS}><title>x</title>{story}").as_bytes()));
    assert!(found(format!("<html><link rel=canonical href={ADDRESS}><body>{story}").as_bytes()));
    let wide = |page: String, bytes: fn(u16) -> [u8; 2]| page.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let attached = there_and_back(&wide(format!("\u{feff}{}", page(story)), u16::to_le_bytes)).unwrap();
    assert!(attached.replace('\0', "").contains("<span data-aloud=\"00001\">"));
    assert!(there_and_back(&wide(format!("\u{feff}{}", page(story)), u16::to_be_bytes)).is_some());
    let latin = page(story).replace("<head>", "<head><meta charset=windows-1252>");
    assert!(found(&encoding_rs::WINDOWS_1252.encode(&latin).0));
    assert!(there_and_back(b"\xff\xfe\x00\xd8").is_none());
    assert!(
        there_and_back(page("<p>No headline.").replace("<head>", "<head><meta charset=iso-2022-jp>").as_bytes())
            .is_none()
    );
}

#[test]
fn sentences_are_not_marked_where_no_element_may_stand() {
    let body = "<h1>A story</h1><svg><text>It opens again in May.</text></svg><select><option>Good.</select><textarea>Good.</textarea>\
                <script>'It opens again in May.'</script><p>Other text.</p>";
    let page = there_and_back(page(body).as_bytes()).unwrap();
    assert!(!page.contains("<span data-aloud"), "{page}");
}

#[test]
fn the_player_goes_after_the_headline() {
    let after = |body: &str, element: &str| {
        let page = there_and_back(page(body).as_bytes()).unwrap();
        assert!(page.contains(&format!("{element}<!--aloud:player-->")), "{page}");
    };
    after("<h1><a href=/>The Daily</a></h1><main><h1>Something else</h1>", "Something else</h1>");
    after("<h1>The Daily</h1><h2>A STORY </h2>", "<h2>A STORY </h2>");
    after("<h1>The Daily</h1><article><h1 class=x>Another title</h1>", "Another title</h1>");
    after("<div><a href=/><h1>A story</h1></a></div><article class=y><p>Text", "<article class=y>");
    after("<p>Text", "<body>");
}

#[test]
fn addresses_are_whole_where_a_page_reads_them_from_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let attaching = Attaching {
        audio_base: "/audio/".parse().unwrap(),
        player_base: "/player/".parse().unwrap(),
        ..narration(folder.path())
    };
    let path = folder.path().join("page.html");
    let attached = |page: String| {
        fs::write(&path, page).unwrap();
        attach(&path, None, &attaching).unwrap();
        fs::read_to_string(&path).unwrap()
    };
    let page = page("<h1>A story</h1>");
    let from = attached(page.clone());
    assert!(from.contains("<source src=\"/audio/story.mp3\"") && from.contains("<script src=\"/player/"), "{from}");
    let from = attached(page.replace("<head>", "<head><base href=https://cdn.example.net/>"));
    assert!(from.contains("<source src=\"https://example.org/audio/story.mp3\""), "{from}");
    assert!(from.contains("<script src=\"https://example.org/player/"), "{from}");
}

#[test]
fn pages_for_amp_get_its_own_audio() {
    let page = page("<h1>A story</h1><p>It opens again in May. Good.</p>").replace("<html", "<html ⚡");
    let page = there_and_back(page.as_bytes()).unwrap();
    assert!(
        page.contains("<amp-audio") && page.contains("custom-element=\"amp-audio\"") && !page.contains("<aloud-player")
    );
}

/// Pieces that pages are made of, whole and broken.
const PIECES: &[&str] = &[
    "<!doctype html>",
    "<html lang=de>",
    "<html amp>",
    "<head>",
    "</head>",
    "<link rel=canonical href=https://example.org/story>",
    "<title>",
    "A story",
    "</title>",
    "<body>",
    "<main>",
    "<article class='x'>",
    "</article>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<a href=#>",
    "</a>",
    "<p>",
    "</p>",
    "<span>",
    "</span>",
    "<b>",
    "</b>",
    "<svg>",
    "</svg>",
    "<select>",
    "</select>",
    "<table><tr>",
    "</table>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<textarea>",
    "</textarea>",
    "<plaintext>",
    "<template>",
    "</template>",
    "&amp;",
    "&am",
    "&",
    "<",
    "</",
    "\r\n",
    "\u{feff}",
    "\0",
    "The bridge was closed on ",
    "Monday, the city said. ",
    "“Nobody was hurt,” ",
    "it added.",
    "It opens again in May. ",
    "Good.",
    "<meta charset=shift_jis>",
    "<meta charset=utf-8>",
    "<br/>",
    "<p title='a>b'>",
    "<noscript>",
    "</noscript>",
    "<iframe>",
    "</iframe>",
    "<!-->",
    "<?xml version='1.0'?>",
];

proptest! {
    #[test]
    fn removing_gives_any_page_back(
        pieces in prop::collection::vec((0..PIECES.len(), any::<bool>(), prop::collection::vec(any::<u8>(), 0..3)), 0..60)
    ) {
        let mut page = format!("<link rel=canonical href={ADDRESS}>").into_bytes();
        for (piece, odd, bytes) in pieces {
            page.extend(PIECES[piece].as_bytes());
            if odd {
                page.extend(bytes);
            }
        }
        there_and_back(&page);
    }

    #[test]
    fn sentences_are_found_in_any_text(words in "[a-z<>&;\\[\\]0-9 ”“.]{0,200}") {
        there_and_back(page(&format!("<h1>A story</h1><p>{} {words} {}</p>", SENTENCES[0], SENTENCES[2])).as_bytes());
    }
}
