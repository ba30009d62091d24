//! `aloud attach` on pages of a site: found, attached, attached anew, and given back.

use std::fs;

use crate::bench::{Bench, repository};

const PAGE: &str = "<!DOCTYPE html>\r\n<html lang=\"en\"><head>\r\n<title>Bridge reopens | The Daily</title>\
    <link rel=\"canonical\" href=\"https://example.org/2026/bridge/\"></head>\r\n<body><header><h1>The Daily</h1></header>\
    <article><h1>Bridge reopens</h1>\r\n<p>The bridge <a href=\"/x\">opened again</a> on Monday morning, the city&nbsp;said. Nobody was hurt \
    in the storm, which is more than could be hoped for.</p><p>It had been closed for three months, and the ferry was full on most days. \
    The next works are planned for autumn.</p><p>Trains run as before. So do the buses, which took the long way round.</p></article></body></html>\r\n";

/// A site of two pages, one of them narrated.
fn site() -> Bench {
    let bench = Bench::new();
    fs::create_dir_all(bench.path("public/2026/bridge")).unwrap();
    bench.write("public/2026/bridge/index.html", PAGE);
    bench.write(
        "public/index.html",
        "<html><head><title>The Daily</title></head><body><h1>The Daily</h1></body></html>",
    );
    bench.narrate(&["--force", "public/2026/bridge/index.html"]);
    bench
}

fn read(bench: &Bench, name: &str) -> String {
    fs::read_to_string(bench.path(name)).unwrap()
}

#[test]
fn a_site_is_attached_to_and_given_back() {
    let bench = site();
    let home = read(&bench, "public/index.html");
    let arguments = ["attach", "public", "--audio-base", "https://audio.example.org/a", "--way", "spans", "--json"];
    let lines = |arguments: &[&str]| {
        let run = bench.aloud(arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.json_lines()
    };
    let told = lines(&arguments);
    assert_eq!(told[0]["outcome"], "attached");
    assert_eq!(told[0]["found"], told[0]["sentences"], "{told:?}");
    assert_eq!(told[1]["outcome"], "no-narration");
    let attached = read(&bench, "public/2026/bridge/index.html");
    assert!(attached.contains("Bridge reopens</span></h1><!--aloud:player-->"), "{attached}");
    assert!(attached.contains("src=\"https://audio.example.org/a/aloud-player.js?v="));
    assert!(bench.path("narrations/aloud-player.js").exists());
    assert_eq!(lines(&arguments)[0]["outcome"], "unchanged");
    assert_eq!(read(&bench, "public/2026/bridge/index.html"), attached);
    lines(&["attach", "public/2026/bridge/index.html", "--audio-base", "/audio/", "--csp-nonce", "n1"]);
    assert!(read(&bench, "public/2026/bridge/index.html").contains("src=\"/audio/aloud-player.js"));
    assert_eq!(lines(&["attach", "--remove", "public", "--json"])[0]["outcome"], "removed");
    assert_eq!(read(&bench, "public/2026/bridge/index.html"), PAGE);
    assert_eq!(read(&bench, "public/index.html"), home);
}

#[test]
fn what_cannot_be_attached_to_is_told_and_left_alone() {
    let bench = site();
    let refused = |arguments: &[&str]| {
        let run = bench.aloud(&[&["attach"], arguments].concat());
        assert_ne!(run.code, 0);
        run.stderr
    };
    assert!(refused(&["public"]).contains("--audio-base"));
    assert!(refused(&["public", "--audio-base", "audio"]).contains("https://audio.example.org/stories/"));
    assert!(refused(&["public", "--audio-base", "/a/", "--at", "p::("]).contains("invalid selector"));
    assert!(refused(&["public/index.html", "--audio-base", "/a/"]).contains("there is no narration of"));
    assert!(refused(&["public", "--audio-base", "/a/", "--out", "nowhere"]).contains("cannot read the narrations"));
    let told = refused(&["public", "--audio-base", "/a/", "--at", ".nothing"]);
    assert!(told.contains("--at '.headline'"), "{told}");
    assert!(refused(&["gone.html", "--remove"]).contains("gone.html"));
    assert_eq!(read(&bench, "public/2026/bridge/index.html"), PAGE);
}

/// Reads a page, each byte as a character where it is not in UTF-16: its elements are the same.
fn characters(page: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(page) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => encoding.decode(page).0.into_owned(),
        _ => page.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn without_blocks(mut page: String) -> String {
    for block in ["head", "player"] {
        let (start, end) = (format!("<!--aloud:{block}-->"), format!("<!--/aloud:{block}-->"));
        if let Some(from) = page.find(&start) {
            let to = page.find(&end).unwrap() + end.len();
            page.replace_range(from..to, "");
        }
    }
    page
}

/// Writes the tree that browsers make of a page (html5ever), without the marks of sentences.
fn tree(page: &str) -> String {
    let dom = dom_query::Document::from(page);
    for span in dom.select("span[data-aloud]").iter() {
        assert_eq!(span.children().length(), 0, "a mark holds more than text");
        span.replace_with_html(span.inner_html());
    }
    dom.html().to_string()
}

#[test]
fn pages_in_the_style_of_real_sites_are_attached_to_and_given_back() {
    let bench = Bench::new();
    let golden = repository("tests/golden/attach");
    fs::create_dir_all(bench.path("site")).unwrap();
    let mut originals = Vec::new();
    for entry in fs::read_dir(golden).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("site/{}", path.file_name().unwrap().to_str().unwrap());
        let page = fs::read(&path).unwrap();
        bench.write(&name, &page);
        originals.push((name, page));
    }
    assert_eq!(originals.len(), 20);
    bench.narrate(&["--force", "site"]);
    let run =
        bench.aloud(&["attach", "site", "--audio-base", "https://audio.example.org/", "--way", "spans", "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for line in run.json_lines() {
        let page = line["page"].as_str().unwrap();
        assert_eq!(line["outcome"], "attached", "{page}");
        // Nothing follows along on AMP pages.
        let wanted = if page.ends_with("amp.html") { 0 } else { line["sentences"].as_u64().unwrap() };
        let attached = fs::read(bench.path(page)).unwrap();
        assert_eq!(line["found"], wanted, "{page}: {}", String::from_utf8_lossy(&attached));
        let (_, original) = originals.iter().find(|(name, _)| name == page).unwrap();
        assert_eq!(tree(&without_blocks(characters(&attached))), tree(&characters(original)), "{page}");
    }
    let again = bench.aloud(&["attach", "site", "--audio-base", "https://audio.example.org/", "--way", "spans"]);
    assert!(again.stderr.contains("20 unchanged"), "{}", again.stderr);
    assert_eq!(bench.aloud(&["attach", "--remove", "site"]).code, 0);
    for (name, page) in originals {
        assert!(fs::read(bench.path(&name)).unwrap() == page, "{name} is not as it was");
    }
}
