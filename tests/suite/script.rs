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
fn numbers_are_written_out_or_said_to_be_left_to_the_engine() {
    let bench = Bench::new();
    let english = bench.write("a.md", "---\nlang: en\n---\n\nIt cost $4.5 billion on Nov. 20, 2019.\n");
    let run = bench.aloud(&["script", english]);
    assert_eq!(run.stdout, "It cost four point five billion dollars on November twentieth, twenty nineteen.\n");
    assert!(!run.stderr.contains("left to the engine"), "{}", run.stderr);
    let swedish = bench.write("b.md", "---\nlang: sv\n---\n\nDet finns 21 personer.\n");
    let run = bench.aloud(&["script", "--voice", "tone", swedish]);
    assert_eq!(run.stdout, "Det finns 21 personer.\n");
    assert!(run.stderr.contains("note: numbers in the language `sv` are left to the engine"), "{}", run.stderr);
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

const PAGE: &str = "<html lang='en'><head><title>A bridge</title><link rel='canonical' href='https://www.example.org/a'></head><body>\
    <article><p>The bridge was opened on Friday, in the rain, by a woman of ninety who had waited for it for most of her life.</p>\
    <p>It cost eleven million and took four years. The old one had been closed since the flood, and the ferry ran twice a day.</p>\
    <pre>x = 1</pre><table><tr><th>Year</th><th>boats</th></tr><tr><td>1990</td><td>12</td></tr></table>\
    <div class='odd'><p>This stands in a box of its own, and its site does not want it to be read to anybody at all.</p></div>\
    <p>Nobody will miss the ferry, people said, and then they stood and watched its last crossing until it was dark.</p>\
    </article></body></html>";

#[test]
fn blocks_are_explained() {
    let bench = Bench::new();
    let run = bench.aloud(&["script", "--explain", bench.write("a.html", PAGE)]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let line =
        |part: &str| run.stdout.lines().find(|line| line.contains(part)).unwrap_or_else(|| panic!("{}", run.stdout));
    assert!(line("The bridge was opened").starts_with("read  paragraph"), "{}", run.stdout);
    assert!(line("x = 1").starts_with("skip  code"), "{}", run.stdout);
    assert!(line("1990").starts_with("skip  table"), "{}", run.stdout);
    assert!(run.stdout.contains("blocks are read, in"), "{}", run.stdout);
}

#[test]
fn tables_are_kept_and_code_is_dropped_by_choice() {
    let bench = Bench::new();
    let page = bench.write("a.html", PAGE);
    let note = "A code example is left out here.";
    assert!(bench.aloud(&["script", page]).stdout.contains(note));
    let chosen = bench.aloud(&["script", "--keep", "tables", "--drop", "code", page]).stdout;
    assert!(chosen.contains("boats") && !chosen.contains(note), "{chosen}");
    let both = bench.aloud(&["script", "--keep", "tables", "--drop", "tables", page]);
    assert_eq!(both.code, 2);
    assert!(both.stderr.contains("hint:"), "{}", both.stderr);
}

#[test]
fn a_site_has_rules_of_its_own() {
    let bench = Bench::new();
    let page = bench.write("a.html", PAGE);
    assert!(bench.aloud(&["script", page]).stdout.contains("box of its own"));
    bench.write("aloud.toml", "[site.\"example.org\"]\ndrop = [\"div.odd\"]\n");
    assert!(!bench.aloud(&["script", page]).stdout.contains("box of its own"));
    bench.write("aloud.toml", "[site.\"example.org\"]\ndrop = [\"div[\"]\n");
    let run = bench.aloud(&["script", page]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`div[` is not a CSS selector") && run.stderr.contains("hint:"), "{}", run.stderr);
}

#[test]
fn a_script_that_would_not_be_narrated_is_shown_with_the_reason() {
    let bench = Bench::new();
    let run = bench.aloud(&[
        "script",
        bench.write("a.html", "<html><body><p>Please log in.</p><input type='password'></body></html>"),
    ]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("would not be narrated: the page asks for a login"), "{}", run.stderr);
}
