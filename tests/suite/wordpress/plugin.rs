//! The plugin for WordPress: readers get the player with following, and posts keep their text.

use std::process::Command;

use serde_json::json;

use super::Site;
use super::readers::{THEMES, worn};
use crate::bench::repository;
use crate::webdriver::Browser;

const STORY: &str = "The tide comes in twice a day, and twice it goes out again.\n\nNobody at the quay has a watch.";

#[test]
fn with_our_plugin_posts_keep_their_text_and_readers_follow_along() {
    let Some(site) = Site::start() else { return };
    site.set_up("editor", &site.url);
    let plugins = site.bench.path("site/wp-content/plugins");
    let copied = Command::new("cp").arg("-r").arg(repository("integrations/wordpress/aloud")).arg(&plugins).status();
    assert!(copied.unwrap().success());
    site.edit("second", STORY);
    site.write("second", "Tides", STORY);
    site.bench.narrate(&["--format", "mp3", "Tides.md"]);
    let publish = |arguments: &[&str]| site.publish("password", &[&[site.link("second")], arguments].concat());
    // What the text held before the site had the plugin goes.
    assert_eq!(publish(&[]).code, 0);
    assert!(site.text("second").contains("<figure"));
    // Beside it, something that writes the summary of a post into its page, as themes and plugins do.
    let plugin = "require_once WP_PLUGIN_DIR . '/aloud/aloud.php'; add_action('wp_footer', fn() => print('<p id=\"summary\">' . get_the_excerpt(get_queried_object_id()) . '</p>'));";
    site.plug(Some(plugin));
    let run = publish(&[]);
    assert!(run.code == 0 && run.stdout.starts_with("replaced"), "{}{}", run.stdout, run.stderr);
    assert_eq!(site.text("second"), STORY);
    assert_eq!(site.ask("media", "context=edit", None).as_array().unwrap().len(), 1);
    let run = publish(&[]);
    assert!(run.stdout.starts_with("unchanged"), "{}{}", run.stdout, run.stderr);
    let run = publish(&["--status"]);
    assert!(run.stdout.starts_with("current"), "{}{}", run.stdout, run.stderr);
    if let Some(browser) = Browser::start() {
        for theme in THEMES {
            site.plug(Some(&format!("{plugin} {}", worn(theme))));
            browser.open(site.link("second"));
            listen(&browser, theme);
        }
    }
    site.plug(Some(plugin));
    let run = publish(&["--remove"]);
    assert!(run.code == 0 && run.stdout.starts_with("removed"), "{}{}", run.stdout, run.stderr);
    assert_eq!(site.text("second"), STORY);
    assert_eq!(site.ask("media", "context=edit", None).as_array().unwrap().len(), 0);
}

/// Opens a post's player as a reader, and follows it from the headline to the end of the story.
fn listen(browser: &Browser, theme: &str) {
    browser.until("document.querySelector('aloud-player')?.shadowRoot");
    let summary = browser.run("return document.querySelector('#summary').textContent");
    assert!(
        summary.as_str().unwrap().starts_with("The tide comes"),
        "{theme}: the player is in the summary: {summary}"
    );
    browser.run("window.told = []; const set = HighlightRegistry.prototype.set; HighlightRegistry.prototype.set = function (name, value) { if (name === 'aloud') told.push(String([...value][0])); return set.call(this, name, value); }");
    let looks = browser.run("const bar = document.querySelector('aloud-player').shadowRoot.querySelector('.bar').getBoundingClientRect(); return [bar.height, bar.width > 250, document.documentElement.scrollWidth <= innerWidth]");
    assert_eq!(looks, json!([64, true, true]), "{theme}");
    browser.run("const player = document.querySelector('aloud-player'); player.seek(0); player.play()");
    browser.until("told.length");
    assert_eq!(browser.run("return told[0].trim()"), "Tides", "{theme}: the headline is highlighted first");
    browser.until("/Nobody at the quay/.test([...(CSS.highlights.get('aloud') || [])].join())");
}

#[test]
fn posts_of_other_types_and_of_another_day_are_found() {
    let Some(site) = Site::start() else { return };
    site.set_up("editor", &site.url);
    site.plug(Some(
        "add_action('init', fn() => register_post_type('story', ['public' => true, 'show_in_rest' => true, 'rest_base' => 'stories', 'supports' => ['title', 'editor']]));",
    ));
    let own =
        site.ask("stories", "", Some(&json!({ "title": "Own", "content": STORY, "status": "publish", "slug": "own" })));
    let later = json!({ "title": "Later", "content": STORY, "status": "future", "date": "2035-02-03T10:00:00", "slug": "later" });
    let later = site.ask("posts", "", Some(&later));
    assert_eq!(later["status"], "future");
    let addresses = [own["link"].as_str().unwrap().to_owned(), format!("{}/2035/02/later/", site.url)];
    for (name, address) in ["Own", "Later"].iter().zip(&addresses) {
        site.bench.write(&format!("{name}.md"), format!("---\ntitle: {name}\nurl: {address}\n---\n\n{STORY}\n"));
    }
    site.bench.narrate(&["--format", "mp3", "Own.md", "Later.md"]);
    let run = site.publish("password", &[]);
    assert_eq!((run.code, run.stdout.matches("attached").count()), (0, 2), "{}{}", run.stdout, run.stderr);
    let run = site.publish("password", &["--status", &addresses[0], &addresses[1]]);
    assert_eq!((run.code, run.stdout.matches("current").count()), (0, 2), "{}{}", run.stdout, run.stderr);
}
