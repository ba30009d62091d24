//! The desk in a service: one writer, and what is approved there is published at once.

use std::fs;

use serde_json::{Value, json};

use super::stage::{Open, STORY, Seat};
use crate::bench::{Bench, Run};
use crate::run::service::Service;

const PAGE: &str = "<html><head><title>The bridge</title></head><body><article><h1>The bridge</h1><p>The bridge reopened on \
    Saturday. Tom Abelard drove the first car across. Nobody was hurt in all that time.</p></article></body></html>";

/// A channel over a folder of one article, whose page gets the narration when it is approved.
fn newsroom(more: &str) -> Bench {
    let bench = Bench::trusted();
    for folder in ["posts", "site"] {
        fs::create_dir_all(bench.path(folder)).unwrap();
    }
    bench.write("posts/bridge.md", format!("---\nurl: https://example.org/the-bridge\n---\n\n{STORY}"));
    let canonical = "<head><link rel='canonical' href='https://example.org/the-bridge'>";
    bench.write("site/the-bridge.html", PAGE.replace("<head>", canonical));
    let settings = format!(
        "voice = 'tone'\nformat = 'vtt'\nloudness = 'off'\n[[channel]]\nname = 'news'\ninputs = ['posts']\nbackfill = 'all'\n\
         every = '1h'\nquiet = '0s'\n{more}publish = [{{ to = 'attach', pages = 'site', audio_base = '/audio/' }}]\n"
    );
    bench.write("aloud.toml", settings);
    bench
}

fn start(bench: &Bench, arguments: &[&str]) -> Service {
    let mut service = Service::start(bench, arguments, &[]);
    service.wait_for("narrated ", 1);
    service
}

#[test]
fn what_is_approved_at_the_desk_of_a_service_is_published_at_once() {
    let bench = newsroom("approve = 'before'\n");
    let service = &mut start(&bench, &["--desk", "127.0.0.1:0"]);
    let said = service.said();
    let seat = Seat::by(said.lines().find(|line| line.starts_with("the desk is open")).unwrap());
    let page = || fs::read_to_string(bench.path("site/the-bridge.html")).unwrap();
    let list = seat.as_editor("GET", "/", "", "").text();
    assert!(list.contains("Waiting for approval"), "{list}");
    let heard = seat.state()["fingerprint"].as_str().unwrap().to_owned();
    // A name is fixed first: what was heard before is no longer what there is.
    let (written, spoken) = ("Tom Abelard drove the first car across.", "Tom AB uh lard drove the first car across.");
    seat.post("say", &json!({ "sentence": 2, "written": written, "seen": written, "spoken": spoken }));
    assert_eq!(seat.decide(&heard, "approved").status, 412);
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    assert!(!page().contains("aloud-player"), "nothing unapproved goes out");
    let heard = seat.state()["fingerprint"].as_str().unwrap().to_owned();
    assert_eq!(seat.decide(&heard, "approved").status, 200);
    service.wait_for("published posts/bridge.md at attach", 1);
    assert!(page().contains("aloud-player") && !page().contains("AB uh"), "{}", page());
    seat.until("/a/the-bridge/state", |state| state["isPublished"] == true);
    let manifest: Value = serde_json::from_slice(&fs::read(bench.path("narrations/the-bridge.json")).unwrap()).unwrap();
    assert_eq!((&manifest["review"]["by"], &manifest["sentences"][2]["spoken"]), (&json!("editor"), &json!(spoken)));

    // Whoever types `aloud desk` here comes to the same desk, and no one else writes into the folder.
    let run = bench.aloud(&["desk", "--as", "ben"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let ben = Seat::by(&run.stdout);
    assert_eq!(ben.address, seat.address);
    ben.post("flag", &json!({ "sentence": 1, "written": "The bridge reopened on Saturday.", "note": "" }));
    assert_eq!(ben.state()["steps"][0]["by"], "ben");
    let run = bench.aloud(&["narrate", "posts"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "narrations/the-bridge.wav\n"), "{}", run.stderr);
    assert!(run.stderr.contains("`aloud run` is at work in narrations and narrates them"), "{}", run.stderr);

    // What the settings say anew holds, and whoever was in is in.
    let before = service.count("loading the settings again");
    service.signal("-HUP");
    service.wait_for("loading the settings again", before + 1);
    ben.until("/a/the-bridge/state", |state| state["name"] == "the-bridge");
}

#[test]
fn what_a_rule_approves_of_a_channel_is_published_by_it() {
    let bench = newsroom("approve = 'before'\n");
    bench.write(
        "posts/ferry.md",
        "---\nurl: https://example.org/the-ferry\n---\n\n# The ferry\n\nIt reopened. Everyone crossed it.\n",
    );
    let ferry = PAGE
        .replace("The bridge", "The ferry")
        .replace("<head>", "<head><link rel='canonical' href='https://example.org/the-ferry'>");
    bench.write("site/the-ferry.html", ferry);
    let mut service = start(&bench, &["--desk", "127.0.0.1:0"]);
    service.wait_for("narrated ", 2);
    let said = service.said();
    let seat = Seat::by(said.lines().find(|line| line.starts_with("the desk is open")).unwrap());
    let heard = seat.state()["fingerprint"].as_str().unwrap().to_owned();
    assert_eq!(seat.decide(&heard, "approved").status, 200);
    service.wait_for("published posts/bridge.md at attach", 1);
    let post = |path: &str, body: &Value| {
        seat.as_editor("POST", path, "content-type: application/json\r\n", &body.to_string()).json()
    };
    let page = || fs::read_to_string(bench.path("site/the-ferry.html")).unwrap();
    let mut listed = Value::Null;
    for _ in 0..600 {
        listed = post("/approve/list", &json!({ "place": "news" }));
        if listed["would"].as_array().is_some_and(|would| would.len() == 1) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(listed["would"][0]["name"], "the-ferry", "{listed}");
    assert!(!page().contains("aloud-player"), "a list publishes nothing");
    assert_eq!(post("/approve", &json!({ "run": listed["run"] }))["approved"], json!(["the-ferry"]));
    service.wait_for("published posts/ferry.md at attach", 1);
    assert!(page().contains("aloud-player"));
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn a_service_without_a_desk_says_how_to_open_one() {
    let bench = newsroom("");
    let settings = fs::read_to_string(bench.path("aloud.toml")).unwrap();
    bench.write("aloud.toml", settings.replace("[[channel]]", "[desk]\napproval = true\n[[channel]]"));
    let mut service = start(&bench, &[]);
    service.wait_for("waits to be approved", 1);
    let page = fs::read_to_string(bench.path("site/the-bridge.html")).unwrap();
    assert!(!page.contains("aloud-player"), "the desk's approval holds in the service too: {page}");
    let run = bench.aloud(&["desk"]);
    assert!(run.code == 2 && run.stderr.contains("start it again with `aloud run --desk`"), "{}", run.stderr);
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn what_is_changed_while_no_service_runs_is_published_when_one_does() {
    let bench = newsroom("");
    let mut service = start(&bench, &[]);
    service.wait_for("published posts/bridge.md at attach", 1);
    assert_eq!(service.stop(), Some(0));
    let fingerprint = || {
        let manifest = fs::read(bench.path("narrations/the-bridge.json")).unwrap();
        serde_json::from_slice::<Value>(&manifest).unwrap()["fingerprint"].clone()
    };
    let before = fingerprint();
    bench.write("narrations/the-bridge.edits.toml", super::EDITS.replace("story.md", "https://example.org/the-bridge"));
    let run = Run::from(bench.command(&["narrate", "posts"]).output().unwrap());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_ne!(fingerprint(), before, "the edit is applied");
    let mut service = Service::start(&bench, &[], &[]);
    service.wait_for("published posts/bridge.md at attach", 2);
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn narrations_are_mended_in_the_way_they_were_made() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    let run = bench.aloud(&["narrate", "--voice", "tone", "--format", "vtt", "--speed", "120", "story.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let desk = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0"]);
    let state = desk.seat.state();
    assert_eq!(state["voice"], "tone", "the settings would have another");
    let before = state["durationMs"].as_u64().unwrap();
    let (written, spoken) = ("Mr Abelard was there.", "Mister Abelard was here.");
    let sentences = state["sentences"].as_array().unwrap();
    let index = sentences.iter().position(|one| one["written"] == written).unwrap();
    let body = json!({ "sentence": index, "written": written, "seen": sentences[index]["spoken"], "spoken": spoken });
    let after = desk.seat.post("say", &body);
    assert_eq!(after["voice"], "tone");
    assert!(after["durationMs"].as_u64().unwrap().abs_diff(before) < 500, "its speed is as it was");
    assert_eq!(bench.aloud(&["status"]).stdout, "1 done, 0 stale, 0 failed\n");
}

#[test]
fn a_proxy_that_is_trusted_says_who_decides_and_links_are_named() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    assert_eq!(bench.aloud(&["narrate", "--voice", "tone", "story.md"]).code, 0);
    let arguments =
        ["desk", "--listen", "127.0.0.1:0", "--trust-proxy", "127.0.0.1", "--editor", "ben", "--editor", "Cleo Ray"];
    let mut child = bench.command(&arguments).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines =
        std::io::BufRead::lines(std::io::BufReader::new(child.stderr.take().unwrap())).map_while(Result::ok);
    let _running = crate::bench::Running(child);
    let mut link = |of: &str| lines.find(|line| line.starts_with(of)).unwrap();
    let ana = Seat::by(&link("the desk is open"));
    let ben = Seat::by(&link("the link of ben is"));
    let cleo = Seat::by(&link("the link of Cleo Ray is"));
    for (seat, written) in [(&ben, "The bridge reopened on Saturday."), (&cleo, "Nobody was hurt in all that time.")] {
        let state = seat.state();
        let index = state["sentences"].as_array().unwrap().iter().position(|one| one["written"] == written).unwrap();
        seat.post("flag", &json!({ "sentence": index, "written": written, "note": "" }));
    }
    let steps = ana.state()["steps"].clone();
    assert_eq!((&steps[0]["by"], &steps[1]["by"]), (&json!("Cleo Ray"), &json!("ben")));
    // The proxy's word goes before a cookie, and is enough.
    let heard = ana.state()["fingerprint"].as_str().unwrap().to_owned();
    let headers =
        format!("x-forwarded-user: dana@example.org\r\ncontent-type: application/json\r\nif-match: \"{heard}\"\r\n");
    let decided = ana.ask("POST", "/a/the-bridge/review", &headers, r#"{"verdict":"approved"}"#);
    assert_eq!(decided.status, 200, "{}", decided.text());
    let manifest: Value = serde_json::from_slice(&fs::read(bench.path("narrations/the-bridge.json")).unwrap()).unwrap();
    assert_eq!(manifest["review"]["by"], "dana@example.org");
    assert!(manifest["review"]["at"].as_str().unwrap().starts_with("20"));
}

#[test]
fn the_list_knows_what_is_stale_as_status_does_and_every_state_has_a_filter() {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\n[desk]\napproval = true\n");
    for (name, title) in [("bridge", "The bridge"), ("ferry", "The ferry"), ("tram", "The tram"), ("quay", "The quay")]
    {
        bench.write(&format!("{name}.md"), format!("# {title}\n\nIt reopened on Saturday. Everyone crossed it.\n"));
    }
    bench.write("empty.md", "");
    let run = bench.aloud(&["narrate", "bridge.md", "ferry.md", "tram.md", "quay.md", "empty.md"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    bench.write("ferry.md", "# The ferry\n\nIt closed on Sunday. Nobody crossed it.\n");
    let desk = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0"]);
    let decide = |name: &str, verdict: &str| {
        let state = desk.seat.as_editor("GET", &format!("/a/{name}/state"), "", "").json();
        let tag = state["fingerprint"].as_str().unwrap();
        let headers = format!("content-type: application/json\r\nif-match: \"{tag}\"\r\n");
        let body = json!({ "verdict": verdict, "note": "the name of the mayor" }).to_string();
        assert_eq!(desk.seat.as_editor("POST", &format!("/a/{name}/review"), &headers, &body).status, 200);
    };
    decide("the-tram", "rejected");
    decide("the-quay", "changes-wanted");
    desk.seat.until("/a/the-ferry/state", |state| state["stale"] == "the article was edited since");
    let status = bench.aloud(&["status"]);
    assert!(status.stdout.contains("stale   ferry.md: the article was edited since"), "{}", status.stdout);
    let shown = |query: &str| desk.seat.as_editor("GET", &format!("/?{query}"), "", "").text();
    let titles = |query: &str| {
        let page = shown(query);
        let found = ["The bridge", "The ferry", "The tram", "The quay", "empty.md"];
        found.into_iter().filter(|title| page.split("id=\"list\"").nth(1).unwrap().contains(title)).collect::<Vec<_>>()
    };
    for (state, title) in [
        ("waiting", "The bridge"),
        ("stale", "The ferry"),
        ("rejected", "The tram"),
        ("changes", "The quay"),
        ("failed", "empty.md"),
    ] {
        assert_eq!(titles(&format!("state={state}")), [title], "{state}");
    }
    assert!(shown("state=changes").contains("the name of the mayor"));
    assert_eq!(titles("q=quay+the"), ["The quay"]);
    assert_eq!(titles("q=quay&state=waiting"), Vec::<&str>::new());
}
