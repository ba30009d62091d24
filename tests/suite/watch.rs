//! `narrate --watch`: what appears in a feed and a folder is narrated once; unchanged feeds and pages are not sent again.
#![cfg(unix)]

use std::fs;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::bench::Bench;
use crate::loopback::{Asked, Loopback, Reply};

const PAGE: &str =
    "<html><head><title>NAME</title></head><body><article><h1>NAME</h1><p>Words of NAME.</p></article></body></html>";

fn feed(server: &str, pages: &[&str]) -> String {
    let item = |page: &&str| format!("<item><title>{page}</title><link>http://{server}/{page}</link></item>");
    let items: String = pages.iter().map(item).collect();
    format!("<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>{items}</channel></rss>")
}

/// Answers with a version, and with nothing but a status to who has it already.
fn versioned(asked: &Asked, kind: &str, body: &str) -> Reply {
    let etag = format!("\"{}\"", blake3::hash(body.as_bytes()).to_hex());
    let has_it = asked.headers.get("if-none-match") == Some(&etag);
    let mut reply = if has_it { Reply::ok(kind, "") } else { Reply::ok(kind, body) };
    reply.status = if has_it { 304 } else { 200 };
    reply.headers.push(("etag".to_owned(), etag));
    reply
}

#[test]
fn what_appears_is_narrated_once() {
    let pages = Arc::new(Mutex::new(vec!["first"]));
    let listed = Arc::clone(&pages);
    let server = Loopback::serve(move |asked| match asked.target.trim_start_matches('/') {
        "feed" => versioned(asked, "application/rss+xml", &feed(&asked.headers["host"], &listed.lock().unwrap())),
        "robots.txt" => Reply { status: 404, ..Reply::ok("text/plain", "") },
        page => versioned(asked, "text/html", &PAGE.replace("NAME", page)),
    });
    let bench = Bench::new();
    fs::create_dir(bench.path("articles")).unwrap();
    fs::write(bench.path("articles/a.txt"), "A story in a folder.").unwrap();
    let address = format!("{}/feed", server.url);
    let options = ["--force", "--allow-private", "--cache", "clips"];
    let watch = [
        &["narrate", "--watch", "--every", "1", "--voice", "tone", "--json"],
        &options[..],
        &[&address, "articles", "late"],
    ]
    .concat();
    let out = fs::File::create(bench.path("outcomes")).unwrap();
    let mut watching = bench.command(&watch).stdout(out).stderr(Stdio::null()).spawn().unwrap();
    let outcomes = || fs::read_to_string(bench.path("outcomes")).unwrap();
    let wait_for = |lines: usize| {
        let begun = Instant::now();
        while outcomes().lines().count() < lines {
            assert!(begun.elapsed() < Duration::from_secs(60), "{}", outcomes());
            sleep(Duration::from_millis(20));
        }
    };
    wait_for(3);
    fs::write(bench.path("articles/b.txt"), "A later story.").unwrap();
    wait_for(4);
    pages.lock().unwrap().push("second");
    wait_for(5);
    // Two rounds more, in which nothing appears.
    sleep(Duration::from_secs(3));
    Command::new("kill").args(["-TERM", &watching.id().to_string()]).status().unwrap();
    assert_eq!(watching.wait().unwrap().code(), Some(130));

    let lines: Vec<serde_json::Value> = outcomes().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let narrated = lines.iter().filter(|line| line["status"] == "narrated").count();
    assert_eq!((lines.len(), narrated), (5, 4), "what is missing is told once, the rest narrated once: {lines:?}");
    let asked = server.asked();
    let times = |target: &str| asked.iter().filter(|asked| asked.target == target).count();
    assert_eq!((times("/first"), times("/second")), (1, 1), "a page its feed tells nothing new of is not asked for");
    let feeds: Vec<_> = asked.iter().filter(|asked| asked.target == "/feed").collect();
    assert!(feeds.len() > 4 && feeds[1..].iter().all(|asked| asked.headers.contains_key("if-none-match")));

    // A run that is no watch asks each page, and gets no body.
    let outcomes = bench.narrate(&[&options[..], &[&address, "articles"]].concat());
    assert!(outcomes.iter().all(|outcome| outcome["status"] == "unchanged"), "{outcomes:?}");
    let last = server.asked().into_iter().rfind(|asked| asked.target == "/second").unwrap();
    assert!(last.headers.contains_key("if-none-match"));
}
