//! Ten thousand narrations in one folder: how long the desk's server takes for its list.
//! `cargo test --release --test suite desk::many -- --ignored --nocapture` says it of a build for release.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::stage::{Open, STORY};
use crate::bench::Bench;

const COUNT: usize = 10_000;
/// What issue 21 asks for.
const MOST: Duration = Duration::from_millis(200);
const TIMES: usize = 20;
/// As many of them have a name that none before has.
const NAMES: usize = 3_000;

/// Makes a name that no dictionary has.
fn name(number: usize) -> String {
    let letter = |digit: usize| char::from(b'a' + u8::try_from(digit % 26).unwrap());
    format!("Zquor{}{}{}", letter(number / 676), letter(number / 26), letter(number))
}

/// A folder with many narrations: one was narrated, the others are copies of its manifest under names, titles and sounds of their
/// own. A catalogue that is lost is made again of the manifests.
fn folder() -> Bench {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\nloudness = 'off'\n[desk]\napproval = true\n");
    bench.write("story.md", STORY);
    assert_eq!(bench.aloud(&["narrate", "story.md"]).code, 0);
    let manifest: Value = serde_json::from_slice(&fs::read(bench.path("narrations/the-bridge.json")).unwrap()).unwrap();
    for number in 0..COUNT {
        let mut copy = manifest.clone();
        let id = format!("https://site-{}.example.org/{number}", number % 40);
        copy["article"]["title"] = json!(format!("Story {number} of the harbour"));
        copy["article"]["url"] = json!(id);
        copy["article"]["published"] = json!(format!("2026-{:02}-{:02}T10:00:00Z", number % 12 + 1, number % 28 + 1));
        copy["sentences"][2]["written"] = json!(format!("Tom {} drove the first car across. ", name(number % NAMES)));
        (copy["id"], copy["audio"]) = (json!(id), json!(format!("story-{number}.wav")));
        copy["fingerprint"] = json!(format!("{number:064x}"));
        copy.as_object_mut().unwrap().remove("file");
        bench.write(&format!("narrations/story-{number}.json"), copy.to_string());
        let sound = bench.path(&format!("narrations/story-{number}.wav"));
        fs::hard_link(bench.path("narrations/the-bridge.wav"), sound).unwrap();
    }
    bench.write("narrations/.aloud.redb", "lost");
    bench
}

#[test]
#[ignore = "it writes ten thousand narrations"]
fn ten_thousand_articles_are_listed_in_time() {
    let bench = folder();
    let begun = Instant::now();
    let desk = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0"]);
    let all = desk.seat.as_editor("GET", "/", "", "").text();
    assert!(all.contains(&format!("<span>All</span><span class=\"count\">{}</span>", COUNT + 1)), "{all}");
    eprintln!("the desk opens in {:.1} s, the catalogue being made again", begun.elapsed().as_secs_f64());
    let measure = |when: &str| {
        for query in ["", "?q=harbour+4711", "?state=stale", "?page=50"] {
            let mut times: Vec<Duration> = (0..TIMES).map(|_| time(&desk, query)).collect();
            times.sort();
            let (median, worst) = (times[TIMES / 2], times[TIMES - 1]);
            eprintln!("/{query} {when}: median {median:.1?}, worst of {TIMES} {worst:.1?}");
            assert!(median < MOST, "/{query} {when}: {median:?}");
        }
    };
    measure("while it looks through everything");
    // The narrations with a new name stand before the others.
    let last = format!("/?page={}", NAMES / 100);
    while desk.seat.as_editor("GET", &last, "", "").text().matches("New: Zquor").count() < 100 {
        assert!(begun.elapsed() < Duration::from_secs(600), "it never has looked through everything");
        std::thread::sleep(Duration::from_millis(500));
    }
    eprintln!("everything is looked through {:.0} s after it was opened", begun.elapsed().as_secs_f64());
    measure("after that");
}

/// Returns how long the list takes, from the connection to the last byte.
fn time(desk: &Open, query: &str) -> Duration {
    let begun = Instant::now();
    let answer = desk.seat.as_editor("GET", &format!("/{query}"), "", "");
    let took = begun.elapsed();
    assert_eq!(answer.status, 200);
    took
}
