//! The service for a long time under mixed load, with faults: nothing lost, and memory, handles and threads stay as they are.
//! `ALOUD_SOAK_S=3600 cargo test --test suite run::soak -- --ignored --nocapture`.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::service::{Service, webhook};
use crate::bench::{Bench, environment};
use crate::faults::speech;
use crate::loopback::{Loopback, Reply};

/// One of so many answers is a failure.
const ONE_FAULT_IN: usize = 20;
/// How often the process is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// What a process holds.
#[derive(Debug, Clone, Copy)]
struct Held {
    memory_kb: u64,
    handles: usize,
    threads: usize,
}

impl Held {
    fn by(process: u32) -> Self {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
        let number = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
        };
        let handles = std::fs::read_dir(format!("/proc/{process}/fd")).unwrap().count();
        Self { memory_kb: number("VmRSS:"), handles, threads: number("Threads:") as usize }
    }
}

/// Numbers that look random and are the same in every run.
struct Draws(u64);

impl Draws {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Fails now and then, as services do.
fn at_times_down(answer: impl Fn(&crate::loopback::Asked) -> Reply + Send + Sync + 'static) -> Loopback {
    let count = AtomicUsize::new(0);
    Loopback::serve(move |asked| match count.fetch_add(1, Ordering::Relaxed) % ONE_FAULT_IN {
        7 => Reply { status: 503, headers: vec![("retry-after".into(), "1".into())], body: Vec::new() },
        _ => answer(asked),
    })
}

/// What a newsroom does: publishes, edits, takes back, and looks.
struct Newsroom {
    draws: Draws,
    /// How often each article was changed; none for one that was taken back.
    articles: BTreeMap<u64, Option<u64>>,
    slow: Vec<TcpStream>,
    /// How long each call waited for its answer.
    answered: Vec<Duration>,
}

impl Newsroom {
    fn act(&mut self, service: &Service) {
        match self.draws.below(10) {
            0..4 => self.publish(service, self.articles.len() as u64, 0),
            4..7 if !self.articles.is_empty() => {
                let number = self.draws.below(self.articles.len() as u64);
                let changes = self.articles[&number].unwrap_or(0) + 1;
                self.publish(service, number, changes);
            }
            7 if !self.articles.is_empty() => {
                let number = self.draws.below(self.articles.len() as u64);
                self.call(service, "unpublished", number, 0);
                self.articles.insert(number, None);
            }
            8 => {
                // Someone who begins to ask and never ends.
                let mut stream = TcpStream::connect(&service.host).unwrap();
                let _ = stream.write_all(b"POST /hooks/news?token=word HTTP/1.1\r\ncontent-length: 99\r\n");
                self.slow.push(stream);
                self.slow.truncate(50);
            }
            _ => assert_eq!(service.ask("GET", "/metrics", &[], b"").0, 200),
        }
    }

    fn publish(&mut self, service: &Service, number: u64, changes: u64) {
        self.call(service, "published", number, changes);
        self.articles.insert(number, Some(changes));
    }

    fn call(&mut self, service: &Service, event: &str, number: u64, changes: u64) {
        let text = format!(
            "The bridge number {number} reopened. It was the change number {changes} of it. The van number {number} crossed it."
        );
        let body = json!({ "event": event, "url": format!("https://example.org/{number}"), "title": format!("Bridge {number}"), "text": text });
        let asked = Instant::now();
        let status = service.ask("POST", "/hooks/news?token=word", &[], body.to_string().as_bytes()).0;
        self.answered.push(asked.elapsed());
        assert_eq!(status, 202, "{}", service.said());
    }
}

#[test]
#[ignore = "it takes as long as it is told to"]
fn nothing_grows_and_nothing_is_lost() {
    let seconds = environment("ALOUD_SOAK_S").map_or(120, |seconds| seconds.parse().unwrap());
    let engine = at_times_down(speech);
    // What readers have in the end: the last event of each article.
    let there = Arc::new(Mutex::new(BTreeMap::<String, String>::new()));
    let takes = Arc::clone(&there);
    let receiver = at_times_down(move |asked| {
        let event: Value = serde_json::from_slice(&asked.body).unwrap();
        let (id, what) = (event["id"].as_str().unwrap().to_owned(), event["event"].as_str().unwrap().to_owned());
        takes.lock().unwrap().insert(id, what);
        Reply::ok("application/json", "{}")
    });
    let bench = Bench::trusted();
    bench.write("v.toml", super::many::voice(&engine, ""));
    bench.write(
        "aloud.toml",
        format!(
            "disclosure = 'off'\n{}[[channel]]\nname = 'news'\nhook = 'bearer'\nhook_secret = {{ env = 'SECRET' }}\nquiet = '0s'\nquiet_edit = '0s'\n\
             most_withdrawn = 100000\nmost_renewed = 100000\npublish = [{{ to = 'webhook' }}]\n[channel.payload]\nmarkdown = 'text'\ntitle = 'title'\n",
            webhook(&receiver.url)
        ),
    );
    // Memory as the systemd unit has it.
    let variables = [("SECRET", "word"), ("MALLOC_ARENA_MAX", "2")];
    let mut service = Service::start(&bench, &["--voice", "v.toml"], &variables);
    let (begun, mut looked) = (Instant::now(), Instant::now());
    let mut held = Vec::new();
    let mut newsroom = Newsroom { draws: Draws(1), articles: BTreeMap::new(), slow: Vec::new(), answered: Vec::new() };
    while begun.elapsed() < Duration::from_secs(seconds) {
        newsroom.act(&service);
        std::thread::sleep(Duration::from_millis(400));
        if looked.elapsed() >= LOOK_EVERY {
            looked = Instant::now();
            held.push(Held::by(service.id()));
        }
    }
    let last = |service: &Service| {
        service.ask("GET", "/metrics", &[], b"").1.contains("aloud_queue_depth{queue=\"webhook\"} 0")
    };
    service.wait("the end of all deliveries", last);
    let patience = Instant::now() + Duration::from_secs(60);
    while !misplaced(&newsroom, &there).is_empty() {
        let misplaced = misplaced(&newsroom, &there);
        assert!(Instant::now() < patience, "{misplaced:?}\n{}", service.said());
        std::thread::sleep(Duration::from_millis(100));
    }
    newsroom.answered.sort();
    let calls = newsroom.answered.len();
    let of_hundred = |share: usize| newsroom.answered[(calls - 1) * share / 100];
    eprintln!(
        "{} articles by {calls} calls in {seconds} s, answered in {:?} (median), {:?} (99 of 100), {:?} at most; at first {:?}, at last {:?}",
        newsroom.articles.len(),
        of_hundred(50),
        of_hundred(99),
        of_hundred(100),
        held.first(),
        held.last()
    );
    // Ghost waits for two seconds, and others not much longer.
    assert!(of_hundred(99) < Duration::from_millis(300), "calls wait too long for their answers: {:?}", of_hundred(99));
    // The first tenth is for what is made once.
    let settled = &held[held.len() / 10..];
    let half = settled.len() / 2;
    let most = |held: &[Held], of: fn(&Held) -> u64| held.iter().map(of).max().unwrap_or(0);
    for (what, of, slack) in [
        ("memory", (|held| held.memory_kb) as fn(&Held) -> u64, 20_000),
        ("handles", |held| held.handles as u64, 8),
        ("threads", |held| held.threads as u64, 4),
    ] {
        let (before, after) = (most(&settled[..half], of), most(&settled[half..], of));
        assert!(after <= before + before / 10 + slack, "{what} grew from {before} to {after}: {held:?}");
    }
    assert_eq!(service.stop(), Some(0));
}

/// Returns the articles that are not heard though they are published, or are though they are not.
fn misplaced(newsroom: &Newsroom, there: &Mutex<BTreeMap<String, String>>) -> Vec<(u64, Option<u64>, Option<String>)> {
    let there = there.lock().unwrap();
    let standing = newsroom.articles.iter().map(|(number, changes)| {
        let event = there.get(&format!("https://example.org/{number}")).cloned();
        let is_heard = event.as_deref() == Some("narration.attached");
        (is_heard != changes.is_some()).then_some((*number, *changes, event))
    });
    standing.flatten().collect()
}
