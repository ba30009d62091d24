//! `aloud script` and `aloud voices`: what outside programs build on.

use serde_json::Value;

use crate::bench::{Bench, repository};

#[test]
fn the_json_script_keeps_its_promise() {
    let bench = Bench::new();
    let run = bench.aloud(&["script", "--json", repository("samples/night-trains.md").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let script = &run.json_lines()[0];
    let metadata = &script["metadata"];
    assert_eq!(metadata["title"], "The Quiet Return of the Night Train");
    assert_eq!(metadata["authors"], serde_json::json!(["Josefine Arnaud", "Peter Malone"]));
    assert_eq!(metadata["published"], "2026-05-02");
    assert_eq!(metadata["language"], "en");
    assert_eq!(metadata["url"], "https://www.example.org/magazine/night-trains");
    assert_eq!(metadata["site"], "Slow Lines Magazine");
    let blocks = script["blocks"].as_array().unwrap();
    assert!(blocks.iter().any(|block| block["kind"] == "quote" && block["kept"] == true));
    assert!(blocks.iter().all(|block| block["why"].is_string() && block["text"].is_string()));
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block["kept"] == true) {
        let of_block = |sentence: &&Value| sentence["block"] == index;
        let sentences = script["sentences"].as_array().unwrap();
        let joined: String =
            sentences.iter().filter(of_block).map(|sentence| sentence["written"].as_str().unwrap()).collect();
        assert_eq!(joined, block["text"].as_str().unwrap());
    }
    assert!(script["sentences"].as_array().unwrap().iter().all(|sentence| sentence["pause_ms"].is_u64()));
}

#[test]
fn the_plain_script_is_a_sentence_a_line() {
    let bench = Bench::new();
    let run = bench.aloud(&["script", bench.write("a.md", "One thing. Two things!\n\n- Three\n")]);
    assert_eq!(run.stdout, "One thing.\nTwo things!\n\nThree\n");
}

#[test]
fn a_headline_in_the_text_is_said_once() {
    let bench = Bench::new();
    let run = bench.aloud(&["script", bench.write("a.md", "---\ntitle: The End\n---\n\n# The End\n\nIt is over.\n")]);
    assert_eq!(run.stdout, "The End\n\nIt is over.\n");
}

#[test]
fn voices_are_listed_with_engine_language_and_licence() {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("voices")).unwrap();
    bench.write("voices/mine.toml", "name = 'mine'\nengine = 'tone'\nlanguages = ['nl']\nlicence = 'CC0-1.0'\n");
    let voices = bench.aloud(&["voices", "--json"]).json_lines();
    let voice = |name: &str| voices.iter().find(|voice| voice["name"] == name).unwrap().clone();
    assert_eq!(voice("heart")["engine"], "hibari");
    assert_eq!(voice("heart")["licence"], "Apache-2.0");
    assert_eq!(voice("mine")["languages"], serde_json::json!(["nl"]));
    let table = bench.aloud(&["voices"]).stdout;
    assert!(table.lines().any(|line| line.starts_with("mine") && line.contains("tone") && line.contains("CC0-1.0")));
}
