//! What other programs make of attached pages: Firefox's reader takes nothing of ours for the story, and minified pages are known
//! again.

use std::fs;
use std::process::Command;

use crate::bench::{Bench, repository, skip};

const PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<title>Bridge reopens</title>\n<link rel=\"canonical\" href=\"https://example.org/bridge\">\n\
    <script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"Article\",\"@id\":\"https://example.org/bridge#article\",\"headline\":\"Bridge reopens\"}]}</script>\n</head>\n\
    <body>\n<main>\n<article>\n<h1>Bridge reopens</h1>\n<p>The bridge opened again on Monday morning, the city said. Nobody was hurt in the storm, which is more than \
    could be hoped for.</p>\n<p>It had been closed for three months, and the ferry was full on most days. The next works are planned for autumn, when the tide \
    is low and the nights are long.</p>\n<p>Trains run as before, and so do the buses. They took the long way round for all that time, to the dismay of those who \
    live there, and who had signed a petition of some length.</p>\n</article>\n</main>\n</body>\n</html>\n";
/// Prints the text that Mozilla's Readability takes for the story of a file.
const READ: &str = "const { JSDOM } = require('jsdom'); const { Readability } = require('@mozilla/readability'); \
    const page = new JSDOM(require('fs').readFileSync(process.argv[1], 'utf8'), { url: 'https://example.org/bridge' }); \
    console.log(new Readability(page.window.document).parse().textContent);";
/// Minifies a file, as sites are built and as content networks do.
const MINIFY: &str = "const fs = require('fs'); require('html-minifier-terser').minify(fs.readFileSync(process.argv[1], 'utf8'), \
    { removeComments: true, collapseWhitespace: true, removeAttributeQuotes: true, removeOptionalTags: true, collapseBooleanAttributes: true, minifyJS: true, processScripts: ['application/ld+json'] })\
    .then((text) => fs.writeFileSync(process.argv[1], text));";

/// Runs a script of node on a page of the bench.
fn node(bench: &Bench, script: &str, page: &str) -> Option<String> {
    let modules = repository("target/frameworks");
    if !modules.join("installed").exists() {
        skip("the programs of .ci/setup are not installed");
        return None;
    }
    let mut node = Command::new("node");
    node.args(["-e", script]).arg(bench.path(page)).env("NODE_PATH", modules.join("node_modules"));
    let done = node.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(String::from_utf8(done.stdout).unwrap())
}

fn attach(bench: &Bench, way: &str) -> String {
    let run = bench.aloud(&["attach", "page.html", "--audio-base", "/narrations/", "--way", way, "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.json_lines()[0]["outcome"].as_str().unwrap().to_owned()
}

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("page.html", PAGE);
    bench.narrate(&["--force", "--format", "mp3", "--format", "html", "page.html"]);
    bench
}

#[test]
fn readers_take_nothing_of_ours_for_the_story() {
    let bench = bench();
    let Some(before) = node(&bench, READ, "page.html") else { return };
    for way in ["element", "script", "spans"] {
        attach(&bench, way);
        assert_eq!(
            node(&bench, READ, "page.html").unwrap().split_whitespace().collect::<Vec<_>>(),
            before.split_whitespace().collect::<Vec<_>>(),
            "{way}"
        );
    }
}

#[test]
fn minified_pages_are_known_again() {
    for way in ["element", "script", "spans"] {
        let bench = bench();
        if node(&bench, MINIFY, "page.html").is_none() {
            return;
        }
        let minified = fs::read_to_string(bench.path("page.html")).unwrap();
        bench.write("page.html", PAGE);
        assert_eq!(attach(&bench, way), "attached");
        node(&bench, MINIFY, "page.html");
        assert!(!fs::read_to_string(bench.path("page.html")).unwrap().contains("<!--"));
        assert_eq!(attach(&bench, way), "attached");
        let again = fs::read_to_string(bench.path("page.html")).unwrap();
        assert_eq!(again.matches("aloud-player.js?v=").count(), 1, "{way}: {again}");
        assert_eq!(attach(&bench, way), "unchanged");
        assert_eq!(bench.aloud(&["attach", "page.html", "--remove"]).code, 0);
        assert_eq!(fs::read_to_string(bench.path("page.html")).unwrap(), minified, "{way}");
    }
}

#[test]
fn structured_data_join_the_pages_own_article() {
    let bench = bench();
    attach(&bench, "element");
    let page = fs::read_to_string(bench.path("page.html")).unwrap();
    let ours = page.split("data-aloud=\"\">{\"").nth(1).unwrap().split("</script>").next().unwrap();
    let ours: serde_json::Value = serde_json::from_str(&format!("{{\"{ours}")).unwrap();
    assert_eq!((&ours["@type"], &ours["@id"]), (&"Article".into(), &"https://example.org/bridge#article".into()));
    assert_eq!(ours["audio"]["@type"], "AudioObject");
    assert!(ours["headline"].is_null() && ours["audio"]["transcript"].is_string(), "{ours}");
    let run = bench.aloud(&["attach", "page.html", "--audio-base", "/narrations/", "--full-text", "off"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(fs::read_to_string(bench.path("page.html")).unwrap().matches("Trains run as before").count(), 1);
}

#[test]
fn our_own_transcripts_are_left_alone() {
    let bench = bench();
    fs::create_dir_all(bench.path("site/audio")).unwrap();
    fs::copy(bench.path("page.html"), bench.path("site/page.html")).unwrap();
    for name in bench.names("narrations") {
        fs::copy(bench.path("narrations").join(&name), bench.path("site/audio").join(&name)).unwrap();
    }
    let transcript = bench.names("site/audio").into_iter().find(|name| name.ends_with(".html")).unwrap();
    let before = fs::read(bench.path("site/audio").join(&transcript)).unwrap();
    let run = bench.aloud(&["attach", "site", "--audio-base", "/audio/"]);
    assert!(run.code == 0 && run.stderr.contains("left alone"), "{}", run.stderr);
    assert!(fs::read(bench.path("site/audio").join(&transcript)).unwrap() == before);
}
