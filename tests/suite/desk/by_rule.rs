//! Approval by rule: listed first, then done; and nothing that was not listed, or is another by then.

use std::fs;

use serde_json::{Value, json};

use super::stage::{Open, Seat};
use crate::bench::Bench;
use crate::webdriver::Browser;

const STORIES: [(&str, &str, &str); 4] = [
    ("bridge", "The bridge", "It reopened on Saturday. Everyone crossed it."),
    ("ferry", "The ferry", "It reopened on Sunday. Everyone crossed it."),
    ("quay", "The quay", "It reopened on Monday. The car of Tom Zquorblat crossed it."),
    ("tram", "The tram", "It reopened on Friday. Everyone crossed it."),
];

/// Four narrations that wait for approval, and a desk over them; of two sites.
fn stage() -> (Bench, Open) {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\nloudness = 'off'\n[desk]\napproval = true\n");
    for (name, title, text) in STORIES {
        let host = if name == "tram" { "other.example.com" } else { "news.example.org" };
        bench.write(
            &format!("{name}.html"),
            format!(
                "<html><head><title>{title}</title><link rel='canonical' href='https://{host}/{name}'></head><body><article>\
                 <h1>{title}</h1><p>{text}</p></article></body></html>"
            ),
        );
    }
    let run = bench.aloud(&["narrate", "--force", "bridge.html", "ferry.html", "quay.html", "tram.html"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let desk = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0", "--as", "ana"]);
    (bench, desk)
}

fn post(seat: &Seat, path: &str, body: &Value) -> super::stage::Answer {
    seat.as_editor("POST", path, "content-type: application/json\r\n", &body.to_string())
}

fn names(told: &Value, part: &str) -> Vec<String> {
    told[part].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

fn listed(seat: &Seat, rule: &Value) -> Value {
    let answer = post(seat, "/approve/list", rule);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// Lists until every narration was looked through.
fn looked_through(seat: &Seat, rule: &Value) -> Value {
    for _ in 0..600 {
        let told = listed(seat, rule);
        if !told.to_string().contains("no one has looked") {
            return told;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("no one ever looks");
}

fn review(bench: &Bench, name: &str) -> Value {
    let manifest = fs::read(bench.path(&format!("narrations/{name}.json"))).unwrap();
    serde_json::from_slice::<Value>(&manifest).unwrap()["review"].clone()
}

fn approve_by_hand(seat: &Seat, name: &str) {
    let state = seat.as_editor("GET", &format!("/a/{name}/state"), "", "").json();
    let tag = state["fingerprint"].as_str().unwrap();
    let headers = format!("content-type: application/json\r\nif-match: \"{tag}\"\r\n");
    let decided = seat.as_editor("POST", &format!("/a/{name}/review"), &headers, r#"{"verdict":"approved"}"#);
    assert_eq!(decided.status, 200, "{}", decided.text());
}

#[test]
fn what_a_rule_would_approve_is_listed_first_and_only_that_is_approved() {
    let (bench, desk) = stage();
    let seat = &desk.seat;
    let first = looked_through(seat, &json!({}));
    assert_eq!(names(&first, "would"), [""; 0], "nothing read by this voice was heard by anyone: {first}");
    assert!(first.to_string().contains("nothing read by tone was approved yet"), "{first}");
    approve_by_hand(seat, "the-bridge");
    assert!(review(&bench, "the-bridge").get("rule").is_none());

    // A word that no narration before has wants an ear; the other site is not meant.
    let told = looked_through(seat, &json!({ "place": "example.org" }));
    assert_eq!(
        (names(&told, "would"), names(&told, "left")),
        (vec!["the-ferry".to_owned()], vec!["the-quay".to_owned()]),
        "{told}"
    );
    assert_eq!(told["left"][0]["why"], "new words: Zquorblat");
    let lax = listed(seat, &json!({ "place": "example.org", "new_words": true }));
    assert_eq!(names(&lax, "would"), ["the-ferry", "the-quay"]);
    for name in ["the-ferry", "the-quay", "the-tram"] {
        assert_eq!(review(&bench, name), Value::Null, "a list approves nothing");
    }

    // What is another by then is not approved, nor what was never listed.
    let written = "Everyone crossed it.";
    let state = seat.as_editor("GET", "/a/the-ferry/state", "", "").json();
    let index = state["sentences"].as_array().unwrap().iter().position(|one| one["written"] == written).unwrap();
    let say = json!({ "sentence": index, "written": written, "seen": written, "spoken": "All of them crossed it." });
    assert_eq!(post(seat, "/a/the-ferry/say", &say).status, 200);
    let done = post(seat, "/approve", &json!({ "run": told["run"] })).json();
    assert_eq!(done["approved"], json!([]), "{done}");
    assert_eq!(done["left"][0]["why"], "it was changed since it was listed");
    assert_eq!(review(&bench, "the-ferry"), Value::Null);
    assert_eq!(post(seat, "/approve", &json!({ "run": told["run"] })).status, 409, "a list is approved once");
    assert_eq!(post(seat, "/approve", &json!({ "run": "made-up" })).status, 409);

    let told = looked_through(seat, &json!({ "place": "news.example.org" }));
    assert_eq!(names(&told, "would"), ["the-ferry"]);
    let done = post(seat, "/approve", &json!({ "run": told["run"] })).json();
    assert_eq!(done["approved"], json!(["the-ferry"]), "{done}");
    let review = review(&bench, "the-ferry");
    assert_eq!(review["verdict"], "approved");
    assert_eq!(review["rule"], "news.example.org: nothing doubtful, no new word, no guessed name");
    assert_eq!(review["by"], "ana");
    assert!(review["at"].as_str().unwrap().starts_with("20"));
    let waiting = seat.as_editor("GET", "/?state=approved", "", "").text();
    assert!(waiting.contains("The ferry") && waiting.contains("The bridge"), "{waiting}");
    let run = bench.aloud(&["feed", "--audio-base", "https://a.example/"]);
    assert!(run.stderr.contains("2 narrations wait for approval"), "{}", run.stderr);
}

#[test]
fn a_flag_keeps_a_narration_from_a_rule() {
    let (_bench, desk) = stage();
    let seat = &desk.seat;
    approve_by_hand(seat, "the-bridge");
    let state = seat.as_editor("GET", "/a/the-ferry/state", "", "").json();
    let told = looked_through(seat, &json!({ "place": "news.example.org" }));
    assert_eq!(names(&told, "would"), ["the-ferry"]);
    let flag = json!({ "sentence": 1, "written": state["sentences"][1]["written"], "note": "" });
    assert_eq!(post(seat, "/a/the-ferry/flag", &flag).status, 200);
    let done = post(seat, "/approve", &json!({ "run": told["run"] })).json();
    assert_eq!(done["approved"], json!([]), "{done}");
    assert_eq!(names(&listed(seat, &json!({ "place": "news.example.org" })), "would"), [""; 0]);
}

#[test]
fn a_rule_is_tried_and_carried_out_in_the_browser() {
    let (bench, desk) = stage();
    let Some(browser) = Browser::start() else { return };
    approve_by_hand(&desk.seat, "the-bridge");
    looked_through(&desk.seat, &json!({}));
    browser.open(&desk.seat.invite("ben"));
    browser.until("document.querySelector('#by-rule')");
    browser.click("document.querySelector('#by-rule')");
    browser.until("document.querySelector('#ruling').open");
    browser.click("document.querySelector('#ruling-list')");
    browser.until("document.querySelector('#ruling-found')?.textContent.includes('2 narrations would be approved')");
    browser.until("document.querySelector('#ruling-found').textContent.includes('new words: Zquorblat')");
    // Another rule wants another list.
    browser.run("const place = document.querySelector('#ruling-place'); place.value = 'other.example.com'; place.dispatchEvent(new Event('change', { bubbles: true }))");
    assert_eq!(browser.run("return document.querySelector('#ruling-approve').hidden"), true);
    browser.click("document.querySelector('#ruling-list')");
    browser.until("document.querySelector('#ruling-approve').textContent === 'Approve 1 narration'");
    browser.click("document.querySelector('#ruling-approve')");
    browser.until("!document.querySelector('#ruling').open");
    browser.until("document.querySelector('#told').textContent === '1 narration approved.'");
    browser.until("document.querySelector('section.approved')?.textContent.includes('The tram')");
    assert_eq!(review(&bench, "the-tram")["by"], "ben");
    assert_eq!(review(&bench, "the-ferry"), Value::Null);
    assert_eq!(browser.errors(), Vec::<String>::new());
}
