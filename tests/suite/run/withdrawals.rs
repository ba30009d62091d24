//! What is taken back or changed: one by one without asking, many at once not; and what systemd and whoever takes alerts hear.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;

use super::many::voice;
use super::service::{Notified, Service, webhook};
use crate::bench::Bench;
use crate::faults::speech;
use crate::loopback::{Loopback, Reply};

/// A channel whose hook brings articles, with alerts, and one more of its settings.
fn settings(receiver: &str, more: &str) -> String {
    format!(
        "voice = 'tone'\n{}[run]\nalerts = {{ env = 'ALERTS' }}\n[[channel]]\nname = 'news'\nhook = 'bearer'\nhook_secret = {{ env = 'SECRET' }}\n\
         quiet = '0s'\nquiet_edit = '0s'\n{more}\npublish = [{{ to = 'webhook' }}]\n[channel.payload]\nmarkdown = 'text'\n",
        webhook(receiver)
    )
}

#[test]
fn many_withdrawals_at_once_wait_for_a_word() {
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let alerts = Loopback::serve(|_| Reply::ok("text/plain", "ok"));
    let bench = Bench::trusted();
    bench.write("aloud.toml", settings(&receiver.url, "most_withdrawn = 1"));
    let notified = Notified::listen(&bench);
    let variables = [("SECRET", "word"), ("ALERTS", alerts.url.as_str()), ("NOTIFY_SOCKET", notified.socket.as_str())];
    let mut service = Service::start(&bench, &[], &variables);
    let call = |service: &Service, event: &str, name: &str| {
        let body = json!({ "event": event, "url": format!("https://example.org/{name}"), "text": format!("The story of {name} is told here. It is short.") });
        assert_eq!(service.ask("POST", "/hooks/news?token=word", &[], body.to_string().as_bytes()).0, 202);
    };
    for name in ["a", "b", "c"] {
        call(&service, "published", name);
    }
    service.wait_for("audible", 3);
    for name in ["a", "b", "c"] {
        call(&service, "unpublished", name);
    }
    service.wait_for("removed", 1);
    service.wait("an alert", |_| !alerts.asked().is_empty());
    let told = String::from_utf8(alerts.asked()[0].body.clone()).unwrap();
    assert!(told.contains("gone at once") && told.contains("aloud withdraw --gone news"), "{told}");
    std::thread::sleep(Duration::from_millis(1_500));
    assert_eq!((service.count("removed"), alerts.asked().len()), (1, 1), "{}", service.said());

    let run = bench.aloud(&["withdraw", "https://example.org/b", "https://example.org/none"]);
    assert!(run.code == 1 && run.stdout.contains("withdrawn  https://example.org/b"), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("no channel knows https://example.org/none"), "{}", run.stderr);
    service.wait_for("removed", 2);
    let run = bench.aloud(&["withdraw", "--gone", "news"]);
    assert!(run.code == 0 && run.stdout.contains("https://example.org/c"), "{}{}", run.stdout, run.stderr);
    service.wait_for("removed", 3);
    // What was taken off by hand stays off, whatever the system says; what is public again comes back.
    call(&service, "published", "b");
    call(&service, "published", "a");
    service.wait_for("audible", 4);
    let log = bench.aloud(&["hooks", "log"]);
    assert!(log.code == 0 && log.stdout.lines().count() == 8, "{}", log.stdout);
    assert!(log.stdout.contains("news  unpublished  https://example.org/c  withdrawn"), "{}", log.stdout);
    let run = bench.aloud(&["retry"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "nothing failed: {}", run.stderr);
    let run = bench.aloud(&["narrate", "--voice", "tone", "aloud.toml"]);
    assert!(run.code == 2 && run.stderr.contains("`aloud run` is at work in narrations"), "{}", run.stderr);
    let to = format!("http://{}", service.host);
    let run = Bench::command(&bench, &["hooks", "check", "news", "--to", &to]).env("SECRET", "word").output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
    let run =
        Bench::command(&bench, &["hooks", "check", "news", "--to", &to]).env("SECRET", "another").output().unwrap();
    assert!(!run.status.success() && String::from_utf8_lossy(&run.stdout).contains("does not believe"));
    assert_eq!(receiver.asked().len(), 7, "{}", service.said());
    assert_eq!(service.stop(), Some(0));
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!((notified.states(), notified.is_alive()), (vec!["READY=1".to_owned(), "STOPPING=1".to_owned()], true));
}

#[test]
fn many_changes_at_once_wait_for_a_word() {
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let alerts = Loopback::serve(|_| Reply::ok("text/plain", "ok"));
    let bench = Bench::trusted();
    bench.write("aloud.toml", settings(&receiver.url, "most_renewed = 2"));
    let mut service = Service::start(&bench, &[], &[("SECRET", "word"), ("ALERTS", alerts.url.as_str())]);
    let publish = |service: &Service, name: &str, end: &str| {
        let text = format!("The story of {name} is told here. {end}");
        let body = json!({ "event": "published", "url": format!("https://example.org/{name}"), "text": text });
        assert_eq!(service.ask("POST", "/hooks/news?token=word", &[], body.to_string().as_bytes()).0, 202);
    };
    let names = ["a", "b", "c", "d"];
    names.iter().for_each(|name| publish(&service, name, "It is short."));
    service.wait_for("audible", 4);
    // The template changed, and a call for what did not change is no change.
    publish(&service, "a", "It is short.");
    service.wait_for("unchanged", 1);
    for (name, count) in names[..2].iter().zip(5..) {
        publish(&service, name, "Log in to read on.");
        service.wait_for("audible", count);
    }
    names[2..].iter().for_each(|name| publish(&service, name, "Log in to read on."));
    service.wait_for("passed", 2);
    publish(&service, "c", "It is short.");
    service.wait_for("unchanged", 2);
    publish(&service, "c", "Log in to read on.");
    service.wait_for("passed", 3);
    service.wait("an alert", |_| !alerts.asked().is_empty());
    let told = String::from_utf8(alerts.asked()[0].body.clone()).unwrap();
    assert!(told.contains("changed at once") && told.contains("aloud hooks retry --changed news"), "{told}");
    assert_eq!((service.count("audible"), alerts.asked().len()), (6, 1), "{}", service.said());
    let run = bench.aloud(&["hooks", "retry"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "nothing failed: {}", run.stderr);
    let run = bench.aloud(&["hooks", "retry", "--changed", "news"]);
    assert!(run.code == 0 && run.stdout.lines().count() == 2, "{}{}", run.stdout, run.stderr);
    service.wait_for("audible", 8);
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn what_is_unpublished_while_it_waits_or_is_narrated_is_not_heard() {
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let (is_asked, may_speak) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (asks, speaks) = (Arc::clone(&is_asked), Arc::clone(&may_speak));
    let engine = Loopback::serve(move |asked| {
        asks.store(true, Ordering::SeqCst);
        while !speaks.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(20));
        }
        speech(asked)
    });
    let bench = Bench::trusted();
    bench.write("v.toml", voice(&engine, ""));
    bench.write(
        "aloud.toml",
        format!(
            "{}[[channel]]\nname = 'news'\nhook = 'bearer'\nhook_secret = {{ env = 'SECRET' }}\nquiet = '0s'\nquiet_edit = '2s'\n\
             publish = [{{ to = 'webhook' }}]\n[channel.payload]\nmarkdown = 'text'\n",
            webhook(&receiver.url)
        ),
    );
    let mut service = Service::start(&bench, &["--voice", "v.toml"], &[("SECRET", "word")]);
    let call = |service: &Service, event: &str, text: &str| {
        let body = json!({ "event": event, "url": "https://example.org/bridge", "text": text });
        assert_eq!(service.ask("POST", "/hooks/news?token=word", &[], body.to_string().as_bytes()).0, 202);
    };
    // While it is spoken.
    call(&service, "published", "The bridge reopened after a long winter.");
    service.wait("the engine is asked", |_| is_asked.load(Ordering::SeqCst));
    call(&service, "unpublished", "");
    may_speak.store(true, Ordering::SeqCst);
    service.wait_for("narrated", 1);
    call(&service, "published", "The bridge reopened after a long winter.");
    service.wait_for("audible", 1);
    // While an edit of it rests.
    call(&service, "published", "The bridge reopened after a short winter.");
    call(&service, "unpublished", "");
    service.wait_for("removed", 1);
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(
        (service.count("audible"), service.count("narrated"), service.count("removed")),
        (1, 1, 1),
        "{}",
        service.said()
    );
    assert_eq!(service.stop(), Some(0));
}
