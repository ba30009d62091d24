//! `aloud prune`: narrations of articles that are gone leave the folder, the feeds and the places they were published at.

use std::fs;

use serde_json::Value;

use crate::bench::{Bench, Run};
use crate::loopback::{Loopback, Reply};

/// A bench with three posts, narrated and in the feeds, whose settings name a receiver of events.
fn bench(url: &str) -> Bench {
    let bench = Bench::trusted();
    bench.write(
        "aloud.toml",
        format!(
            "voice = 'tone'\nformat = 'mp3'\naudio_base = 'https://audio.example.org/'\n[webhook]\nurl = '{url}'\nsecret = {{ env = 'SECRET' }}\n"
        ),
    );
    fs::create_dir(bench.path("posts")).unwrap();
    for name in ["cat", "dog", "owl"] {
        bench.write(
            &format!("posts/{name}.md"),
            format!("---\ntitle: The {name}\nurl: https://example.org/{name}\n---\n\nThe {name} came.\n"),
        );
    }
    for command in [&["narrate", "posts"][..], &["feed"], &["embed"]] {
        let run = bench.aloud(command);
        assert_eq!(run.code, 0, "{command:?} {}", run.stderr);
    }
    bench
}

fn prune(bench: &Bench, arguments: &[&str]) -> Run {
    let mut command = bench.command(&[&["prune"], arguments].concat());
    Run::from(command.env("SECRET", "a shared secret").output().unwrap())
}

/// The events that came, and the articles they are about.
fn events(receiver: &Loopback) -> Vec<String> {
    let event = |body: &[u8]| -> Value { serde_json::from_slice(body).unwrap() };
    let told = |event: Value| format!("{} {}", event["event"].as_str().unwrap(), event["id"].as_str().unwrap());
    receiver.asked().iter().map(|asked| told(event(&asked.body))).collect()
}

fn feeds(bench: &Bench) -> [String; 2] {
    ["podcast.xml", "podcast.feed.json"].map(|name| fs::read_to_string(bench.path("narrations").join(name)).unwrap())
}

#[test]
fn what_is_gone_leaves_places_feeds_and_folder() {
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = bench(&receiver.url);
    assert_eq!(prune(&bench, &["--remove"]).stderr, "nothing is gone\n");
    let before = (bench.names("narrations"), feeds(&bench));
    fs::remove_file(bench.path("posts/dog.md")).unwrap();

    let shown = prune(&bench, &[]);
    let all = "(also from webhook, podcast.xml, podcast.feed.json)\n";
    assert_eq!(shown.stdout, format!("would remove narrations/the-dog.wav: posts/dog.md {all}"), "{}", shown.stderr);
    assert_eq!((shown.code, receiver.asked().len()), (0, 0));
    assert_eq!((bench.names("narrations"), feeds(&bench)), before, "nothing is done in a dry run");

    let removed = prune(&bench, &["--remove"]);
    assert_eq!(removed.stdout, format!("removed narrations/the-dog.wav: posts/dog.md {all}"), "{}", removed.stderr);
    assert_eq!((removed.code, events(&receiver)), (0, vec!["narration.removed https://example.org/dog".to_owned()]));
    assert!(bench.names("narrations").iter().all(|name| !name.contains("dog")), "{:?}", bench.names("narrations"));
    for feed in feeds(&bench) {
        assert!(feed.contains("/cat") && feed.contains("/owl") && !feed.contains("/dog"), "{feed}");
    }
    // What is left of the feeds is what would be written now.
    let left = feeds(&bench);
    assert_eq!(bench.aloud(&["feed"]).code, 0);
    assert_eq!(left, feeds(&bench));
    assert_eq!(bench.aloud(&["status"]).stdout, "2 done, 0 stale, 0 failed\n");
    assert_eq!(prune(&bench, &["--remove"]).stderr, "nothing is gone\n");
}

#[test]
fn a_place_that_fails_keeps_the_narration_in_the_catalogue_to_be_tried_again() {
    let receiver = Loopback::serve(|asked| {
        let is_owl = String::from_utf8_lossy(&asked.body).contains("example.org/owl");
        Reply { status: if is_owl { 500 } else { 200 }, ..Reply::ok("application/json", "{}") }
    });
    let bench = bench(&receiver.url);
    for name in ["posts/dog.md", "posts/owl.md"] {
        fs::remove_file(bench.path(name)).unwrap();
    }
    let run = prune(&bench, &["--remove"]);
    assert!(
        run.code == 1 && run.stderr.contains("error: posts/owl.md stays at webhook"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert!(run.stderr.contains("1 stay until their places let them go"), "{}", run.stderr);
    assert!(
        run.stdout.starts_with("removed narrations/the-dog.wav") && run.stdout.lines().count() == 1,
        "{}",
        run.stdout
    );
    assert!(bench.path("narrations/the-owl.mp3").exists() && feeds(&bench)[0].contains("/owl"));
    assert!(bench.aloud(&["status"]).stdout.ends_with("1 done, 0 stale, 0 failed, 1 gone\n"));

    // Where the key is missing, what would go is shown all the same, and nothing is removed.
    let shown = bench.aloud(&["prune"]);
    assert!(shown.code == 1 && shown.stdout.starts_with("would remove narrations/the-owl.wav"), "{}", shown.stdout);
    assert!(shown.stderr.contains("SECRET"), "{}", shown.stderr);
    let run = bench.aloud(&["prune", "--remove"]);
    assert!(run.code == 2 && bench.path("narrations/the-owl.mp3").exists(), "{}", run.stderr);

    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let text = fs::read_to_string(bench.path("aloud.toml")).unwrap();
    let at = text.find("url = '").unwrap() + 7;
    let end = at + text[at..].find('\'').unwrap();
    bench.write("aloud.toml", format!("{}{}{}", &text[..at], receiver.url, &text[end..]));
    let run = prune(&bench, &["--remove"]);
    assert!(run.code == 0 && run.stdout.starts_with("removed narrations/the-owl.wav"), "{}{}", run.stdout, run.stderr);
    assert_eq!(events(&receiver), ["narration.removed https://example.org/owl"]);
}

#[test]
fn the_narration_that_is_at_the_address_now_stays_on() {
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = bench(&receiver.url);
    // The page of an article is read from a list from now on, where it has another name and other words.
    fs::remove_file(bench.path("posts/dog.md")).unwrap();
    bench.write("list.jsonl", "{\"id\": \"a-7\", \"url\": \"https://example.org/dog\", \"title\": \"The dog\", \"text\": \"The dog left again.\"}\n");
    let run = bench.aloud(&["narrate", "--json", "list.jsonl"]);
    assert_eq!(run.json_lines()[0]["status"], "narrated", "{}", run.stdout);
    assert_eq!(bench.aloud(&["feed"]).code, 0);
    let run = prune(&bench, &["--remove"]);
    assert_eq!((run.code, events(&receiver)), (0, Vec::new()), "{}{}", run.stdout, run.stderr);
    assert!(feeds(&bench).iter().all(|feed| feed.contains("example.org/dog")));
}

#[test]
#[cfg(unix)]
fn what_a_channel_made_leaves_the_channels_places_and_the_services_memory() {
    use crate::run::service::Service;

    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = bench("http://127.0.0.1:9");
    let channel = format!(
        "[[channel]]\nname = 'news'\ninputs = ['posts']\nbackfill = 'all'\nevery = '1h'\nquiet = '0s'\nout = 'channel'\n\
         publish = [{{ to = 'webhook' }}, {{ to = 'feed' }}, {{ to = 'attach', pages = 'site' }}]\n[channel.webhook]\nurl = '{}'\n",
        receiver.url
    );
    let text = fs::read_to_string(bench.path("aloud.toml")).unwrap();
    bench.write("aloud.toml", text + &channel);
    fs::create_dir(bench.path("site")).unwrap();
    let page = |name: &str| {
        format!(
            "<html><head><title>The {name}</title><link rel='canonical' href='https://example.org/{name}'></head>\
             <body><article><h1>The {name}</h1><p>The {name} came.</p></article></body></html>"
        )
    };
    for name in ["cat", "dog", "owl"] {
        bench.write(&format!("site/{name}.html"), page(name));
    }
    let variables = [("SECRET", "a shared secret")];
    let mut service = Service::start(&bench, &[], &variables);
    service.wait_for("published ", 9);
    assert_eq!(service.stop(), Some(0));
    let player =
        |name: &str| fs::read_to_string(bench.path(&format!("site/{name}.html"))).unwrap().contains("aloud-player");
    assert!(player("dog") && player("cat"));

    fs::remove_file(bench.path("posts/dog.md")).unwrap();
    let run = prune(&bench, &["--out", "channel", "--remove"]);
    let wanted = "(also from webhook, attach, podcast.xml, podcast.feed.json)\n";
    assert_eq!(run.stdout, format!("removed channel/the-dog.wav: posts/dog.md {wanted}"), "{}", run.stderr);
    assert_eq!(events(&receiver).iter().filter(|event| event.starts_with("narration.removed")).count(), 1);
    assert!(!player("dog") && player("cat"));
    assert!(!fs::read_to_string(bench.path("channel/podcast.xml")).unwrap().contains("/dog"));
    // The service has nothing left to do there.
    let service = Service::start(&bench, &[], &variables);
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!((events(&receiver).len(), service.count("warning")), (4, 0), "{}", service.said());
    assert_eq!(service.stop(), Some(0));
}
