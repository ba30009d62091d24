//! What readers of a Ghost site get: the player that follows along, `<audio>` without scripts, summaries without a word of it, and mails
//! with a link to where it is heard.

use serde_json::{Value, json};

use super::Site;
use crate::webdriver::Browser;

const STORY: &str = "The tide comes in twice a day, and twice it goes out again. Nobody at the quay has a watch.";
/// What the link in mails says.
const LISTEN: &str = "Listen to this article";
/// What is highlighted.
const MARKED: &str = "[...(CSS.highlights.get('aloud') || [])].join()";

/// Returns a post as it is, with its HTML.
fn post(site: &Site, id: &str) -> Value {
    site.ask(&["lexical", id])
}

#[test]
fn readers_get_the_player_and_lists_no_word_of_it() {
    let Some(site) = Site::start() else { return };
    site.set_up(&site.url);
    let (new, old) = (site.ask(&["story", "Tides", STORY]), site.ask(&["create-old", "Old tides"]));
    for (name, post, text) in [("Tides", &new, STORY), ("Old tides", &old, "The tide comes.")] {
        let link = post["url"].as_str().unwrap();
        site.bench.write(&format!("{name}.md"), format!("---\ntitle: {name}\nurl: {link}\n---\n\n{text}\n"));
    }
    site.bench.narrate(&["--format", "mp3", "Tides.md", "Old tides.md"]);
    let (id, link) = (new["id"].as_str().unwrap(), new["url"].as_str().unwrap());
    let original = post(&site, id);
    let mail = || site.ask(&["mail", id]).as_str().unwrap().to_owned();
    assert!(!mail().contains(LISTEN));
    let run = site.publish(&[]);
    assert_eq!((run.code, run.stdout.matches("attached").count()), (0, 2), "{}{}", run.stdout, run.stderr);
    let run = site.publish(&[]);
    assert_eq!((run.code, run.stdout.matches("unchanged").count()), (0, 2), "{}{}", run.stdout, run.stderr);
    let run = site.publish(&["--status", link]);
    assert!(run.stdout.starts_with("current"), "{}{}", run.stdout, run.stderr);
    let attached = post(&site, id);
    let summary = |post: &Value| post["excerpt"].as_str().unwrap().trim().to_owned();
    assert_eq!(summary(&attached), summary(&original), "the player is in the summary");
    // Mails have the link once, and nothing that is dead there.
    let sent = mail();
    assert_eq!((sent.matches(LISTEN).count(), sent.contains("synthetic voice")), (1, true), "{sent}");
    assert!(!["<script", "<audio", "aloud-player"].iter().any(|dead| sent.contains(dead)), "{sent}");
    let slug = link.trim_end_matches('/').rsplit('/').next().unwrap();
    let before = sent.split(LISTEN).next().unwrap();
    assert!(before.rsplit("<a ").next().unwrap().contains(slug), "the link is not the post's: {sent}");

    if let Some(browser) = Browser::start() {
        for (address, first, last) in
            [(link, "Tides", "Nobody at the quay"), (old["url"].as_str().unwrap(), "Old tides", "The tide comes")]
        {
            browser.open(address);
            browser.until("document.querySelector('aloud-player')?.shadowRoot");
            assert_eq!(browser.run("return document.querySelectorAll('audio').length"), 1, "two players");
            browser.run("window.heard = []; const set = HighlightRegistry.prototype.set; \
                HighlightRegistry.prototype.set = function (name, value) { if (name === 'aloud') heard.push(String([...value][0])); return set.call(this, name, value); }; \
                document.querySelector('aloud-player').play()");
            browser.until(&format!("{MARKED}.includes('{last}') || heard.some((text) => text.startsWith('{last}'))"));
            assert_eq!(browser.run("return heard[0].trim()"), first, "the headline is highlighted first");
            assert_eq!(browser.run("return document.querySelector('aloud-player').audio.currentTime > 0"), true);
        }
        browser.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
        browser.open(link);
        let state = "const audio = document.querySelector('aloud-player audio'); return audio.controls && audio.getBoundingClientRect().height > 20";
        assert_eq!(browser.run(state), true);
    }

    // One kind of card takes the other's place, and an editor's copy of it goes; taken off, the post is as it was.
    for (more, kind) in [("card = 'audio'", "audio"), ("", "html")] {
        site.set_up_with(&site.url, more);
        let run = site.publish(&[link]);
        assert!(run.code == 0 && run.stdout.starts_with("replaced"), "{}{}", run.stdout, run.stderr);
        let tree: Value = serde_json::from_str(post(&site, id)["lexical"].as_str().unwrap()).unwrap();
        let kinds: Vec<&str> =
            tree["root"]["children"].as_array().unwrap().iter().filter_map(|block| block["type"].as_str()).collect();
        assert_eq!(kinds, if kind == "html" { vec!["html", "email", "paragraph"] } else { vec![kind, "paragraph"] });
    }
    let run = site.publish(&["--remove", link]);
    assert!(run.code == 0 && run.stdout.starts_with("removed"), "{}{}", run.stdout, run.stderr);
    assert_eq!(post(&site, id)["lexical"], original["lexical"]);
}
