//! How words are said: letter by letter, as a word, as in another language; here, by one voice, or by the house. And words that are
//! new to the catalogue, named on the list.

use std::fs;

use serde_json::{Value, json};

use super::stage::{Open, Stage};
use crate::bench::{Bench, repository};

const WRITTEN: &str = "Tom Abelard drove the first car across.";

fn name(kind: &str, said: &str, scope: &str) -> Value {
    json!({ "sentence": 2, "written": WRITTEN, "words": "Abelard", "kind": kind, "said": said, "scope": scope })
}

/// Returns what of a sentence is pronounced, as `aloud script` tells it, by a voice that takes sounds.
fn pronounced(bench: &Bench, file: &str) -> Value {
    let run = bench.aloud(&["script", "--json", "--voice", "heart", file]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let script = &run.json_lines()[0];
    let sentences = script["sentences"].as_array().unwrap().iter();
    sentences
        .filter_map(|sentence| sentence.get("pronunciations"))
        .flat_map(|all| all.as_array().unwrap().clone())
        .collect()
}

#[test]
fn a_name_is_said_as_in_another_language_wherever_it_is_narrated() {
    let stage = Stage::new();
    assert_eq!(stage.state()["takesIpa"], false, "tone is told no sounds");
    for (said, why) in [("xx", "by their spelling"), ("", "")] {
        let refused = stage.try_post("name", &name("language", said, "sentence"));
        assert!(refused.status == 422 && refused.text().contains(why), "{}", refused.text());
    }
    stage.post("name", &name("language", "fr", "sentence"));
    let edits = fs::read_to_string(stage.bench.path("narrations/the-bridge.edits.toml")).unwrap();
    assert!(edits.contains("spoken_in = \"fr\""), "{edits}");
    let shown = stage.post("undo", &json!({}));
    assert!(!shown["sentences"][2]["isEdited"].as_bool().unwrap());
    stage.post("name", &name("language", "fr", "house"));
    let lexicon = fs::read_to_string(stage.bench.path("lexicon.toml")).unwrap();
    assert!(lexicon.contains("written = \"Abelard\"") && lexicon.contains("spoken_in = \"fr\""), "{lexicon}");
    let bench = stage.close();
    let told = pronounced(&bench, "story.md");
    assert!(told.to_string().contains("abəˈlaʁ"), "French has no final d: {told}");
    fs::remove_file(bench.path("lexicon.toml")).unwrap();
    assert!(!pronounced(&bench, "story.md").to_string().contains("abəˈlaʁ"));
    // An edit that names a language which no one here spells is told, and nothing is spoken without it.
    for (language, code) in [("fr", 0), ("xx", 1)] {
        let edits = super::EDITS.replace("say = 'AB uh lard'", &format!("spoken_in = '{language}'"));
        bench.write("narrations/the-bridge.edits.toml", edits);
        let run = bench.aloud(&["narrate", "story.md"]);
        assert!(run.code == code && run.stderr.contains("names in `xx`") == (code == 1), "{}", run.stderr);
    }
}

#[test]
fn an_acronym_is_said_letter_by_letter_or_as_a_word() {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\nloudness = 'off'\n");
    bench.write("story.md", "# The bridge\n\nIt reopened on Saturday, said the BRUKO office. Nobody was hurt.\n");
    assert_eq!(bench.aloud(&["narrate", "story.md"]).code, 0);
    let desk = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0"]);
    let written = "It reopened on Saturday, said the BRUKO office.";
    let ask = |kind: &str| json!({ "sentence": 1, "written": written, "words": "BRUKO", "kind": kind, "said": "", "scope": "article" });
    for (kind, spoken) in [("word", "the Bruko office"), ("letters", "the B R U K O office")] {
        let alone = desk
            .seat
            .try_post("hear", &json!({ "sentence": 1, "written": written, "wording": ask(kind), "alone": true }));
        assert_eq!((alone.status, &alone.body[..4]), (200, &b"RIFF"[..]), "{kind}");
        let state = desk.seat.post("name", &ask(kind));
        assert!(state["sentences"][1]["spoken"].as_str().unwrap().contains(spoken), "{}", state["sentences"][1]);
        desk.seat.post("undo", &json!({}));
    }
    let no_acronym =
        json!({ "sentence": 1, "written": written, "words": "office", "kind": "word", "scope": "article" });
    assert_eq!(desk.seat.try_post("name", &no_acronym).status, 422);
}

#[test]
fn an_entry_for_one_voice_leaves_the_other_voices_alone() {
    let bench = Bench::new();
    let copy = fs::read_to_string(repository("voices/tone.toml")).unwrap();
    fs::create_dir_all(bench.path("voices")).unwrap();
    bench.write("voices/chime.toml", copy.replace("name = \"tone\"", "name = \"chime\"\nversion = \"2\""));
    bench.write("aloud.toml", "voice = 'tone'\nloudness = 'off'\n");
    for (file, title, voice) in
        [("story.md", "The bridge", ""), ("ferry.md", "The ferry", ""), ("tram.md", "The tram", "voice: chime")]
    {
        bench.write(file, format!("---\ntitle: {title}\n{voice}\n---\n\nIt reopened. {WRITTEN}\n"));
    }
    let run = bench.aloud(&["narrate", "story.md", "ferry.md", "tram.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let desk = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0", "--as", "ana"]);
    let found = desk.seat.as_editor("GET", "/words?words=Abelard&name=the-bridge&voice=tone", "", "").json();
    assert_eq!((&found["house"]["count"], &found["voice"]["count"]), (&json!(3), &json!(2)), "{found}");
    let sentences = desk.seat.state()["sentences"].as_array().unwrap().clone();
    let index = sentences.iter().position(|one| one["written"] == WRITTEN).unwrap();
    let mut asked = name("alias", "AB uh lard", "voice");
    asked["sentence"] = json!(index);
    let state = desk.seat.post("name", &asked);
    assert!(state["sentences"][index]["spoken"].as_str().unwrap().contains("AB uh lard"), "{state}");
    assert_eq!(state["steps"][0]["what"], "tone says “Abelard” “AB uh lard”");
    let lexicon = fs::read_to_string(bench.path("lexicon.toml")).unwrap();
    assert!(lexicon.contains("voice = \"tone\""), "{lexicon}");
    let is_heard = |one: &Value| one["spoken"].as_str().unwrap().contains("AB uh lard") && !one["start"].is_null();
    desk.seat.until("/a/the-ferry/state", |state| state["sentences"].as_array().unwrap().iter().any(is_heard));
    let tram = desk.seat.as_editor("GET", "/a/the-tram/state", "", "").json();
    assert!(!tram.to_string().contains("AB uh lard"), "{tram}");
    drop(desk);
    let run = bench.aloud(&["narrate", "--json", "story.md", "ferry.md", "tram.md"]);
    let statuses: Vec<_> = run.json_lines().iter().map(|line| line["status"].clone()).collect();
    assert_eq!(statuses, ["unchanged", "unchanged", "unchanged"], "the service and `narrate` go by the same file");
}

#[test]
fn words_new_to_the_catalogue_are_named_on_the_list_once() {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\nloudness = 'off'\n");
    let story = |date: &str, title: &str| {
        format!("---\ntitle: {title}\ndate: {date}\n---\n\nIt reopened. The car of Tom Zquorblat crossed it first.\n")
    };
    bench.write("one.md", story("2026-01-05", "The bridge"));
    bench.write("two.md", story("2026-02-05", "The ferry"));
    let run = bench.aloud(&["narrate", "two.md", "one.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let desk = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0"]);
    let new = |name: &str| {
        let state = desk.seat.as_editor("GET", &format!("/a/{name}/state"), "", "").json();
        let sentences = state["sentences"].as_array().unwrap().clone();
        sentences.iter().flat_map(|one| one["newWords"].as_array().unwrap().clone()).collect::<Vec<_>>()
    };
    desk.seat.until("/a/the-bridge/state", |state| state.to_string().contains("\"newWords\":[\"Zquorblat\"]"));
    assert_eq!(new("the-bridge"), ["Zquorblat"], "what every dictionary has is no news");
    assert_eq!(new("the-ferry"), Vec::<Value>::new(), "the older one said it first");
    let list = desk.seat.as_editor("GET", "/", "", "").text();
    assert!(list.contains("New: Zquorblat") && list.matches("1 new word").count() == 1, "{list}");
    let (bridge, ferry) = (list.find(">The bridge<").unwrap(), list.find(">The ferry<").unwrap());
    assert!(bridge < ferry, "what deserves an ear is on top");
    // An entry of the house says it, and it is new no more.
    let written = "The car of Tom Zquorblat crossed it first.";
    let sentences = desk.seat.state()["sentences"].as_array().unwrap().clone();
    let index = sentences.iter().position(|one| one["written"] == written).unwrap();
    let said = json!({ "sentence": index, "written": written, "words": "Zquorblat", "kind": "alias", "said": "KWOR blat", "scope": "house" });
    let state = desk.seat.post("name", &said);
    assert!(!state.to_string().contains("\"newWords\":[\"Zquorblat\"]"), "{state}");
}
