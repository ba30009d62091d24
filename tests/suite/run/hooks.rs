//! Hooks: who is believed, how fast they are answered, and what comes of them.

use std::io::Write;
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use super::service::{Service, webhook};
use crate::bench::Bench;
use crate::loopback::{Loopback, Reply};

/// Signs a body as the sender does: by Python, which shares no code with us.
const SIGN: &str = "
import base64, hashlib, hmac, sys, time
kind, secret, body = sys.argv[1], sys.argv[2].encode(), sys.argv[3].encode()
now = time.time() - float(sys.argv[4])
mac = lambda text: hmac.new(secret, text, hashlib.sha256)
if kind == 'ghost':
    ms = str(int(now * 1000))
    print('x-ghost-signature: sha256=' + mac(body + ms.encode()).hexdigest() + ', t=' + ms)
elif kind == 'standard':
    s = str(int(now))
    print('webhook-id: msg_1'); print('webhook-timestamp: ' + s)
    print('webhook-signature: v1,' + base64.b64encode(mac(b'msg_1.' + s.encode() + b'.' + body).digest()).decode())
elif kind == 'github':
    print('x-hub-signature-256: sha256=' + mac(body).hexdigest())
";

fn signed(kind: &str, secret: &str, body: &str, age_s: u32) -> Vec<(String, String)> {
    let output = Command::new("python3").args(["-c", SIGN, kind, secret, body, &age_s.to_string()]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split_once(": ").map(|(name, value)| (name.into(), value.into())).unwrap()).collect()
}

fn call(service: &Service, target: &str, headers: &[(String, String)], body: &str) -> u16 {
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    service.ask("POST", target, &headers, body.as_bytes()).0
}

fn article(slug: &str, words: &str) -> String {
    let text = format!("{words} ").repeat(20);
    serde_json::json!({ "event": "entry.publish", "entry": { "slug": slug, "title": "Über é", "body": text } })
        .to_string()
}

#[test]
fn hooks_are_answered_at_once_and_bring_their_articles() {
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = Bench::trusted();
    bench.write(
        "aloud.toml",
        format!(
            "voice = 'tone'\n{}[[channel]]\nname = 'news'\nhook = 'standard'\nhook_secret = {{ env = 'NEW' }}\nhook_secret_before = {{ env = 'SECRET' }}\n\
             quiet = '1s'\nquiet_edit = '0s'\npublish = [{{ to = 'webhook' }}]\n[channel.payload]\nurl = 'https://example.org/news/{{entry.slug}}'\nmarkdown = 'entry.body'\n\
             title = 'entry.title'\n",
            webhook(&receiver.url)
        ),
    );
    let mut service = Service::start(&bench, &[], &[("SECRET", "a secret"), ("NEW", "a new secret")]);
    let body = article("bridge", "The bridge reopened.");
    // Ten calls in a row are one narration; each is answered before anything is done.
    for _ in 0..10 {
        let headers = signed("standard", "a new secret", &body, 0);
        let begun = Instant::now();
        assert_eq!(call(&service, "/hooks/news", &headers, &body), 202);
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    }
    service.wait_for("at webhook", 1);
    // The secret from before holds still; what was signed with another, long ago or for another body does not.
    let edited = article("bridge", "The bridge closed.");
    assert_eq!(call(&service, "/hooks/news", &signed("standard", "a secret", &edited, 0), &edited), 202);
    service.wait_for("at webhook", 2);
    let other = article("bridge", "The bridge fell.");
    for headers in [
        signed("standard", "another", &other, 0),
        signed("standard", "a secret", &other, 400),
        signed("standard", "a secret", &edited, 0),
        signed("github", "a secret", &other, 0),
        Vec::new(),
    ] {
        assert_eq!(call(&service, "/hooks/news", &headers, &other), 401, "{headers:?}");
    }
    assert_eq!(call(&service, "/hooks/sport", &[], &other), 404);
    let huge = "x".repeat(9 * 1024 * 1024);
    assert!([0, 413].contains(&call(&service, "/hooks/news", &[], &huge)));
    let gone = body.replace("entry.publish", "entry.unpublish");
    assert_eq!(call(&service, "/hooks/news", &signed("standard", "a secret", &gone, 0), &gone), 202);
    service.wait_for("removed", 1);
    // It comes back with the recording that was kept.
    assert_eq!(call(&service, "/hooks/news", &signed("standard", "a secret", &edited, 0), &edited), 202);
    service.wait_for("at webhook", 4);
    let metrics = service.ask("GET", "/metrics", &[], b"").1;
    assert!(metrics.contains("aloud_hooks_total{channel=\"news\",verdict=\"refused\"} 5"), "{metrics}");
    assert!(metrics.contains("aloud_hooks_total{channel=\"news\",verdict=\"taken\"} 13"), "{metrics}");
    assert_eq!(receiver.asked().len(), 4, "{}", service.said());
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn senders_that_hang_up_at_once_are_heard() {
    const SENT: usize = 20;
    let receiver = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let bench = Bench::trusted();
    bench.write(
        "aloud.toml",
        format!(
            "voice = 'tone'\n{}[[channel]]\nname = 'news'\nhook = 'bearer'\nhook_secret = {{ env = 'SECRET' }}\nquiet = '0s'\n\
             publish = [{{ to = 'webhook' }}]\n[channel.payload]\nmarkdown = 'text'\n",
            webhook(&receiver.url)
        ),
    );
    let mut service = Service::start(&bench, &[], &[("SECRET", "word")]);
    for number in 0..SENT {
        let url = format!("https://example.org/{number}");
        let text = format!("The bridge number {number} reopened. Nobody waited for an answer.");
        let body = serde_json::json!({ "event": "published", "url": url, "text": text }).to_string();
        let head =
            format!("host: {}\r\ncontent-type: application/json\r\ncontent-length: {}", service.host, body.len());
        let request = format!("POST /hooks/news?token=word HTTP/1.1\r\n{head}\r\n\r\n{body}");
        TcpStream::connect(&service.host).unwrap().write_all(request.as_bytes()).unwrap();
    }
    service.wait_for("audible", SENT);
    assert_eq!(service.stop(), Some(0));
}
