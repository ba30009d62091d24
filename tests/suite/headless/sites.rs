//! Two example sites of a headless system, by Astro and by React with Vite: what `aloud publish headless` writes into a field is played
//! and followed to its end by the npm package.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::{KEY, body, reply};
use crate::bench::{Bench, Run, repository, skip};
use crate::loopback::{Loopback, Reply};
use crate::player::stage;
use crate::sites::copy;
use crate::webdriver::Browser;

const BODY: &str = "The tide comes in twice a day, and twice it goes out again. Nobody at the quay has a watch.\n\nThe ferry leaves when it is full.";
/// Notes every text that is highlighted.
const WATCH: &str = "window.told = new Set(); const set = HighlightRegistry.prototype.set; \
    HighlightRegistry.prototype.set = function (name, value) { if (name === 'aloud') told.add(String([...value][0])); return set.call(this, name, value); };";

/// Plays the part of Directus that stories are read from and written to.
fn play_cms() -> (Loopback, Arc<Mutex<Value>>) {
    let story = json!({ "id": 1, "slug": "tides", "title": "High & low tides", "body": BODY, "narration": null });
    let story = Arc::new(Mutex::new(story));
    let stored = Arc::clone(&story);
    let server = Loopback::serve(move |asked| {
        let mut story = stored.lock().unwrap();
        if asked.method == "PATCH" {
            assert_eq!(asked.headers["authorization"], format!("Bearer {KEY}"));
            story["narration"] = body(asked)["narration"].clone();
        }
        let mut reply: Reply = reply(200, &json!({ "data": [story.clone()] }));
        reply.headers.push(("access-control-allow-origin".to_owned(), "*".to_owned()));
        reply
    });
    (server, story)
}

/// Copies an example to a bench, with its packages linked.
fn lay_out(bench: &Bench, example: &str) -> Option<()> {
    let packages = [
        ("aloud-player", repository("player")),
        ("astro", repository("target/sites/node_modules/astro")),
        ("vite", repository("target/sites/node_modules/vite")),
        ("react", repository("target/frameworks/node_modules/react")),
        ("react-dom", repository("target/frameworks/node_modules/react-dom")),
    ];
    if let Some((missing, _)) = packages.iter().find(|(_, from)| !from.exists()) {
        skip(&format!("{missing} is not installed"));
        return None;
    }
    copy(&repository("examples").join(example), &bench.path(example));
    fs::create_dir_all(bench.path(example).join("node_modules")).unwrap();
    for (name, from) in packages {
        symlink(from.canonicalize().unwrap(), bench.path(example).join("node_modules").join(name)).unwrap();
    }
    Some(())
}

fn build(folder: &Path, program: &str, cms: &str) {
    let mut node = Command::new("node");
    node.arg(folder.join("node_modules").join(program)).arg("build").current_dir(folder);
    node.env("CMS_URL", cms).env("VITE_CMS_URL", cms).env("ASTRO_TELEMETRY_DISABLED", "1").env("HOME", folder);
    let built = node.output().unwrap();
    assert!(
        built.status.success(),
        "{}{}",
        String::from_utf8_lossy(&built.stdout),
        String::from_utf8_lossy(&built.stderr)
    );
}

fn plays_to_its_end(example: &str, program: &str, page: &str) {
    let bench = Bench::trusted();
    if lay_out(&bench, example).is_none() {
        return;
    }
    let (cms, story) = play_cms();
    let article = format!("---\ntitle: High & low tides\nurl: https://courier.example/tides/\n---\n\n{BODY}\n");
    bench.write("tides.md", article);
    bench.narrate(&["--format", "mp3", "tides.md"]);
    let settings = "key = { env = 'CMS_KEY' }\nkind = 'directus'\ncollection = 'articles'\naudio_base = '/narrations/'";
    bench.write("aloud.toml", format!("[headless]\nurl = '{}'\n{settings}\n", cms.url));
    let mut publish = bench.command(&["publish", "headless"]);
    let run = Run::from(publish.env("CMS_KEY", KEY).output().unwrap());
    assert!(run.code == 0 && run.stdout.starts_with("attached"), "{}{}", run.stdout, run.stderr);
    let narration = story.lock().unwrap()["narration"].clone();
    build(&bench.path(example), program, &cms.url);
    fs::rename(bench.path("narrations"), bench.path(example).join("dist/narrations")).unwrap();

    let (url, _) = stage::serve_openly(bench.path(example).join("dist"));
    let Some(browser) = Browser::start() else { return };
    browser.before_scripts(WATCH);
    browser.open(&format!("{url}/{page}"));
    browser.until("document.querySelector('aloud-player')?.shadowRoot");
    assert_eq!(browser.run("return document.querySelector('aloud-player').getAttribute('src')"), narration);
    browser.run("document.querySelector('aloud-player').play()");
    browser.until("document.querySelector('aloud-player').audio.ended");
    let told = browser.run("return [...told].map((text) => text.trim())");
    let told: HashSet<&str> = told.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let wanted = ["High & low tides", "The ferry leaves when it is full.", "Nobody at the quay has a watch."];
    assert!(told.len() == 4 && wanted.iter().all(|wanted| told.contains(wanted)), "{example}: {told:?}");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn by_astro() {
    plays_to_its_end("headless-astro", "astro/astro.js", "tides/index.html");
}

#[test]
fn by_react_and_vite() {
    plays_to_its_end("headless-react", "vite/bin/vite.js", "index.html?story=tides");
}
