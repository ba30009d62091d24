//! The small bar at the foot of the window, and the way back to the voice: read on twelve looks, light, dark, right to left and in
//! forced colours, and never over a bar of the page's own.

use std::fs;

use serde_json::json;

use super::looks::Gallery;
use super::stage::ROOT;
use crate::bench::{repository, skip};
use crate::webdriver::Browser;

/// A phone's window.
const PHONE: (u32, u32) = (390, 700);
/// Which rules of axe hold for a part of a page.
const AXE: &str = "const { violations, passes } = await axe.run({ include: [['aloud-player']] }, { rules: { region: { enabled: false } } });
    const seen = passes.filter((one) => one.id === 'color-contrast').flatMap((one) => one.nodes).map((node) => node.target.flat().join(' '));
    return [violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.target.flat().join(' ')).join(' ')), seen.some((target) => target.includes('mini'))]";

/// Plays and scrolls away from the bar, so that the small one and the way back are shown.
fn listen_and_leave(browser: &Browser) {
    browser.run("window.player = document.querySelector('aloud-player'); player.play()");
    browser.until("CSS.highlights.get('aloud')");
    browser.run(
        "player.seek(player.data.cues[2][0] + 0.05); document.dispatchEvent(new WheelEvent('wheel')); scrollTo(0, 1e6)",
    );
    browser.until(&format!("!{ROOT}.querySelector('.mini').hidden && {ROOT}.querySelector('.title').textContent"));
}

fn choose(browser: &Browser, feature: &str, value: &str) {
    browser.cdp("Emulation.setEmulatedMedia", json!({ "features": [{ "name": feature, "value": value }] }));
}

#[test]
fn the_small_bar_can_be_read_on_twelve_looks() {
    let Ok(axe) = fs::read_to_string(repository("target/axe/node_modules/axe-core/axe.min.js")) else {
        return skip("axe-core is not installed");
    };
    let gallery = Gallery::open(&["story", "story-ar"]);
    let Some(browser) = Browser::start() else { return };
    browser.narrow(PHONE.0, PHONE.1);
    for look in &gallery.looks {
        for (dress, story) in [("light", "story"), ("dark", "story"), ("light", "story-ar")] {
            choose(&browser, "prefers-color-scheme", dress);
            gallery.show(&browser, &format!("{story}-{look}"));
            browser.run(&axe);
            listen_and_leave(&browser);
            // Axe looks at what stands still, and judges no words that anything lies above, though it be clear.
            browser.run(&format!(
                "player.pause(); {ROOT}.querySelectorAll('.clip').forEach((clip) => {{ clip.hidden = true; }})"
            ));
            browser.until(&format!("{ROOT}.getAnimations().every((one) => one.playState === 'finished')"));
            assert_eq!(browser.wait_for(AXE), json!([[], true]), "{look}, {dress}, {story}");
            let facts = browser.run(&format!(
                "const bar = {ROOT}.querySelector('.mini'), box = bar.getBoundingClientRect(), row = bar.querySelector('.play').getBoundingClientRect(); \
                 return [box.left >= 0 && box.right <= innerWidth, Math.round(innerHeight - box.bottom), box.height >= 56, \
                     bar.querySelector('.title').scrollWidth > 0, (row.left < innerWidth / 2) === (getComputedStyle(bar).direction === 'ltr')]"
            ));
            assert_eq!(facts, json!([true, 0, true, true, true]), "{look}, {dress}, {story}");
        }
    }
}

#[test]
fn in_forced_colours_the_small_bar_has_edges() {
    let gallery = Gallery::open(&["story"]);
    let Some(browser) = Browser::start() else { return };
    browser.narrow(PHONE.0, PHONE.1);
    choose(&browser, "forced-colors", "active");
    gallery.show(&browser, "story-blog");
    listen_and_leave(&browser);
    browser.until(&format!("!{ROOT}.querySelector('.chip').hidden"));
    let drawn = browser.run(&format!(
        "const style = (name) => getComputedStyle({ROOT}.querySelector(name)); const [bar, play, chip] = ['.mini', '.mini .play', '.chip'].map(style); \
         return [bar.borderTopStyle, play.backgroundColor !== bar.backgroundColor, chip.borderTopStyle, chip.color !== chip.backgroundColor]"
    ));
    assert_eq!(drawn, json!(["solid", true, "solid", true]));
}

#[test]
fn it_stays_clear_of_a_bar_of_the_pages_own_and_goes_when_told() {
    let gallery = Gallery::open(&["story"]);
    let Some(browser) = Browser::start() else { return };
    browser.narrow(PHONE.0, PHONE.1);
    gallery.show(&browser, "story-blog");
    browser.run(
        "const cookies = document.createElement('div'); cookies.id = 'cookies'; cookies.textContent = 'We use cookies.'; \
         cookies.style.cssText = 'position:fixed;inset:auto 0 0 0;height:90px;background:gold'; document.body.append(cookies)",
    );
    listen_and_leave(&browser);
    browser.until(&format!(
        "{ROOT}.querySelector('.mini').getBoundingClientRect().bottom <= document.getElementById('cookies').getBoundingClientRect().top"
    ));
    // The way back brings the sentence into what is left free.
    browser.until(&format!("!{ROOT}.querySelector('.chip').hidden"));
    browser.click(&format!("{ROOT}.querySelector('.chip')"));
    browser.until(&format!(
        "{ROOT}.querySelector('.chip').hidden && [...CSS.highlights.get('aloud')][0].getBoundingClientRect().top >= 0"
    ));
    browser.run("document.dispatchEvent(new WheelEvent('wheel')); scrollTo(0, 1e6)");
    browser.until(&format!("!{ROOT}.querySelector('.mini').hidden"));
    browser.click(&format!("{ROOT}.querySelector('.mini .close')"));
    browser.until(&format!("player.audio.paused && {ROOT}.querySelector('.mini').hidden"));
    assert_eq!(browser.errors(), Vec::<String>::new());
}
