//! `aloud serve`: callers of every format, several at once, who hang up, who never end, and who ask nonsense.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use aloud::audio::{SampleRate, decode};

use super::{Draws, Waits, Watch, at_times_down, voice};
use crate::bench::Bench;
use crate::faults::speech;
use crate::serve::{Served, ask};

const FORMATS: [&str; 6] = ["wav", "pcm", "mp3", "flac", "opus", "aac"];
const THINGS: [&str; 8] = ["ferry", "bridge", "lantern", "harbour", "orchard", "museum", "kettle", "meadow"];
/// How long each character of the engine's speech is, and our pauses between sentences at least and at most, in seconds.
const CHARACTER_S: f64 = 0.05;
const PAUSE_S: (f64, f64) = (0.1, 1.5);
const JSON: &str = "content-type: application/json\r\n";

/// Those who ask.
struct Callers {
    address: String,
    draws: Draws,
    slow: Vec<TcpStream>,
    answered: Waits,
}

impl Callers {
    fn act(&mut self) {
        match self.draws.below(10) {
            0..5 => {
                let asked = self.request();
                self.answered.0.push(answered(&self.address, &asked));
            }
            5 => {
                let requests = [self.request(), self.request(), self.request()];
                let address = &self.address;
                std::thread::scope(|scope| {
                    let asking = requests.each_ref().map(|request| scope.spawn(move || answered(address, request)));
                    asking.into_iter().for_each(|asking| self.answered.0.push(asking.join().unwrap()));
                });
            }
            6 => {
                // Someone who asks and does not wait.
                let body = self.request().body();
                let mut stream = TcpStream::connect(&self.address).unwrap();
                let head = format!("POST /v1/audio/speech HTTP/1.1\r\nhost: x\r\n{JSON}");
                write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len()).unwrap();
            }
            7 => {
                // Someone who begins to ask and never ends.
                let mut stream = TcpStream::connect(&self.address).unwrap();
                let _ = stream.write_all(b"POST /v1/audio/speech HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n");
                self.slow.push(stream);
                self.slow.truncate(50);
            }
            8 => assert_eq!(ask(&self.address, "POST", "/v1/audio/speech", JSON, "{").unwrap().status, 400),
            _ => assert_eq!(ask(&self.address, "GET", "/metrics", "", "").unwrap().status, 200),
        }
    }

    fn request(&mut self) -> Request {
        let mut thing = || THINGS[self.draws.below(THINGS.len() as u64) as usize];
        let mut sentence = || format!("The {} and the {} were late on the {}.", thing(), thing(), thing());
        let sentences = [sentence(), sentence(), sentence()];
        let count = 1 + self.draws.below(3) as usize;
        let format = FORMATS[self.draws.below(FORMATS.len() as u64) as usize];
        Request { sentences: sentences[..count].to_vec(), format }
    }
}

/// Sentences to be said in a format.
struct Request {
    sentences: Vec<String>,
    format: &'static str,
}

impl Request {
    fn body(&self) -> String {
        let text = self.sentences.join(" ");
        serde_json::json!({ "model": "m", "voice": "v", "input": text, "response_format": self.format }).to_string()
    }
}

/// Asks for speech; returns how long that took, and fails where it is not the sentences.
fn answered(address: &str, request: &Request) -> Duration {
    let begun = Instant::now();
    let answer = ask(address, "POST", "/v1/audio/speech", JSON, &request.body()).unwrap();
    let took = begun.elapsed();
    let what = format!("{} of {:?}", request.format, request.sentences);
    assert!(answer.status == 200 && answer.is_whole, "{what}: {}", String::from_utf8_lossy(&answer.body));
    let seconds = match request.format {
        "pcm" => answer.body.len() as f64 / 48_000.0,
        format => {
            let clip =
                decode(answer.body, Some(SampleRate::MASTER)).unwrap_or_else(|error| panic!("{format}: {error}"));
            clip.length().duration(clip.rate).as_secs_f64()
        }
    };
    let characters: usize = request.sentences.iter().map(|sentence| sentence.chars().count()).sum();
    let (spoken, pauses) = (characters as f64 * CHARACTER_S, (request.sentences.len() - 1) as f64);
    // Frames of AAC cannot tell the encoder's delay and padding.
    let bounds = spoken + pauses * PAUSE_S.0 - 0.15..spoken + pauses * PAUSE_S.1 + 0.15;
    assert!(bounds.contains(&seconds), "{what}: {seconds} s and not {bounds:?}");
    took
}

#[test]
#[ignore = "it takes as long as it is told to"]
fn a_voice_server_answers_all_and_does_not_grow() {
    let engine = at_times_down(speech);
    let bench = Bench::new();
    bench.write("v.toml", voice(&engine));
    let served = Served::start(bench, &["--voice", "v.toml", "--queue", "20"]);
    let address = served.address.clone();
    let mut callers = Callers { address, draws: Draws(2), slow: Vec::new(), answered: Waits::default() };
    let mut watch = Watch::of(served.id());
    watch.during(Duration::from_millis(400), || callers.act());
    let requests = callers.answered.0.len();
    watch.end(&format!("{requests} texts spoken, {}", callers.answered.told()));
}
