//! `aloud narrate`, end to end with the tone engine, whose clips are exactly as long as their text.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use crate::bench::{Bench, Run, repository};

const STORY: &str = "---\ntitle: A Story\nauthor: Ann Author\ndate: 2026-01-02\n---\n\nOne two three. Four five.\n\n\
                     Six seven eight nine.\n";

#[test]
fn an_article_becomes_a_wav_and_a_manifest() {
    let bench = Bench::new();
    let outcome = &bench.narrate(&[bench.write("story.md", STORY)])[0];
    assert_eq!(outcome["article"], "story.md");
    assert_eq!(outcome["status"], "narrated");
    assert_eq!(outcome["audio"], "narrations/a-story.wav");
    assert_eq!(outcome["manifest"], "narrations/a-story.json");
    assert_eq!((&outcome["spoken"], &outcome["reused"]), (&4.into(), &0.into()));
    assert_eq!(bench.names("narrations"), ["a-story.json", "a-story.wav"]);

    let manifest: Value = serde_json::from_slice(&fs::read(bench.path("narrations/a-story.json")).unwrap()).unwrap();
    let cues = manifest["sentences"].as_array().unwrap();
    let spoken: Vec<_> = cues.iter().map(|cue| cue["spoken"].as_str().unwrap()).collect();
    assert_eq!(spoken, ["A Story", "One two three.", "Four five.", "Six seven eight nine."]);
    for cue in cues {
        let ms = cue["end_ms"].as_u64().unwrap() - cue["start_ms"].as_u64().unwrap();
        assert_eq!(ms, 50 * cue["spoken"].as_str().unwrap().len() as u64, "50 ms a character");
    }
    let starts: Vec<_> = cues.iter().map(|cue| cue["start_ms"].as_u64().unwrap()).collect();
    let gaps = [350 + 900, 700 + 420, 500 + 800];
    assert_eq!(starts, [0, gaps[0], gaps[0] + gaps[1], gaps[0] + gaps[1] + gaps[2]]);
    assert_eq!(manifest["duration_ms"], starts[3] + 1_050, "no silence at the end");
    assert_eq!(manifest["article"]["authors"][0], "Ann Author");

    let wav = hound::WavReader::open(bench.path("narrations/a-story.wav")).unwrap();
    assert_eq!(wav.spec().sample_rate, 24_000);
    assert_eq!(u64::from(wav.duration()), (starts[3] + 1_050) * 24);
}

#[test]
fn a_second_run_changes_nothing_and_a_changed_article_pays_for_the_change_alone() {
    let bench = Bench::new();
    bench.narrate(&[bench.write("story.md", STORY)]);
    let first = fs::read(bench.path("narrations/a-story.wav")).unwrap();
    let again = &bench.narrate(&["story.md"])[0];
    assert_eq!(again["status"], "unchanged");
    assert_eq!((&again["spoken"], &again["reused"]), (&0.into(), &4.into()));

    fs::remove_dir_all(bench.path("narrations")).unwrap();
    let remade = &bench.narrate(&["story.md"])[0];
    assert_eq!((&remade["status"], &remade["spoken"]), (&"narrated".into(), &0.into()));
    assert_eq!(fs::read(bench.path("narrations/a-story.wav")).unwrap(), first, "the same article makes the same bytes");

    bench.write("story.md", STORY.replace("Four five.", "Four, five."));
    let changed = &bench.narrate(&["story.md"])[0];
    assert_eq!((&changed["spoken"], &changed["reused"]), (&1.into(), &3.into()));
    assert_eq!(changed["audio"], "narrations/a-story.wav");
}

#[test]
fn a_damaged_clip_is_spoken_again() {
    let bench = Bench::new();
    bench.narrate(&["--cache", "clips", bench.write("story.md", STORY)]);
    let good = fs::read(bench.path("narrations/a-story.wav")).unwrap();
    fs::remove_dir_all(bench.path("narrations")).unwrap();
    let clips: Vec<_> = bench
        .names("clips")
        .iter()
        .flat_map(|folder| {
            bench.names(&format!("clips/{folder}")).into_iter().map(move |name| format!("clips/{folder}/{name}"))
        })
        .collect();
    let torn = fs::read(bench.path(&clips[0])).unwrap();
    bench.write(&clips[0], &torn[..torn.len() / 2]);
    bench.write(&clips[1], "foreign");
    let outcome = &bench.narrate(&["--cache", "clips", "story.md"])[0];
    assert_eq!((&outcome["spoken"], &outcome["reused"]), (&2.into(), &2.into()));
    assert_eq!(fs::read(bench.path("narrations/a-story.wav")).unwrap(), good);
}

#[test]
fn articles_of_one_title_get_files_of_their_own() {
    let bench = Bench::new();
    bench.write("a.md", "---\ntitle: Same\n---\n\nThe first of them.\n");
    bench.write("b.md", "---\ntitle: Same\n---\n\nThe second of them.\n");
    let outcomes = bench.narrate(&["a.md", "b.md"]);
    assert_eq!(outcomes[0]["audio"], "narrations/same.wav");
    assert_eq!(outcomes[1]["audio"], "narrations/same-2.wav");
    let again = bench.narrate(&["b.md", "a.md"]);
    assert_eq!(again[0]["audio"], "narrations/same-2.wav");
    assert!(again.iter().all(|outcome| outcome["status"] == "unchanged"));
}

#[test]
fn standard_input_is_an_article() {
    let bench = Bench::new();
    let mut command = bench.command(&["narrate", "--voice", "tone", "--json", "-"]);
    command.stdin(fs::File::open(repository("samples/harbour-bridge.md")).unwrap());
    let run = Run::from(command.output().unwrap());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.json_lines()[0]["article"], "-");
    assert!(bench.path("narrations/harbour-bridge.wav").exists());
}

#[test]
fn one_bad_article_does_not_stop_the_others() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    let run = bench.aloud(&["narrate", "--voice", "tone", "--json", "missing.md", "story.md"]);
    assert_eq!(run.code, 1);
    let outcomes = run.json_lines();
    assert_eq!(outcomes[0]["status"], "failed");
    assert!(outcomes[0]["error"].as_str().unwrap().contains("missing.md"));
    assert_eq!(outcomes[1]["status"], "narrated");
    assert!(run.stderr.contains("error: "), "{}", run.stderr);
}

#[test]
fn a_killed_run_goes_on_where_it_stopped() {
    let bench = Bench::new();
    let sentences: String =
        (0..120).map(|number| format!("This is sentence number {number} of a long story. ")).collect();
    bench.write("long.txt", &sentences);
    let mut run = bench
        .command(&["narrate", "--voice", "tone", "--cache", "clips", "long.txt"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let folders = || fs::read_dir(bench.path("clips")).into_iter().flatten().flatten();
    let whole =
        |folder: &fs::DirEntry| bench.names(folder.path().to_str().unwrap()).iter().any(|clip| !clip.starts_with('.'));
    while folders().filter(whole).count() < 20 && run.try_wait().unwrap().is_none() {
        sleep(Duration::from_millis(1));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let outcome = &bench.narrate(&["--cache", "clips", "long.txt"])[0];
    let (spoken, reused) = (outcome["spoken"].as_u64().unwrap(), outcome["reused"].as_u64().unwrap());
    assert_eq!(spoken + reused, 120);
    assert!(reused >= 20, "{reused} clips of the killed run were used");
    assert_eq!(bench.names("narrations").len(), 2, "nothing half-written is left");
}

#[test]
fn settings_come_from_flags_then_environment_then_file() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    bench.write("aloud.toml", "voice = 'tone'\nout = 'from-file'\nspeed = 200\n");
    let outcome = |arguments: &[&str], out: Option<&str>| {
        let mut command = bench.command(&[&["narrate", "--json", "story.md"], arguments].concat());
        command.envs(out.map(|out| ("ALOUD_OUT", out)));
        Run::from(command.output().unwrap()).json_lines().remove(0)
    };
    assert_eq!(outcome(&[], None)["audio"], "from-file/a-story.wav");
    assert_eq!(outcome(&[], Some("from-environment"))["audio"], "from-environment/a-story.wav");
    assert_eq!(outcome(&["--out", "from-flag"], Some("from-environment"))["audio"], "from-flag/a-story.wav");
    let (fast, own) = (outcome(&[], None), outcome(&["--speed", "100"], None));
    assert!(fast["duration_ms"].as_u64() < own["duration_ms"].as_u64());
}

#[test]
fn a_quotation_in_another_language_has_a_voice_of_its_own_where_one_is_named() {
    let bench = Bench::new();
    fs::create_dir(bench.path("voices")).unwrap();
    let guest = fs::read_to_string(repository("voices/tone.toml")).unwrap();
    bench.write("voices/guest.toml", guest.replace("name = \"tone\"", "name = \"guest\"\nlanguages = [\"de\"]"));
    bench.write("aloud.toml", "[quotations]\nde = \"guest\"\n");
    let page = "<html lang=en><article><h1>A Story</h1><p>She wrote a long letter home that day.</p>\
                <blockquote lang=de><p>Es waren einundzwanzig.</p></blockquote><p>Nobody answered it.</p>\
                <p>She said <q lang=de>das war schon alles</q> and gave a <i lang=de>Gruß</i>.</p></article>";
    let outcome = &bench.narrate(&["--force", bench.write("story.html", page)])[0];
    assert_eq!(outcome["status"], "narrated");
    let manifest: Value = serde_json::from_slice(&fs::read(bench.path("narrations/a-story.json")).unwrap()).unwrap();
    let cues = manifest["sentences"].as_array().unwrap();
    let voices: Vec<_> = cues.iter().map(|cue| (cue["written"].as_str().unwrap().trim(), cue.get("voice"))).collect();
    let guest = Value::from("guest");
    assert!(voices.contains(&("Es waren einundzwanzig.", Some(&guest))), "{voices:?}");
    assert!(voices.contains(&("“das war schon alles”", Some(&guest))), "{voices:?}");
    assert_eq!(voices.iter().filter(|(_, voice)| voice.is_some()).count(), 2, "{voices:?}");

    let unknown = bench.write("aloud.toml", "[quotations]\nde = \"nobody\"\n");
    let run = bench.aloud(&["narrate", "--config", unknown, "story.html"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("no voice is named `nobody`"), "{}", run.stderr);
}
