//! Voices that take over: between articles, or between sentences when told to; and what a run would ask for, told before.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use crate::bench::{Bench, Run};
use crate::clouds::wav;
use crate::loopback::{Loopback, Reply};

const STORY: &str = "The first sentence. The second one. A third is here.";
const SENTENCES: usize = 3;

/// A server that refuses what has this word in it, while it is told to.
fn server(refuses: &'static str) -> (Loopback, Arc<AtomicBool>) {
    let is_ill = Arc::new(AtomicBool::new(true));
    let ill = Arc::clone(&is_ill);
    let server = Loopback::serve(move |asked| {
        let body: Value = serde_json::from_slice(&asked.body).unwrap();
        let text = body["input"].as_str().unwrap();
        if !refuses.is_empty() && text.contains(refuses) && ill.load(Ordering::Relaxed) {
            let body = br#"{"error":{"message":"Not this one."}}"#.to_vec();
            return Reply { status: 400, headers: vec![("content-type".into(), "application/json".into())], body };
        }
        Reply::ok("audio/wav", wav(text))
    });
    (server, is_ill)
}

/// A bench with a story and two voices, each of its own server.
fn bench(one: &Loopback, two: &Loopback) -> Bench {
    let bench = Bench::new();
    bench.write("story.txt", STORY);
    for (name, server) in [("one", one), ("two", two)] {
        let voice = format!(
            "name = '{name}'\nengine = 'openai'\nlicence = 'none'\n[limits]\nat_once = 1\nusd_per_million_chars = 20\n\
             [settings]\nurl = '{}/v1'\nmodel = '{name}'\nvoice = 'v'\n",
            server.url
        );
        std::fs::write(bench.path(&format!("{name}.toml")), voice).unwrap();
    }
    bench
}

fn narrate(bench: &Bench, more: &[&str]) -> Run {
    let always = ["narrate", "--json", "--force", "--cache", "clips", "--voice", "one.toml", "--fallback", "two.toml"];
    bench.aloud(&[&always, more].concat())
}

fn manifest(bench: &Bench) -> Value {
    serde_json::from_slice(&std::fs::read(bench.path("narrations/story.json")).unwrap()).unwrap()
}

#[test]
fn an_article_is_begun_again_by_the_next_voice() {
    let ((one, is_ill), (two, _)) = (server("second"), server(""));
    let bench = bench(&one, &two);
    let run = narrate(&bench, &["story.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let outcome = &run.json_lines()[0];
    assert_eq!((&outcome["voice"], &outcome["spoken"]), (&"two".into(), &SENTENCES.into()), "{outcome}");
    assert!(outcome["fell_back"][0].as_str().unwrap().contains("`one` failed") && run.stderr.contains("Not this one."));
    assert!(manifest(&bench)["sentences"].as_array().unwrap().iter().all(|cue| cue.get("voice").is_none()));
    assert_eq!((one.asked().len(), two.asked().len()), (2, SENTENCES));

    let again = narrate(&bench, &["story.txt"]);
    assert_eq!(again.json_lines()[0]["status"], "unchanged", "{}", again.stderr);
    std::fs::remove_file(bench.path("narrations").join(aloud::catalogue::FILE_NAME)).unwrap();
    let again = narrate(&bench, &["story.txt"]);
    assert_eq!(again.json_lines()[0]["status"], "unchanged", "without the catalogue too: {}", again.stderr);
    assert_eq!((one.asked().len(), two.asked().len()), (2, SENTENCES), "a narration that stands is not paid for again");

    is_ill.store(false, Ordering::Relaxed);
    std::fs::remove_dir_all(bench.path("narrations")).unwrap();
    let outcome = &narrate(&bench, &["story.txt"]).json_lines()[0];
    assert_eq!(
        (&outcome["voice"], &outcome["reused"]),
        (&"one".into(), &1.into()),
        "what it said before is kept: {outcome}"
    );
}

#[test]
fn only_the_sentences_that_fail_are_said_by_another_when_told_so() {
    let ((one, is_ill), (two, _)) = (server("second"), server(""));
    let bench = bench(&one, &two);
    let run = narrate(&bench, &["--fallback-by", "sentence", "story.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("another voice spoke, since `one` failed"), "{}", run.stderr);
    let manifest = manifest(&bench);
    let voices: Vec<_> = manifest["sentences"].as_array().unwrap().iter().map(|cue| cue["voice"].as_str()).collect();
    assert_eq!((manifest["voice"].as_str(), voices), (Some("one"), vec![None, Some("two"), None]));
    assert_eq!((one.asked().len(), two.asked().len()), (SENTENCES, 1));
    is_ill.store(false, Ordering::Relaxed);
    std::fs::remove_dir_all(bench.path("narrations")).unwrap();
    let outcome = &narrate(&bench, &["--fallback-by", "sentence", "story.txt"]).json_lines()[0];
    assert_eq!((&outcome["spoken"], &outcome["reused"]), (&0.into(), &SENTENCES.into()), "whoever said it");
    assert_eq!((one.asked().len(), two.asked().len()), (SENTENCES, 1));
}

#[test]
fn when_no_voice_can_the_reason_is_told() {
    let ((one, _), (two, _)) = (server("second"), server("third"));
    let bench = bench(&one, &two);
    for by in ["article", "sentence"] {
        let run = narrate(&bench, &["--fallback-by", by, "--out", by, "story.txt"]);
        // The one voice lacks the second sentence, the other the third: together they have all.
        assert_eq!(run.code, i32::from(by == "article"), "{by}: {}", run.stderr);
        let told = if by == "article" { "Not this one." } else { "since `one` failed before" };
        assert!(run.stderr.contains(told), "{by}: {}", run.stderr);
    }
    let run = bench.aloud(&["narrate", "--voice", "one.toml", "--fallback", "nobody", "story.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nobody"), "{}", run.stderr);
}

#[test]
fn a_dry_run_asks_nobody_and_tells_the_cached_part_apart() {
    let ((one, _), (two, _)) = (server(""), server(""));
    let bench = bench(&one, &two);
    let story: usize = STORY.split_inclusive('.').map(|sentence| sentence.trim().chars().count()).sum();
    let plan = |more: &[&str]| narrate(&bench, &[&["--dry-run"], more].concat());
    let run = plan(&["story.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!bench.path("clips").exists() && one.asked().is_empty());
    let lines = run.json_lines();
    let part = &lines[0]["voices"][0];
    assert_eq!((&lines[0]["status"], &lines[1]["status"]), (&"planned".into(), &"total".into()));
    assert_eq!((&part["sentences"], &part["requests"], &part["asked_chars"]), (&3.into(), &3.into(), &story.into()));
    assert!((part["cost_usd"].as_f64().unwrap() - story as f64 * 20e-6).abs() < 1e-12, "{part}");
    assert!(lines[0]["duration_ms"].as_u64().unwrap() > 2_000);

    let done = narrate(&bench, &["story.txt"]).json_lines().remove(0);
    assert_eq!((&done["spoken_chars"], &done["reused_chars"]), (&story.into(), &0.into()));
    assert!((done["cost_usd"].as_f64().unwrap() - part["cost_usd"].as_f64().unwrap()).abs() < 1e-12, "as planned");
    let again = narrate(&bench, &["story.txt"]).json_lines().remove(0);
    assert_eq!((&again["status"], &again["reused_chars"]), (&"unchanged".into(), &story.into()), "{again}");
    bench.write("more.txt", format!("{STORY} One more is new."));
    let lines = plan(&["story.txt", "more.txt"]).json_lines();
    assert_eq!(lines[0]["status"], "unchanged");
    let part = &lines[1]["voices"][0];
    assert_eq!((&part["cached"], &part["requests"], &part["asked_chars"]), (&3.into(), &1.into(), &16.into()));
    assert_eq!(lines[2]["voices"][0]["sentences"], 7);
    assert_eq!(one.asked().len(), SENTENCES);

    let saved = &narrate(&bench, &["more.txt"]).json_lines()[0];
    assert_eq!(saved["reused_chars"], story);
    assert!((saved["saved_usd"].as_f64().unwrap() - story as f64 * 20e-6).abs() < 1e-12, "{saved}");
    let text = bench.aloud(&["narrate", "--dry-run", "--force", "--cache", "clips", "--voice", "one.toml", "more.txt"]);
    assert!(text.stdout.contains("4 cached") && text.stdout.contains("$0.0000"), "{}", text.stdout);
}

#[test]
fn what_a_budget_left_over_is_taken_by_retry() {
    let ((one, _), (two, _)) = (server(""), server(""));
    let bench = bench(&one, &two);
    let names: Vec<String> = (0..8).map(|number| format!("story-{number}.txt")).collect();
    for (number, name) in names.iter().enumerate() {
        bench.write(name, format!("Number {number} begins. Number {number} ends."));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let run = narrate(&bench, &[&["--jobs", "2", "--max-chars", "70"], names.as_slice()].concat());
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.json_lines().len(), names.len(), "every article is told");
    let status = bench.aloud(&["status"]);
    assert!(
        status.stdout.contains("the run ended before it: ") && status.stdout.contains("budget"),
        "{}",
        status.stdout
    );
    let always = ["retry", "--json", "--force", "--cache", "clips", "--voice", "one.toml"];
    let run = bench.aloud(&always);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(bench.aloud(&["status", "--voice", "one.toml"]).stdout.contains("0 failed"));
    assert_eq!(one.asked().len(), 2 * names.len(), "each sentence was said once");
}

/// An article is read by the voice that is set for its language, else by a fallback that speaks it.
#[test]
fn an_article_has_the_voice_of_its_language() {
    let bench = Bench::new();
    fs::create_dir(bench.path("voices")).unwrap();
    for (name, language) in [("eng", "en"), ("deu", "de")] {
        let voice = format!("name = '{name}'\nengine = 'tone'\nlanguages = ['{language}']\nlicence = 'CC0-1.0'\n");
        bench.write(&format!("voices/{name}.toml"), voice);
    }
    bench.write("a.md", "---\ntitle: A\nlang: en\n---\nIt is late.");
    bench.write("b.md", "---\ntitle: B\nlang: de-AT\n---\nEs ist spät.");
    let voices = |arguments: &[&str]| {
        let run = bench.aloud(&[&["narrate", "--json", "--voice", "eng", "a.md", "b.md"][..], arguments].concat());
        let lines = run.json_lines();
        let voices: Vec<_> = lines.iter().map(|line| line["voice"].as_str().unwrap_or("none").to_owned()).collect();
        (voices, run.stderr)
    };
    let (spoke, stderr) = voices(&[]);
    assert_eq!(spoke, ["eng", "none"]);
    assert!(stderr.contains("in the language `de-AT`, which the voice `eng` does not speak"), "{stderr}");
    assert!(stderr.contains("deu"), "the hint names who speaks it: {stderr}");
    assert_eq!(voices(&["--fallback", "deu"]).0, ["eng", "deu"]);
    bench.write("aloud.toml", "[voices]\nde = 'deu'\n");
    assert_eq!(voices(&["--force"]).0, ["eng", "deu"]);
}

#[test]
fn what_is_asked_for_again_with_a_refused_key_is_no_success() {
    let is_refused = Arc::new(AtomicBool::new(false));
    let refused = Arc::clone(&is_refused);
    let one = Loopback::serve(move |asked| {
        if refused.load(Ordering::Relaxed) {
            let body = br#"{"error":{"message":"Incorrect API key provided."}}"#.to_vec();
            return Reply { status: 401, headers: vec![("content-type".into(), "application/json".into())], body };
        }
        let body: Value = serde_json::from_slice(&asked.body).unwrap();
        Reply::ok("audio/wav", wav(body["input"].as_str().unwrap()))
    });
    let bench = bench(&one, &one);
    let narrate = |more: &[&str]| {
        bench.aloud(&[&["narrate", "--force", "--cache", "clips", "--voice", "one.toml", "story.txt"], more].concat())
    };
    assert_eq!(narrate(&[]).code, 0);
    is_refused.store(true, Ordering::Relaxed);
    let again = narrate(&["--again=2"]);
    assert!(again.code == 1 && again.stderr.contains("sentence 2 of 3 was not spoken"), "{}", again.stderr);
    assert_eq!(narrate(&["--again"]).code, 1);
    // What was narrated before is still there, and current.
    assert_eq!(bench.aloud(&["status", "--voice", "one.toml"]).stdout, "1 done, 0 stale, 0 failed\n");
    assert_eq!(narrate(&[]).code, 0);
}
