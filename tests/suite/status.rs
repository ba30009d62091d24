//! `aloud status` and the next `aloud narrate` agree on every article, after random changes of articles, settings, lexicons,
//! voices and flags.

use std::collections::BTreeMap;
use std::fs;

use crate::bench::{Bench, environment};

/// How many changes are made, unless ALOUD_CHANGES says how many.
const CHANGES: usize = 30;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        // Knuth's constants, as in MMIX.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Changes something; gives the flags of the next run.
fn change(bench: &Bench, dice: &mut Dice) -> (String, Vec<&'static str>) {
    let animal = ["cat", "dog", "cow", "owl", "goat"][dice.roll(5) as usize];
    let name = format!("posts/{}.md", ["one", "two", "three", "four"][dice.roll(4) as usize]);
    let story = format!("# The {animal}\n\nThe {animal} of Ndola went out. It was late, {}.", dice.roll(3));
    let mut flags = vec!["--voice", "tone"];
    let what = match dice.roll(11) {
        0 | 1 => {
            fs::write(bench.path(&name), story).unwrap();
            format!("{name} becomes {animal}")
        }
        2 => {
            let _ = fs::remove_file(bench.path(&name));
            format!("{name} goes")
        }
        3 => {
            fs::write(bench.path(&name), format!("---\ndraft: true\n---\n{story}")).unwrap();
            format!("{name} becomes a draft")
        }
        4 => {
            fs::write(bench.path("lexicon.toml"), "[[entry]]\nwritten = 'Nobody'\nalias = 'No body'\n").unwrap();
            "a name that no article has".to_owned()
        }
        5 => {
            let lexicon =
                format!("[[entry]]\nwritten = 'Ndola'\nalias = 'En dola {}'\n", ["one", "two"][dice.roll(2) as usize]);
            fs::write(bench.path("lexicon.toml"), lexicon).unwrap();
            "a name that all have".to_owned()
        }
        6 => {
            let settings = format!("[pauses]\nsentence_ms = {}\n", 300 + 100 * dice.roll(2));
            fs::write(bench.path("aloud.toml"), settings).unwrap();
            "the pauses".to_owned()
        }
        7 => {
            flags.extend(["--speed", "120"]);
            "another speed".to_owned()
        }
        8 => {
            flags.extend(["--format", "txt"]);
            "another format".to_owned()
        }
        9 => {
            let audio =
                fs::read_dir(bench.path("narrations")).into_iter().flatten().flatten().map(|entry| entry.path());
            if let Some(audio) = audio.filter(|path| path.extension().is_some_and(|ending| ending == "wav")).min() {
                fs::remove_file(audio).unwrap();
            }
            "audio goes".to_owned()
        }
        _ => {
            flags.extend(["--fallback", "tone"]);
            "a fallback".to_owned()
        }
    };
    (what, flags)
}

#[test]
fn status_and_the_next_run_agree_on_every_article() {
    let bench = Bench::new();
    fs::create_dir(bench.path("posts")).unwrap();
    for name in ["one", "two", "three", "that stays"] {
        fs::write(bench.path(&format!("posts/{name}.md")), format!("# Story {name}\n\nThe {name} of Ndola.")).unwrap();
    }
    bench.narrate(&["posts"]);
    let changes = environment("ALOUD_CHANGES").and_then(|changes| changes.parse().ok()).unwrap_or(CHANGES);
    let (mut dice, mut history) = (Dice(20_261_129), Vec::new());
    for _ in 0..changes {
        let (what, flags) = change(&bench, &mut dice);
        history.push(what);
        let status = bench.aloud(&[&["status", "--json"][..], &flags].concat());
        let forecast: BTreeMap<String, String> = status
            .json_lines()
            .iter()
            .filter(|line| line["gone"] != true)
            .map(|line| {
                let would = match line["status"].as_str().unwrap() {
                    "done" if line.get("stale").is_none() => "unchanged",
                    "done" | "pending" => "narrated",
                    other => other,
                };
                (line["article"].as_str().unwrap().to_owned(), would.to_owned())
            })
            .collect();
        let run = bench.aloud(&[&["narrate", "--json", "posts"][..], &flags].concat());
        let outcome = |line: serde_json::Value| {
            (line["article"].as_str().unwrap().to_owned(), line["status"].as_str().unwrap().to_owned())
        };
        let outcomes: BTreeMap<String, String> =
            run.json_lines().into_iter().filter(|line| line["article"] != "posts").map(outcome).collect();
        assert_eq!(forecast, outcomes, "after {:?} {flags:?}: {}{}", history.last(), status.stderr, run.stderr);
    }
}
