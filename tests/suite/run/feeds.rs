//! A feed that is followed: what appears is narrated and put at each place once, whatever fails in between.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::service::{Notified, Service, webhook};
use crate::bench::Bench;
use crate::loopback::{Loopback, Reply};

const SECRET: [(&str, &str); 1] = [("SECRET", "a secret")];

/// Serves a feed of pages and the pages, whose words may change.
fn site(pages: &Arc<Mutex<Vec<(&'static str, &'static str)>>>) -> Loopback {
    let pages = Arc::clone(pages);
    Loopback::serve(move |asked| {
        let pages = pages.lock().unwrap();
        let target = asked.target.trim_start_matches('/');
        if target == "feed" {
            let host = &asked.headers["host"];
            let item = |(name, words): &(&str, &str)| {
                format!("<item><title>{name} {words}</title><link>http://{host}/{name}</link></item>")
            };
            let items: String = pages.iter().map(item).collect();
            let feed =
                format!("<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>{items}</channel></rss>");
            return Reply::ok("application/rss+xml", feed);
        }
        match pages.iter().find(|(name, _)| *name == target) {
            Some((name, words)) => {
                let story = format!("{words} ").repeat(30);
                let page = format!(
                    "<html><head><title>{name}</title></head><body><article><h1>{name}</h1><p>{story}</p></article></body></html>"
                );
                Reply::ok("text/html", page)
            }
            None => Reply { status: 404, ..Reply::ok("text/plain", "") },
        }
    })
}

fn events(receiver: &Loopback) -> Vec<(String, String)> {
    let event = |body: &[u8]| -> Value { serde_json::from_slice(body).unwrap() };
    let text = |event: &Value, name: &str| event[name].as_str().unwrap().to_owned();
    let page = |id: String| id.rsplit('/').next().unwrap().to_owned();
    let all = receiver.asked();
    all.iter().map(|asked| event(&asked.body)).map(|event| (text(&event, "event"), page(text(&event, "id")))).collect()
}

fn settings(feed: &str, more: &str, receiver: &str) -> String {
    format!(
        "voice = 'tone'\n{}[feed]\naudio_base = 'https://audio.example.org/'\n[run]\nallow_private = true\n[[channel]]\nname = 'news'\n\
         inputs = ['{feed}/feed']\nevery = '200ms'\nquiet = '0s'\nquiet_edit = '0s'\n{more}",
        webhook(receiver)
    )
}

#[test]
fn what_a_channel_narrates_is_current_by_its_own_settings() {
    let pages = Arc::new(Mutex::new(vec![("old", "It was there before.")]));
    let site = site(&pages);
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = Bench::trusted();
    let own = "speed = 150\nformat = 'mp3'\n[channel.around]\nbyline = true\n";
    bench.write("aloud.toml", settings(&site.url, own, &receiver.url));
    let mut service = Service::start(&bench, &[], &SECRET);
    service.wait_for("the first sweep asks for 0 articles", 1);
    pages.lock().unwrap().push(("bridge", "The bridge reopened after a long winter."));
    service.wait_for("narrated ", 1);
    let while_at_work = bench.aloud(&["status"]);
    assert!(
        while_at_work.stdout.ends_with("1 done, 0 stale, 0 failed\n"),
        "{}{}",
        while_at_work.stdout,
        while_at_work.stderr
    );
    assert_eq!(service.stop(), Some(0));
    let status = bench.aloud(&["status"]);
    assert!(status.stdout.ends_with("1 done, 0 stale, 0 failed\n"), "{}{}", status.stdout, status.stderr);
    assert!(status.stderr.contains("note: as channel news of aloud run narrates"), "{}", status.stderr);
    // The channel's settings count, and no others.
    bench.write("aloud.toml", settings(&site.url, &own.replace("150", "120"), &receiver.url));
    let status = bench.aloud(&["status"]);
    assert!(status.stdout.contains("1 stale"), "{}{}", status.stdout, status.stderr);
    bench.write("aloud.toml", "voice = 'tone'\n");
    let status = bench.aloud(&["status"]);
    assert!(status.stderr.contains("the settings name no channel `news`"), "{}", status.stderr);
}

#[test]
fn what_appears_is_put_at_each_place_once_and_edits_replace_it() {
    let pages = Arc::new(Mutex::new(vec![("old", "It was there before.")]));
    let site = site(&pages);
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = Bench::trusted();
    let places = "publish = [{ to = 'feed' }, { to = 'webhook', needs = ['feed'] }]";
    bench.write("aloud.toml", settings(&site.url, places, &receiver.url));
    let mut service = Service::start(&bench, &[], &SECRET);
    service.wait_for("the first sweep asks for 0 articles", 1);
    pages.lock().unwrap().push(("bridge", "The bridge reopened after a long winter."));
    service.wait_for("at webhook", 1);
    assert_eq!(events(&receiver), [("narration.attached".into(), "bridge".into())], "{}", service.said());
    let podcast = || fs::read_to_string(bench.path("narrations/podcast.xml")).unwrap();
    assert!(podcast().contains("/bridge") && !podcast().contains("/old"), "what was there before is not paid for");

    pages.lock().unwrap()[1].1 = "The bridge closed again after a long winter.";
    service.wait_for("at webhook", 2);
    let asked = receiver.asked();
    assert_ne!(asked[0].headers["aloud-delivery"], asked[1].headers["aloud-delivery"], "it is another recording");
    let counted = "aloud_publish_to_audible_seconds_count{channel=\"news\"} 2";
    service.wait(counted, |service| service.ask("GET", "/metrics", &[], b"").1.contains(counted));
    assert_eq!(service.ask("GET", "/ready", &[], b"").0, 200);
    assert_eq!(service.stop(), Some(0));

    // After another start there is nothing to do; what appeared meanwhile is found.
    pages.lock().unwrap().push(("ferry", "The ferry is late, and everyone waits."));
    let mut service = Service::start(&bench, &[], &SECRET);
    service.wait_for("published", 6);
    let ids: Vec<String> = events(&receiver).into_iter().map(|(_, page)| page).collect();
    assert_eq!(ids, ["bridge", "bridge", "ferry"], "{}", service.said());
}

#[test]
fn what_is_narrated_by_hand_meanwhile_is_narrated_by_the_service() {
    let pages = Arc::new(Mutex::new(vec![("bridge", "The bridge reopened after a long winter.")]));
    let site = site(&pages);
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = Bench::trusted();
    let own = "[[channel]]\nname = 'sport'\ninputs = ['texts']\nevery = '1h'\nout = 'sport'\n";
    let places = format!("backfill = 'all'\npublish = [{{ to = 'webhook' }}]\n{own}");
    bench.write("aloud.toml", settings(&site.url, &places, &receiver.url));
    fs::create_dir(bench.path("texts")).unwrap();
    bench.write("texts/letter.md", "# A letter\n\nThe ferry is late, and everyone waits.\n");
    bench.write("texts/empty.md", "\n");
    let mut service = Service::start(&bench, &[], &SECRET);
    service.wait_for("at webhook", 1);

    // What no channel knows is kept in the folder; what one knows stays where it is.
    let page = format!("{}/bridge", site.url);
    let run = bench.aloud(&["narrate", "--json", "--allow-private", &page, "texts", "missing.md"]);
    let mut lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines.sort_by_key(|line| line["article"].as_str().map(str::to_owned));
    let told: Vec<_> = lines.iter().map(|line| line["status"].as_str().unwrap()).collect();
    assert_eq!(
        (run.code, told),
        (1, vec!["unchanged", "failed", "failed", "narrated"]),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert!(lines[1]["error"].as_str().unwrap().contains("missing.md"), "{}", lines[1]);
    assert_eq!(lines[3]["audio"], "narrations/a-letter.wav", "{}", lines[3]);
    assert!(bench.path("narrations/a-letter.wav").exists() && lines[3]["duration_ms"].as_u64().unwrap() > 1_000);
    // By the audio's path, as a run of one's own; into the folder of the channel that is named by --out.
    let run = bench.aloud(&["narrate", "texts/letter.md", "--out", "sport"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "sport/a-letter.wav\n"), "{}", run.stderr);
    for (flag, told) in [("--voice=tone", "--voice=tone"), ("--force", "--force"), ("--watch", "--watch")] {
        let run = bench.aloud(&["narrate", flag, "texts"]);
        let is_said = run.stderr.contains("narrates there by its settings") && run.stderr.contains(told);
        assert!(run.code == 2 && is_said, "{flag}: {}", run.stderr);
    }
    assert_eq!(events(&receiver).len(), 1, "{}", service.said());
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn a_place_that_is_down_holds_no_other_up_and_gets_everything_once_it_is_back() {
    let pages = Arc::new(Mutex::new(Vec::new()));
    let site = site(&pages);
    let tries = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&tries);
    let receiver = Loopback::serve(move |_| match counted.fetch_add(1, Ordering::SeqCst) {
        0 => Reply { status: 503, headers: vec![("retry-after".into(), "1".into())], body: Vec::new() },
        _ => Reply::ok("application/json", "{}"),
    });
    let bench = Bench::trusted();
    let places = "backfill = 'all'\npublish = [{ to = 'webhook' }, { to = 'feed' }]";
    pages
        .lock()
        .unwrap()
        .extend([("a", "The bridge reopened after a long winter."), ("b", "The ferry is late, and everyone waits.")]);
    bench.write("aloud.toml", settings(&site.url, places, &receiver.url));
    let mut service = Service::start(&bench, &[], &SECRET);
    service.wait_for("at feed", 2);
    service.wait_for("at webhook", 3);
    let mut told = events(&receiver);
    told.sort();
    told.dedup();
    assert_eq!((told.len(), tries.load(Ordering::SeqCst)), (2, 3), "each once, and the one that was refused again");
    let metrics = service.ask("GET", "/metrics", &[], b"").1;
    assert!(metrics.contains("aloud_place_attempts_total{place=\"webhook\",outcome=\"failed\"} 1"), "{metrics}");
}

#[test]
fn what_waits_for_an_ear_is_published_when_it_is_approved() {
    let pages = Arc::new(Mutex::new(vec![("bridge", "The bridge reopened after a long winter.")]));
    let site = site(&pages);
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = Bench::trusted();
    let places = "backfill = 5\napprove = 'before'\npublish = [{ to = 'webhook' }]";
    bench.write("aloud.toml", settings(&site.url, places, &receiver.url));
    let mut service = Service::start(&bench, &[], &SECRET);
    service.wait_for("waits to be approved", 1);
    let path = bench.path("narrations/bridge.approval.json");
    let mut approval: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(approval["verdict"], "waiting");
    let right = approval["fingerprint"].clone();
    // The approval of another recording is none.
    (approval["verdict"], approval["fingerprint"]) = ("approved".into(), "another".into());
    fs::write(&path, approval.to_string()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    assert!(receiver.asked().is_empty());
    approval["fingerprint"] = right;
    fs::write(&path, approval.to_string()).unwrap();
    service.wait_for("published", 1);
}

#[test]
fn settings_are_loaded_again_and_two_services_keep_each_other_out() {
    let pages = Arc::new(Mutex::new(vec![("bridge", "The bridge reopened after a long winter.")]));
    let site = site(&pages);
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = Bench::trusted();
    bench.write("aloud.toml", settings(&site.url, "backfill = 'all'", &receiver.url));
    let notified = Notified::listen(&bench);
    let mut service = Service::start(&bench, &[], &[SECRET[0], ("NOTIFY_SOCKET", notified.socket.as_str())]);
    service.wait_for("narrated", 1);
    let second = bench.aloud(&["run"]);
    assert!(second.code == 2 && second.stderr.contains("another `aloud run` is at work"), "{}", second.stderr);
    bench.write("aloud.toml", "voice = ");
    service.signal("-HUP");
    service.wait_for("the settings are not loaded again", 1);
    bench.write("aloud.toml", settings(&site.url, "backfill = 'all'\npublish = [{ to = 'webhook' }]", &receiver.url));
    for _ in 0..3 {
        service.signal("-HUP");
    }
    service.wait_for("at webhook", 1);
    for _ in 0..5 {
        service.signal("-HUP");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    assert_eq!(events(&receiver).len(), 1, "{}", service.said());
    // A service that systemd takes for one that stops is killed after a while.
    let states = notified.states();
    let count = |state: &str| states.iter().filter(|told| *told == state).count();
    assert!(count("RELOADING=1") > 2 && count("READY=1") == count("RELOADING=1") + 1, "{states:?}");
    assert_eq!((count("STOPPING=1"), states.last().unwrap().as_str()), (0, "READY=1"), "{states:?}");
    assert_eq!((service.count("narrated"), service.stop()), (1, Some(0)));
}
