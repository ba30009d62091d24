//! A feed whose hub calls when something appears: it is asked for, confirmed, and heard, and nothing it says is believed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::service::{Service, webhook};
use crate::bench::Bench;
use crate::loopback::{Loopback, Reply};

const SECRET: [(&str, &str); 1] = [("SECRET", "a secret")];

/// Serves a feed that names its hub, the hub, and as many pages as are told.
fn site(pages: &Arc<Mutex<usize>>) -> Loopback {
    let pages = Arc::clone(pages);
    Loopback::serve(move |asked| {
        let (host, target) = (&asked.headers["host"], asked.target.trim_start_matches('/'));
        match target {
            "hub" => Reply { status: 202, ..Reply::ok("text/plain", "") },
            "feed" => {
                let item = |number: usize| {
                    format!("<entry><id>{number}</id><title>Page {number}</title><link href='/{number}'/></entry>")
                };
                let items: String = (0..*pages.lock().unwrap()).map(item).collect();
                let feed = format!(
                    "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><id>f</id><link rel='hub' href='/hub'/>\
                     <link rel='self' href='http://{host}/feed'/>{items}</feed>"
                );
                Reply::ok("application/atom+xml", feed)
            }
            number => {
                let story = format!("The bridge number {number} reopened after a long winter. ").repeat(20);
                Reply::ok(
                    "text/html",
                    format!("<html><body><article><h1>Page {number}</h1><p>{story}</p></article></body></html>"),
                )
            }
        }
    })
}

#[test]
fn a_hub_is_asked_to_call_and_what_it_says_only_wakes_the_sweep() {
    let pages = Arc::new(Mutex::new(1));
    let site = site(&pages);
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = Bench::trusted();
    let settings = format!(
        "voice = 'tone'\n{}[run]\nallow_private = true\npublic_url = 'https://audio.example.org/service'\n[[channel]]\nname = 'news'\n\
         inputs = ['{}/feed']\nevery = '1h'\nquiet = '0s'\npublish = [{{ to = 'webhook' }}]\n",
        webhook(&receiver.url),
        site.url
    );
    bench.write("aloud.toml", settings);
    let mut service = Service::start(&bench, &[], &SECRET);
    service.wait_for("the first sweep asks for 0 articles", 1);
    service.wait_for("is asked to call", 1);
    let asked = site.asked().into_iter().find(|asked| asked.target == "/hub").unwrap();
    let fields: BTreeMap<String, String> = url::form_urlencoded::parse(&asked.body).into_owned().collect();
    let topic = format!("{}/feed", site.url);
    assert_eq!((fields["hub.mode"].as_str(), &fields["hub.topic"]), ("subscribe", &topic));
    let callback = fields["hub.callback"].strip_prefix("https://audio.example.org/service").unwrap();

    // Only what was asked for is confirmed.
    let confirm = |service: &Service, callback: &str, topic: &str| {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([
                ("hub.mode", "subscribe"),
                ("hub.topic", topic),
                ("hub.challenge", "a+b"),
                ("hub.lease_seconds", "900"),
            ])
            .finish();
        service.ask("GET", &format!("{callback}?{query}"), &[], b"")
    };
    assert_eq!(confirm(&service, callback, "https://example.org/another").0, 404);
    assert_eq!(confirm(&service, "/websub/news/word", &topic).0, 404);
    assert_eq!(confirm(&service, callback, &topic), (200, "a+b".to_owned()));

    // A call wakes the sweep; what it brings is not read.
    *pages.lock().unwrap() = 2;
    assert_eq!(service.ask("POST", "/websub/news/word", &[], b"").0, 404);
    let forged = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>9</id><title>Forged</title></entry></feed>";
    assert_eq!(service.ask("POST", callback, &[("content-type", "application/atom+xml")], forged).0, 202);
    service.wait_for("at webhook", 1);
    let said = String::from_utf8(receiver.asked()[0].body.clone()).unwrap();
    assert!(said.contains("/1\"") && !said.contains("Forged"), "{said}");
    assert_eq!(service.stop(), Some(0));

    // The callback stays the same after another start.
    let service = Service::start(&bench, &[], &SECRET);
    assert_eq!(service.ask("POST", callback, &[], b"").0, 202);
    assert_eq!(service.stop(), Some(0));
}
