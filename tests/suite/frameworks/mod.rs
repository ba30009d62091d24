//! Pages that React, Vue and Svelte have drawn and take over in the browser: attached to by the script alone, they keep player and
//! highlight for a whole narration, though they are drawn again all the time.

use std::fs;
use std::process::Command;

use serde_json::json;

use crate::bench::{Bench, repository, skip};
use crate::player::stage;
use crate::webdriver::Browser;

/// Notes every text that is highlighted.
const WATCH: &str = "window.told = new Set(); const set = HighlightRegistry.prototype.set; \
    HighlightRegistry.prototype.set = function (name, value) { if (name === 'aloud') told.add(String([...value][0])); return set.call(this, name, value); };";

/// Builds a page of a framework in a folder of the bench; `None` where it is not installed.
fn build(bench: &Bench, framework: &str) -> Option<()> {
    let modules = repository("target/frameworks");
    if !modules.join("installed").exists() {
        skip("the frameworks of .ci/setup are not installed");
        return None;
    }
    fs::create_dir_all(bench.path(framework)).unwrap();
    let mut node = Command::new("node");
    node.arg(repository("tests/suite/frameworks/build.mjs")).arg(&modules).arg(framework).arg(bench.path(framework));
    let built = node.output().unwrap();
    assert!(built.status.success(), "{framework}: {}", String::from_utf8_lossy(&built.stderr));
    Some(())
}

#[test]
fn pages_that_frameworks_draw_keep_player_and_highlight() {
    let bench = Bench::new();
    for framework in ["react", "vue", "svelte"] {
        if build(&bench, framework).is_none() {
            return;
        }
        let page = format!("{framework}/index.html");
        let original = fs::read(bench.path(&page)).unwrap();
        bench.narrate(&["--force", &page]);
        let run = bench.aloud(&["attach", &page, "--audio-base", "/narrations/", "--json"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let line = &run.json_lines()[0];
        assert_eq!((&line["way"], &line["found"]), (&json!("script"), &line["sentences"]), "{line}");
        let (url, _) = stage::serve_openly(bench.path(""));
        let Some(browser) = Browser::start() else { return };
        browser.before_scripts(WATCH);
        browser.open(&format!("{url}/{page}"));
        browser.until("document.querySelector('aloud-player')?.shadowRoot && window.alive");
        browser.run("document.querySelector('aloud-player').play()");
        browser.until("document.querySelector('aloud-player').audio.ended");
        let told = browser.run("return [told.size, document.querySelectorAll('aloud-player').length, faults]");
        assert_eq!(told, json!([line["sentences"], 1, []]), "{framework}");
        assert_eq!(browser.errors(), Vec::<String>::new());
        assert_eq!(bench.aloud(&["attach", &page, "--remove"]).code, 0);
        assert!(fs::read(bench.path(&page)).unwrap() == original, "{framework}: the page is not given back");
    }
}

#[test]
fn the_player_is_what_its_parts_make() {
    let modules = repository("target/frameworks");
    if modules.join("installed").exists() {
        let build = repository("src/publication/player/build.mjs");
        let made = Command::new("node").arg(build).arg(&modules).arg("--check").output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
}
