//! Listening back: good narrations are not doubted, damaged ones are.

use std::io::Write;
use std::process::Command;

use crate::bench::{Bench, Run};
use crate::loopback::{Loopback, Reply};
use crate::weights::fetched;

const STORY: &str = "The river rose past the mark on the wall, and the bridge was closed before noon.\n\n\
    Nobody had told the harbour, where two boats were waiting for passengers from the island.";

fn run(bench: &Bench, data: &std::path::Path, arguments: &[&str]) -> Run {
    let mut command: Command = bench.command(arguments);
    Run::from(command.env("XDG_DATA_HOME", data).output().unwrap())
}

#[test]
fn a_good_narration_is_heard_as_it_is_and_a_cut_one_is_not() {
    let Some(data) = fetched(&["listener"]) else { return };
    let bench = Bench::new();
    bench.write("a.txt", STORY);
    let narrated = run(&bench, &data, &["narrate", "--json", "--listen", "a.txt"]);
    assert_eq!(narrated.code, 0, "{}", narrated.stderr);
    assert_eq!(narrated.json_lines()[0]["doubtful"].as_array().map_or(0, Vec::len), 0, "{}", narrated.stdout);
    let heard = run(&bench, &data, &["listen", "narrations/a.wav"]);
    assert_eq!(heard.code, 0, "{}{}", heard.stdout, heard.stderr);
    assert!(heard.stdout.contains("0 sentences doubtful"), "{}", heard.stdout);

    // A second and a half in the middle of the first sentence are silenced.
    let path = bench.path("narrations/a.wav");
    let mut wav = std::fs::read(&path).unwrap();
    let middle = wav.len() / 8;
    wav[middle & !3..][..24_000 * 3 * 3 / 2].fill(0);
    std::fs::File::create(&path).unwrap().write_all(&wav).unwrap();
    let heard = run(&bench, &data, &["listen", "--json", "narrations/a.json"]);
    assert_eq!(heard.code, 1, "{}{}", heard.stdout, heard.stderr);
    assert!(
        heard.json_lines().iter().any(|line| line["doubtful"] == true && line["missing"] != ""),
        "{}",
        heard.stdout
    );
}

#[test]
fn without_weights_the_command_that_brings_them_is_named() {
    let bench = Bench::new();
    bench.write("a.txt", STORY);
    let run = bench.aloud(&["narrate", "--listen", "--voice", "tone", "a.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("aloud voices fetch listener"), "{}", run.stderr);
}

#[test]
fn a_service_like_openais_hears_other_languages() {
    let server = Loopback::serve(|asked| {
        let body = String::from_utf8_lossy(&asked.body);
        assert_eq!((asked.method.as_str(), asked.target.as_str()), ("POST", "/v1/audio/transcriptions"));
        assert!(body.contains("name=\"language\"\r\n\r\nde\r\n") && body.contains("name=\"model\"\r\n\r\nbig\r\n"));
        assert!(body.contains("RIFF") && body.contains("WAVEfmt"));
        Reply { status: 200, headers: Vec::new(), body: br#"{"text": "Der Fluss stieg."}"#.to_vec() }
    });
    let bench = Bench::new();
    bench.write("a.txt", "Der Fluss stieg über die Marke an der Wand.");
    let settings = format!("lang = \"de\"\n[listen]\non = true\nurl = \"{}\"\nmodel = \"big\"\n", server.url);
    bench.write("aloud.toml", settings);
    bench.write("v.toml", "name = \"v\"\nengine = \"tone\"\nlanguages = [\"de\"]\nlicence = \"none\"\n");
    let run = bench.aloud(&["narrate", "--json", "--voice", "v.toml", "a.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let outcome = &run.json_lines()[0];
    assert!(outcome["doubtful"][0].to_string().contains("Der Fluss stieg."), "{outcome}");
}
