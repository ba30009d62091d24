//! The desk before a real Ghost: what an editor approves in Chromium can be heard on the post's page, and nothing before; what was
//! changed in Ghost meanwhile is not approved by mistake.

use serde_json::json;

use super::stage::Seat;
use crate::ghost::site::Site;
use crate::run::service::Service;
use crate::webdriver::Browser;

const ENTER: char = '\u{e007}';

#[test]
fn a_post_is_approved_and_heard_on_its_page_and_not_when_it_changed_meanwhile() {
    let Some(site) = Site::start() else { return };
    site.bench.write(
        "aloud.toml",
        format!(
            "voice = 'tone'\nformat = 'mp3'\n[ghost]\nurl = '{}'\nkey = {{ env = 'GHOST_KEY' }}\n[[channel]]\nname = 'news'\ncms = 'ghost'\nhook = true\n\
             hook_secret = {{ env = 'SECRET' }}\nquiet = '0s'\nquiet_edit = '0s'\nevery = '1h'\napprove = 'before'\npublish = [{{ to = 'ghost' }}]\n",
            site.url
        ),
    );
    let variables = [("GHOST_KEY", site.key.as_str()), ("SECRET", "a secret of the hook")];
    let mut service = Service::start(&site.bench, &["--desk", "127.0.0.1:0", "--as", "ana"], &variables);
    service.wait_for("the first sweep asks for 0", 1);
    let to = format!("http://{}/hooks/news", service.host);
    let mut install = site.bench.command(&["hooks", "install", "news", "--to", &to]);
    assert!(install.envs(variables).status().unwrap().success());
    let post = site.ask(&[
        "story",
        "Bridge",
        "The bridge reopened after a long winter. Tom Abelard drove the first car across.",
    ]);
    let (id, link) = (post["id"].as_str().unwrap(), post["url"].as_str().unwrap());
    let lexical = || site.ask(&["lexical", id])["lexical"].as_str().unwrap().to_owned();
    service.wait_for("narrated ", 1);

    let seat = Seat::by(service.said().lines().find(|line| line.starts_with("the desk is open")).unwrap());
    let state = || seat.as_editor("GET", "/a/bridge/state", "", "").json();
    let heard = state()["fingerprint"].as_str().unwrap().to_owned();
    assert_eq!(state()["approval"], true);
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert!(!lexical().contains("aloud"), "nothing unapproved reaches the post");

    // Someone saves the post while an editor listens.
    site.ask(&["edit", id, "a long winter", "a short winter"]);
    service.wait_for("narrated ", 2);
    seat.until("/a/bridge/state", |state| state["fingerprint"] != heard.as_str());
    let body = r#"{"verdict":"approved"}"#;
    let headers = format!("content-type: application/json\r\nif-match: \"{heard}\"\r\n");
    assert_eq!(seat.as_editor("POST", "/a/bridge/review", &headers, body).status, 412);
    assert!(!lexical().contains("aloud"));

    let Some(browser) = Browser::start() else { return };
    let invite = seat.as_editor("POST", "/invite", "content-type: application/json\r\n", r#"{"name":"ben"}"#).json();
    browser.open(&format!("http://{}{}", seat.address, invite["link"].as_str().unwrap()));
    browser.until("document.querySelector('section.waiting a.item')");
    browser.click("document.querySelector('section.waiting a.item')");
    browser.until("document.querySelector('.s.on') && peaks.length");
    // A name is mended first, then what is heard is approved.
    let spoken = "document.querySelector('#spoken')";
    browser.run("choose(data.sentences.findIndex((one) => one.written.includes('Abelard')))");
    browser.click(spoken);
    browser.run(&format!("{spoken}.value = {spoken}.value.replace('Abelard', 'AB uh lard')"));
    browser.cdp("Input.dispatchKeyEvent", json!({ "type": "keyDown", "key": "Enter", "modifiers": 2 }));
    browser.until("data.sentences.some((one) => one.spoken.includes('AB uh lard'))");
    browser.run("document.activeElement.blur()");
    browser.press(&['a']);
    browser.until("document.querySelector('#ask').open");
    browser.press(&[ENTER]);
    service.wait_for("published http", 1);
    let text = lexical();
    assert!(text.contains("-aloud-") && text.contains("Abelard") && !text.contains("AB uh"), "{text}");
    browser.until("document.querySelector('#verdict').textContent.includes('ben')");
    browser.until("data.isPublished");
    // As a reader has it.
    browser.open(link);
    browser.until("document.querySelector('aloud-player')?.shadowRoot");
    browser.open(&format!("http://{}/?state=published", seat.address));
    browser.until("document.querySelector('section.published a.item')?.textContent.includes('Bridge')");
    assert_eq!(service.stop(), Some(0));
}
