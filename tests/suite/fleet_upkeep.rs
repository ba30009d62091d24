//! A fleet as its keeper sees it: what waits and why, what is taken out again, who is at work, and on how many nodes all is kept.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::bench::{Bench, Running};
use crate::cluster::Nats;
use crate::fleet::{fleet, status, stop, wait_for};

/// Waits until something is so.
fn until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(120), "it is never so");
        sleep(Duration::from_millis(100));
    }
}

/// Asks an address of this machine, and returns the answer.
fn get(address: &str) -> String {
    let (host, path) = address.split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn what_waits_says_why_and_is_cancelled_and_results_leave_a_catalogue() {
    let Some(nats) = Nats::start(1) else { return };
    let bench = Bench::new();
    bench.write("aloud.toml", "lang = 'en'\nformat = 'mp3'\nkeep_wav = false\n");
    bench.write("list.jsonl", "{\"id\": \"a\", \"title\": \"A\", \"text\": \"It is a.\", \"section\": \"sport\"}\n{\"id\": \"b\", \"title\": \"B\", \"text\": \"It is b.\"}\n");
    bench.write("c.md", "---\ntitle: C\n---\nIt is c.\n");
    fleet(&bench, &nats, &["up"]);
    let submit = |arguments: &[&str]| {
        let run = fleet(&bench, &nats, &[&["submit"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    };
    let waiting = |told: &str| {
        let run = fleet(&bench, &nats, &["status"]);
        assert!(run.stdout.contains(told), "{told} is not in {}", run.stdout);
    };
    let alone = submit(&["--voice", "tone", "--where", "section=sport", "list.jsonl"]);
    assert!(alone.stdout.starts_with("1 queued,"), "{}", alone.stdout);
    assert!(alone.stderr.contains("1 article for the voice `tone`: no worker is at work"), "{}", alone.stderr);
    let mut command = bench.command(&["worker", "--voice", "tone", "--name", "one", "--metrics", "127.0.0.1:0"]);
    let command = command.env("ALOUD_NATS", nats.urls()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut working = Running(command.spawn().unwrap());
    let mut lines = BufReader::new(working.0.stderr.take().unwrap()).lines().map_while(Result::ok);
    let metrics = lines.find(|line| line.starts_with("metrics at ")).unwrap();
    std::thread::spawn(move || lines.for_each(drop));
    wait_for(&bench, &nats, 1);
    let address = metrics.trim_start_matches("metrics at http://");
    until(|| get(address).contains("\naloud_worker_articles_total{outcome=\"narrated\"} 1\n"));

    // Another voice, and the same voice under other settings, have no worker.
    submit(&["--voice", "flite", "c.md"]);
    waiting("waiting 1 article for the voice `flite`: no worker has this voice; there are tone");
    submit(&["--voice", "tone", "--speed", "120", "c.md"]);
    waiting("the workers with this voice have other settings: other settings of what is read and said");
    waiting("worker  one: voice tone, ");
    // A worker says what it did within seconds.
    until(|| {
        let told = status(&bench, &nats);
        told["workers"][0]["narrated"] == 1 && told["waiting"][0]["articles"] == 1
    });
    let cancelled = fleet(&bench, &nats, &["cancel", "c.md"]);
    assert_eq!(cancelled.stdout, "cancelled c.md\ncancelled c.md\n", "{}", cancelled.stderr);
    assert_eq!(status(&bench, &nats)["queued"], 0);
    let none = fleet(&bench, &nats, &["cancel", "c.md"]);
    assert!(none.code == 2 && none.stderr.contains("nothing in the queue is named c.md"), "{}", none.stderr);
    // What was cancelled may be submitted again, and is no one's duplicate.
    assert!(submit(&["--voice", "tone", "c.md", "list.jsonl"]).stdout.starts_with("2 queued,"));
    wait_for(&bench, &nats, 3);
    submit(&["--voice", "flite", "c.md"]);
    assert_eq!(fleet(&bench, &nats, &["cancel", "--all"]).stdout, "cancelled c.md\n");

    // The fetched folder is one like any other.
    assert_eq!(fleet(&bench, &nats, &["results", "--out", "res"]).code, 0);
    let known = bench.aloud(&["status", "--out", "res"]);
    assert!(known.stdout.ends_with("3 done, 0 stale, 0 failed\n"), "{}{}", known.stdout, known.stderr);
    let again = bench.aloud(&["narrate", "--json", "--voice", "tone", "--out", "res", "c.md", "list.jsonl"]);
    assert!(again.json_lines().iter().all(|line| line["status"] == "unchanged"), "{}", again.stdout);
    let pruned = bench.aloud(&["prune", "--out", "res", "--remove", "list.jsonl"]);
    assert!(
        pruned.stdout.contains("res/c.mp3") && !bench.path("res/c.mp3").exists(),
        "{}{}",
        pruned.stdout,
        pruned.stderr
    );
    stop(working);
    assert!(status(&bench, &nats)["workers"].as_array().unwrap().is_empty(), "one that stops says so");
}

#[test]
fn more_replicas_than_there_are_servers_are_refused_also_where_a_fleet_is_up() {
    let Some(nats) = Nats::start(1) else { return };
    let bench = Bench::new();
    let up = |replicas: &str| fleet(&bench, &nats, &["up", "--replicas", replicas]);
    let fresh = up("3");
    assert_eq!(fresh.code, 2, "{}", fresh.stdout);
    assert!(
        fresh.stderr.contains("cannot keep everything on 3 nodes") && fresh.stderr.contains("hint: start 3 servers"),
        "{}",
        fresh.stderr
    );
    assert!(up("1").stdout.contains("keeps everything on 1 node"));
    let later = up("3");
    assert!(
        later.code == 2 && later.stderr.contains("cannot keep everything on 3 nodes"),
        "{}{}",
        later.stdout,
        later.stderr
    );
}

#[test]
fn what_is_written_again_and_again_is_listed_to_its_end() {
    let Some(nats) = Nats::start(1) else { return };
    let bench = Bench::new();
    assert_eq!(fleet(&bench, &nats, &["up"]).code, 0);
    // Cards written faster than workers do: while a listing begins, one of them is replaced.
    let is_asked = AtomicBool::new(true);
    let asked = scope(|threads| {
        threads.spawn(|| {
            let mut stream = TcpStream::connect(nats.urls().trim_start_matches("nats://")).unwrap();
            stream.write_all(b"CONNECT {\"verbose\":false}\r\n").unwrap();
            let begun = Instant::now();
            while is_asked.load(Relaxed) && begun.elapsed() < Duration::from_secs(120) {
                stream.write_all(b"PUB $KV.aloud-workers.a.one 2\r\n{}\r\n").unwrap();
                sleep(Duration::from_millis(1));
            }
        });
        let begun = Instant::now();
        let asked: Vec<_> = (0..10).map(|_| fleet(&bench, &nats, &["status", "--json"])).collect();
        is_asked.store(false, Relaxed);
        // A second on a quiet machine; where the count of what is to come was believed, nearly a minute.
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
        asked
    });
    for run in asked {
        assert_eq!(run.json_lines()[0]["workers"], json!([]), "{}", run.stderr);
    }
}
