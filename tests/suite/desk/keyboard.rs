//! The desk without a mouse, as a screen reader tells of it: from the list to an approval by keys alone, with Chromium's
//! accessibility tree asked at each step.

use super::stage::Stage;
use crate::webdriver::{Browser, Told};

const ENTER: char = '\u{e007}';
const TAB: char = '\u{e004}';
const SHIFT: char = '\u{e008}';
const CONTROL: char = '\u{e009}';
const ESCAPE: char = '\u{e00c}';

/// Presses Tab until a node of this role has the focus whose name begins so; a person gives up sooner.
fn tab_to(browser: &Browser, role: &str, name: &str) -> usize {
    for steps in 0..40 {
        if focused(browser).is_some_and(|told| told.role == role && told.name.starts_with(name)) {
            return steps;
        }
        browser.press(&[TAB]);
    }
    panic!("Tab never comes to the {role} {name}: {:?}", focused(browser));
}

/// Returns the node with the focus: the innermost that says so.
fn focused(browser: &Browser) -> Option<Told> {
    browser.told().into_iter().rfind(|told| told.is_focused && told.role != "RootWebArea")
}

fn is_told(browser: &Browser, role: &str, part: &str) -> bool {
    browser.told().iter().any(|told| told.role == role && told.name.contains(part))
}

fn until_told(browser: &Browser, role: &str, part: &str) {
    for _ in 0..200 {
        if is_told(browser, role, part) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("never told: {role} {part}: {:?}", browser.told());
}

#[test]
fn an_editor_who_sees_nothing_flags_fixes_and_approves() {
    let stage = Stage::asking_for_approval();
    let Some(browser) = Browser::start() else { return };
    browser.open(&stage.invite("ben"));
    browser.until("document.querySelector('a.item')");
    // The list: landmarks, a heading, links with what there is to know in their names.
    for (role, name) in [("main", ""), ("navigation", "Filters"), ("search", ""), ("heading", "Waiting for approval")] {
        assert!(is_told(&browser, role, name), "{role} {name}: {:?}", browser.told());
    }
    browser.press(&[TAB]);
    assert_eq!(focused(&browser).unwrap().name, "To the list", "the first thing leads past the rest");
    browser.press(&[ENTER, TAB]);
    tab_to(&browser, "link", "The bridge");
    browser.press(&[ENTER]);
    browser.until("document.querySelector('.s.on') && peaks.length");

    // The article: the sentence is named by its number, and every control by what it does.
    assert!(is_told(&browser, "complementary", "The sentence") && is_told(&browser, "heading", "Sentence 1 of"));
    let nameless = |told: &&Told| {
        ["button", "link", "textbox", "combobox", "slider"].contains(&&*told.role) && told.name.is_empty()
    };
    assert_eq!(browser.told().iter().filter(nameless).count(), 0, "{:?}", browser.told());
    browser.press(&['j', 'j']);
    until_told(&browser, "heading", "Sentence 3 of");
    browser.press(&['f']);
    browser.until("data.sentences[2].flag != null");
    assert!(is_told(&browser, "heading", "Sentence 3 of"), "it stays where it was");

    // The fix: typed, as a person types it, and saved without leaving the field.
    browser.press(&['e']);
    let field = focused(&browser).unwrap();
    assert_eq!((field.role.as_str(), field.name.as_str()), ("textbox", "How it is said"));
    browser.press_with(CONTROL, 'a');
    browser.press(&"Tom AB uh lard drove the first car across.".chars().collect::<Vec<_>>());
    browser.press_with(CONTROL, ENTER);
    browser.until("data.sentences[2].spoken.includes('AB uh lard')");
    until_told(&browser, "status", "");
    browser.until("document.querySelector('#told').textContent.includes('Saved')");

    // A name: by its words, without selecting anything with a mouse.
    browser.press(&[ESCAPE]);
    browser.press(&['g']);
    browser.until("data.sentences[2].flag == null");

    // Help and its way out; then the approval, which asks first.
    browser.press(&['?']);
    until_told(&browser, "dialog", "Keys");
    browser.press(&[ESCAPE]);
    browser.until("!document.querySelector('#help').open");
    browser.press(&['a']);
    until_told(&browser, "dialog", "Approve this narration?");
    assert_eq!(focused(&browser).unwrap().role, "button");
    browser.press(&[ENTER]);
    browser.until("data.review?.verdict === 'approved'");
    let approve =
        browser.told().into_iter().find(|told| told.role == "button" && told.name.starts_with("Approve")).unwrap();
    assert!(approve.is_disabled);
    assert_eq!(stage.state()["review"]["by"], "ben");

    // Back to the list by a key, and backwards by Tab.
    browser.press(&['l']);
    browser.until("document.querySelector('section.approved a.item')");
    browser.press(&[TAB, TAB]);
    browser.press_with(SHIFT, TAB);
    assert_eq!(focused(&browser).unwrap().name, "To the list");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn keys_can_be_turned_off_and_buttons_do_the_same() {
    let stage = Stage::new();
    let Some(browser) = Browser::start() else { return };
    browser.open(&stage.invite("ben"));
    browser.until("document.querySelector('a.item')");
    browser.run("document.querySelector('.who').open = true; document.querySelector('#keys-on').click()");
    browser.open(&format!("http://{}/a/the-bridge", stage.address));
    browser.until("document.querySelector('.s.on') && peaks.length");
    browser.press(&['j', 'f']);
    assert_eq!(
        browser.run("return [chosen, data.sentences.some((one) => one.flag != null)]"),
        serde_json::json!([0, false])
    );
    browser.run("document.querySelector('#flag').focus()");
    browser.press(&[ENTER]);
    browser.until("data.sentences[0].flag != null");
}
