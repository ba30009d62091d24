//! From a block to a rule of its site: what it touches is listed, one line is written, and `narrate` reads the same file.

use std::fs;

use serde_json::{Value, json};

use super::stage::Open;
use crate::bench::Bench;

fn page(title: &str, promo: &str) -> String {
    format!(
        "<html><head><title>{title}</title><link rel='canonical' href='https://www.example.org/{title}'></head><body><article><h1>{title}</h1>\
         <p>The {title} reopened on Saturday after a long winter of work on all of its lanes.</p><div class='box extra'><p>{promo}</p></div>\
         <p>Everyone crossed it at once, and nobody was hurt in all that time.</p></article></body></html>"
    )
}

/// Two pages with a box each, and a desk over their narrations.
fn stage() -> (Bench, Open) {
    let bench = Bench::new();
    bench.write("bridge.html", page("bridge", "The mayor spoke of a new age for the town and its river."));
    bench.write("ferry.html", page("ferry", "The captain waved at the crowd from the old wooden deck."));
    bench.write("aloud.toml", "# ours\nvoice = 'tone'\nloudness = 'off'\n");
    let run = bench.aloud(&["narrate", "bridge.html", "ferry.html"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let desk = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0", "--as", "ana"]);
    (bench, desk)
}

fn says(bench: &Bench, name: &str, words: &str) -> bool {
    fs::read_to_string(bench.path(&format!("narrations/{name}.json"))).unwrap().contains(words)
}

#[test]
fn a_block_that_is_left_out_becomes_a_rule_of_its_site() {
    let (bench, desk) = stage();
    let post = |what: &str, body: &Value| {
        let answer = desk.seat.as_editor(
            "POST",
            &format!("/a/bridge/{what}"),
            "content-type: application/json\r\n",
            &body.to_string(),
        );
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    };
    let state = desk.seat.as_editor("GET", "/a/bridge/state", "", "").json();
    let mayor =
        state["sentences"].as_array().unwrap().iter().find(|one| one["written"].as_str().unwrap().contains("mayor"));
    let block = mayor.expect("it is read at first")["block"].clone();
    let left = post("block", &json!({ "block": block, "read": false }));
    assert!(left["html"].as_str().unwrap().contains("Always leave out its like"), "{left}");
    let offered = desk.seat.as_editor("GET", &format!("/a/bridge/rules?block={block}&read=false"), "", "").json();
    let rules = offered["rules"].as_array().unwrap();
    let labels: Vec<&str> = rules.iter().map(|rule| rule["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["div.box on example.org", "div.extra on example.org"], "{offered}");
    let touched = rules[0]["touched"].to_string();
    assert!(touched.contains("The mayor spoke") && touched.contains("The captain waved"), "{touched}");
    let rule = json!({ "block": block, "read": false, "rule": rules[0]["rule"] });
    let made_up =
        json!({ "block": block, "read": false, "rule": { "of": "elements", "host": "example.org", "selector": "p" } });
    let refused =
        desk.seat.as_editor("POST", "/a/bridge/rule", "content-type: application/json\r\n", &made_up.to_string());
    assert_eq!(refused.status, 422);
    post("rule", &rule);
    let settings = fs::read_to_string(bench.path("aloud.toml")).unwrap();
    assert_eq!(settings, "# ours\nvoice = 'tone'\nloudness = 'off'\n\n[site.\"example.org\"]\ndrop = [\"div.box\"]\n");
    assert!(!bench.path("narrations/bridge.edits.toml").exists(), "the rule does what the edit did");
    assert!(!says(&bench, "bridge", "mayor"));
    // The other article of the site follows by itself.
    desk.seat.until("/a/ferry/state", |state| !state["sentences"].to_string().contains("captain"));
    let taken_back = post("undo", &json!({}));
    assert!(taken_back["sentences"].to_string().contains("mayor"), "{taken_back}");
    assert!(!fs::read_to_string(bench.path("aloud.toml")).unwrap().contains("site"));
    post("block", &json!({ "block": block, "read": false }));
    post("rule", &rule);
    drop(desk);
    let run = bench.aloud(&["narrate", "--json", "bridge.html"]);
    assert_eq!(run.json_lines()[0]["status"], "unchanged", "{}", run.stderr);
}
