//! What one article takes, which docs/src/operate/sizing.md multiplies: two of the samples as one article, by the built command. CPU
//! seconds (user and system, median of three) of all of it with the built-in voice, of all but the speaking, and of the same with
//! an MP3; and the bytes of each file. `cargo bench --bench sizing`; Unix only.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

use std::fs;
use std::path::Path;
use std::process::Command;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let sample = |name: &str| {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)).unwrap();
        text.splitn(3, "---").nth(2).unwrap().to_owned()
    };
    let story = format!("# Two stories\n{}\n{}", sample("harbour-bridge.md"), sample("night-trains.md"));
    fs::write(folder.path().join("story.md"), &story).unwrap();
    // Out of the way: what the first run of a program takes.
    narrate(folder.path(), "clean", "wav");
    let whole = median(|| narrate(folder.path(), "clean", "wav"));
    let kept = median(|| narrate(folder.path(), "kept", "wav"));
    let bytes = |file: &str| fs::metadata(folder.path().join(file)).unwrap().len() as f64 / 1e6;
    let wav = bytes("out/two-stories.wav");
    let with_mp3 = median(|| narrate(folder.path(), "kept", "mp3"));
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("out/two-stories.json")).unwrap()).unwrap();
    let sentences = manifest["sentences"].as_array().unwrap();
    let characters: usize = sentences.iter().map(|one| one["spoken"].as_str().unwrap().chars().count()).sum();
    let seconds = manifest["duration_ms"].as_f64().unwrap() / 1_000.0;
    println!(
        "{} words, {} sentences, {characters} characters, {seconds:.0} s of audio",
        story.split_whitespace().count(),
        sentences.len()
    );
    println!("all of it: {whole:.2} CPU s; {:.0} articles an hour and core", 3_600.0 / whole);
    println!("with every clip kept: {kept:.2} CPU s; {:.0} an hour and core", 3_600.0 / kept);
    println!("speaking: {:.2} CPU s, {:.0} times faster than one listens", whole - kept, seconds / (whole - kept));
    println!(
        "an MP3 adds: {:.2} CPU s; with it {:.0} an hour and core",
        with_mp3 - kept,
        3_600.0 / (whole + with_mp3 - kept)
    );
    println!(
        "WAV {wav:.1} MB, MP3 {:.1} MB, clips {:.1} MB",
        bytes("out/two-stories.mp3"),
        size(&folder.path().join("clips")) / 1e6
    );
}

/// Narrates the story from scratch, with no clips or with those of the last run; returns CPU seconds.
fn narrate(folder: &Path, clips: &str, format: &str) -> f64 {
    let _ = fs::remove_dir_all(folder.join("out"));
    if clips == "clean" {
        let _ = fs::remove_dir_all(folder.join("clips"));
    }
    let format = if format == "wav" { String::new() } else { format!(" --format {format}") };
    let program = env!("CARGO_BIN_EXE_aloud");
    let output = Command::new("bash")
        .args([
            "-c",
            &format!("'{program}' narrate --quiet --cache clips --out out{format} story.md >/dev/null || exit; times"),
        ])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // The second line is of what the shell has started: 0m1.702s 0m0.210s
    let times = String::from_utf8(output.stdout).unwrap();
    let seconds = |time: &str| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    };
    times.lines().nth(1).unwrap().split_whitespace().map(seconds).sum()
}

fn median(run: impl Fn() -> f64) -> f64 {
    let mut times = [run(), run(), run()];
    times.sort_by(f64::total_cmp);
    times[1]
}

/// The bytes of all files in a folder.
fn size(folder: &Path) -> f64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|one| if one.path().is_dir() { size(&one.path()) } else { one.metadata().unwrap().len() as f64 }).sum()
}
