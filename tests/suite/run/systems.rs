//! A real Ghost and a real WordPress, followed: a post that is published can be heard on its page, an edit follows, and our own
//! writing is no reason to write again.

use std::time::Duration;

use serde_json::json;

use super::service::Service;
use crate::bench::{Run, environment};
use crate::ghost::site::Site as Ghost;
use crate::webdriver::Browser;
use crate::wordpress::site::Site as WordPress;

/// How long nothing more may happen after the last write; calls come within a second. `ALOUD_QUIET_S` waits longer.
fn quiet() {
    let seconds = environment("ALOUD_QUIET_S").map_or(6, |seconds| seconds.parse().unwrap());
    std::thread::sleep(Duration::from_secs(seconds));
}

#[test]
fn a_ghost_is_followed_by_its_hooks_and_by_sweeps() {
    let Some(site) = Ghost::start() else { return };
    let settings = |more: &str| {
        format!(
            "voice = 'tone'\nformat = 'mp3'\n[ghost]\nurl = '{}'\nkey = {{ env = 'GHOST_KEY' }}\n[[channel]]\nname = 'news'\ncms = 'ghost'\nhook = true\n\
             hook_secret = {{ env = 'SECRET' }}\nquiet = '0s'\nquiet_edit = '1s'\nevery = '1h'\npublish = [{{ to = 'ghost' }}]\n{more}",
            site.url
        )
    };
    site.bench.write("aloud.toml", settings(""));
    let variables = [("GHOST_KEY", site.key.as_str()), ("SECRET", "a secret of the hook")];
    let mut service = Service::start(&site.bench, &[], &variables);
    service.wait_for("the first sweep asks for 0", 1);
    for word in ["installed", "unchanged"] {
        let to = format!("http://{}/hooks/news", service.host);
        let mut install = site.bench.command(&["hooks", "install", "news", "--to", &to]);
        let run = Run::from(install.envs(variables).output().unwrap());
        assert!(run.code == 0 && run.stdout.starts_with(word), "{}{}", run.stdout, run.stderr);
    }

    let post = site.ask(&["create", "Bridge"]);
    let id = post["id"].as_str().unwrap();
    service.wait_for("at ghost", 1);
    let text = || site.ask(&["lexical", id]);
    assert!(text()["lexical"].as_str().unwrap().contains("-aloud-"), "{}", service.said());
    // Ghost tells of our own write, which changes nothing that is read.
    let written = text()["updated_at"].clone();
    quiet();
    assert_eq!((text()["updated_at"].clone(), service.count("at ghost")), (written, 1), "{}", service.said());
    let calls = |service: &Service| service.ask("GET", "/metrics", &[], b"").1;
    assert!(calls(&service).contains("verdict=\"taken\"} 2"), "{}", calls(&service));

    site.ask(&["edit", id, "reopened", "closed"]);
    service.wait_for("at ghost", 2);
    assert_eq!(text()["lexical"].as_str().unwrap().matches("<aloud-player").count(), 1);
    quiet();
    assert_eq!(service.count("at ghost"), 2, "{}", service.said());

    site.ask(&["status", id, "draft"]);
    service.wait_for("removed", 1);
    assert!(!text()["lexical"].as_str().unwrap().contains("-aloud-"));
    let service_host = service.host.clone();
    assert_eq!(service.stop(), Some(0));

    // While it is away its calls are lost; the sweep finds what they told of.
    let ferry = site.ask(&["create", "Ferry"])["id"].as_str().unwrap().to_owned();
    site.ask(&["status", id, "published"]);
    let host = service_host;
    let mut service = Service::start_at(&site.bench, &host, &[], &variables);
    service.wait_for("published http", 4);
    let marked = text()["lexical"].as_str().unwrap().matches("<aloud-player").count();
    assert_eq!(marked, 1, "{}", service.said());

    // What is scheduled is ready before its time, and published with the post.
    site.ask(&["status", &ferry, "draft"]);
    service.wait_for("removed", 2);
    let before = service.count("narrated");
    site.ask(&["status", &ferry, "scheduled", "2126-03-14T10:00:00.000Z"]);
    service.wait_for("narrated", before + 1);
    quiet();
    assert_eq!(service.count("published http"), 4, "{}", service.said());
    site.ask(&["status", &ferry, "published"]);
    service.wait_for("published http", 5);
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn a_wordpress_is_followed_by_our_plugins_hook_and_by_sweeps() {
    let Some(site) = WordPress::start() else { return };
    site.bench.write(
        "aloud.toml",
        format!(
            "voice = 'tone'\nformat = 'mp3'\n[wordpress]\nurl = '{}'\nuser = 'editor'\npassword = {{ env = 'WORDPRESS_PASSWORD' }}\n[[channel]]\nname = 'news'\n\
             cms = 'wordpress'\nhook = true\nhook_secret = {{ env = 'SECRET' }}\nquiet = '0s'\nquiet_edit = '1s'\nevery = '1h'\npublish = [{{ to = 'wordpress' }}]\n",
            site.url
        ),
    );
    let password = site.made["password"].as_str().unwrap().to_owned();
    let variables = [("WORDPRESS_PASSWORD", password.as_str()), ("SECRET", "a secret of the hook")];
    let mut service = Service::start(&site.bench, &[], &variables);
    service.wait_for("the first sweep asks for 0", 1);
    let plugin = crate::bench::repository("integrations/wordpress/aloud/aloud.php");
    site.plug(Some(&format!(
        "define('ALOUD_HOOK_URL', 'http://{}/hooks/news'); define('ALOUD_HOOK_SECRET', 'a secret of the hook'); require '{}';",
        service.host,
        plugin.display()
    )));
    let story = "<!-- wp:paragraph --><p>The bridge reopened after a long winter, and everyone crossed it.</p><!-- /wp:paragraph -->";
    let made = site.ask("posts", "", Some(&json!({ "title": "Bridge é", "content": story, "status": "publish" })));
    let route = format!("posts/{}", made["id"]);
    let field = || site.ask(&route, "context=edit", None)["aloud_narration"].as_str().unwrap_or_default().to_owned();
    service.wait_for("at wordpress", 1);
    assert!(field().contains("-aloud-"), "{}", service.said());
    quiet();
    assert_eq!(service.count("at wordpress"), 1, "{}", service.said());

    let before = field();
    site.ask(&route, "", Some(&json!({ "content": story.replace("reopened", "closed") })));
    service.wait_for("at wordpress", 2);
    assert_ne!(field(), before);
    site.ask(&route, "", Some(&json!({ "status": "draft" })));
    service.wait_for("removed", 1);
    assert_eq!(field(), "");
    assert_eq!(service.stop(), Some(0));

    site.ask(
        "posts",
        "",
        Some(&json!({ "title": "Ferry", "content": story.replace("bridge", "ferry"), "status": "publish" })),
    );
    let secret = json!({ "title": "For friends", "content": story, "status": "publish", "password": "word" });
    site.ask("posts", "", Some(&secret));
    let mut service = Service::start(&site.bench, &[], &variables);
    service.wait_for("at wordpress", 4);
    quiet();
    assert_eq!(service.count("published http"), 3, "what has a password is not given away: {}", service.said());
    assert_eq!(service.stop(), Some(0));
}

/// Measures how soon a post can be heard on its page, and an edit: `cargo test --test suite run::systems::measured -- --ignored --nocapture`.
#[test]
#[ignore = "it measures, for minutes"]
fn measured() {
    let (Some(site), Some(browser)) = (Ghost::start(), Browser::start()) else { return };
    site.bench.write(
        "aloud.toml",
        format!(
            "voice = 'heart'\nformat = 'mp3'\n[ghost]\nurl = '{}'\nkey = {{ env = 'GHOST_KEY' }}\n[[channel]]\nname = 'news'\ncms = 'ghost'\nhook = true\n\
             hook_secret = {{ env = 'SECRET' }}\nquiet = '0s'\nquiet_edit = '0s'\nevery = '1h'\npublish = [{{ to = 'ghost' }}]\n",
            site.url
        ),
    );
    let variables = [("GHOST_KEY", site.key.as_str()), ("SECRET", "a secret of the hook")];
    let mut service = Service::start(&site.bench, &[], &variables);
    service.wait_for("the first sweep asks for 0", 1);
    site.ask_lines(&["hooks", &format!("http://{}/hooks/news", service.host), "a secret of the hook"]);
    let (mut fresh, mut edited) = (Vec::new(), Vec::new());
    for number in 0..10 {
        // Six hundred words, none of whose sentences was spoken before.
        let sentence = |at: usize| {
            format!(
                "In its report {number} on day {at} the council says that the bridge over the harbour will stay closed for the repairs. "
            )
        };
        let story: String = (1..=28).map(sentence).collect();
        let begun = std::time::Instant::now();
        let post = site.ask(&["story", &format!("Report {number}"), &story]);
        let said = begun.elapsed();
        service.wait_for("audible", fresh.len() + edited.len() + 1);
        let there = begun.elapsed();
        // As a reader has it: the page is opened, and play is pressed.
        browser.open(post["url"].as_str().unwrap());
        browser.until("document.querySelector('aloud-player')?.shadowRoot");
        browser.run("document.querySelector('aloud-player').play()");
        browser.until("document.querySelector('aloud-player').audio.currentTime > 0");
        fresh.push(begun.elapsed().as_secs_f64());
        eprintln!(
            "published in {:.1} s, at the place after {:.1} s, heard in Chromium after {:.1} s",
            said.as_secs_f64(),
            there.as_secs_f64(),
            fresh[number]
        );
        let begun = std::time::Instant::now();
        site.ask(&["edit", post["id"].as_str().unwrap(), "on day 3 the council says", "on day 3 the mayor says"]);
        service.wait_for("audible", fresh.len() + edited.len() + 1);
        edited.push(begun.elapsed().as_secs_f64());
        eprintln!("edited, at the place after {:.1} s", edited[number]);
    }
    fresh.sort_by(f64::total_cmp);
    edited.sort_by(f64::total_cmp);
    eprintln!("medians of ten: new {:.1} s, edited {:.1} s\n{}", fresh[5], edited[5], service.said());
    assert_eq!(service.stop(), Some(0));
}
