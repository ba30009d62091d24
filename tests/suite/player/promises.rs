//! What the player's types and the book promise a publisher, tried on the script that readers get: its methods, attributes and events;
//! and what its three copies weigh.

use std::fs;
use std::io::Write;
use std::time::Duration;

use serde_json::json;

use super::stage::{ROOT, Stage};
use crate::bench::repository;
use crate::webdriver::Browser;

/// What each copy may weigh, compressed.
const MOST_BYTES: usize = 14_000;
const COPIES: [&str; 3] = [
    "src/publication/player/aloud-player.js",
    "player/aloud-player.js",
    "integrations/wordpress/aloud/aloud-player.js",
];
const TYPES: &str = "player/aloud-player.d.ts";

#[test]
fn every_copy_weighs_at_most_14_kb_compressed() {
    for copy in COPIES {
        let mut compressed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        compressed.write_all(&fs::read(repository(copy)).unwrap()).unwrap();
        let bytes = compressed.finish().unwrap().len();
        assert!(bytes <= MOST_BYTES, "{copy}: {bytes} bytes compressed");
    }
}

#[test]
fn methods_attributes_and_events_are_as_promised() {
    let types = fs::read_to_string(repository(TYPES)).unwrap();
    let class = types.split("export class AloudPlayer").nth(1).unwrap().split("\n}").next().unwrap();
    let methods: Vec<&str> =
        class.lines().filter_map(|line| line.trim().split_once('(').map(|(name, _)| name)).collect();
    let events: Vec<&str> = types.split('\'').filter(|word| word.starts_with("aloud:")).collect();
    assert!(methods.contains(&"setSpeed") && events.len() == 9, "{methods:?} {events:?}");

    let stage = Stage::new(Duration::ZERO);
    let Some(browser) = stage.browser() else { return };
    browser.run("window.player = document.querySelector('aloud-player')");
    for method in methods.iter().filter(|name| !name.contains('<')) {
        assert_eq!(browser.run(&format!("return typeof player.{method}")), "function", "{method}");
    }
    browser.run(&format!(
        "window.told = []; for (const name of {}) document.addEventListener(name, (event) => told.push([name, event.detail.speed]))",
        json!(events)
    ));
    browser.run("player.dataset.mini = 'off'; player.play()");
    browser.until("player.audio.currentTime > 0");
    browser.run("player.setSpeed(2)");
    assert_eq!(browser.run("return [player.audio.playbackRate, told.at(-1)]"), json!([2, ["aloud:speed", 2]]));
    // No small bar where the page wants none.
    browser.narrow(390, 300);
    browser.run("document.body.style.minHeight = '3000px'; scrollTo(0, 1e6)");
    std::thread::sleep(Duration::from_millis(300));
    let hidden = format!(
        "return [{ROOT}.querySelector('.bar').getBoundingClientRect().bottom <= 0, {ROOT}.querySelector('.mini').hidden]"
    );
    assert_eq!(browser.run(&hidden), json!([true, true]));
    browser.run("delete player.dataset.mini; player.pause(); player.play()");
    browser.until(&format!("!{ROOT}.querySelector('.mini').hidden"));
    browser.run("player.seek(0); player.setSpeed(3)");
    browser.until("told.some(([name]) => name === 'aloud:complete')");
    let told = browser.run("return [...new Set(told.map(([name]) => name))].sort()");
    let mut wanted: Vec<&str> = events.iter().copied().filter(|name| *name != "aloud:error").collect();
    wanted.sort_unstable();
    assert_eq!(told, json!(wanted));
    assert_eq!(browser.errors(), Vec::<String>::new());
}

/// What pages with web components in old JavaScript load first: another `HTMLElement`, and definitions whose constructors are called as
/// functions (as webcomponents.js, `custom-elements-es5-adapter.js`, does it).
const ADAPTER: &str = "const Native = HTMLElement, { define, get } = customElements, made = new Map(); let isCalled = false, isMade = false; \
    window.HTMLElement = function () { if (!isCalled) { isMade = true; return new (get.call(customElements, made.get(this.constructor)))(); } isCalled = false; }; \
    window.HTMLElement.prototype = Native.prototype; \
    customElements.define = (name, type) => { \
        const wrapped = class extends Native { constructor() { super(); Object.setPrototypeOf(this, type.prototype); if (!isMade) { isCalled = true; type.call(this); } isMade = false; } }; \
        made.set(type, name); define.call(customElements, name, wrapped); }; \
    customElements.get = () => undefined;";

#[test]
fn pages_with_components_in_old_javascript_have_it_too() {
    let stage = Stage::new(Duration::ZERO);
    let Some(browser) = Browser::start() else { return };
    browser.before_scripts(ADAPTER);
    browser.open(&stage.url);
    browser.until(&format!("{ROOT}?.querySelector('.play')"));
    browser.run("document.querySelector('aloud-player').play()");
    browser.until("CSS.highlights.get('aloud')");
    assert_eq!(browser.errors(), Vec::<String>::new());
}
