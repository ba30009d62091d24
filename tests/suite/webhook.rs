//! `aloud publish webhook`: the signature as README.md tells receivers to check it, by Python; nothing is sent in the clear.

use std::process::Command;

use serde_json::Value;

use crate::bench::{Bench, Run};
use crate::loopback::{Loopback, Reply};
use crate::packages::fit;

/// README.md's recipe.
const CHECK: &str = "
import hmac, hashlib, sys
signed = sys.argv[2].encode() + b'.' + sys.argv[4].encode()
wanted = 'v1=' + hmac.new(sys.argv[1].encode(), signed, hashlib.sha256).hexdigest()
print(hmac.compare_digest(wanted, sys.argv[3]))
";

fn publish(bench: &Bench, url: &str, arguments: &[&str]) -> Run {
    let settings = "secret = { env = 'HOOK' }\naudio_base = 'https://audio.example.org/'\n";
    bench.write("aloud.toml", format!("[webhook]\nurl = '{url}'\n{settings}"));
    let mut command = bench.command(&[&["publish", "webhook"], arguments].concat());
    Run::from(command.env("HOOK", "a shared secret").output().unwrap())
}

#[test]
fn receivers_can_check_who_sent_it() {
    let bench = Bench::trusted();
    bench.write("a.md", "---\ntitle: \"Café & <b>\"\nurl: https://example.org/a\n---\n\nOne sentence.\n");
    bench.narrate(&["--format", "mp3", "a.md"]);
    let receiver = Loopback::serve(|_| Reply { status: 204, headers: Vec::new(), body: Vec::new() });
    assert_eq!(publish(&bench, &receiver.url, &["--dry-run"]).stdout, "would be attached  https://example.org/a\n");
    assert!(receiver.asked().is_empty());
    let runs: Vec<_> =
        [&[][..], &[], &["--remove"]].iter().map(|more| publish(&bench, &receiver.url, more).code).collect();
    assert_eq!(runs, [0, 0, 0]);
    let asked = receiver.asked();
    let body: Value = serde_json::from_slice(&asked[0].body).unwrap();
    assert_eq!(body["event"], "narration.attached");
    assert_eq!(body["article"]["title"], "Café & <b>");
    assert_eq!(body["audio"]["url"], "https://audio.example.org/cafe-b.mp3");
    assert_eq!(asked[0].headers["aloud-delivery"], asked[1].headers["aloud-delivery"]);
    assert_ne!(asked[0].headers["aloud-delivery"], asked[2].headers["aloud-delivery"]);
    for asked in &asked {
        let header = |name: &str| asked.headers[name].as_str();
        let text = std::str::from_utf8(&asked.body).unwrap();
        let arguments = ["-c", CHECK, "a shared secret", header("aloud-timestamp"), header("aloud-signature"), text];
        let checked = Command::new("python3").args(arguments).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&checked.stdout).trim(), "True");
        fit("webhook", &[("json", text.to_owned())]);
    }
}

#[test]
fn the_address_of_the_narrations_is_the_files_unless_the_table_has_its_own() {
    let bench = Bench::trusted();
    bench.write("a.md", "---\nurl: https://example.org/a\n---\n\nOne sentence.\n");
    bench.narrate(&["a.md"]);
    let receiver = Loopback::serve(|_| Reply { status: 204, headers: Vec::new(), body: Vec::new() });
    let publish = |before: &str, own: &str| {
        bench.write(
            "aloud.toml",
            format!("{before}[webhook]\nurl = '{}'\nsecret = {{ env = 'HOOK' }}\n{own}", receiver.url),
        );
        Run::from(bench.command(&["publish", "webhook"]).env("HOOK", "a shared secret").output().unwrap())
    };
    for (before, own, wanted) in [
        ("audio_base = 'https://file.example/'\n", "", "https://file.example/"),
        ("[feed]\naudio_base = 'https://feed.example/n'\n", "", "https://feed.example/n/"),
        ("audio_base = 'https://file.example/'\n", "audio_base = 'https://own.example/'\n", "https://own.example/"),
    ] {
        let run = publish(before, own);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let body: Value = serde_json::from_slice(&receiver.asked().last().unwrap().body).unwrap();
        let url = body["audio"]["url"].as_str().unwrap();
        assert!(url.starts_with(wanted) && url.ends_with(".wav") && url.matches("//").count() == 1, "{url}");
    }
    let count = receiver.asked().len();
    let run = publish("", "");
    assert!(
        run.code == 2 && run.stderr.contains("webhook is not set up") && run.stderr.contains("hint: "),
        "{}",
        run.stderr
    );
    assert_eq!(receiver.asked().len(), count);
}

#[test]
fn refusals_are_told_without_the_secret() {
    let bench = Bench::trusted();
    bench.write("a.md", "---\nurl: https://example.org/a\n---\n\nOne sentence.\n");
    bench.narrate(&["a.md"]);
    let status = |status| {
        Loopback::serve(move |_| Reply {
            status,
            headers: Vec::new(),
            body: b"{\"message\": \"no, not with a shared secret\"}".to_vec(),
        })
    };
    for (code, told) in
        [(401, "does not accept the key"), (403, "does not allow it"), (500, "answered 500"), (404, "answered 404")]
    {
        let run = publish(&bench, &status(code).url, &["--json"]);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains(told) && !run.stderr.contains("a shared secret"), "{}", run.stderr);
        assert!(!run.stdout.contains("a shared secret"));
    }
    let run = publish(&bench, "http://203.0.113.1/hook", &[]);
    assert!(run.code == 2 && run.stderr.contains("in the clear"), "{}", run.stderr);
    let run = publish(&bench, "http://127.0.0.1:9", &[]);
    assert!(run.code == 1 && run.stderr.contains("cannot be reached"), "{}", run.stderr);
}
