//! Whole narrations by the built command with the built-in voice: time to the first finished sentence, speed, and peak
//! memory of a long narration against a short one. Linux alone: memory is read from `/proc`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

mod goals;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use goals::Goals;

/// What one run of the command took.
struct Measured {
    first_clip: Duration,
    whole: Duration,
    peak_kb: u64,
    speech: Duration,
}

fn main() -> ExitCode {
    let mut goals = Goals::default();
    let story = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/night-trains.md")).unwrap();
    let story = story.split("---").nth(2).unwrap();

    let mut firsts: Vec<_> = (0..7).map(|_| measure("heart", "A short sentence comes first.", 1).first_clip).collect();
    firsts.sort();
    let first = goals.tell("process start to first finished sentence, ms", firsts[3].as_secs_f64() * 1_000.0, ..=400.0);
    println!("process start to first finished sentence, median of 7 in ms: {first}");

    for voice in ["tone", "heart"] {
        let short = measure(voice, story, 2);
        let long = measure(voice, story, 46);
        for run in [&short, &long] {
            println!(
                "{voice}: {:5.1} minutes of speech in {:5.1} s, {:4.0}× real time, peak memory {:.1} MB",
                run.speech.as_secs_f64() / 60.0,
                run.whole.as_secs_f64(),
                run.speech.as_secs_f64() / run.whole.as_secs_f64(),
                run.peak_kb as f64 / 1024.0,
            );
        }
        let what = format!("{voice}: long over short, memory");
        println!("{what}: {}", goals.tell(&what, long.peak_kb as f64 / short.peak_kb as f64, ..=1.2));
    }
    goals.end()
}

/// Narrates a story told `times` over, every copy of it different, with an empty store.
fn measure(voice: &str, story: &str, times: usize) -> Measured {
    let folder = tempfile::tempdir().unwrap();
    let text: String = (1..=times).map(|part| format!("Part {part}.\n\n{}\n\n", varied(story, part))).collect();
    fs::write(folder.path().join("story.md"), text).unwrap();
    let started = Instant::now();
    let mut run = Command::new(env!("CARGO_BIN_EXE_aloud"))
        .args(["narrate", "--quiet", "--voice", voice, "--cache", "clips", "--out", "out", "story.md"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let (mut first_clip, mut peak_kb) = (None, 0);
    while run.try_wait().unwrap().is_none() {
        if first_clip.is_none() && has_clip(&folder.path().join("clips")) {
            first_clip = Some(started.elapsed());
        }
        peak_kb = peak_kb.max(peak_memory_kb(run.id()).unwrap_or(0));
        sleep(Duration::from_millis(if first_clip.is_none() { 1 } else { 5 }));
    }
    let whole = started.elapsed();
    let manifest = fs::read(folder.path().join("out/story.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let speech = Duration::from_millis(manifest["duration_ms"].as_u64().unwrap());
    Measured { first_clip: first_clip.unwrap_or(whole), whole, peak_kb, speech }
}

/// Makes each sentence of a copy new to the store by a word at its end.
fn varied(story: &str, part: usize) -> String {
    story.replace(". ", &format!(" in part {part}. "))
}

fn has_clip(store: &Path) -> bool {
    let folders = fs::read_dir(store).into_iter().flatten().flatten();
    let mut files = folders.flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten());
    files.any(|file| !file.file_name().to_string_lossy().starts_with('.'))
}

/// The most memory a process has held, in kB.
fn peak_memory_kb(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
