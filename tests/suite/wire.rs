//! Faults of the wire, against the engine `openai`: connections that break, answers without end or too slow, servers that are
//! not there. No sentence is lost or said twice, nothing bad is kept, the report is clear, and a rerun asks only for what is
//! missing.

use std::collections::HashMap;
use std::io::Write;
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use socket2::SockRef;

use crate::bench::{Bench, Run};
use crate::clouds::wav;
use crate::loopback::{Asked, Loopback, Reply};

const STORY: &str = "The first sentence. The second one. A third is here.";
const SENTENCES: usize = 3;
/// The longest wait for a sentence; every fault is over or given up by then.
const DEADLINE_S: f64 = 3.0;

/// A way to answer badly.
struct Fault {
    name: &'static str,
    answer: fn(&str, &mut TcpStream) -> std::io::Result<()>,
    /// What the report says when it lasts.
    told: &'static str,
}

const FAULTS: &[Fault] = &[
    Fault { name: "a reset in the middle of the body", answer: reset, told: "cannot be reached" },
    Fault { name: "an end in the middle of the body", answer: end_early, told: "cannot be reached" },
    Fault { name: "an end before any answer", answer: |_, _| Ok(()), told: "cannot be reached" },
    Fault { name: "a stream that breaks off", answer: break_off, told: "cannot be reached" },
    Fault { name: "half the sound with the right length", answer: half, told: "it is cut off" },
    Fault {
        name: "what is no HTTP",
        answer: |_, stream| stream.write_all(b"SSH-2.0-OpenSSH_9.7\r\n"),
        told: "cannot be reached",
    },
];

fn head(stream: &mut TcpStream, length: usize) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: audio/wav\r\ncontent-length: {length}\r\n\r\n"
    )
}

fn reset(text: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    let wav = wav(text);
    head(stream, wav.len())?;
    stream.write_all(&wav[..wav.len() / 2])?;
    sleep(Duration::from_millis(50));
    // Closing with nothing left to say sends a reset instead of an end.
    SockRef::from(&*stream).set_linger(Some(Duration::ZERO))
}

fn end_early(text: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    let wav = wav(text);
    head(stream, wav.len())?;
    stream.write_all(&wav[..wav.len() / 2])
}

fn break_off(text: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    let wav = wav(text);
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: audio/wav\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n",
        wav.len()
    )?;
    stream.write_all(&wav[..wav.len() / 2])
}

fn half(text: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    let wav = wav(text);
    head(stream, wav.len() / 2)?;
    stream.write_all(&wav[..wav.len() / 2])
}

fn healthy(text: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    let wav = wav(text);
    head(stream, wav.len())?;
    stream.write_all(&wav)
}

fn text(asked: &Asked) -> String {
    serde_json::from_slice::<Value>(&asked.body).unwrap()["input"].as_str().unwrap().to_owned()
}

/// A bench with a story and the voice of a server at this address.
fn bench(url: &str, deadline_s: f64) -> Bench {
    let bench = Bench::new();
    bench.write("story.txt", STORY);
    write_voice(&bench, url, deadline_s);
    bench
}

fn write_voice(bench: &Bench, url: &str, deadline_s: f64) {
    let voice = format!(
        "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[limits]\ndeadline_s = {deadline_s}\nat_once = 1\n\
         [settings]\nurl = '{url}/v1'\nmodel = 'm'\nvoice = 'v'\n"
    );
    bench.write("v.toml", voice);
}

const NARRATE: [&str; 8] = ["narrate", "--json", "--force", "--cache", "clips", "--voice", "v.toml", "story.txt"];

/// Makes sure that a run said every sentence once, and the store holds those clips and no other.
fn is_whole(bench: &Bench, run: &Run, what: &str) {
    assert_eq!(run.code, 0, "{what}: {}", run.stderr);
    let manifest: Value = serde_json::from_slice(&std::fs::read(bench.path("narrations/story.json")).unwrap()).unwrap();
    let said: Vec<&str> =
        manifest["sentences"].as_array().unwrap().iter().map(|cue| cue["written"].as_str().unwrap().trim()).collect();
    assert_eq!(said.join(" "), STORY, "{what}");
    assert!(manifest["sentences"].as_array().unwrap().iter().all(|cue| cue.get("doubt").is_none()), "{what}");
    // 50 ms a character, and the pauses between.
    let spoken_ms: u64 = said.iter().map(|sentence| sentence.len() as u64 * 50).sum();
    let cues = manifest["sentences"].as_array().unwrap().iter();
    let heard_ms: u64 = cues.map(|cue| cue["end_ms"].as_u64().unwrap() - cue["start_ms"].as_u64().unwrap()).sum();
    assert!(heard_ms.abs_diff(spoken_ms) <= 3, "{what}: {heard_ms} ms of {spoken_ms}");
    assert_eq!(clips(bench), SENTENCES, "{what}");
}

fn clips(bench: &Bench) -> usize {
    let folders = std::fs::read_dir(bench.path("clips")).into_iter().flatten().flatten();
    folders.map(|folder| std::fs::read_dir(folder.path()).unwrap().count()).sum()
}

#[test]
fn what_breaks_once_is_said_all_the_same() {
    std::thread::scope(|scope| {
        for fault in FAULTS {
            scope.spawn(move || {
                let seen = Mutex::new(HashMap::<String, usize>::new());
                let server = Loopback::raw(move |asked, stream| {
                    let text = text(asked);
                    let times = *seen.lock().unwrap().entry(text.clone()).and_modify(|times| *times += 1).or_insert(1);
                    if times == 1 { (fault.answer)(&text, stream) } else { healthy(&text, stream) }
                });
                let bench = bench(&server.url, 60.0);
                let run = bench.aloud(&NARRATE);
                is_whole(&bench, &run, fault.name);
                assert_eq!(server.asked().len(), 2 * SENTENCES, "{}", fault.name);
            });
        }
    });
}

#[test]
fn what_stays_broken_is_told_and_a_rerun_asks_only_for_what_is_missing() {
    std::thread::scope(|scope| {
        for fault in FAULTS {
            scope.spawn(move || {
                let is_broken = Arc::new(AtomicBool::new(true));
                let broken = Arc::clone(&is_broken);
                let server = Loopback::raw(move |asked, stream| {
                    let text = text(asked);
                    let fails = text.contains("second") && broken.load(Ordering::Relaxed);
                    if fails { (fault.answer)(&text, stream) } else { healthy(&text, stream) }
                });
                let bench = bench(&server.url, DEADLINE_S);
                let run = bench.aloud(&NARRATE);
                assert_eq!(run.code, 1, "{}: {}", fault.name, run.stderr);
                for told in ["error: ", "sentence 2 of 3", "The second one.", fault.told] {
                    assert!(run.stderr.contains(told), "{}: `{told}` is not in: {}", fault.name, run.stderr);
                }
                assert_eq!(
                    (run.json_lines()[0]["status"].as_str(), clips(&bench)),
                    (Some("failed"), 1),
                    "{}",
                    fault.name
                );
                is_broken.store(false, Ordering::Relaxed);
                let before = server.asked().len();
                let run = bench.aloud(&NARRATE);
                is_whole(&bench, &run, fault.name);
                assert_eq!(
                    server.asked().len() - before,
                    SENTENCES - 1,
                    "{}: what is kept is not asked for",
                    fault.name
                );
            });
        }
    });
}

#[test]
fn a_right_sound_of_a_wrong_type_is_taken() {
    for kind in ["text/html", "application/json", "application/octet-stream", "image/png"] {
        let server = Loopback::serve(move |asked| Reply::ok(kind, wav(&text(asked))));
        let bench = bench(&server.url, 60.0);
        let run = bench.aloud(&NARRATE);
        is_whole(&bench, &run, kind);
        assert_eq!(server.asked().len(), SENTENCES, "{kind}");
    }
}

/// Runs to the end and gives the outcome with the most memory it held, in kB.
fn watched(mut child: Child) -> (Run, u64) {
    let mut peak_kb = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak_kb = peak_kb.max(line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0));
        sleep(Duration::from_millis(5));
    }
    (Run::from(child.wait_with_output().unwrap()), peak_kb)
}

#[test]
fn an_answer_without_end_takes_little_memory_and_is_left() {
    const GIGABYTE: u64 = 1 << 30;
    const MEGABYTE: u64 = 1 << 20;
    let sent = Arc::new(AtomicU64::new(0));
    let (count, times) = (Arc::clone(&sent), AtomicU64::new(0));
    let server = Loopback::raw(move |asked, stream| {
        if times.fetch_add(1, Ordering::Relaxed) > 0 {
            return healthy(&text(asked), stream);
        }
        head(stream, GIGABYTE as usize)?;
        let mut piece = wav("a header");
        piece.resize(MEGABYTE as usize, 7);
        for _ in 0..GIGABYTE / MEGABYTE {
            stream.write_all(&piece)?;
            count.fetch_add(MEGABYTE, Ordering::Relaxed);
        }
        Ok(())
    });
    let bench = bench(&server.url, 60.0);
    let child = bench.command(&NARRATE).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (run, peak_kb) = watched(child);
    is_whole(&bench, &run, "1 GB");
    assert_eq!(server.asked().len(), SENTENCES + 1);
    assert!(sent.load(Ordering::Relaxed) < 100 * MEGABYTE, "{} bytes were taken", sent.load(Ordering::Relaxed));
    assert!(peak_kb < 250 * 1024, "{peak_kb} kB");
}

#[test]
fn a_byte_a_second_is_not_waited_for_longer_than_allowed() {
    let is_slow = Arc::new(AtomicBool::new(true));
    let slow = Arc::clone(&is_slow);
    let server = Loopback::raw(move |asked, stream| {
        let text = text(asked);
        if !slow.load(Ordering::Relaxed) {
            return healthy(&text, stream);
        }
        let wav = wav(&text);
        head(stream, wav.len())?;
        for byte in wav.iter().take(20) {
            stream.write_all(&[*byte])?;
            sleep(Duration::from_secs(1));
        }
        Ok(())
    });
    let bench = bench(&server.url, 2.0);
    let begun = Instant::now();
    let run = bench.aloud(&NARRATE);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("no answer within 2 s") && run.stderr.contains("hint: "), "{}", run.stderr);
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    assert_eq!(clips(&bench), 0);
    is_slow.store(false, Ordering::Relaxed);
    is_whole(&bench, &bench.aloud(&NARRATE), "a byte a second, after");
}

#[test]
fn servers_that_are_not_there_or_not_safe_are_told() {
    let server = Loopback::raw(|asked, stream| healthy(&text(asked), stream));
    let plain = server.url.replace("http://", "https://");
    let nobody = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    for (name, url) in
        [("no TLS", plain.as_str()), ("no such name", "http://nobody.invalid"), ("nobody there", &nobody)]
    {
        let bench = bench(url, DEADLINE_S);
        let run = bench.aloud(&NARRATE);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        assert!(run.stderr.contains("cannot be reached") && run.stderr.contains("hint: "), "{name}: {}", run.stderr);
        assert_eq!(clips(&bench), 0, "{name}");
        write_voice(&bench, &server.url, DEADLINE_S);
        is_whole(&bench, &bench.aloud(&NARRATE), name);
    }
    assert_eq!(server.asked().len(), 3 * SENTENCES);
}
