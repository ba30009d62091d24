//! `aloud serve`, asked by the official OpenAI client, by our own engine, and by clients that come too many at a time.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use aloud::audio::{SampleRate, decode};
use serde_json::Value;

use crate::bench::{Bench, Run, repository, skip};
use crate::clouds::wav;

/// A server in its bench. It ends with the value.
pub(crate) struct Served {
    bench: Bench,
    process: Child,
    /// HOST:PORT.
    pub(crate) address: String,
}

/// An answer as it came, its chunks joined.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
    /// Whether it came to its end.
    pub(crate) is_whole: bool,
}

impl Served {
    pub(crate) fn start(bench: Bench, arguments: &[&str]) -> Self {
        let mut command = bench.command(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat());
        let mut process = command.env("SERVE_KEY", "sesame").stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let line = lines.find_map(|line| line.ok().filter(|line| line.starts_with("listening"))).unwrap();
        // What it says later must find a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let address = line.split("http://").nth(1).unwrap().split("/v1").next().unwrap().to_owned();
        Self { bench, process, address }
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        ask(&self.address, method, path, headers, body).unwrap()
    }

    fn speech(&self, body: &str) -> Answer {
        self.ask("POST", "/v1/audio/speech", "content-type: application/json\r\n", body)
    }

    fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([name, &self.process.id().to_string()]).status().unwrap().success());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn ask(address: &str, method: &str, path: &str, headers: &str, body: &str) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n"
    )?;
    stream.write_all(body.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let (body, is_whole) = match head.contains("transfer-encoding: chunked") {
        true => joined(&bytes[end + 4..]),
        false => (bytes[end + 4..].to_vec(), true),
    };
    Ok(Answer { status: head.split(' ').nth(1).unwrap().parse().unwrap(), head, body, is_whole })
}

fn joined(mut chunks: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    while let Some(end) = chunks.windows(2).position(|window| window == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            return (body, true);
        }
        let Some(chunk) = chunks.get(end + 2..end + 2 + length) else { break };
        body.extend_from_slice(chunk);
        chunks = chunks.get(end + 2 + length + 2..).unwrap_or_default();
    }
    (body, false)
}

/// A bench with a voice that takes a second for a sentence and does one at a time.
fn slow() -> Bench {
    let bench = Bench::new();
    bench.write("tone.wav", wav("A second of tone, then."));
    bench.write(
        "slow.toml",
        format!(
            "name = 'slow'\nengine = 'command'\nlicence = 'none'\n[limits]\nat_once = 1\n[settings]\nprogram = 'sh'\n\
             arguments = ['-c', 'grep -q fails && exit 7; sleep 1; cat {}']\n",
            bench.path("tone.wav").display()
        ),
    );
    bench
}

#[test]
fn the_official_client_gets_every_format() {
    let python = repository("target/sdks/bin/python");
    if !Path::exists(&python) {
        skip("the official SDKs are not installed: .ci/setup");
        return;
    }
    let served = Served::start(Bench::new(), &["--voice", "tone", "--strict-voices", "--key-env", "SERVE_KEY"]);
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(python);
    command.arg(repository("tests/peers/speech_client.py")).arg(format!("http://{}/v1", served.address));
    let run = Run::from(command.args(["sesame", "tone"]).arg(folder.path()).output().unwrap());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&told["models"][0], &told["model"]), (&"aloud".into(), &"tts-1".into()));

    let seconds = |file: &str| {
        let bytes = std::fs::read(folder.path().join(file)).unwrap();
        let clip = decode(bytes, Some(SampleRate::MASTER)).unwrap_or_else(|error| panic!("{file}: {error}"));
        clip.length().duration(clip.rate).as_secs_f64()
    };
    let pcm = seconds("many.pcm");
    assert!(pcm > 2.5, "{pcm} s for 51 characters and two pauses");
    for form in ["wav", "pcm", "mp3", "opus", "aac", "flac"] {
        // Frames of AAC cannot tell the encoder's delay and padding.
        let slack = if form == "aac" { 0.13 } else { 0.001 };
        assert!((seconds(&format!("one.{form}")) - 0.65).abs() < slack, "one.{form}");
        assert!((seconds(&format!("many.{form}")) - pcm).abs() < 0.13, "many.{form}");
        // What is streamed does not know its length; FLAC must.
        assert_eq!(told["streamed"][form][1], form == "flac", "{form}");
    }
    assert_eq!(told["streamed"]["opus"][0], "audio/ogg; codecs=opus");
    assert!(seconds("default.mp3") > 2.5);
    assert_eq!(told["fast_bytes"], 13 * 600 * 2);
    assert_eq!((&told["slowest"], &told["fastest"]), (&(13 * 4_800 * 2).into(), &(13 * 300 * 2).into()));
    assert_eq!(told["events"], serde_json::json!(["speech.audio.delta", "speech.audio.done"]));
    let whole = std::fs::read(folder.path().join("many.pcm")).unwrap();
    assert_eq!(std::fs::read(folder.path().join("events.pcm")).unwrap(), whole);
    for (case, words) in [
        ("voice", "no voice here is named `nobody`"),
        ("format", "unknown format `midi`"),
        ("speed", "0.25 to 4"),
        ("empty", "nothing to say"),
        ("long", "4096"),
        ("key", "missing or wrong"),
    ] {
        assert!(told["refused"][case].as_str().unwrap_or_default().contains(words), "{case}: {}", told["refused"]);
    }
}

#[test]
fn a_narration_by_a_server_is_the_same_as_one_made_here() {
    let served = Served::start(Bench::new(), &["--voice", "tone"]);
    let bench = Bench::new();
    bench.write(
        "far.toml",
        format!(
            "name = 'far'\nengine = 'openai'\nlicence = 'none'\n[settings]\nurl = 'http://{}/v1'\nmodel = 'aloud'\n\
             voice = 'tone'\n",
            served.address
        ),
    );
    let sample = repository("samples/council-vote.txt");
    let sample = sample.to_str().unwrap();
    let samples = |audio: &str| -> Vec<i16> {
        hound::WavReader::open(bench.path(audio)).unwrap().into_samples().map(Result::unwrap).collect()
    };
    let far = bench.aloud(&["narrate", "--json", "--voice", "far.toml", "--out", "far", sample]);
    assert_eq!(far.code, 0, "{}", far.stderr);
    let here = &bench.narrate(&[sample])[0];
    let far = &far.json_lines()[0];
    assert_eq!(far["spoken"], here["spoken"]);
    assert_eq!(samples(far["audio"].as_str().unwrap()), samples(here["audio"].as_str().unwrap()));
}

#[test]
fn who_comes_when_the_room_is_full_is_told_when_to_come_back() {
    let served = Served::start(slow(), &["--voice", "slow.toml", "--queue", "1"]);
    let body = r#"{"model":"m","voice":"slow","input":"One sentence.","response_format":"pcm"}"#;
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..5).map(|_| scope.spawn(|| served.speech(body))).collect();
        asking.into_iter().map(|asking| asking.join().unwrap()).collect()
    });
    let with = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((with(200), with(429)), (2, 3));
    for answer in answers.iter().filter(|answer| answer.status == 429) {
        let after = answer.head.lines().find_map(|line| line.strip_prefix("retry-after: ")).unwrap();
        assert!((1..=60).contains(&after.parse::<u64>().unwrap()), "{after}");
        assert!(String::from_utf8_lossy(&answer.body).contains("rate_limit_exceeded"));
    }
    // Those who gave up make room: nobody waits for what a client that hung up had asked.
    for _ in 0..2 {
        let mut stream = TcpStream::connect(&served.address).unwrap();
        let length = body.len();
        let head = "POST /v1/audio/speech HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
        write!(stream, "{head}content-length: {length}\r\n\r\n{body}").unwrap();
    }
    let began = Instant::now();
    while served.speech(body).status != 200 {
        assert!(began.elapsed() < Duration::from_secs(20), "the room is not cleared");
        std::thread::sleep(Duration::from_millis(100));
    }
    let metrics = String::from_utf8(served.ask("GET", "/metrics", "", "").body).unwrap();
    assert!(metrics.contains("aloud_requests_total{status=\"429\"}"), "{metrics}");
    assert!(metrics.contains("aloud_requests_now{voice=\"slow\"} 0"), "{metrics}");
    assert!(metrics.contains("aloud_sentence_seconds_bucket{voice=\"slow\",le=\"0.1\"} 0"), "{metrics}");
}

#[test]
fn a_sentence_that_fails_breaks_the_answer_off() {
    let served = Served::start(slow(), &["--voice", "slow.toml"]);
    let ask = |input: &str| {
        served.speech(&format!(r#"{{"model":"m","voice":"slow","input":"{input}","response_format":"wav"}}"#))
    };
    let first = ask("This one fails.");
    assert_eq!(first.status, 502);
    assert!(String::from_utf8_lossy(&first.body).contains("ended with exit status: 7"));
    let later = ask("The river rose. But this one fails.");
    assert!(later.status == 200 && !later.is_whole && later.body.starts_with(b"RIFF"), "{}", later.head);
}

#[test]
fn what_is_not_asked_well_is_told() {
    let served = Served::start(Bench::new(), &["--voice", "tone", "--key-env", "SERVE_KEY"]);
    let json = "content-type: application/json\r\nauthorization: Bearer sesame\r\n";
    let body = r#"{"model":"m","voice":"tone","input":"One."}"#;
    let large = "x".repeat(300_000);
    let cases = [
        ("POST", "/v1/audio/speech", "content-type: application/json\r\n", body, 401),
        ("GET", "/v1/models", "authorization: Bearer sesam\r\n", "", 401),
        ("GET", "/v1/models", "authorization: Bearer sesame\r\n", "", 200),
        ("POST", "/v1/audio/speech", "authorization: Bearer sesame\r\ncontent-type: text/plain\r\n", body, 415),
        ("POST", "/v1/audio/speech", json, "{", 400),
        ("POST", "/v1/audio/speech", json, &large, 413),
        ("GET", "/v1/audio/speech", json, "", 405),
        ("GET", "/nowhere", "", "", 404),
        ("GET", "/health", "", "", 200),
        ("GET", "/metrics", "", "", 200),
    ];
    for (method, path, headers, body, status) in cases {
        let answer = served.ask(method, path, headers, body);
        assert_eq!(answer.status, status, "{method} {path}: {}", String::from_utf8_lossy(&answer.body));
    }
}

#[test]
fn a_stop_lets_the_request_under_way_end() {
    let mut served = Served::start(slow(), &["--voice", "slow.toml"]);
    let body = r#"{"model":"m","voice":"slow","input":"One sentence.","response_format":"pcm"}"#;
    let address = served.address.clone();
    let asking = std::thread::spawn(move || {
        ask(&address, "POST", "/v1/audio/speech", "content-type: application/json\r\n", body)
    });
    let began = Instant::now();
    while !String::from_utf8_lossy(&served.ask("GET", "/metrics", "", "").body).contains("now{voice=\"slow\"} 1") {
        assert!(began.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(20));
    }
    served.signal("-TERM");
    let answer = asking.join().unwrap().unwrap();
    assert_eq!((answer.status, answer.body.len() % 2), (200, 0));
    assert!(served.process.wait().unwrap().success());
    assert!(TcpStream::connect(&served.address).is_err());
    assert_eq!(served.bench.names(".").iter().filter(|name| name.ends_with(".toml")).count(), 1);
}

#[test]
fn an_address_that_is_taken_and_a_missing_key_are_told() {
    let served = Served::start(Bench::new(), &["--voice", "tone"]);
    let bench = Bench::new();
    let run = bench.aloud(&["serve", "--voice", "tone", "--listen", &served.address]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains(&format!("cannot listen on {}", served.address)), "{}", run.stderr);
    let run = bench.aloud(&["serve", "--voice", "tone", "--key-env", "NOT_SET"]);
    assert!(run.code == 2 && run.stderr.contains("NOT_SET is not set"), "{}", run.stderr);
}

/// Requests as programs send them, written down from their code in November 2026: Home Assistant's openai_tts (sfortis),
/// Open WebUI's audio router, SillyTavern's openai-compatible extension, and what a browser asks first.
#[test]
fn other_programs_are_answered_as_they_ask() {
    let served = Served::start(Bench::new(), &["--voice", "tone", "--cors", "https://tavern.example"]);
    let home_assistant =
        r#"{"model":"tts-1","input":"The door is open.","voice":"shimmer","response_format":"wav","speed":1}"#;
    let open_webui = r#"{"input":"Hello there.","voice":"alloy","model":"tts-1"}"#;
    let tavern = r#"{"model":"tts-1","input":"Well met.","voice":"onyx","response_format":"mp3","speed":4}"#;
    for (who, headers, body, kind) in [
        ("Home Assistant", "content-type: application/json\r\n", home_assistant, "audio/wav"),
        ("Open WebUI", "content-type: application/json\r\nauthorization: Bearer \r\n", open_webui, "audio/mpeg"),
        ("SillyTavern", "content-type: application/json; charset=utf-8\r\n", tavern, "audio/mpeg"),
    ] {
        let answer = served.ask("POST", "/v1/audio/speech", headers, body);
        assert_eq!(answer.status, 200, "{who}: {}", String::from_utf8_lossy(&answer.body));
        assert!(answer.head.contains(&format!("content-type: {kind}")), "{who}: {}", answer.head);
        assert!(decode(answer.body, None).unwrap().samples.len() > 1_000, "{who}");
    }
    let json = |path: &str| -> Value { serde_json::from_slice(&served.ask("GET", path, "", "").body).unwrap() };
    // Home Assistant reads `data`, Open WebUI `voices`, each with `id` and `name`.
    for path in ["/v1/audio/voices", "/v1/audio/voices?limit=100"] {
        for list in ["voices", "data"] {
            assert_eq!((&json(path)[list][0]["id"], &json(path)[list][0]["name"]), (&"tone".into(), &"tone".into()));
        }
    }
    assert_eq!(json("/v1/audio/models")["models"][0]["id"], "aloud");
    assert_eq!(json("/v1/models/gpt-4o-mini-tts")["id"], "gpt-4o-mini-tts");
    assert_eq!(served.ask("GET", "/v1/models/llama-3", "", "").status, 404);

    let asks = "origin: https://tavern.example\r\naccess-control-request-method: POST\r\n\
                access-control-request-headers: authorization,content-type\r\n";
    let preflight = served.ask("OPTIONS", "/v1/audio/speech", asks, "");
    assert_eq!(preflight.status, 204);
    assert!(preflight.head.contains("access-control-allow-origin: https://tavern.example"), "{}", preflight.head);
    assert!(preflight.head.contains("access-control-allow-headers: authorization,content-type"), "{}", preflight.head);
    let stranger = served.ask("OPTIONS", "/v1/audio/speech", &asks.replace("tavern", "evil"), "");
    assert!(stranger.status == 405 && !stranger.head.contains("access-control"), "{}", stranger.head);
}

#[test]
fn a_page_that_borrows_a_name_is_not_answered() {
    let bench = Bench::new();
    let served = Served::start(bench, &["--voice", "tone", "--host", "tts.example.org"]);
    let status = |host: &str| {
        let mut stream = TcpStream::connect(&served.address).unwrap();
        write!(stream, "GET /v1/models HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap().parse::<u16>().unwrap()
    };
    for host in [&*served.address, "localhost:1", "aloud", "nas.local", "TTS.example.org"] {
        assert_eq!(status(host), 200, "{host}");
    }
    for host in ["evil.example", "127.0.0.1.evil.example:8765"] {
        assert_eq!(status(host), 421, "{host}");
    }
}

#[test]
fn clients_that_say_nothing_cost_the_others_nothing() {
    const SILENT: usize = 200;
    let bench = Bench::new();
    let mut command = Command::new("sh");
    // A hundred descriptors for two hundred clients.
    let line = format!("ulimit -n 100; exec {} serve --voice tone --listen 127.0.0.1:0", env!("CARGO_BIN_EXE_aloud"));
    command.args(["-c", &line]).current_dir(bench.path(".")).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
    let line = lines.find_map(|line| line.ok().filter(|line| line.starts_with("listening"))).unwrap();
    std::thread::spawn(move || lines.for_each(drop));
    let address = line.split("http://").nth(1).unwrap().split("/v1").next().unwrap().to_owned();
    let served = Served { bench, process, address };
    let half = b"POST /v1/audio/speech HTTP/1.1\r\nhost: x\r\n";
    let silent: Vec<TcpStream> = (0..SILENT)
        .filter_map(|number| {
            let mut stream = TcpStream::connect(&served.address).ok()?;
            if number % 2 == 0 {
                stream.write_all(half).ok()?;
            }
            Some(stream)
        })
        .collect();
    assert!(silent.len() > 150, "only {} connected", silent.len());
    let began = Instant::now();
    let answer = served.speech(r#"{"input":"One sentence.","response_format":"pcm"}"#);
    assert_eq!((answer.status, answer.body.len()), (200, 13 * 1_200 * 2));
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
}
