//! The master of an 18-minute narration whose clips are in the store, beside what ffmpeg and sox take for the same clips, and
//! beside copying the bytes: CPU seconds of each, in one run. Needs bash, ffmpeg and sox.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Clips of the narration, and runs of each command; the least is taken.
const CLIPS: usize = 200;
const RUNS: usize = 5;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let sentence = |number| {
        format!(
            "This is sentence number {number} of a long report on the harbour, its bridges, its tides, and all who pass. "
        )
    };
    let story: String =
        (1..=CLIPS).map(|number| sentence(number) + if number % 5 == 0 { "\n\n" } else { "" }).collect();
    fs::write(at.join("story.txt"), story).unwrap();
    let aloud = format!("{} narrate --quiet --cache clips story.txt --out", env!("CARGO_BIN_EXE_aloud"));
    cpu(at, &format!("{aloud} first"));
    let clips = clips(&at.join("clips"));
    let list: String = clips.iter().map(|clip| format!("file '{}'\n", clip.display())).collect();
    fs::write(at.join("list"), list).unwrap();

    let ours = least(at, &format!("rm -rf out; {aloud} out"));
    let ffmpeg = "ffmpeg -v error -y -f concat -safe 0 -i list -af loudnorm=I=-16:TP=-1:print_format=json -f null - 2>/dev/null; \
                  ffmpeg -v error -y -f concat -safe 0 -i list -af loudnorm=I=-16:TP=-1:linear=true:measured_I=-23:measured_TP=-3:measured_LRA=5:measured_thresh=-33 -ar 24000 f.wav";
    let ffmpeg = least(at, ffmpeg);
    let sox = least(at, "sox --norm=-1 $(find clips -name '*.wav' | sort) s.wav");
    let copy = least(at, "cat $(find clips -name '*.wav') > copy");
    println!("{CLIPS} clips: aloud {ours:.2} s of CPU, ffmpeg {ffmpeg:.2}, sox {sox:.2}, copying {copy:.3}");
    println!(
        "ffmpeg / aloud {:.1} (goal 15), aloud / sox {:.1} (goal 4), aloud / copying {:.0}",
        ffmpeg / ours,
        ours / sox,
        ours / copy
    );

    let alone = |format: &str| least(at, &format!("rm -rf out; {aloud} out --format {format}"));
    let slowest = ["mp3", "opus", "m4a", "flac"].map(alone).into_iter().fold(0.0, f64::max);
    let all =
        wall(at, &format!("rm -rf out; {aloud} out --format mp3,opus,m4a,flac,vtt,srt,chapters,html,txt,waveform"));
    println!("every output: {all:.2} s on the clock, {:.2} of the slowest encoder alone (goal 1.5)", all / slowest);
}

/// The files of a store.
fn clips(store: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(store).unwrap().flatten();
    folders.flat_map(|folder| fs::read_dir(folder.path()).unwrap().flatten().map(|file| file.path())).collect()
}

fn least(at: &Path, command: &str) -> f64 {
    (0..RUNS).map(|_| cpu(at, command)).fold(f64::INFINITY, f64::min)
}

/// CPU seconds, user and system, of a shell command's children.
fn cpu(at: &Path, command: &str) -> f64 {
    let output = Command::new("bash")
        .arg("-c")
        .arg(format!("{{ {command}; }} >/dev/null; times"))
        .current_dir(at)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let seconds = |time: &str| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    };
    text.lines().last().unwrap().split_whitespace().map(seconds).sum()
}

fn wall(at: &Path, command: &str) -> f64 {
    let once = || {
        let started = std::time::Instant::now();
        cpu(at, command);
        started.elapsed().as_secs_f64()
    };
    (0..RUNS).map(|_| once()).fold(f64::INFINITY, f64::min)
}
