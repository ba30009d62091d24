//! What an editor does, in Chromium: fixes a name and hears it, meets another editor, approves; by keys, on a phone, by axe.

use std::fs;

use serde_json::json;

use super::stage::Stage;
use crate::bench::{environment, repository, skip};
use crate::webdriver::Browser;

const ENTER: char = '\u{e007}';
const AUDIO: &str = "document.querySelector('#audio')";
const SPOKEN: &str = "document.querySelector('#spoken')";

/// Shows a list of what a rule would approve.
const RULING: &str = "document.querySelector('#ruling').showModal(); showRule([{ name: 'another-day', title: 'Another day' }], \
    [{ name: 'the-bridge', title: 'The bridge', why: 'new words: Abelard' }])";

/// Opens the desk's article in a browser.
fn at_the_bridge(stage: &Stage, name: &str) -> Option<Browser> {
    let browser = Browser::start()?;
    browser.open(&stage.invite(name));
    browser.until("document.querySelector('a.item')");
    browser.click("[...document.querySelectorAll('a.item')].find((one) => one.textContent.includes('The bridge'))");
    browser.until("document.querySelector('.s.on') && peaks.length");
    Some(browser)
}

/// Types a spoken form into the field, as it would be left by a person.
fn type_spoken(browser: &Browser, text: &str) {
    browser.click(SPOKEN);
    browser.run(&format!("{SPOKEN}.value = {}", json!(text)));
}

#[test]
fn a_name_is_fixed_heard_and_approved_by_keys_alone() {
    let stage = Stage::new();
    let Some(browser) = at_the_bridge(&stage, "ben") else { return };
    // Down to the sentence, into its field, saved: it is played from before it to after it.
    browser.press(&['j', 'j']);
    browser.until("document.querySelector('.s.on').textContent.startsWith('Tom Abelard')");
    browser.press(&['e']);
    assert_eq!(browser.run(&format!("return document.activeElement === {SPOKEN}")), true);
    browser.press(&['x']);
    assert_eq!(browser.run("return document.querySelectorAll('.s.flagged').length"), 0, "keys are text while typing");
    browser.run(&format!("{SPOKEN}.value = 'Tom AB uh lard drove the first car across.'"));
    browser.cdp("Input.dispatchKeyEvent", json!({ "type": "keyDown", "key": "Enter", "modifiers": 2 }));
    browser.until("data.sentences[2].spoken.includes('AB uh lard')");
    browser.until(&format!("!{AUDIO}.paused && {AUDIO}.currentTime > 0.2"));
    browser.until("document.querySelector('.s.edited')?.textContent.includes('Abelard')");
    let captions = fs::read_to_string(stage.bench.path("narrations/the-bridge.vtt")).unwrap();
    assert!(captions.contains("Tom Abelard"), "{captions}");
    // Flagged while it plays on, and found again.
    browser.run("document.activeElement.blur()");
    browser.press(&['f']);
    browser.until("document.querySelector('.s.flagged')");
    browser.press(&['k', 'n']);
    browser.until("document.querySelector('.s.on').classList.contains('flagged')");
    browser.press(&['g']);
    browser.until("!document.querySelector('.s.flagged')");
    browser.press(&['a']);
    browser.until("document.querySelector('#ask').open");
    browser.press(&[ENTER]);
    browser.until("document.querySelector('#verdict').textContent.startsWith('Approved')");
    // What is not heard is undone, and the approval of what was heard holds.
    browser.press(&['u']);
    browser.until("data.steps.length === 2");
    assert_eq!(browser.run("return data.review.verdict"), "approved");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn two_editors_of_one_sentence_see_both_versions() {
    let stage = Stage::new();
    let Some(ben) = at_the_bridge(&stage, "ben") else { return };
    let Some(cleo) = at_the_bridge(&stage, "cleo") else { return };
    for browser in [&ben, &cleo] {
        browser.run("choose(2)");
    }
    type_spoken(&ben, "Tom AB uh lard drove the first car across.");
    type_spoken(&cleo, "Tom Abel ard drove the first car across.");
    ben.run("saySentence()");
    ben.until("data.sentences[2].spoken.includes('AB uh lard')");
    cleo.until("document.querySelector('#told').textContent.includes('ben')");
    // The list beside the article follows too.
    ben.run("flag()");
    cleo.until("document.querySelector('.side a[aria-current] .chip.warn')?.textContent === '1 flag'");
    ben.run("flag()");
    cleo.until("!document.querySelector('.side a[aria-current] .chip.warn')");
    cleo.run("saySentence()");
    cleo.until("document.querySelector('.conflict .theirs')?.textContent.includes('AB uh lard')");
    assert!(cleo.run(&format!("return {SPOKEN}.value")).as_str().unwrap().contains("Abel ard"), "hers is lost");
    cleo.click("[...document.querySelectorAll('.conflict button')].find((one) => one.textContent === 'Keep mine')");
    cleo.until("data.sentences[2].spoken.includes('Abel ard')");
    ben.until("data.sentences[2].spoken.includes('Abel ard')");
    // Another sentence is no one's business.
    ben.run("choose(1)");
    type_spoken(&ben, "The bridge is open.");
    ben.run("saySentence()");
    ben.until("data.sentences[1].spoken === 'The bridge is open.'");
    assert!(ben.run("return data.sentences[2].spoken").as_str().unwrap().contains("Abel ard"));
}

#[test]
fn a_block_that_is_left_out_is_read_by_a_click() {
    let stage = Stage::new();
    let Some(browser) = at_the_bridge(&stage, "ben") else { return };
    browser.click("document.querySelector('details.skip summary')");
    browser.click("document.querySelector('.left-out button')");
    browser.until("[...document.querySelectorAll('.s')].some((one) => one.textContent.includes('let x'))");
    browser.until("document.querySelector('#steps').textContent.includes('Reads')");
    browser.until(&format!("!{AUDIO}.paused && {AUDIO}.currentTime > 0.2 && sentence().written.includes('let x')"));
    // Taken back, the seam of what is said in its place is played.
    browser.press(&['u']);
    browser.until("!data.sentences.some((one) => one.written.includes('let x'))");
    browser.until(&format!("!{AUDIO}.paused && sentence().written.startsWith('A code example')"));
}

#[test]
fn it_fits_a_phone_passes_axe_and_is_seen() {
    let stage = Stage::new();
    let Some(browser) = at_the_bridge(&stage, "ben") else { return };
    browser.narrow(320, 640);
    fits(&browser);
    browser.run("document.querySelector('#more').open = true; document.querySelector('#panel').classList.add('open')");
    fits(&browser);
    let axe = fs::read_to_string(repository("target/axe/node_modules/axe-core/axe.min.js"));
    if axe.is_err() {
        skip("axe-core is not installed");
    }
    for (width, height) in [(1_280, 800), (390, 844)] {
        browser.narrow(width, height);
        for theme in ["light", "dark"] {
            let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
            browser.cdp("Emulation.setEmulatedMedia", features);
            for (page, path, shown) in [
                ("list", "/", ""),
                ("article", "/a/the-bridge#s3", "openName('Abelard')"),
                (
                    "more",
                    "/a/the-bridge#s3",
                    "closeName(); document.querySelector('#panel').classList.add('open'); document.querySelector('#more').open = true; document.querySelector('#more').scrollIntoView()",
                ),
                ("ruling", "/", RULING),
                (
                    "rule",
                    "/a/the-bridge#s3",
                    "offerRules(data.blocks.findIndex((block) => block.kind === 'code'), true)",
                ),
            ] {
                browser.open(&format!("http://{}{path}", stage.address));
                browser.until("!document.querySelector('#data') || peaks.length");
                browser.run(shown);
                if page == "rule" {
                    browser.until("document.querySelector('#rule').open");
                }
                picture(&browser, &format!("desk-{page}-{theme}-{width}"));
                if let Ok(axe) = &axe {
                    browser.run(axe);
                    let found = browser.wait_for("return (await axe.run()).violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' '))");
                    assert_eq!(found, json!([]), "{page} {theme} {width}");
                }
            }
        }
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
}

/// Checks that nothing is wider than the window, and every control large enough for a finger (WCAG 2.5.8).
fn fits(browser: &Browser) {
    let wide = "return [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility() && !element.closest('.jump, .sr, .side ul') && element.getBoundingClientRect().right > 321).map((element) => `${element.localName}.${element.className} ${element.getBoundingClientRect().right}`)";
    assert_eq!(browser.run(wide), json!([]), "it is wider than a phone");
    let small = "return [...document.querySelectorAll('button, input, select, textarea, summary')].filter((control) => control.checkVisibility() && !control.closest('.tabs, .scope') && control.getBoundingClientRect().height < 24 && !control.matches('#why button, [type=checkbox]')).map((one) => one.outerHTML)";
    assert_eq!(browser.run(small), json!([]));
}

/// Writes what is seen, for the book and for people who look.
pub(super) fn picture(browser: &Browser, name: &str) {
    if let Some(folder) = environment("ALOUD_PICTURES") {
        let png = browser.picture();
        fs::write(repository(&folder).join(format!("{name}.png")), png).unwrap();
    }
}
