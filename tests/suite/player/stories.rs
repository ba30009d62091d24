//! Two stories on one page, and audio that does not come: each player keeps to its own, and none is ever stuck.

use std::fs;

use serde_json::json;

use super::stage;
use crate::bench::Bench;
use crate::webdriver::Browser;

/// The stories: a name, a headline, and a text. They have a sentence in common.
const STORIES: [(&str, &str, &str); 2] = [
    ("bridge", "The bridge reopens", "The bridge opened again on Monday morning, the city said."),
    ("ferry", "The ferry leaves", "The ferry left at noon for the last time, its captain said."),
];
const COMMON: &str = "Nobody was hurt in the storm, which is more than could be hoped for.";
/// Notes in which story what is highlighted stands, and what it is.
const WATCH: &str = "window.told = []; const set = HighlightRegistry.prototype.set; \
    HighlightRegistry.prototype.set = function (name, value) { const [range] = [...value]; \
    if (name === 'aloud') told.push([range.startContainer.parentElement.closest('article').id, String(range).trim()]); return set.call(this, name, value); };";

/// Narrates both, and serves the page that has them.
fn page() -> (Bench, String) {
    let bench = Bench::new();
    let mut page = "<!doctype html><html lang=\"en\"><title>Today</title><main>".to_owned();
    for (name, title, text) in STORIES {
        bench.write(&format!("{name}.md"), format!("---\ntitle: {title}\n---\n\n{text} {COMMON}\n"));
        let narrated = &bench.narrate(&["--format", "mp3", &format!("{name}.md")])[0];
        let stem = narrated["audio"].as_str().unwrap().trim_end_matches(".wav").to_owned();
        page.push_str(&format!(
            "<article id=\"{name}\"><h1>{title}</h1><aloud-player src=\"{stem}.player.json\"></aloud-player><p>{text} {COMMON}</p></article>"
        ));
    }
    bench.write("today.html", page + "</main><script src=\"narrations/aloud-player.js\" defer></script></html>");
    let embedded = bench.aloud(&["embed", "--audio-base", "https://audio.example.org/"]);
    assert_eq!(embedded.code, 0, "{}", embedded.stderr);
    let (url, _) = stage::serve_openly(bench.path(""));
    (bench, format!("{url}/today.html"))
}

fn open(url: &str) -> Option<Browser> {
    let browser = Browser::start()?;
    browser.before_scripts(WATCH);
    browser.open(url);
    browser.until("[...document.querySelectorAll('aloud-player')].filter((one) => one.shadowRoot).length === 2");
    browser.run("[window.first, window.second] = document.querySelectorAll('aloud-player')");
    Some(browser)
}

#[test]
fn two_stories_on_a_page_never_mix() {
    let (_bench, url) = page();
    let Some(browser) = open(&url) else { return };
    browser.run("second.play()");
    browser.until("second.audio.ended");
    let (name, title, text) = STORIES[1];
    assert_eq!(browser.run("return told"), json!([[name, title], [name, text], [name, COMMON]]));
    // The one falls silent when the other begins, and its highlight goes.
    browser.run("told.length = 0; second.play()");
    browser.until("told.length === 1");
    browser.run("first.play()");
    browser.until("told.length > 1 && second.audio.paused && !first.audio.paused");
    assert_eq!(browser.run("return told.at(-1)[0]"), STORIES[0].0);
}

#[test]
fn what_did_not_come_is_asked_for_again_at_the_same_place() {
    let (bench, url) = page();
    let Some(browser) = open(&url) else { return };
    let files = bench.names("narrations").into_iter().filter(|name| name.ends_with(".mp3") || name.ends_with(".wav"));
    let files: Vec<_> = files.map(|name| bench.path("narrations").join(name)).collect();
    let away = |path: &std::path::Path| std::path::PathBuf::from(format!("{}.away", path.display()));
    files.iter().for_each(|path| fs::rename(path, away(path)).unwrap());
    browser.run("window.place = second.data.cues[1][0] + 0.5; second.seek(place)");
    let press = "second.shadowRoot.querySelector('.play').click()";
    browser.run(press);
    browser.until("second.shadowRoot.querySelector('.failed')");
    let state = "return [second.shadowRoot.querySelector('.play').getAttribute('aria-label'), Math.abs(second.position() - place) < 0.1]";
    assert_eq!(browser.run(state), json!(["Play", true]));
    files.iter().for_each(|path| fs::rename(away(path), path).unwrap());
    browser.run(press);
    browser.until(
        "!second.audio.paused && second.audio.currentTime >= place && !second.shadowRoot.querySelector('.failed')",
    );
    assert_eq!(browser.run("return second.audio.currentTime < place + 2"), true);
}
