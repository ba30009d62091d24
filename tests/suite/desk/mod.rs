//! The editor's desk: edits as files, who is let in, sound in ranges, decisions; and in a real browser what an editor does.

mod browser;
mod by_rule;
#[cfg(unix)]
mod ghost;
mod keyboard;
mod manner;
mod many;
mod names;
mod newcomer;
mod rules;
#[cfg(unix)]
mod service;
mod stage;

use std::fs;

use serde_json::{Value, json};

use crate::bench::Bench;
use stage::{STORY, Stage};

const EDITS: &str = "version = 1\narticle = 'story.md'\n[[edit]]\nsentence = 'Tom Abelard drove the first car across.'\n\
    before = 'The bridge reopened on Saturday.'\nwords = 'Abelard'\nsay = 'AB uh lard'\n";

#[test]
fn edits_are_files_that_narrate_applies() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    assert_eq!(bench.narrate(&["--format", "vtt", "story.md"])[0]["status"], "narrated");
    assert_eq!(bench.narrate(&["--format", "vtt", "story.md"])[0]["status"], "unchanged");
    bench.write("narrations/the-bridge.edits.toml", EDITS);
    let told = bench.narrate(&["--format", "vtt", "story.md"]);
    assert_eq!((&told[0]["status"], &told[0]["spoken"]), (&json!("narrated"), &json!(1)), "{told:?}");
    let manifest: Value = serde_json::from_slice(&fs::read(bench.path("narrations/the-bridge.json")).unwrap()).unwrap();
    let cue = &manifest["sentences"][2];
    assert_eq!(cue["spoken"], "Tom AB uh lard drove the first car across.");
    assert_eq!(cue["written"].as_str().unwrap().trim(), "Tom Abelard drove the first car across.");
    let captions = fs::read_to_string(bench.path("narrations/the-bridge.vtt")).unwrap();
    assert!(captions.contains("Tom Abelard") && !captions.contains("AB uh"), "{captions}");
    assert_eq!(bench.narrate(&["--format", "vtt", "story.md"])[0]["status"], "unchanged");
    // A new headline gives the narration no other name, and the edit holds on.
    bench.write("story.md", STORY.replace("# The bridge", "# The old bridge"));
    bench.narrate(&["--format", "vtt", "story.md"]);
    let manifest = fs::read_to_string(bench.path("narrations/the-bridge.json")).unwrap();
    assert!(manifest.contains("Tom AB uh lard"), "{manifest}");
    // A file that is wrong anywhere is told, and nothing is spoken without it.
    bench.write("narrations/the-bridge.edits.toml", format!("{EDITS}nonsense = 1\n"));
    let run = bench.aloud(&["narrate", "--voice", "tone", "--format", "vtt", "story.md"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("the-bridge.edits.toml are wrong at line"), "{}", run.stderr);
}

#[test]
fn a_link_lets_in_once_and_strangers_stay_out() {
    let stage = Stage::new();
    assert_eq!(stage.ask("GET", "/", "", "").status, 401, "without a cookie");
    let again = stage.ask("GET", &stage.entrance, "", "");
    assert_eq!(again.status, 401, "a link is used once: {}", again.text());
    let list = stage.as_editor("GET", "/", "", "");
    assert_eq!(list.status, 200);
    assert!(list.head.contains("default-src 'none'") && list.head.contains("no-store"), "{}", list.head);
    assert!(list.text().contains("The bridge"), "{}", list.text());
    let json = "content-type: application/json\r\n";
    let flag = json!({ "sentence": 1, "written": "The bridge reopened on Saturday.", "note": "" }).to_string();
    let post = |headers: &str| stage.as_editor("POST", "/a/the-bridge/flag", headers, &flag).status;
    assert_eq!(post(&format!("{json}sec-fetch-site: cross-site\r\n")), 403);
    assert_eq!(post(&format!("{json}origin: http://evil.example\r\n")), 403);
    assert_eq!(post("content-type: text/plain\r\nsec-fetch-site: same-origin\r\n"), 403);
    assert_eq!(post(&format!("{json}sec-fetch-site: same-origin\r\n")), 200);
    assert_eq!(stage.as_stranger_calls("rebound.example"), 421, "a name that is not this machine's");
    for path in ["/sound/x/..%2F..%2Fetc%2Fpasswd", "/a/..%2F..", "/a/nothing", "/peaks/x/story.md", "/nothing"] {
        assert_eq!(stage.as_editor("GET", path, "", "").status, 404, "{path}");
    }
    let run = stage.bench.aloud(&["narrate", "--voice", "tone", "story.md"]);
    assert!(run.code == 2 && run.stderr.contains("close the desk"), "{}", run.stderr);
}

#[test]
fn sound_comes_in_ranges_under_an_address_that_is_its_own() {
    let stage = Stage::new();
    let state = stage.state();
    let sound = state["sound"].as_str().unwrap();
    let first = stage.as_editor("GET", sound, "range: bytes=0-1\r\n", "");
    assert_eq!((first.status, first.body.as_slice()), (206, &b"RI"[..]));
    assert!(first.head.contains("content-range: bytes 0-1/") && first.head.contains("immutable"), "{}", first.head);
    let whole = stage.as_editor("GET", sound, "", "");
    assert_eq!(whole.body, fs::read(stage.bench.path("narrations/the-bridge.wav")).unwrap());
    assert_eq!(stage.as_editor("GET", sound, "range: bytes=999999999-\r\n", "").status, 416);
    let tag = format!("if-none-match: \"{}\"\r\n", sound.split('/').nth(2).unwrap());
    assert_eq!(stage.as_editor("GET", sound, &tag, "").status, 304);
    let stale = stage.as_editor("GET", sound, "range: bytes=5-9\r\nif-range: \"another\"\r\n", "");
    assert_eq!(stale.status, 200, "a range of another sound is not given");
    let peaks = stage.as_editor("GET", state["peaks"].as_str().unwrap(), "", "");
    assert!(peaks.body.len() > 100 && peaks.body.iter().any(|peak| *peak > 40), "{:?}", peaks.body.len());
}

#[test]
fn a_folder_without_wavs_is_listened_to_and_mended_like_any() {
    let stage = Stage::without_wavs();
    let state = stage.state();
    let sound = state["sound"].as_str().unwrap();
    assert!(sound.ends_with("/the-bridge.mp3"), "{sound}");
    let whole = stage.as_editor("GET", sound, "", "");
    assert!(whole.head.contains("content-type: audio/mpeg"), "{}", whole.head);
    assert_eq!(whole.body, fs::read(stage.bench.path("narrations/the-bridge.mp3")).unwrap());
    let peaks = stage.as_editor("GET", state["peaks"].as_str().unwrap(), "", "");
    assert!(peaks.body.len() > 100 && peaks.body.iter().any(|peak| *peak > 40), "{:?}", peaks.body.len());
    let written = "Tom Abelard drove the first car across.";
    let spoken = "Tom AB uh lard drove the first car across.";
    let body = json!({ "sentence": 2, "written": written, "seen": written, "spoken": spoken });
    assert_eq!(stage.post("say", &body)["sentences"][2]["spoken"], spoken);
    assert!(!stage.bench.path("narrations/the-bridge.wav").exists());
    let headers = format!(
        "content-type: application/json\r\nif-match: \"{}\"\r\n",
        stage.state()["fingerprint"].as_str().unwrap()
    );
    let approved = stage.as_editor("POST", "/a/the-bridge/review", &headers, r#"{"verdict":"approved"}"#);
    assert_eq!(approved.json()["review"]["by"], "ana");
}

#[test]
fn a_fix_changes_its_sentence_and_no_other_and_is_undone() {
    let stage = Stage::new();
    let before = stage.samples();
    let old = stage.state();
    let spoken = "Tom AB uh lard drove the first car across.";
    let written = "Tom Abelard drove the first car across.";
    let body = json!({ "sentence": 2, "written": written, "seen": written, "spoken": spoken });
    let new = stage.post("say", &body);
    assert_eq!(new["sentences"][2]["spoken"], spoken);
    assert_eq!(new["sentences"][2]["written"], written);
    assert_ne!(new["sound"], old["sound"], "what is heard has another address");
    let after = stage.samples();
    let ms = |state: &Value, sentence: usize, at: &str| state["sentences"][sentence][at].as_u64().unwrap() as usize;
    for sentence in [0, 1, 3, 4] {
        let range = |state: &Value| ms(state, sentence, "start") * 24 + 24..ms(state, sentence, "end") * 24 - 24;
        assert_eq!(before[range(&old)], after[range(&new)], "sentence {sentence} is another now");
    }
    // Who saw the old one is told of the new one, and nothing is written over.
    let other = json!({ "sentence": 2, "written": written, "seen": written, "spoken": "Tom Abel lard drove." });
    let refused = stage.try_post("say", &other);
    assert_eq!((refused.status, refused.json()["more"]["theirs"].as_str()), (409, Some(spoken)));
    let undone = stage.post("undo", &json!({}));
    assert_eq!(undone["sentences"][2]["spoken"], written);
    assert!(!stage.bench.path("narrations/the-bridge.edits.toml").exists());
    assert_eq!(stage.samples(), before);
}

#[test]
fn a_fix_leaves_the_loudness_of_the_rest_alone() {
    let stage = Stage::at_the_usual_loudness();
    let before = stage.samples();
    let end = stage.state()["sentences"][1]["end"].as_u64().unwrap() as usize * 24;
    let written = "Tom Abelard drove the first car across.";
    let spoken = "Tom AB uh lard, whom everyone knows by now, drove the very first car across.";
    stage.post("say", &json!({ "sentence": 2, "written": written, "seen": written, "spoken": spoken }));
    assert_eq!(before[..end], stage.samples()[..end]);
}

#[test]
fn a_skipped_block_is_read_and_the_house_says_a_name() {
    let stage = Stage::new();
    let code =
        |state: &Value| state["blocks"].as_array().unwrap().iter().position(|block| block["kind"] == "code").unwrap();
    let state = stage.state();
    assert_eq!(state["blocks"][code(&state)]["read"], false);
    let read = stage.post("block", &json!({ "block": code(&state), "read": true }));
    assert_eq!(read["blocks"][code(&read)]["read"], true);
    assert!(read["sentences"].as_array().unwrap().iter().any(|one| one["written"] == "let x = 1;"), "{read}");
    stage.post("block", &json!({ "block": code(&read), "read": false }));
    assert!(!stage.bench.path("narrations/the-bridge.edits.toml").exists(), "taken back, it leaves nothing");

    let words = stage.as_editor("GET", "/words?words=Abelard", "", "").json();
    assert_eq!(words["house"], json!({ "count": 3, "articles": 2, "approved": 0, "usd": null }), "{words}");
    let written = "Tom Abelard drove the first car across.";
    let house = json!({ "sentence": 2, "written": written, "words": "Abelard", "kind": "alias", "said": "AB uh lard", "scope": "house" });
    let told = stage.post("name", &house);
    assert_eq!(told["sentences"][2]["spoken"], "Tom AB uh lard drove the first car across.");
    let lexicon = fs::read_to_string(stage.bench.path("lexicon.toml")).unwrap();
    assert!(lexicon.contains("written = \"Abelard\""), "{lexicon}");
    // The other article that has the name follows by itself.
    stage.until("/a/another-day/state", |state| state.to_string().contains("AB uh lard waved"));
    let wrong =
        json!({ "sentence": 2, "written": written, "words": "Abelard", "kind": "ipa", "said": "A!", "scope": "house" });
    assert_eq!(stage.try_post("name", &wrong).status, 422);
}

#[test]
fn only_what_was_heard_is_approved_and_only_what_is_approved_goes_out() {
    let stage = Stage::asking_for_approval();
    let feed = || {
        let run = stage.bench.aloud(&["feed", "--audio-base", "https://a.example/"]);
        (run.code, run.stderr)
    };
    let (_, told) = feed();
    assert!(told.contains("2 narrations wait for approval"), "{told}");
    let heard = stage.state()["fingerprint"].as_str().unwrap().to_owned();
    let approve = |tag: &str| {
        let headers = if tag.is_empty() { String::new() } else { format!("if-match: \"{tag}\"\r\n") };
        let headers = format!("content-type: application/json\r\n{headers}");
        stage.as_editor("POST", "/a/the-bridge/review", &headers, r#"{"verdict":"approved"}"#)
    };
    assert_eq!(approve("").status, 428);
    let written = "The bridge reopened on Saturday.";
    stage.post("say", &json!({ "sentence": 1, "written": written, "seen": written, "spoken": "The bridge is open." }));
    assert_eq!(approve(&heard).status, 412, "it was changed since it was listened to");
    let now = stage.state()["fingerprint"].as_str().unwrap().to_owned();
    assert_eq!(approve(&now).json()["review"]["by"], "ana");
    let (code, told) = feed();
    assert!(code == 0 && told.contains("1 narration waits"), "{told}");
    let rss = fs::read_to_string(stage.bench.path("narrations/podcast.xml")).unwrap();
    assert!(rss.contains("the-bridge.wav") && !rss.contains("another-day.wav"), "{rss}");
    // What is changed after the approval waits again.
    stage.post("undo", &json!({}));
    assert_eq!(stage.state()["review"], Value::Null);
}
