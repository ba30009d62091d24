//! Many short articles with the `tone` engine by the built command: articles a second, peak memory of many against few, and
//! a rerun over articles of which none changed. Linux alone: memory is read from `/proc`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

mod goals;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use goals::Goals;

fn main() -> ExitCode {
    let mut goals = Goals::default();
    let (few, few_kb, _) = measure(200);
    let (many, many_kb, _) = measure(2_000);
    let (_, _, again) = measure(10_000);
    let at_many = goals.tell("2 000 articles, a second", rate(2_000, many), 150.0..);
    println!("200 articles: {:.0} a second; 2 000: {at_many} a second", rate(200, few));
    println!("peak memory, 2 000 over 200: {:.2} ({:.0} MB)", many_kb as f64 / few_kb as f64, many_kb as f64 / 1024.0);
    println!("nothing changed: 10 000 in s: {}", goals.tell("10 000 unchanged, s", again.as_secs_f64(), ..=3.0));
    goals.end()
}

fn rate(articles: usize, took: Duration) -> f64 {
    articles as f64 / took.as_secs_f64()
}

/// Narrates so many articles with an empty store, then again; gives both times and the first run's peak memory in kB.
fn measure(articles: usize) -> (Duration, u64, Duration) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    for number in 0..articles {
        let text = format!(
            "---\ntitle: Article number {number}\n---\n\nThis is a short story about case {number}. It ends.\n"
        );
        fs::write(folder.path().join(format!("articles/{number:05}.md")), text).unwrap();
    }
    let (first, peak_kb) = run(folder.path());
    let (again, _) = run(folder.path());
    assert_eq!(
        fs::read_dir(folder.path().join("out")).unwrap().count(),
        2 * articles + 1,
        "audio, manifests, catalogue"
    );
    (first, peak_kb, again)
}

fn run(folder: &Path) -> (Duration, u64) {
    let begun = Instant::now();
    let mut run = Command::new(env!("CARGO_BIN_EXE_aloud"))
        .args(["narrate", "--quiet", "--voice", "tone", "--cache", "clips", "--out", "out", "articles"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut peak_kb = 0;
    let status = loop {
        if let Some(status) = run.try_wait().unwrap() {
            break status;
        }
        peak_kb = peak_kb.max(peak_memory_kb(run.id()).unwrap_or(0));
        sleep(Duration::from_millis(2));
    };
    assert!(status.success());
    (begun.elapsed(), peak_kb)
}

/// The most memory a process has held, in kB.
fn peak_memory_kb(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
