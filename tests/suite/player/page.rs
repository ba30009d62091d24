//! What the player leaves of a page and of what readers have chosen: no scripts, first paint, lock screen, motion and colours.

use std::time::Duration;

use serde_json::{Value, json};

use super::stage::{AUDIO, ROOT, Stage};
use crate::webdriver::Browser;

/// How long the player's script takes to come, where that must hold nothing up.
const LATE: Duration = Duration::from_millis(1_500);
/// Up to which sum of its shifts the page stands still: where the script is late, the time in Chromium's own controls of `<audio>` moves
/// by itself once they are drawn, in any page. Measured on 2026-12-01: 0.0007 on a desk, 0.0036 on a phone; of ours nothing moves.
const STABLE: f64 = 0.005;

#[test]
fn without_scripts_it_is_audio_with_links() {
    let stage = Stage::new(Duration::ZERO);
    let Some(browser) = Browser::start() else { return };
    browser.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    browser.open(&stage.url);
    let state = format!("return [{AUDIO}.controls, {AUDIO}.getBoundingClientRect().height > 20, {ROOT} === null]");
    assert_eq!(browser.run(&state), json!([true, true, true]));
    let links = "return [...document.querySelectorAll('aloud-player a')].map((link) => [link.textContent, link.pathname.split('.').pop(), link.hasAttribute('download')])";
    assert_eq!(browser.run(links), json!([["Download", "wav", true], ["Transcript", "html", false]]));
    assert_eq!(
        browser.run("return document.querySelector('aloud-player aside').textContent.includes('synthetic voice')"),
        true
    );
    assert!(!stage.heard(), "audio is loaded before anybody asks for it");
    browser.run(&format!("{AUDIO}.play()"));
    browser.until(&format!("{AUDIO}.currentTime > 0"));
}

#[test]
fn first_paint_waits_for_nothing_of_ours() {
    let stage = Stage::new(LATE);
    let Some(browser) = stage.browser() else { return };
    // Where a reader is while the script is on its way, the text is painted.
    let times = browser.run(
        "const script = performance.getEntriesByType('resource').find((one) => one.name.includes('aloud-player.js')); \
         const paint = performance.getEntriesByName('first-contentful-paint')[0]; \
         return [paint.startTime, script.responseEnd, script.renderBlockingStatus]",
    );
    let (paint, script) = (times[0].as_f64().unwrap(), times[1].as_f64().unwrap());
    assert!(script >= LATE.as_millis() as f64 && paint < script, "{times}");
    assert_eq!(times[2], "non-blocking");
    assert!(!stage.heard(), "audio is loaded before anybody asks for it");
    let shifts = browser.wait_for(
        "const found = await new Promise((done) => { new PerformanceObserver((list) => done(list.getEntries())).observe({ type: 'layout-shift', buffered: true }); \
         setTimeout(() => done([]), 500); }); return found.reduce((sum, one) => sum + one.value, 0)",
    );
    assert!(shifts.as_f64().unwrap() < STABLE, "the page moves by {shifts} when the player comes");
}

#[test]
fn the_lock_screen_shows_and_steers_it() {
    let stage = Stage::new(Duration::ZERO);
    let Some(browser) = Browser::start() else { return };
    browser.before_scripts(
        "window.acts = {}; const set = MediaSession.prototype.setActionHandler; \
         MediaSession.prototype.setActionHandler = function (name, act) { acts[name] = act; return set.call(this, name, act); };",
    );
    browser.open(&stage.url);
    browser.until(&format!("{ROOT}?.querySelector('.play')"));
    browser.click(&format!("{ROOT}.querySelector('.play')"));
    browser.until(&format!("{AUDIO}.currentTime > 0"));
    let title = "Bridge </script><img src=x onerror=hacked=1> reopens";
    assert_eq!(browser.run("return navigator.mediaSession.metadata.title"), title);
    browser.run("acts.pause()");
    browser.until(&format!("{AUDIO}.paused"));
    let after = |act: &str| browser.run(&format!("{act}; return {AUDIO}.currentTime")).as_f64().unwrap();
    assert_eq!(after("acts.seekto({ seekTime: 2 })"), 2.0);
    assert_eq!(after("acts.seekforward({ seekOffset: 3 })"), 5.0);
    assert_eq!(
        after("acts.seekforward({})"),
        20.0_f64.min(browser.run(&format!("return {AUDIO}.duration")).as_f64().unwrap())
    );
    assert_eq!(after("acts.seekbackward({})"), 5.0);
    assert!(after("acts.nexttrack()") > 5.0);
    assert_eq!(after("acts.seekto({ seekTime: 0 })"), 0.0);
    browser.run("acts.play()");
    browser.until(&format!("!{AUDIO}.paused && {AUDIO}.currentTime > 0"));
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn it_heeds_what_readers_have_chosen() {
    let stage = Stage::new(Duration::ZERO);
    let Some(browser) = Browser::start() else { return };
    let choose = |name: &str, value: &str| {
        browser.cdp("Emulation.setEmulatedMedia", json!({ "features": [{ "name": name, "value": value }] }));
    };
    browser.before_scripts(
        "window.moves = []; const scroll = window.scrollBy; \
         window.scrollBy = function (how) { moves.push(how.behavior); return scroll.call(this, how); };",
    );
    for (motion, wanted) in [("reduce", "auto"), ("no-preference", "smooth")] {
        choose("prefers-reduced-motion", motion);
        browser.narrow(320, 300);
        browser.open(&stage.url);
        browser.until(&format!("{ROOT}?.querySelector('.play')"));
        // The page follows the voice when the reader does.
        browser.run("document.querySelector('aloud-player').play()");
        browser.until("moves.length > 0");
        let moves = browser.run("return moves");
        assert!(moves.as_array().unwrap().iter().all(|how| how == wanted), "{motion}: {moves}");
        browser.run(&format!("{AUDIO}.pause()"));
    }
    let mut seen: Vec<Value> = Vec::new();
    for scheme in ["light", "dark"] {
        choose("prefers-color-scheme", scheme);
        browser.open(&stage.url);
        browser.until(&format!("{ROOT}?.querySelector('.play')"));
        seen.push(browser.run(&format!("return getComputedStyle({ROOT}.querySelector('.title')).color")));
    }
    assert_ne!(seen[0], seen[1], "light and dark pages get the same colours");
}
