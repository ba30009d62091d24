//! The newsroom service: posts published, edited and taken back, slow callers, and places that fail.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Draws, Waits, Watch, at_times_down, voice};
use crate::bench::Bench;
use crate::faults::speech;
use crate::loopback::Reply;
use crate::run::service::{Service, webhook};

/// What a newsroom does: publishes, edits, takes back, and looks.
struct Newsroom {
    draws: Draws,
    /// How often each article was changed; none for one that was taken back.
    articles: BTreeMap<u64, Option<u64>>,
    slow: Vec<TcpStream>,
    /// How long each call waited for its answer.
    answered: Waits,
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
        self.answered.0.push(asked.elapsed());
        assert_eq!(status, 202, "{}", service.said());
    }
}

#[test]
#[ignore = "it takes as long as it is told to"]
fn nothing_grows_and_nothing_is_lost() {
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
    bench.write("v.toml", voice(&engine));
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
    let mut newsroom =
        Newsroom { draws: Draws(1), articles: BTreeMap::new(), slow: Vec::new(), answered: Waits::default() };
    let mut watch = Watch::of(service.id());
    watch.during(Duration::from_millis(400), || newsroom.act(&service));
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
    let calls = newsroom.answered.0.len();
    watch.end(&format!("{} articles by {calls} calls, {}", newsroom.articles.len(), newsroom.answered.told()));
    // Ghost waits for two seconds, and others not much longer.
    let most = newsroom.answered.of_hundred(99);
    assert!(most < Duration::from_millis(300), "calls wait too long for their answers: {most:?}");
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
