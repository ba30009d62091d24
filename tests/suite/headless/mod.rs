//! `aloud publish headless`: into a field and out of it, against the documented interfaces of four systems, one of our own making,
//! and (`--ignored`) a real Directus. Each keeps one contract.

mod sites;

use std::fs;
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::bench::{Bench, Run, Running, repository, skip};
use crate::loopback::{Asked, Loopback, Reply};

const KEY: &str = "a-secret-token";
const AUDIO: &str = "https://audio.example.org/stories/";

fn reply(status: u16, body: &Value) -> Reply {
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    Reply { status, headers, body: body.to_string().into_bytes() }
}

/// Publishes what is on the bench with these settings.
fn publish(bench: &Bench, url: &str, settings: &str, arguments: &[&str]) -> Run {
    let all = format!("[headless]\nurl = '{url}'\nkey = {{ env = 'CMS_KEY' }}\naudio_base = '{AUDIO}'\n{settings}\n");
    bench.write("aloud.toml", all);
    let mut command = bench.command(&[&["publish", "headless"], arguments].concat());
    Run::from(command.env("CMS_KEY", KEY).output().unwrap())
}

/// A bench with the narration of a story of this address.
fn bench() -> Bench {
    let bench = Bench::trusted();
    bench.write("tides.md", "---\ntitle: Tides\nurl: https://example.org/2026/03/tides/\n---\n\nThe tide comes.\n");
    bench.narrate(&["--format", "mp3", "tides.md"]);
    bench
}

/// Makes sure that a system keeps the contract; `held` tells what its field holds, null for nothing.
fn keeps_the_contract(url: &str, settings: &str, held: &dyn Fn() -> Value) {
    let bench = bench();
    let run = |arguments: &[&str], wanted: &str| {
        let run = publish(&bench, url, settings, arguments);
        assert!(run.code == 0 && run.stdout.starts_with(wanted), "{settings}: {wanted}: {}{}", run.stdout, run.stderr);
    };
    run(&["--dry-run"], "would be attached");
    assert_eq!(held(), Value::Null, "{settings}");
    run(&[], "attached");
    let first = held();
    assert!(first.to_string().contains(&format!("{AUDIO}tides.player.json?v=")), "{settings}: {first}");
    assert!(bench.path("narrations/tides.player.json").exists());
    run(&[], "unchanged");
    bench.narrate(&["--format", "mp3", "--speed", "120", "tides.md"]);
    run(&[], "replaced");
    assert_ne!(held(), first, "{settings}");
    run(&["--remove"], "removed");
    assert_eq!(held(), Value::Null, "{settings}");
    run(&["--remove"], "unchanged");
}

/// An entry of a system that is played here: its field, and how often it was written.
#[derive(Default)]
struct Stored {
    field: Value,
    version: u64,
    published: u64,
}

type Entry = Arc<Mutex<Stored>>;

/// Serves a system whose answers come of its one entry.
fn play(answer: impl Fn(&Asked, &mut Stored) -> Option<Value> + Send + Sync + 'static) -> (Loopback, Entry) {
    let entry = Entry::default();
    let stored = Arc::clone(&entry);
    let server = Loopback::serve(move |asked| {
        if asked.headers.get("authorization").is_none_or(|header| *header != format!("Bearer {KEY}")) {
            return reply(401, &json!({ "errors": [{ "message": "Invalid user credentials." }] }));
        }
        match answer(asked, &mut stored.lock().unwrap()) {
            Some(body) => reply(200, &body),
            None => reply(404, &json!({ "errors": [{ "message": format!("{} {}", asked.method, asked.target) }] })),
        }
    });
    (server, entry)
}

fn body(asked: &Asked) -> Value {
    serde_json::from_slice(&asked.body).unwrap_or_default()
}

fn contract(answer: impl Fn(&Asked, &mut Stored) -> Option<Value> + Send + Sync + 'static, settings: &str) -> Entry {
    let (server, entry) = play(answer);
    keeps_the_contract(&server.url, settings, &|| entry.lock().unwrap().field.clone());
    entry
}

#[test]
fn directus() {
    // https://docs.directus.io/reference/items.html
    let answer = |asked: &Asked, stored: &mut Stored| match (asked.method.as_str(), asked.target.as_str()) {
        ("GET", "/items/articles?filter[slug][_eq]=tides&fields=id,narration&limit=2") => {
            Some(json!({ "data": [{ "id": 7, "narration": stored.field }] }))
        }
        ("PATCH", "/items/articles/7") => {
            stored.field = body(asked).get("narration")?.clone();
            Some(json!({ "data": { "id": 7, "narration": stored.field } }))
        }
        _ => None,
    };
    contract(answer, "kind = 'directus'\ncollection = 'articles'");
}

#[test]
fn strapi() {
    // https://docs.strapi.io/cms/api/rest
    let answer = |asked: &Asked, stored: &mut Stored| match (asked.method.as_str(), asked.target.as_str()) {
        ("GET", "/api/articles?filters[slug][$eq]=tides&fields[0]=audio_page&pagination[limit]=2") => {
            Some(json!({ "data": [{ "id": 2, "documentId": "hgv1v", "audio_page": stored.field }], "meta": {} }))
        }
        ("PUT", "/api/articles/hgv1v") => {
            stored.field = body(asked)["data"].get("audio_page")?.clone();
            Some(json!({ "data": { "documentId": "hgv1v" } }))
        }
        _ => None,
    };
    contract(answer, "kind = 'strapi'\ncollection = 'articles'\nfield = 'audio_page'");
}

#[test]
fn contentful() {
    // https://www.contentful.com/developers/docs/references/content-management-api/#/reference/entries
    let answer = |asked: &Asked, stored: &mut Stored| {
        let is_current = asked.headers.get("x-contentful-version").is_some_and(|at| *at == stored.version.to_string());
        match (asked.method.as_str(), asked.target.as_str()) {
            ("GET", "/spaces/s/entries?content_type=article&fields.slug=tides&limit=2") => {
                let mut fields = json!({ "slug": { "en-US": "tides" } });
                if !stored.field.is_null() {
                    fields["narration"] = json!({ "de-DE": "other", "en-US": stored.field });
                }
                Some(json!({ "items": [{ "sys": { "id": "e1", "version": stored.version }, "fields": fields }] }))
            }
            ("PATCH", "/spaces/s/entries/e1") if is_current => {
                assert_eq!(asked.headers["content-type"], "application/json-patch+json");
                let step = body(asked)[0].clone();
                let is_there = !stored.field.is_null();
                stored.field = match (step["op"].as_str()?, step["path"].as_str()?) {
                    ("add", "/fields/narration") if !is_there => step["value"]["en-US"].clone(),
                    ("add", "/fields/narration/en-US") if is_there => step["value"].clone(),
                    ("remove", "/fields/narration/en-US") if is_there => Value::Null,
                    _ => return None,
                };
                stored.version += 1;
                Some(json!({ "sys": { "id": "e1", "version": stored.version } }))
            }
            ("PUT", "/spaces/s/entries/e1/published") if is_current => {
                (stored.version, stored.published) = (stored.version + 1, stored.published + 1);
                Some(json!({ "sys": { "id": "e1", "version": stored.version } }))
            }
            _ => None,
        }
    };
    let (server, entry) = play(answer);
    let held = || entry.lock().unwrap().field.clone();
    keeps_the_contract(&format!("{}/spaces/s/", server.url), "kind = 'contentful'\ncollection = 'article'", &held);
    assert_eq!(entry.lock().unwrap().published, 3, "each change is published");
}

#[test]
fn sanity() {
    // https://www.sanity.io/docs/http-reference/mutation
    let answer = |asked: &Asked, stored: &mut Stored| {
        let url = url::Url::parse(&format!("http://localhost{}", asked.target)).unwrap();
        let query = |name: &str| url.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned());
        match (asked.method.as_str(), url.path()) {
            ("GET", "/data/query/production") => {
                let wanted = "*[_type==\"post\"&&slug.current==$match&&!(_id in path(\"drafts.**\"))][0...2]{_id,_rev,\"current\":narration}";
                assert_eq!((query("query")?.as_str(), query("$match")?.as_str()), (wanted, "\"tides\""));
                Some(
                    json!({ "result": [{ "_id": "p1", "_rev": format!("r{}", stored.version), "current": stored.field }] }),
                )
            }
            ("POST", "/data/mutate/production") => {
                let patch = body(asked)["mutations"][0]["patch"].clone();
                assert_eq!(
                    (&patch["id"], &patch["ifRevisionID"]),
                    (&"p1".into(), &format!("r{}", stored.version).into())
                );
                stored.version += 1;
                stored.field = match patch["unset"].as_array() {
                    Some(unset) => (*unset == [json!("narration")]).then_some(Value::Null)?,
                    None => patch["set"].get("narration")?.clone(),
                };
                Some(json!({ "transactionId": "t", "results": [] }))
            }
            _ => None,
        }
    };
    contract(answer, "kind = 'sanity'\ncollection = 'post'");
}

/// A system that is described by its settings alone.
const OWN: &str = "find = 'stories?path={path}'\nid = '/key'\ncurrent = '/sound/player'\nheader = 'X-Token'\nsays = '{key}'\n\
    value = { player = '{player}', seconds = '{duration}', note = 'read in {duration} s' }\n\
    write = { method = 'POST', path = 'stories/{id}/sound', headers = { x-reason = 'aloud' }, body = { sound = '{value}' } }";

#[test]
fn any_other_is_described_by_settings() {
    let stored = Entry::default();
    let kept = Arc::clone(&stored);
    let server = Loopback::serve(move |asked| {
        assert_eq!((asked.headers["x-token"].as_str(), asked.headers.get("authorization")), (KEY, None));
        let mut stored = kept.lock().unwrap();
        match (asked.method.as_str(), asked.target.as_str()) {
            ("GET", "/v1/stories?path=%2F2026%2F03%2Ftides") => {
                reply(200, &json!({ "key": "a b", "sound": { "player": stored.field } }))
            }
            ("POST", "/v1/stories/a%20b/sound") => {
                assert_eq!(asked.headers["x-reason"], "aloud");
                stored.field = body(asked)["sound"].clone();
                // It gives JSON back as its text.
                let text = stored.field.to_string();
                stored.field = if stored.field.is_null() { Value::Null } else { text.into() };
                reply(204, &Value::Null)
            }
            _ => reply(404, &json!({})),
        }
    });
    keeps_the_contract(&format!("{}/v1", server.url), OWN, &|| stored.lock().unwrap().field.clone());
}

#[test]
fn what_goes_wrong_is_told() {
    let bench = bench();
    let entries = Arc::new(Mutex::new(json!({ "data": [] })));
    let told = Arc::clone(&entries);
    let (server, _) = play(move |_, _| Some(told.lock().unwrap().clone()));
    let known = "kind = 'directus'\ncollection = 'articles'";
    let refused = |settings: &str, wanted: &str| {
        let run = publish(&bench, &server.url, settings, &[]);
        assert!(run.code != 0 && run.stderr.contains(wanted), "{settings}: {}{}", run.stdout, run.stderr);
        assert!(!run.stderr.contains(KEY), "{}", run.stderr);
    };
    refused(known, "headless has no post at https://example.org/2026/03/tides/");
    *entries.lock().unwrap() = json!({ "data": [{ "id": 1 }, { "id": 2 }] });
    refused(known, "more than one entry has the slug `tides`");
    *entries.lock().unwrap() = json!({ "data": [{ "other": 1 }] });
    refused(known, "its answer lacks what such answers have");
    refused(&format!("{known}\nsays = 'Token {{key}}'"), "does not accept the key");
    refused("kind = 'directus'", "`[headless]` needs `collection`");
    refused("find = 'a'", "`[headless]` needs `id`");
    refused(&format!("{known}\nfind = 'https://elsewhere.example/'"), "is no address below `url`");
    refused(&format!("{known}\nwrite = {{ method = 'P ATCH', path = 'a' }}"), "unknown method");
}

/// Starts a Directus with SQLite in the bench; `None` where it is not installed.
fn start_directus(bench: &Bench) -> Option<(Running, String)> {
    let installed = repository("target/directus");
    if !installed.join("installed").exists() {
        skip("Directus is not installed: `just slow` does it");
        return None;
    }
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}");
    let directus = |what: &str| {
        let mut command = Command::new(installed.join("node_modules/.bin/directus"));
        command.arg(what).current_dir(bench.path("")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.envs([("DB_CLIENT", "sqlite3"), ("SECRET", "tests"), ("HOST", "127.0.0.1"), ("TELEMETRY", "false")]);
        command.envs([
            ("ADMIN_EMAIL", "desk@example.org"),
            ("ADMIN_PASSWORD", "a long password"),
            ("ADMIN_TOKEN", KEY),
        ]);
        command.env("DB_FILENAME", bench.path("data.db")).env("PORT", port.to_string()).env("PUBLIC_URL", &url);
        command
    };
    assert!(directus("bootstrap").status().unwrap().success());
    let server = Running(directus("start").spawn().unwrap());
    let end = Instant::now() + Duration::from_secs(120);
    while ask(&url, "GET", "server/ping", None).is_none() {
        assert!(Instant::now() < end, "Directus does not start");
        std::thread::sleep(Duration::from_millis(500));
    }
    Some((server, url))
}

/// Asks a Directus as its administrator; nothing where it does not answer.
fn ask(url: &str, method: &str, path: &str, body: Option<&Value>) -> Option<String> {
    let mut curl = Command::new("curl");
    curl.args([
        "-sfg",
        "-X",
        method,
        "-H",
        &format!("Authorization: Bearer {KEY}"),
        "-H",
        "Content-Type: application/json",
    ]);
    curl.arg(format!("{url}/{path}")).args(body.iter().flat_map(|body| ["-d".to_owned(), body.to_string()]));
    let output = curl.output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

#[test]
#[ignore = "a minute, and 430 MB of packages: `just slow`"]
fn a_real_directus_keeps_the_contract() {
    let bench = Bench::trusted();
    fs::create_dir_all(bench.path("uploads")).unwrap();
    let Some((_server, url)) = start_directus(&bench) else { return };
    let field = |name: &str, kind: &str| json!({ "field": name, "type": kind, "schema": {} });
    let id =
        json!({ "field": "id", "type": "integer", "schema": { "is_primary_key": true, "has_auto_increment": true } });
    let fields = [id, field("slug", "string"), field("narration", "string"), field("sound", "json")];
    let made = json!({ "collection": "articles", "schema": {}, "meta": {}, "fields": fields });
    ask(&url, "POST", "collections", Some(&made)).unwrap();
    for slug in ["ferries", "tides"] {
        ask(&url, "POST", "items/articles", Some(&json!({ "slug": slug }))).unwrap();
    }
    for (name, value) in [("narration", ""), ("sound", "value = { player = '{player}', seconds = '{duration}' }")] {
        let held = || {
            let item: Value = serde_json::from_str(&ask(&url, "GET", "items/articles/2", None).unwrap()).unwrap();
            item["data"][name].clone()
        };
        let settings = format!("kind = 'directus'\ncollection = 'articles'\nfield = '{name}'\n{value}");
        keeps_the_contract(&url, &settings, &held);
    }
}
