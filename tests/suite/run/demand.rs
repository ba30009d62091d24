//! Narrations on demand: with a key, and by a reader's first click.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::service::Service;
use crate::bench::{Bench, repository, skip};

const VARIABLES: [(&str, &str); 2] = [("SECRET", "word"), ("KEY", "the key")];

fn settings() -> &'static str {
    "voice = 'tone'\n[run]\nkey = { env = 'KEY' }\n[feed]\naudio_base = 'https://audio.example.org/'\n[[channel]]\nname = 'news'\nhook = 'bearer'\n\
     hook_secret = { env = 'SECRET' }\nclicks = 1\npublish = [{ to = 'feed' }]\n[channel.payload]\nmarkdown = 'text'\n"
}

fn order(service: &Service, headers: &[(&str, &str)], body: &Value) -> (u16, Value) {
    let (status, body) = service.ask("POST", "/v1/narrations", headers, body.to_string().as_bytes());
    (status, serde_json::from_str(&body).unwrap_or_else(|_| panic!("{body}")))
}

/// Has a validator that is not ours say that the description is OpenAPI, and that what was asked and answered is what it describes.
fn assert_described(described: &Value, bodies: &[(&str, &Value)]) {
    let python = repository("target/readers/bin/python");
    if !python.exists() {
        return skip("openapi-spec-validator is not installed: .ci/setup");
    }
    let program = "import json, sys\n\
        from jsonschema import Draft202012Validator\n\
        from openapi_spec_validator import validate\n\
        described, bodies = json.load(sys.stdin)\n\
        validate(described)\n\
        for name, body in bodies:\n    \
            Draft202012Validator({'$ref': '#/components/schemas/' + name, **described}).validate(body)\n";
    let mut child =
        Command::new(python).args(["-c", program]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(json!([described, bodies]).to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn narrations_are_ordered_followed_and_fetched() {
    let bench = Bench::trusted();
    bench.write("aloud.toml", settings());
    let service = Service::start(&bench, &[], &VARIABLES);
    let described: Value = serde_json::from_str(&service.ask("GET", "/v1/openapi.json", &[], b"").1).unwrap();
    // Every path that is described is there: it does not answer as an address of nothing.
    let nothing = service.ask("GET", "/v1/nothing", &[], b"");
    for (path, methods) in described["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let target = path.replace("{name}", "news").replace("/{id}", "/0");
            let answer = service.ask(&method.to_uppercase(), &target, &[], b"");
            assert!(answer != nothing || path.contains("{id}"), "{method} {path}: {answer:?}");
            assert_ne!(answer.0, 405, "{method} {path}");
        }
    }
    let story = json!({ "markdown": "# Bridge\n\nThe bridge reopened. A van crossed it.", "title": "Bridge" });
    let key = ("authorization", "Bearer the key");
    let (status, refused) = order(&service, &[("authorization", "Bearer another")], &story);
    assert_eq!((status, refused["status"].as_u64()), (401, Some(401)), "{refused}");
    for wrong in [
        json!({}),
        json!({ "url": "file:///etc/passwd" }),
        json!({ "url": "https://example.org/a", "voice": "x" }),
        json!([]),
    ] {
        assert_eq!(order(&service, &[key], &wrong).0, 400, "{wrong}");
    }
    let (status, made) = order(&service, &[key, ("idempotency-key", "\"one\"")], &story);
    assert_eq!(status, 202, "{made}");
    let at = format!("/v1/narrations/{}", made["id"].as_str().unwrap());
    assert_eq!(order(&service, &[key, ("idempotency-key", "\"one\"")], &story).1["id"], made["id"]);
    let reused = order(&service, &[key, ("idempotency-key", "\"one\"")], &json!({ "text": "Another." }));
    assert_eq!(reused.0, 422);
    // The stream of events ends when it is done.
    let events = service.ask("GET", &format!("{at}/events"), &[], b"").1;
    assert!(events.contains("\"state\":\"done\""), "{events}");
    let done: Value = serde_json::from_str(&service.ask("GET", &at, &[], b"").1).unwrap();
    let wav = done["files"].as_array().unwrap().iter().find(|file| file["type"] == "audio/wav").unwrap();
    let (status, audio) = service.ask("GET", wav["href"].as_str().unwrap(), &[], b"");
    assert!(status == 200 && audio.starts_with("RIFF"), "{status}");
    let range = [("range", "bytes=8-11")];
    let (status, part) = service.ask("GET", wav["href"].as_str().unwrap(), &range, b"");
    assert_eq!((status, part.as_str()), (206, "WAVE"), "players seek");
    for none in
        [format!("{at}/files/..%2Faloud.toml"), format!("{at}/files/.aloud.redb"), "/v1/narrations/0".to_owned()]
    {
        assert_eq!(service.ask("GET", &none, &[], b"").0, 404, "{none}");
    }
    assert!(!bench.path("narrations/podcast.xml").exists(), "a text without an address goes nowhere");
    assert_described(
        &described,
        &[("Order", &story), ("Narration", &made), ("Narration", &done), ("Problem", &refused), ("Problem", &reused.1)],
    );
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn readers_may_click_on_what_a_channel_knows_so_many_times_a_day() {
    let bench = Bench::trusted();
    bench.write(
        "a.md",
        "---\nurl: https://example.org/a\n---\n\nThe bridge reopened after a long winter. A van crossed it.",
    );
    bench.write("b.md", "The ferry is late today. Everyone waits.");
    let more = settings().replace("clicks = 1\n", "clicks = 1\ninputs = ['list.jsonl']\n");
    let line = |name: &str| json!({ "url": format!("https://example.org/{name}"), "text": format!("{name} reopened after a winter. A van crossed.") });
    bench.write("list.jsonl", format!("{}\n{}\n", line("a"), line("b")));
    bench.write("aloud.toml", more);
    let mut service = Service::start(&bench, &[], &VARIABLES);
    service.wait_for("the first sweep asks for 0", 1);
    let click = |service: &Service, name: &str| {
        let body = json!({ "url": format!("https://example.org/{name}") }).to_string();
        service.ask("POST", "/v1/clicks", &[], body.as_bytes()).0
    };
    assert_eq!(click(&service, "elsewhere"), 404);
    assert_eq!(click(&service, "a"), 202);
    service.wait_for("at feed", 1);
    assert_eq!(click(&service, "a"), 202, "what is there costs nothing");
    assert_eq!(click(&service, "b"), 429);
    assert_eq!(service.stop(), Some(0));
}
