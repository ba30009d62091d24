//! The master of an 18-minute narration whose clips are in the store, beside what ffmpeg and sox take for the same clips, and
//! beside copying the bytes: CPU seconds of each, in one run. Then every output at once beside the slowest encoder alone, and ten
//! hours beside ten minutes. Needs Linux, bash, ffmpeg and sox.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

mod goals;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use goals::Goals;

/// Clips of the narration, and runs of each command; the least is taken.
const CLIPS: usize = 200;
const RUNS: usize = 5;
/// How often the narration's sentences are said in ten hours, and which part of them in ten minutes.
const TEN_HOURS: usize = 34;
const TEN_MINUTES: usize = CLIPS * 10 / 18;

fn main() -> ExitCode {
    let mut goals = Goals::default();
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("story.txt"), story(1..=CLIPS)).unwrap();
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
        "ffmpeg / aloud {}, aloud / sox {}, aloud / copying {:.0}",
        goals.tell("ffmpeg / aloud", ffmpeg / ours, 15.0..),
        goals.tell("aloud / sox", ours / sox, ..=4.0),
        ours / copy
    );

    every_output(at, &aloud, &mut goals);
    ten_hours(at, &mut goals);
    goals.end()
}

fn every_output(at: &Path, aloud: &str, goals: &mut Goals) {
    let alone = |format: &str| {
        let seconds = wall(at, &format!("rm -rf out; {aloud} out --format {format}"));
        println!("{format} alone: {seconds:.2} s on the clock");
        seconds
    };
    let slowest = ["mp3", "opus", "m4a", "flac"].map(alone).into_iter().fold(0.0, f64::max);
    let all = format!("rm -rf out; {aloud} out --format mp3,opus,m4a,flac,vtt,srt,chapters,html,txt,waveform,svg,png");
    let all = wall(at, &all);
    let share = goals.tell("every output beside the slowest encoder", all / slowest, ..=1.5);
    println!("every output: {all:.2} s on the clock; of the slowest encoder alone {share}");
}

/// The sentences of a report, five to a paragraph.
fn story(numbers: impl Iterator<Item = usize>) -> String {
    let sentence = |number| {
        format!(
            "This is sentence number {number} of a long report on the harbour, its bridges, its tides, and all who pass. "
        )
    };
    numbers.map(|number| sentence(number) + if number % 5 == 0 { "\n\n" } else { "" }).collect()
}

/// Ten hours beside ten minutes, of the same clips again and again.
fn ten_hours(at: &Path, goals: &mut Goals) {
    fs::write(at.join("short.txt"), story(1..=TEN_MINUTES)).unwrap();
    fs::write(at.join("long.txt"), story((1..=CLIPS).cycle().take(CLIPS * TEN_HOURS))).unwrap();
    let [(short_s, short_mib, short_h), (long_s, long_mib, long_h)] = ["short", "long"].map(|name| memory(at, name));
    println!(
        "{long_h:.1} h: {long_mib:.0} MiB at most; of what {:.0} minutes take {}; {:.2} of their CPU an hour",
        short_h * 60.0,
        goals.tell("memory of ten hours over ten minutes", long_mib / short_mib, ..=1.2),
        (long_s / long_h) / (short_s / short_h)
    );
}

/// Masters a story in a process of its own: CPU seconds, the most memory in MiB, and hours of narration.
fn memory(at: &Path, name: &str) -> (f64, f64, f64) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_aloud"))
        .args(["narrate", "--quiet", "--cache", "clips", "--out", name, &format!("{name}.txt")])
        .current_dir(at)
        .spawn()
        .unwrap();
    let of_process = |file: &str| fs::read_to_string(format!("/proc/{}/{file}", child.id())).unwrap_or_default();
    let mut kib = 0.0;
    // A zombie still tells its time, but no longer its memory.
    let ticks: f64 = loop {
        let (status, stat) = (of_process("status"), of_process("stat"));
        let field = |text: &str| text.split_whitespace().next().and_then(|number| number.parse::<f64>().ok());
        kib = status.split("VmHWM:").nth(1).and_then(field).unwrap_or(kib);
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        let ticks = after_name.split_whitespace().skip(11).take(2).map(|number| number.parse::<f64>().unwrap()).sum();
        if after_name.trim_start().starts_with('Z') {
            break ticks;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    assert!(child.wait().unwrap().success());
    let frames = hound::WavReader::open(at.join(name).join(format!("{name}.wav"))).unwrap().duration();
    (ticks / 100.0, kib / 1_024.0, f64::from(frames) / 24_000.0 / 3_600.0)
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
