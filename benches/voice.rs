//! The built-in voice on one core: how many times faster than real time it speaks fifty news sentences, and beside it the
//! same weights in Python's onnxruntime, in the same run, sentence by sentence in turn.
//!
//! Python is used when `target/hibari` holds it:
//! `python3 -m venv target/hibari && target/hibari/bin/pip install 'hibari-tts[fast]==0.2.1'`
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

mod goals;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aloud::speech::{Engine, SpeechRequest};
use aloud::voice::Voice;
use aloud::{document, engines, script, source};
use goals::Goals;

/// How many sentences are spoken.
const SENTENCES: usize = 50;
/// The articles they come from.
const ARTICLES: [&str; 4] = ["harbour-bridge.md", "night-trains.md", "council-vote.txt", "reading-list.md"];

/// Speaks each line of standard input on one thread and answers with the seconds it took and the seconds it lasts.
const PYTHON: &str = "
import sys, time
from hibari import Hibari
tts = Hibari(threads=1)
tts('Warm up.')
for line in sys.stdin:
    start = time.perf_counter()
    samples = len(tts(line.strip(), seed=0))
    print(time.perf_counter() - start, samples / 24000, flush=True)
";

/// Time spent and speech made.
#[derive(Default)]
struct Tally {
    spent: Duration,
    speech: Duration,
}

impl Tally {
    fn add(&mut self, spent: Duration, speech: Duration) {
        self.spent += spent;
        self.speech += speech;
    }

    fn times_real_time(&self) -> f64 {
        self.speech.as_secs_f64() / self.spent.as_secs_f64()
    }
}

fn main() -> ExitCode {
    let mut goals = Goals::default();
    let sentences = sentences();
    let voice = Arc::new(Voice::parse(include_str!("../voices/heart/voice.toml"), "heart").unwrap());
    let engine = engines::build(&voice, &aloud::secrets::Keyring::blank()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let speak = |text: &str| runtime.block_on(ours(&engine, &voice, text));
    speak("Warm up.");
    let mut peer = peer();
    let (mut our_tally, mut peer_tally) = (Tally::default(), Tally::default());
    let mut ratios = Vec::new();
    for sentence in &sentences {
        let (spent, speech) = speak(sentence);
        our_tally.add(spent, speech);
        if let Some(peer) = &mut peer {
            let (peer_spent, peer_speech) = theirs(peer, sentence);
            peer_tally.add(peer_spent, peer_speech);
            ratios.push(
                (spent.as_secs_f64() / speech.as_secs_f64()) / (peer_spent.as_secs_f64() / peer_speech.as_secs_f64()),
            );
        }
    }
    let speed = goals.tell("times real time on one core", our_tally.times_real_time(), 100.0..);
    println!("hibari: {SENTENCES} sentences, times real time on one core: {speed}");
    match peer {
        Some(_) => {
            ratios.sort_by(f64::total_cmp);
            println!(
                "onnxruntime in the same run: {:.0}×; our time over theirs: {:.2} in all, median sentence {}",
                peer_tally.times_real_time(),
                peer_tally.times_real_time() / our_tally.times_real_time(),
                goals.tell("our time over onnxruntime's, median sentence", ratios[ratios.len() / 2], ..=1.3),
            );
        }
        None => println!("onnxruntime: skipped, target/hibari is not there"),
    }
    goals.end()
}

/// Returns the first sentences of the samples, as they are spoken.
fn sentences() -> Vec<String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let articles = ARTICLES.iter().map(|name| source::Article::open(samples.join(name)).unwrap());
    let scripts =
        articles.map(|article| script::compose(document::read(&article, &Default::default()), &Default::default()));
    let sentences = scripts.flat_map(|script| script.sentences).map(|sentence| sentence.spoken);
    let sentences: Vec<_> = sentences.take(SENTENCES).collect();
    assert_eq!(sentences.len(), SENTENCES);
    sentences
}

async fn ours(engine: &Arc<dyn Engine>, voice: &Arc<Voice>, text: &str) -> (Duration, Duration) {
    let request = SpeechRequest::new(text, Arc::clone(voice));
    let start = Instant::now();
    let clip = engine.speak(&request).await.unwrap().clip;
    (start.elapsed(), clip.length().duration(clip.rate))
}

fn peer() -> Option<Child> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/hibari/bin/python");
    python.exists().then(|| {
        let mut command = Command::new(python);
        command.args(["-c", PYTHON]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
    })
}

fn theirs(peer: &mut Child, text: &str) -> (Duration, Duration) {
    let mut line = String::new();
    writeln!(peer.stdin.as_mut().unwrap(), "{text}").unwrap();
    // One answer a question: nothing is left behind in the reader's buffer.
    BufReader::new(peer.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let mut seconds = line.split_whitespace().map(|field| Duration::from_secs_f64(field.parse().unwrap()));
    (seconds.next().unwrap(), seconds.next().unwrap())
}
