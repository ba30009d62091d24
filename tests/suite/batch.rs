//! Many articles in one run: order, duplicates, a stop in the middle, and names that fall the same way each time.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::bench::{Bench, Run};

/// Writes a folder of articles of one title, the longest first.
fn articles(bench: &Bench, count: usize) {
    fs::create_dir(bench.path("articles")).unwrap();
    for number in 0..count {
        let sentences: String =
            (0..count - number).map(|sentence| format!("This is sentence {sentence} of article {number}. ")).collect();
        fs::write(bench.path(&format!("articles/{number:03}.md")), format!("---\ntitle: Same\n---\n\n{sentences}\n"))
            .unwrap();
    }
}

/// The names and bytes of a folder's files.
pub(crate) fn contents(bench: &Bench, folder: &str) -> Vec<(String, Vec<u8>)> {
    bench
        .names(folder)
        .into_iter()
        .map(|name| (name.clone(), fs::read(bench.path(folder).join(name)).unwrap()))
        .collect()
}

#[test]
fn any_number_of_jobs_makes_the_same_files_in_the_same_order() {
    let bench = Bench::new();
    articles(&bench, 12);
    let mut runs = ["1", "7"].map(|jobs| {
        let outcomes = bench.narrate(&["--jobs", jobs, "--cache", jobs, "--out", &format!("out-{jobs}"), "articles"]);
        outcomes.iter().map(|outcome| outcome["article"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    });
    assert_eq!(runs[0], runs[1]);
    assert!(runs[0].is_sorted() && runs[0].len() == 12);
    runs[0].dedup();
    assert!(contents(&bench, "out-1") == contents(&bench, "out-7"), "not a byte differs");
}

#[test]
fn the_same_article_under_other_addresses_is_narrated_once() {
    let bench = Bench::new();
    let line = |url: &str, text: &str| format!("{{\"url\": \"{url}\", \"text\": \"{text}\", \"title\": \"T\"}}\n");
    let lines = [
        line("https://example.org/a", "The one story. It is short."),
        line("https://example.org/a?utm_source=feed#top", "The one story, edited. It is short."),
        line("https://mirror.example.org/copy", "The one story. It is short."),
        line("https://example.org/b", "Another story. It has two sentences."),
    ];
    bench.write("page.html", PAGE.replace("CANONICAL", "https://example.org/b"));
    let outcomes = bench.narrate(&[bench.write("articles.jsonl", lines.concat()), "--force", "page.html"]);
    let of: Vec<_> = outcomes.iter().map(|outcome| outcome["duplicate_of"].as_str().unwrap_or_default()).collect();
    let (a, b) = ("articles.jsonl:1", "articles.jsonl:4");
    assert_eq!(of, ["", a, a, "", b]);
    assert_eq!(bench.names("narrations").len(), 4);
    let status = bench.aloud(&["status", "--voice", "tone"]);
    assert!(status.stdout.ends_with("2 done, 0 stale, 0 failed, 2 the same as others\n"), "{}", status.stdout);

    // A run that meets the copy alone knows of the narration.
    let outcomes = bench.narrate(&[bench.write("copy.jsonl", &lines[2])]);
    assert_eq!(outcomes[0]["duplicate_of"], a);
    // Once the first is another text, the copy is no copy.
    bench.write("articles.jsonl", [&line("https://example.org/a", "A new story."), lines[2].as_str()].concat());
    let outcomes = bench.narrate(&["articles.jsonl"]);
    assert_eq!((&outcomes[0]["status"], &outcomes[1]["status"]), (&"narrated".into(), &"narrated".into()));
}

/// A page that names its canonical address.
const PAGE: &str = "<html><head><title>P</title><link rel='canonical' href='CANONICAL'></head><body><article>\
                    <p>Some words of a page. They tell of a bridge. It was built last year.</p>\
                    <p>The ferry that it replaces went on for a month. Few people took it by then. It is for sale now.</p></article></body></html>";

#[test]
fn an_edit_a_lexicon_and_a_voice_respeak_only_what_they_touch() {
    let bench = Bench::new();
    fs::create_dir(bench.path("articles")).unwrap();
    let write = |name: &str, text: &str| fs::write(bench.path("articles").join(name), text).unwrap();
    write("a.txt", "Reading is a town. Nobody knows why. It rains.");
    write("b.txt", "The river is long. The bridge is old.");
    let spoken = |arguments: &[&str]| -> Vec<(String, u64)> {
        let outcomes = bench.narrate(&[&["articles"], arguments].concat());
        outcomes
            .iter()
            .map(|outcome| (outcome["status"].as_str().unwrap().to_owned(), outcome["spoken"].as_u64().unwrap()))
            .collect()
    };
    let (narrated, unchanged) = (|count| ("narrated".to_owned(), count), ("unchanged".to_owned(), 0));
    assert_eq!(spoken(&[]), [narrated(3), narrated(2)]);
    assert_eq!(spoken(&[]), [unchanged.clone(), unchanged.clone()]);
    write("b.txt", "The river is long. The bridge is new.");
    assert_eq!(spoken(&[]), [unchanged.clone(), narrated(1)], "an edited sentence");
    bench.write("lexicon.toml", "[[entry]]\nwritten = 'Reading'\nalias = 'Redding'\n");
    assert_eq!(spoken(&[]), [narrated(1), unchanged.clone()], "a changed entry");
    assert_eq!(spoken(&[]), [unchanged.clone(), unchanged], "and then nothing");
    assert_eq!(spoken(&["--speed", "110"]), [narrated(3), narrated(2)], "another sound");
}

#[test]
fn the_account_at_the_end_counts_every_article() {
    let bench = Bench::new();
    articles(&bench, 3);
    bench.narrate(&["articles/000.md"]);
    let run = bench.aloud(&["narrate", "--voice", "tone", "articles", "missing.md"]);
    assert_eq!(run.code, 1);
    for part in ["4 articles: 2 narrated, 1 unchanged, 1 failed", " of speech in 0:", "3 sentences spoken, "] {
        assert!(run.stderr.contains(part), "{part} is not in: {}", run.stderr);
    }
}

#[test]
#[cfg(unix)]
fn a_stop_keeps_what_was_spoken_and_the_next_run_goes_on() {
    let bench = Bench::new();
    fs::create_dir(bench.path("articles")).unwrap();
    for number in 0..20 {
        let story: String =
            (0..8).map(|sentence| format!("Sentence {sentence} of article {number} is here. ")).collect();
        fs::write(bench.path(&format!("articles/{number:02}.txt")), story).unwrap();
    }
    let arguments = ["narrate", "--voice", "tone", "--json", "--cache", "clips", "articles"];
    let child = bench.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while !bench.path("narrations").is_dir() || bench.names("narrations").len() < 4 {
        sleep(Duration::from_millis(2));
    }
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let stopped = Run::from(child.wait_with_output().unwrap());
    assert_eq!(stopped.code, 130, "{}", stopped.stderr);
    assert!(stopped.stderr.contains("stopping; what is being spoken is kept"), "{}", stopped.stderr);
    assert!(bench.names("narrations").iter().all(|name| !name.contains("part")), "nothing half-written is left");
    let done = stopped.json_lines().iter().filter(|outcome| outcome["status"] == "narrated").count();
    assert!((1..20).contains(&done), "{done} were done when it stopped");

    let outcomes = bench.narrate(&["--cache", "clips", "articles"]);
    let unchanged = outcomes.iter().filter(|outcome| outcome["status"] == "unchanged").count();
    assert_eq!(unchanged, done);
    bench.narrate(&["--cache", "other-clips", "--out", "undisturbed", "articles"]);
    assert!(contents(&bench, "narrations") == contents(&bench, "undisturbed"), "not a byte differs");
}

#[test]
#[cfg(unix)]
fn a_second_stop_ends_at_once_and_the_programs_that_speak_with_it() {
    let bench = Bench::new();
    bench.write("story.txt", "One sentence.");
    bench.write(
        "slow.toml",
        "name = 'v'\nengine = 'command'\nlicence = 'none'\n[settings]\nprogram = 'sh'\n\
         arguments = ['-c', '(touch begun; sleep 3; touch ended) & wait']\n",
    );
    let mut child = bench
        .command(&["narrate", "--voice", "slow.toml", "--lang", "en", "--cache", "clips", "story.txt"])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !bench.path("begun").exists() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the program was not started");
        sleep(Duration::from_millis(20));
    }
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        sleep(Duration::from_millis(100));
    }
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(started.elapsed() < Duration::from_secs(3), "it did not wait for the sentence");
    sleep(Duration::from_secs(4));
    assert!(!bench.path("ended").exists(), "what the program started went on");
}

#[test]
#[cfg(unix)]
fn two_runs_over_one_folder_exclude_each_other() {
    let bench = Bench::new();
    bench.write("story.md", "A story.");
    // The first run waits for its standard input.
    let mut first = bench.command(&["narrate", "--voice", "tone", "-"]).stdin(Stdio::piped()).spawn().unwrap();
    while !bench.path("narrations").join(aloud::catalogue::FILE_NAME).exists() {
        sleep(Duration::from_millis(2));
    }
    let second = bench.aloud(&["narrate", "--voice", "tone", "story.md"]);
    assert_eq!(second.code, 2);
    assert!(second.stderr.contains("another run of aloud is at work in narrations"), "{}", second.stderr);
    assert!(second.stderr.contains("hint: "), "{}", second.stderr);
    bench.narrate(&["--out", "elsewhere", "story.md"]);
    // It stops though its input never ends.
    Command::new("kill").args(["-TERM", &first.id().to_string()]).status().unwrap();
    assert_eq!(first.wait().unwrap().code(), Some(130));
    bench.narrate(&["story.md"]);
}

#[test]
fn status_shows_the_catalogue_and_retry_narrates_what_failed() {
    let bench = Bench::new();
    assert_eq!(bench.aloud(&["status"]).code, 2, "there is none yet");
    bench.write("good.md", "A good story.");
    bench.write("lines.jsonl", "{\"text\": \"One.\"}\n{\"title\": \"Nothing\"}\n");
    bench.write("aloud.toml", "voice = 'tone'\n");
    let run = bench.aloud(&["narrate", "good.md", "lines.jsonl", "mistyped.md"]);
    assert!(run.code == 1 && run.stderr.contains("mistyped.md does not exist"), "{}", run.stderr);
    let status = bench.aloud(&["status"]);
    assert_eq!(status.code, 1);
    assert!(!status.stdout.contains("mistyped"), "what never was an article is not kept: {}", status.stdout);
    assert!(status.stdout.contains("failed  lines.jsonl:2: "), "{}", status.stdout);
    assert!(status.stdout.ends_with("2 done, 0 stale, 1 failed\n"), "{}", status.stdout);

    bench.write("lines.jsonl", "{\"text\": \"Another.\"}\n{\"text\": \"Two.\"}\n");
    let retried = bench.aloud(&["retry", "--json"]).json_lines();
    let names: Vec<_> = retried.iter().map(|outcome| outcome["article"].as_str().unwrap()).collect();
    assert_eq!(names, ["lines.jsonl:2"], "what was done is left alone");
    assert_eq!(bench.aloud(&["retry", "--json"]).stdout, "");

    fs::remove_file(bench.path("narrations/good.wav")).unwrap();
    let status = bench.aloud(&["status", "--json"]);
    let good = status.json_lines().into_iter().find(|line| line["article"] == "good.md").unwrap();
    assert_eq!((&good["status"], &good["stale"]), (&"done".into(), &"its audio is gone".into()));
    assert!(good["fingerprint"].is_string() && good["took_ms"].is_u64());
    let status = bench.aloud(&["status", "--voice", "heart"]).stdout;
    assert!(status.contains("stale   lines.jsonl:2: another voice is set now"), "{status}");
    assert!(status.contains("stale   good.md: its audio is gone"), "the first reason is told: {status}");
}

#[test]
fn status_tells_what_was_changed_and_the_next_run_narrates_it_anew() {
    let bench = Bench::new();
    bench.write("story.md", "---\nurl: https://www.example.org/story\n---\n\nReading is a town. It rains.\n");
    let voice = "name = 'v'\nengine = 'tone'\nlicence = 'none'\n";
    bench.write("v.toml", voice);
    bench.write("lexicon.toml", "");
    let music = |frequency: f64| {
        let mut wav = std::io::Cursor::new(Vec::new());
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: 24_000,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut writer = hound::WavWriter::new(&mut wav, spec).unwrap();
        (0..24_000).for_each(|at| {
            writer.write_sample((f64::from(at) * frequency).sin().mul_add(9_000.0, 0.0) as i16).unwrap()
        });
        writer.finalize().unwrap();
        wav.into_inner()
    };
    bench.write("intro.wav", music(0.1));
    let settings = "voice = 'v.toml'\nlang = 'en'\nlexicon = ['lexicon.toml']\n";
    bench.write("aloud.toml", format!("{settings}[master]\nintro = 'intro.wav'\n"));
    let narrate = || bench.aloud(&["narrate", "--json", "story.md"]).json_lines().remove(0)["status"].clone();
    assert_eq!((narrate(), narrate()), ("narrated".into(), "unchanged".into()));
    let expect = |why: &str, then: &str| {
        let status = bench.aloud(&["status"]).stdout;
        assert!(status.contains(&format!("stale   story.md: {why}")), "{why}: {status}");
        assert_eq!(narrate(), then, "{why}");
        assert!(bench.aloud(&["status"]).stdout.starts_with("1 done"), "{why}");
    };
    bench.write("lexicon.toml", "[[entry]]\nwritten = 'Reading'\nalias = 'Redding'\n");
    expect("a lexicon was changed since", "narrated");
    bench.write("v.toml", format!("{voice}version = 2\n"));
    expect("the voices or their files were changed since", "narrated");
    bench.write("v.toml", format!("{voice}version = 2\ndescription = 'Calm.'\n"));
    assert!(bench.aloud(&["status"]).stdout.starts_with("1 done, 0 stale"), "a description is not heard");
    bench.write("intro.wav", music(0.2));
    expect("the sound of narrations, their music or cover", "narrated");
    let site = "[site.'example.org']\ndrop = ['.promo']\n[around]\nsign_off = 'Goodbye.'\n";
    bench.write("aloud.toml", format!("{settings}[master]\nintro = 'intro.wav'\n{site}"));
    expect("what is read and said was changed since", "narrated");
    // What is done with narrations afterwards makes none stale.
    bench.write("aloud.toml", format!("{settings}[master]\nintro = 'intro.wav'\n{site}[feed]\ntitle = 'F'\n"));
    assert!(bench.aloud(&["status"]).stdout.starts_with("1 done, 0 stale"));
}
