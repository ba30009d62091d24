//! Lists of articles as people export them: a part of one for a trial, one every month, and what of them is spoken.

use std::fs;

use serde_json::Value;

use crate::bench::{Bench, environment};

/// How many lines an export has, unless ALOUD_LINES says how many. What is slow is mixing, so the suite takes a twentieth of 3 000.
const LINES: usize = 150;
/// How many of them are edited from one month to the next, and how many are gone.
const EDITED: usize = 30;
const GONE: usize = 20;

fn statuses(outcomes: &[Value]) -> Vec<&str> {
    outcomes.iter().map(|outcome| outcome["status"].as_str().unwrap()).collect()
}

fn export(lines: usize, edited: usize) -> Vec<String> {
    let line = |number: usize| {
        let word = if number < edited { "was" } else { "is" };
        format!(
            "{{\"id\": \"a-{number}\", \"title\": \"Item {number}\", \"text\": \"Number {number}. It {word} here.\"}}"
        )
    };
    (0..lines).map(line).collect()
}

#[test]
fn a_part_of_a_list_is_what_every_command_takes_of_it() {
    let bench = Bench::new();
    let line = |id: usize, section: &str, name: &str| {
        format!(
            "{{\"id\": \"{id}\", \"title\": \"T{id}\", \"text\": \"{name} came home.\", \"section\": \"{section}\"}}"
        )
    };
    bench.write(
        "list.jsonl",
        [line(1, "sport", "Xyzzy"), line(2, "travel", "Plugh"), line(3, "Sport", "Frobozz")].join("\n"),
    );
    fs::create_dir(bench.path("posts")).unwrap();
    bench.write("posts/own.md", "---\ntitle: Own\nsection: sport\n---\nQuux came home.\n");
    bench.write("posts/other.md", "---\ntitle: Other\n---\nGrault came home.\n");
    let part = |command: &[&str]| {
        let run = bench.aloud(&[command, &["--where", "section=sport", "list.jsonl", "posts"]].concat());
        assert_eq!(run.code, 0, "{command:?} {}", run.stderr);
        run.stdout
    };
    for command in [&["script"][..], &["script", "--json"], &["lexicon", "check"]] {
        let told = part(command);
        let names = ["Xyzzy", "Frobozz", "Quux", "Plugh", "Grault"].map(|name| told.contains(name));
        assert_eq!(names, [true, true, true, false, false], "{command:?}: {told}");
    }
    let planned = part(&["narrate", "--dry-run", "--each", "--json"]);
    assert!(
        planned.contains("list.jsonl:3") && !planned.contains("list.jsonl:2") && !planned.contains("other.md"),
        "{planned}"
    );
    let wrong = bench.aloud(&["script", "--where", "colour=red", "list.jsonl"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("section=sport"), "{}", wrong.stderr);
}

#[test]
fn next_months_export_is_spoken_where_it_changed_and_tells_what_is_gone() {
    let bench = Bench::new();
    let lines = environment("ALOUD_LINES").and_then(|lines| lines.parse().ok()).unwrap_or(LINES);
    bench.write("aloud.toml", "loudness = 'off'\nspeed = 200\n");
    bench.write("march.jsonl", export(lines, 0).join("\n"));
    let outcomes = bench.narrate(&["march.jsonl"]);
    assert!(outcomes.len() == lines && statuses(&outcomes).iter().all(|status| *status == "narrated"));
    // Next month's is another file, in another order, without the oldest, and only it is there.
    let mut april = export(lines, EDITED);
    april.truncate(lines - GONE);
    april.reverse();
    bench.write("april.jsonl", april.join("\n"));
    fs::remove_file(bench.path("march.jsonl")).unwrap();
    let outcomes = bench.narrate(&["april.jsonl"]);
    let count = |wanted: &str| statuses(&outcomes).into_iter().filter(|status| *status == wanted).count();
    assert_eq!((count("narrated"), count("unchanged"), outcomes.len()), (EDITED, lines - GONE - EDITED, lines - GONE));
    let spoken: u64 = outcomes.iter().map(|outcome| outcome["spoken"].as_u64().unwrap()).sum();
    // “It was here.” is one sentence, whoever says it.
    assert_eq!(spoken, 1, "only what was not said before is asked of the engine");
    assert_eq!(bench.names("narrations").len(), 2 * lines, "nothing is made a second time");
    let known = bench.aloud(&["status"]).stdout;
    assert!(
        known.ends_with(&format!("{} done, 0 stale, 0 failed\n", lines)),
        "no input at hand ever had them: {known}"
    );
    let shown = bench.aloud(&["prune", "april.jsonl"]).stdout;
    assert_eq!(shown.lines().filter(|line| line.starts_with("would remove ")).count(), GONE);
    bench.aloud(&["prune", "--remove", "april.jsonl"]);
    assert_eq!(bench.names("narrations").len(), 2 * (lines - GONE));
    let left = bench.aloud(&["status"]).stdout;
    assert_eq!(left, format!("{} done, 0 stale, 0 failed\n", lines - GONE));
}

#[test]
fn a_trial_takes_a_part_of_any_list() {
    let bench = Bench::new();
    let line = |number: usize| {
        let section = ["sport", "news"][number % 2];
        format!(
            "{{\"id\": \"{number}\", \"title\": \"Item {number}\", \"text\": \"Number {number}.\", \"section\": \"{section}\", \
             \"published\": \"2026-0{}-01\"}}",
            number + 1
        )
    };
    bench.write("list.jsonl", (0..6).map(line).collect::<Vec<_>>().join("\n"));
    fs::create_dir(bench.path("posts")).unwrap();
    for (name, fields) in
        [("a", "section: Sport\ndate: 2026-01-01"), ("b", "category: news\ndate: 2026-05-01"), ("c", "tags: x")]
    {
        bench.write(&format!("posts/{name}.md"), format!("---\ntitle: Post {name}\n{fields}\n---\nWords of {name}."));
    }
    let taken = |flags: &[&str]| -> Vec<String> {
        let out = format!("out-{}", flags.concat().replace(['/', '='], "-"));
        let inputs: [&[&str]; 3] =
            [&["narrate", "--voice", "tone", "--json", "--out", &out, "list.jsonl", "posts"], flags, &[]];
        let run = bench.aloud(&inputs.concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.json_lines().iter().map(|line| line["article"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(taken(&["--limit", "2"]), ["list.jsonl:1", "list.jsonl:2", "posts/a.md", "posts/b.md"]);
    assert_eq!(taken(&["--since", "2026-05-01"]), ["list.jsonl:5", "list.jsonl:6", "posts/b.md"]);
    assert_eq!(taken(&["--where", "section=sport"]), ["list.jsonl:1", "list.jsonl:3", "list.jsonl:5", "posts/a.md"]);
    assert_eq!(taken(&["--where", "section=news", "--limit", "1", "--since", "2026-04-01"])[0], "list.jsonl:4");
    let none = bench.aloud(&["narrate", "--voice", "tone", "--where", "section=sprot", "list.jsonl"]);
    assert!(none.stderr.contains("warning: no article was found"), "{}", none.stderr);
    let wrong = bench.aloud(&["narrate", "--voice", "tone", "--where", "colour=red", "list.jsonl"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("section=sport"), "{}", wrong.stderr);
}

/// A part of a catalogue in another voice, and what failed in its own: flags are remembered where they shape the sound.
#[test]
fn status_and_retry_go_by_the_flags_of_the_last_run() {
    let bench = Bench::new();
    fs::create_dir(bench.path("voices")).unwrap();
    bench.write("voices/beep.toml", "name = 'beep'\nengine = 'tone'\nlicence = 'none'\nlanguages = ['en']\n");
    bench.write("aloud.toml", "voice = 'tone'\n");
    let line = |number: usize| {
        let section = ["sport", "news"][number % 2];
        format!(
            "{{\"id\": \"{number}\", \"title\": \"Item {number}\", \"text\": \"Number {number}.\", \"section\": \"{section}\"}}"
        )
    };
    let german =
        "{\"id\": \"g\", \"title\": \"Die Stadt\", \"lang\": \"de\", \"text\": \"Die Stadt.\", \"section\": \"sport\"}";
    bench.write("all.jsonl", [line(0), line(1), line(2), line(3)].join("\n"));
    let status = || bench.aloud(&["status"]).stdout;
    assert_eq!(bench.aloud(&["narrate", "all.jsonl"]).code, 0);
    let half = ["narrate", "all.jsonl", "--where", "section=sport", "--voice", "beep", "--format", "txt"];
    assert_eq!(bench.aloud(&half).code, 0);
    assert_eq!(status(), "4 done, 0 stale, 0 failed\n", "each half is as it was asked for");
    let told = bench.aloud(&["status", "--voice", "tone"]).stdout;
    assert!(told.ends_with("2 done, 2 stale, 0 failed\n"), "{told}");
    // One more line, that this voice cannot read yet.
    bench.write("all.jsonl", [line(0), line(1), line(2), line(3), german.to_owned()].join("\n"));
    assert_eq!(bench.aloud(&half).code, 1);
    assert!(status().contains("failed  all.jsonl:5: it is in the language `de`"), "{}", status());
    bench.write("voices/beep.toml", "name = 'beep'\nengine = 'tone'\nlicence = 'none'\nlanguages = ['en', 'de']\n");
    assert!(status().contains("pending all.jsonl:5: what it failed for is mended"), "{}", status());
    let retried = bench.aloud(&["retry"]);
    assert_eq!(retried.code, 0, "{}", retried.stderr);
    let manifest: Value = serde_json::from_slice(&fs::read(bench.path("narrations/die-stadt.json")).unwrap()).unwrap();
    assert_eq!(manifest["voice"], "beep", "in the voice of the run that failed");
    assert!(bench.path("narrations/die-stadt.txt").exists(), "and in its formats");
    bench.write("all.jsonl", [line(0), line(1), line(2)].join("\n"));
    assert!(status().contains("2 gone"), "{}", status());
}

/// A folder is data: a catalogue that came with it names no program to start.
#[test]
fn retry_uses_no_files_that_only_the_catalogue_names() {
    let bench = Bench::new();
    bench.write("story.md", "A story.");
    let voice = "name = 'evil'\nengine = 'command'\nlicence = 'none'\n[settings]\nprogram = 'sh'\narguments = ['-c', 'echo >> started; exit 2']\n";
    bench.write("evil.toml", voice);
    assert_eq!(bench.aloud(&["narrate", "--voice", "evil.toml", "story.md"]).code, 1);
    fs::remove_file(bench.path("started")).unwrap();
    assert!(bench.aloud(&["status"]).stdout.contains("failed  story.md"));
    let retried = bench.aloud(&["retry"]);
    assert!(
        retried.code == 2 && retried.stderr.contains("hint: if that is what you want: aloud retry --voice=evil.toml"),
        "{}",
        retried.stderr
    );
    assert!(!bench.path("started").exists(), "a program was started");
    assert_eq!(bench.aloud(&["retry", "--voice=evil.toml"]).code, 1);
    assert!(bench.path("started").exists());
}
