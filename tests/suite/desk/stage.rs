//! Two narrations and a desk over them.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::ops::Deref;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::bench::{Bench, Running};

pub(super) const STORY: &str = "# The bridge\n\nThe bridge reopened on Saturday. Tom Abelard drove the first car across. Nobody \
    was hurt in all that time.\n\n```\nlet x = 1;\n```\n\nThe repair cost 212 million crowns. Mr Abelard was there.\n";
const OTHER: &str = "# Another day\n\nAbelard waved from the quay. The ferry is late again today.\n";
/// How long is waited for what is done beside the answers.
const PATIENCE: Duration = Duration::from_secs(60);

/// Two narrations and a desk over them; it ends with the value.
pub(super) struct Stage {
    pub(super) bench: Bench,
    _process: Running,
    pub(super) seat: Seat,
}

impl Deref for Stage {
    type Target = Seat;

    fn deref(&self) -> &Seat {
        &self.seat
    }
}

/// A desk that is open; it ends with the value.
pub(super) struct Open {
    pub(super) seat: Seat,
    _process: Running,
}

impl Open {
    /// Opens one by a command.
    pub(super) fn at(bench: &Bench, arguments: &[&str]) -> Self {
        Self::by(bench.command(arguments))
    }

    /// Opens one by a command that is put together.
    pub(super) fn by(mut command: Command) -> Self {
        let mut process = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
        let line = lines.find(|line| line.starts_with("the desk is open")).unwrap();
        // What it says later must find a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { seat: Seat::by(&line), _process: Running(process) }
    }
}

/// An editor's place at a desk.
pub(super) struct Seat {
    /// HOST:PORT.
    pub(super) address: String,
    /// The path of the link, which was used.
    pub(super) entrance: String,
    cookie: String,
}

/// An answer.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}: {}", self.status, self.text()))
    }
}

impl Stage {
    pub(super) fn new() -> Self {
        Self::with("")
    }

    pub(super) fn asking_for_approval() -> Self {
        Self::with("[desk]\napproval = true\n")
    }

    /// Brings narrations to the usual loudness.
    pub(super) fn at_the_usual_loudness() -> Self {
        Self::with("[master]\nloudness = 'podcast'\n")
    }

    /// Keeps compressed files alone.
    pub(super) fn without_wavs() -> Self {
        Self::with("format = 'mp3'\nkeep_wav = false\n")
    }

    fn with(settings: &str) -> Self {
        let bench = Bench::new();
        let loudness = if settings.contains("loudness") { "" } else { "loudness = 'off'\n" };
        let format = if settings.contains("format") { "" } else { "format = ['vtt']\n" };
        bench.write("aloud.toml", format!("voice = 'tone'\n{format}{loudness}{settings}"));
        bench.write("story.md", STORY);
        bench.write("other.md", OTHER);
        let run = bench.aloud(&["narrate", "story.md", "other.md"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let Open { seat, _process } = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0", "--as", "ana"]);
        Self { bench, _process, seat }
    }

    /// Returns the samples of the narration.
    pub(super) fn samples(&self) -> Vec<i16> {
        let bytes = fs::read(self.bench.path("narrations/the-bridge.wav")).unwrap();
        let mut reader = hound::WavReader::new(&bytes[..]).unwrap();
        assert_eq!(reader.spec().sample_rate, 24_000);
        reader.samples::<i16>().map(Result::unwrap).collect()
    }
}

impl Stage {
    /// Closes the desk.
    pub(super) fn close(self) -> Bench {
        self.bench
    }

    /// Closes the desk and opens another.
    pub(super) fn again(self) -> Self {
        let bench = self.close();
        let Open { seat, _process } = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0", "--as", "ana"]);
        Self { bench, _process, seat }
    }
}

impl Seat {
    /// Comes in by the link that stands in a line.
    pub(super) fn by(line: &str) -> Self {
        let (address, entrance) = line.split_once("http://").unwrap().1.split_once('/').unwrap();
        let (address, entrance) = (address.to_owned(), format!("/{}", entrance.trim()));
        let entered = ask(&address, "GET", &entrance, &format!("host: {address}\r\n"), b"");
        let cookie = entered.head.split("set-cookie: ").nth(1).unwrap().split(';').next().unwrap().to_owned();
        Self { address, entrance, cookie }
    }

    /// Asks as anyone may.
    pub(super) fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        ask(&self.address, method, path, &format!("host: {}\r\n{headers}", self.address), body.as_bytes())
    }

    /// Asks by a name that is not this machine's, with the cookie.
    pub(super) fn as_stranger_calls(&self, host: &str) -> u16 {
        let headers = format!("host: {host}\r\ncookie: {}\r\n", self.cookie);
        ask(&self.address, "GET", "/", &headers, b"").status
    }

    pub(super) fn as_editor(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        self.ask(method, path, &format!("cookie: {}\r\n{headers}", self.cookie), body)
    }

    pub(super) fn try_post(&self, what: &str, body: &Value) -> Answer {
        let path = format!("/a/the-bridge/{what}");
        self.as_editor("POST", &path, "content-type: application/json\r\n", &body.to_string())
    }

    pub(super) fn post(&self, what: &str, body: &Value) -> Value {
        let answer = self.try_post(what, body);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// Sends bytes as an editor.
    pub(super) fn send(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let headers = format!("host: {}\r\ncookie: {}\r\ncontent-type: {kind}\r\n", self.address, self.cookie);
        ask(&self.address, "POST", path, &headers, body)
    }

    /// Decides about the narration as it was heard.
    pub(super) fn decide(&self, heard: &str, verdict: &str) -> Answer {
        let headers = format!("content-type: application/json\r\nif-match: \"{heard}\"\r\n");
        self.as_editor("POST", "/a/the-bridge/review", &headers, &format!(r#"{{"verdict":"{verdict}","note":"-"}}"#))
    }

    pub(super) fn state(&self) -> Value {
        self.as_editor("GET", "/a/the-bridge/state", "", "").json()
    }

    /// Waits until something is so.
    pub(super) fn until(&self, path: &str, is_so: impl Fn(&Value) -> bool) {
        let begun = Instant::now();
        while !is_so(&self.as_editor("GET", path, "", "").json()) {
            assert!(begun.elapsed() < PATIENCE, "never so: {path}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Returns a link for another editor.
    pub(super) fn invite(&self, name: &str) -> String {
        let body = format!(r#"{{"name":"{name}"}}"#);
        let answer = self.as_editor("POST", "/invite", "content-type: application/json\r\n", &body);
        format!("http://{}{}", self.address, answer.json()["link"].as_str().unwrap())
    }
}

fn ask(address: &str, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    let head = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n");
    // What is too large is refused while it is sent.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, body: bytes[end + 4..].to_vec(), head }
}
