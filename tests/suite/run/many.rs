//! Many articles at once, with a voice that fails at times and a place that is down for a while; and what is spent on them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;

use super::service::{Service, webhook};
use crate::bench::{Bench, environment};
use crate::faults::{speech, text};
use crate::loopback::{Loopback, Reply};

const VARIABLES: [(&str, &str); 2] = [("SECRET", "word"), ("KEY", "the key")];
/// How many articles come from the list and how many by hooks; `ALOUD_ARTICLES` tells another number.
fn each() -> usize {
    environment("ALOUD_ARTICLES").map_or(15, |count| count.parse().unwrap())
}

pub(super) fn voice(server: &Loopback, price: &str) -> String {
    format!(
        "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[limits]\ndeadline_s = 20\nat_once = 4\n{price}[settings]\nurl = '{}/v1'\nmodel = 'm'\nvoice = 'v'\n",
        server.url
    )
}

fn settings(receiver: &str, more: &str) -> String {
    format!(
        "{}[run]\nkey = {{ env = 'KEY' }}\n{more}[[channel]]\nname = 'news'\ninputs = ['list.jsonl']\nbackfill = 'all'\nhook = 'bearer'\n\
         hook_secret = {{ env = 'SECRET' }}\nquiet = '0s'\npublish = [{{ to = 'webhook' }}]\n[channel.payload]\nmarkdown = 'text'\n",
        webhook(receiver)
    )
}

fn article(number: usize) -> serde_json::Value {
    let text = format!("The bridge number {number} reopened. The van number {number} crossed it.");
    json!({ "event": "published", "url": format!("https://example.org/{number}"), "text": text })
}

#[test]
fn each_article_comes_to_each_place_once_though_voice_and_place_fail() {
    let (asked, spoken) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(BTreeMap::<String, usize>::new())));
    let (count, said) = (Arc::clone(&asked), Arc::clone(&spoken));
    let engine = Loopback::serve(move |asked| {
        if count.fetch_add(1, Ordering::SeqCst) % 20 == 7 {
            return Reply { status: 500, headers: Vec::new(), body: b"{}".to_vec() };
        }
        *said.lock().unwrap().entry(text(asked)).or_default() += 1;
        speech(asked)
    });
    let back = Instant::now() + Duration::from_secs(8);
    let receiver = Loopback::serve(move |_| match Instant::now() < back {
        true => Reply { status: 503, headers: vec![("retry-after".into(), "1".into())], body: Vec::new() },
        false => Reply::ok("application/json", "{}"),
    });
    let bench = Bench::trusted();
    bench.write("v.toml", voice(&engine, ""));
    let each = each();
    let lines: Vec<String> = (0..each).map(|number| article(number).to_string()).collect();
    bench.write("list.jsonl", lines.join("\n"));
    bench.write("aloud.toml", settings(&receiver.url, ""));
    let mut service = Service::start(&bench, &["--voice", "v.toml"], &VARIABLES);
    for number in each..2 * each {
        let body = article(number).to_string();
        assert_eq!(service.ask("POST", "/hooks/news?token=word", &[], body.as_bytes()).0, 202);
    }
    service.wait_for("audible", 2 * each);
    let taken = receiver.asked();
    let ids: BTreeSet<&String> = taken.iter().map(|asked| &asked.headers["aloud-delivery"]).collect();
    assert_eq!(ids.len(), 2 * each);
    let said = service.count("published");
    assert_eq!(said, 2 * each, "{}", service.said());
    let twice: Vec<_> =
        spoken.lock().unwrap().iter().filter(|(_, times)| **times > 1).map(|(text, _)| text.clone()).collect();
    assert!(twice.is_empty(), "paid for twice: {twice:?}");
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn what_is_spent_in_a_day_is_bounded_and_told_before() {
    let engine = Loopback::serve(speech);
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = Bench::trusted();
    // An article has 66 or 68 characters: two are paid for, the third is not.
    bench.write("v.toml", voice(&engine, "usd_per_million_chars = 1000000\n"));
    bench.write("list.jsonl", article(10).to_string());
    bench.write("aloud.toml", settings(&receiver.url, "max_cost_day = 150.0\n"));
    let arguments = ["--voice", "v.toml", "--disclosure", "off"];
    let mut service = Service::start(&bench, &arguments, &VARIABLES);
    service.wait_for("audible", 1);
    let hook = |service: &Service, number: usize| {
        let body = article(number).to_string();
        assert_eq!(service.ask("POST", "/hooks/news?token=word", &[], body.as_bytes()).0, 202);
    };
    hook(&service, 11);
    service.wait_for("audible", 2);
    service.wait_for("of $150.00 for today are spent", 1);
    hook(&service, 12);
    service.wait_for("what may be spent today is spent", 1);
    assert_eq!(service.stop(), Some(0));
    // Another start on the same day spends no more.
    let asked = engine.asked().len();
    let mut service = Service::start(&bench, &arguments, &VARIABLES);
    hook(&service, 13);
    service.wait_for("what may be spent today is spent", 2);
    assert!(engine.asked().len() <= asked + 1, "{}", service.said());
    assert_eq!(service.stop(), Some(0));
}
