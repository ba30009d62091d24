//! `aloud publish drupal` against what Drupal's documentation says of its JSON:API
//! (<https://www.drupal.org/docs/core-modules-and-themes/core-modules/jsonapi-module>): into a field and out of it.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::bench::{Bench, Run};
use crate::loopback::{Asked, Loopback, Reply};

const PASSWORD: &str = "a long password";

/// A site with one node.
struct Stored {
    /// What its field refers to.
    references: Value,
    /// The media that there are: their names in the system, and their files' names.
    media: Vec<(String, String)>,
    /// The file that no media holds yet.
    uploaded: Option<String>,
    made: usize,
}

fn reply(status: u16, body: &Value) -> Reply {
    let headers = vec![("content-type".to_owned(), "application/vnd.api+json".to_owned())];
    Reply { status, headers, body: body.to_string().into_bytes() }
}

/// Writes the node as `include` has it come with its media and their files.
fn node(stored: &Stored) -> Value {
    let mut included = Vec::new();
    for (id, name) in &stored.media {
        let file = format!("file-{id}");
        included.push(json!({ "type": "media--audio", "id": id, "relationships": { "field_media_audio_file": { "data": { "type": "file--file", "id": file } } } }));
        let url = format!("/sites/default/files/2026-03/{name}");
        included.push(json!({ "type": "file--file", "id": file, "attributes": { "filename": name, "uri": { "value": "public://", "url": url } } }));
    }
    let node = json!({ "type": "node--article", "id": "n-1", "relationships": { "field_narration": { "data": stored.references } } });
    json!({ "data": [node], "included": included })
}

fn answer(asked: &Asked, stored: &mut Stored) -> Option<Value> {
    let url = url::Url::parse(&format!("http://localhost{}", asked.target)).unwrap();
    let query = |name: &str| url.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned());
    let body: Value = serde_json::from_slice(&asked.body).unwrap_or_default();
    match (asked.method.as_str(), url.path()) {
        ("GET", "/jsonapi/path_alias/path_alias") => {
            let found = query("filter[alias]").as_deref() == Some("/2026/tides");
            Some(
                json!({ "data": if found { json!([{ "attributes": { "path": "/node/12", "alias": "/2026/tides" } }]) } else { json!([]) } }),
            )
        }
        ("GET", "/jsonapi/node/article") => {
            assert_eq!(query("include")?, "field_narration,field_narration.field_media_audio_file");
            let is_it = query("filter[drupal_internal__nid]").as_deref() == Some("12");
            Some(if is_it { node(stored) } else { json!({ "data": [] }) })
        }
        ("POST", "/jsonapi/media/audio/field_media_audio_file") => {
            assert_eq!(asked.headers["content-type"], "application/octet-stream");
            let name = asked.headers["content-disposition"].strip_prefix("file; filename=\"")?.strip_suffix('"')?;
            stored.uploaded = Some(name.to_owned());
            Some(json!({ "data": { "type": "file--file", "id": "file-new" } }))
        }
        ("POST", "/jsonapi/media/audio") => {
            let file = &body["data"]["relationships"]["field_media_audio_file"]["data"];
            assert_eq!((&body["data"]["type"], &file["id"]), (&"media--audio".into(), &"file-new".into()));
            stored.made += 1;
            let id = format!("m-{}", stored.made);
            stored.media.push((id.clone(), stored.uploaded.take()?));
            Some(json!({ "data": { "type": "media--audio", "id": id } }))
        }
        ("PATCH", "/jsonapi/node/article/n-1") => {
            assert_eq!(asked.headers["content-type"], "application/vnd.api+json");
            stored.references = body["data"]["relationships"]["field_narration"].get("data")?.clone();
            Some(json!({ "data": { "id": "n-1" } }))
        }
        ("DELETE", path) => {
            let id = path.strip_prefix("/jsonapi/media/audio/")?;
            stored.media.retain(|(own, _)| own != id);
            Some(json!({}))
        }
        _ => None,
    }
}

fn site(references: Value, media: Vec<(String, String)>) -> (Loopback, Arc<Mutex<Stored>>) {
    let stored = Arc::new(Mutex::new(Stored { references, media, uploaded: None, made: 0 }));
    let kept = Arc::clone(&stored);
    let server = Loopback::serve(move |asked| {
        use base64::Engine as _;
        let key = base64::prelude::BASE64_STANDARD.encode(format!("narrator:{PASSWORD}"));
        if asked.headers.get("authorization").is_none_or(|header| *header != format!("Basic {key}")) {
            return reply(401, &json!({ "message": "Sorry, unrecognized username or password." }));
        }
        match answer(asked, &mut kept.lock().unwrap()) {
            Some(body) => reply(200, &body),
            None => reply(404, &json!({ "errors": [{ "title": "Not Found" }] })),
        }
    });
    (server, stored)
}

fn publish(bench: &Bench, url: &str, arguments: &[&str]) -> Run {
    bench.write(
        "aloud.toml",
        format!("[drupal]\nurl = '{url}'\nuser = 'narrator'\npassword = {{ env = 'DRUPAL_PASSWORD' }}\n"),
    );
    let mut command = bench.command(&[&["publish", "drupal"], arguments].concat());
    Run::from(command.env("DRUPAL_PASSWORD", PASSWORD).output().unwrap())
}

fn bench(address: &str) -> Bench {
    let bench = Bench::trusted();
    bench.write("tides.md", format!("---\ntitle: Tides\nurl: {address}\n---\n\nThe tide comes.\n"));
    bench.narrate(&["--format", "mp3", "tides.md"]);
    bench
}

#[test]
fn a_media_comes_into_the_field_and_goes_again() {
    let other = json!({ "type": "media--audio", "id": "m-9" });
    let song = ("m-9".to_owned(), "song.mp3".to_owned());
    for (before, media) in [(Value::Null, Vec::new()), (json!([other]), vec![song])] {
        let (server, stored) = site(before.clone(), media.clone());
        let bench = bench(&format!("{}/2026/tides", server.url));
        let run = |arguments: &[&str], wanted: &str| {
            let run = publish(&bench, &server.url, arguments);
            assert!(run.code == 0 && run.stdout.starts_with(wanted), "{wanted}: {}{}", run.stdout, run.stderr);
        };
        run(&["--dry-run"], "would be attached");
        assert_eq!(stored.lock().unwrap().references, before);
        run(&[], "attached");
        let first = stored.lock().unwrap().references.clone();
        assert!(first.to_string().contains("\"m-1\""), "{first}");
        assert!(stored.lock().unwrap().media.last().unwrap().1.starts_with("tides-aloud-"));
        run(&[], "unchanged");
        bench.narrate(&["--format", "mp3", "--speed", "120", "tides.md"]);
        run(&[], "replaced");
        assert_eq!(stored.lock().unwrap().media.len(), media.len() + 1, "the earlier one is deleted");
        run(&["--remove"], "removed");
        let after = stored.lock().unwrap();
        assert_eq!((&after.references, &after.media), (&before, &media));
        drop(after);
        run(&["--remove"], "unchanged");
    }
}

#[test]
fn a_pruned_narration_leaves_the_field() {
    let (server, stored) = site(Value::Null, Vec::new());
    let bench = bench(&format!("{}/2026/tides", server.url));
    assert_eq!(publish(&bench, &server.url, &[]).code, 0);
    std::fs::remove_file(bench.path("tides.md")).unwrap();
    bench.write("other.md", "---\ntitle: Other\n---\n\nIt is another.\n");
    let prune = |more: &[&str]| {
        let mut command = bench.command(&[&["prune", "other.md"], more].concat());
        Run::from(command.env("DRUPAL_PASSWORD", PASSWORD).output().unwrap())
    };
    let run = prune(&[]);
    assert!(
        run.stdout.contains("tides.wav") && run.stdout.contains("(also from drupal)"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert_eq!(stored.lock().unwrap().media.len(), 1);
    let run = prune(&["--remove"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let after = stored.lock().unwrap();
    assert_eq!((&after.references, after.media.len()), (&Value::Null, 0));
}

#[test]
fn what_goes_wrong_is_told() {
    let (server, _) =
        site(json!({ "type": "media--audio", "id": "m-9" }), vec![("m-9".to_owned(), "song.mp3".to_owned())]);
    let refused = |address: &str, wanted: &str| {
        let run = publish(&bench(&format!("{}{address}", server.url)), &server.url, &[]);
        assert!(run.code == 1 && run.stderr.contains(wanted), "{}{}", run.stdout, run.stderr);
        assert!(!run.stderr.contains(PASSWORD));
    };
    refused("/2026/tides", "the field holds another media");
    refused("/elsewhere", "drupal has no post at");
    refused("/node/13", "drupal has no post at");
}
