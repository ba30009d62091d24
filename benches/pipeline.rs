//! The pipeline without the voice: how near many requests at once come to the ideal, what the pipeline itself costs a
//! sentence, and a warm rerun.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

mod goals;

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aloud::Narrator;
use aloud::audio::{Clip, SampleRate};
use aloud::pipeline::{Direction, Step};
use aloud::script::{Around, Disclosure, Reading};
use aloud::source::{Article, ListedMetadata, Markup, Origin};
use aloud::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};
use aloud::voice::Voice;
use async_trait::async_trait;
use goals::Goals;

const SENTENCES: usize = 200;
const AT_ONCE: usize = 16;
const ANSWER: Duration = Duration::from_millis(200);
/// No sentence here has more characters, written out.
const LONGEST_CHARS: usize = 200;

/// Frames of a clip for each character of its text, at 24 kHz: 10 ms, where nobody speaks one in less than 20.
const SHORTEST: usize = 240;

/// Answers after a while with a sound as long as its text.
struct Timed {
    after: Duration,
    frames_a_char: usize,
    asked: AtomicUsize,
    /// The longest answer, made beforehand: what making it costs is not the pipeline's.
    sound: Vec<f32>,
}

#[async_trait]
impl Engine for Timed {
    fn identity(&self) -> &str {
        "timed/1"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { concurrency: AT_ONCE, ..Capabilities::default() }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if !self.after.is_zero() {
            tokio::time::sleep(self.after).await;
        }
        let frames = request.text.chars().count() * self.frames_a_char;
        Ok(Clip { samples: self.sound[..frames].to_vec(), rate: SampleRate::MASTER, words: Vec::new() }.into())
    }
}

/// An article of so many sentences, each of 60 characters.
fn article(sentences: usize) -> Article {
    let sentence = |number: usize| format!("Sentence number {number:06} is about as long as many of them are. ");
    let text: String = (0..sentences).map(sentence).collect();
    let id = "bench".to_owned();
    Article { id, origin: Origin::Stdin, markup: Markup::Plain(text), known: ListedMetadata::default() }
}

/// Narrates and gives how long it took until everything was spoken, and in all.
async fn narrate(folder: &Path, engine: Arc<Timed>, sentences: usize) -> (Duration, Duration) {
    let voice = Voice::find("tone", Path::new("voices")).unwrap();
    let (begun, spoken) = (Instant::now(), Arc::new(Mutex::new(Duration::ZERO)));
    let when = Arc::clone(&spoken);
    let around = Around { disclosure: Disclosure::Off, ..Around::default() };
    let mut narrator = Narrator::builder()
        .engine(voice, engine)
        .cache(folder.join("clips"))
        .out(folder.join("out"))
        .direction(Direction { reading: Reading { around, ..Reading::default() }, ..Direction::default() })
        .lexicon(Arc::default())
        .build()
        .unwrap();
    narrator.run.force = true;
    narrator.run.listener = Arc::new(move |step| {
        if step == Step::Mixing {
            *when.lock().unwrap() = begun.elapsed();
        }
    });
    let narration = narrator.narrate(&article(sentences)).await.unwrap();
    assert_eq!(narration.master.manifest.sentences.len(), sentences);
    let until_spoken = *spoken.lock().unwrap();
    (until_spoken, begun.elapsed())
}

fn timed(after: Duration, frames_a_char: usize) -> Arc<Timed> {
    let sample = |frame: usize| 0.25 * (std::f32::consts::TAU * (frame % 60) as f32 / 60.0).sin();
    let sound = (0..LONGEST_CHARS * frames_a_char).map(sample).collect();
    Arc::new(Timed { after, frames_a_char, asked: AtomicUsize::new(0), sound })
}

/// How long this process has computed so far, on all cores together: what others do on the machine does not count. Linux alone.
fn computed() -> Duration {
    const TICKS_A_SECOND: u64 = 100;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after_name = stat.rsplit_once(')').unwrap().1;
    let ticks: u64 = after_name.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 1_000 / TICKS_A_SECOND)
}

/// Runs on one core: this thread alone computes, and the mixing when it waits.
fn on_one_core<Output>(work: impl Future<Output = Output>) -> Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

fn main() -> ExitCode {
    let mut goals = Goals::default();
    let disk = std::env::temp_dir();
    let memory = Path::new("/dev/shm");
    let memory = if memory.is_dir() { memory } else { &disk };
    let ideal = ANSWER.mul_f64(SENTENCES as f64 / AT_ONCE as f64);
    let mut runs: Vec<(Duration, Duration)> = (0..3)
        .map(|_| {
            let (folder, engine) = (tempfile::tempdir_in(memory).unwrap(), timed(ANSWER, 1_200));
            let took = on_one_core(narrate(folder.path(), Arc::clone(&engine), SENTENCES));
            assert_eq!(engine.asked.load(Ordering::Relaxed), SENTENCES);
            took
        })
        .collect();
    runs.sort();
    let (spoken, whole) = runs[1];
    println!(
        "{SENTENCES} sentences, {} ms each, {AT_ONCE} at once, in memory: spoken in times the ideal {}, {:.2} with the mixing; \
         median of 3",
        ANSWER.as_millis(),
        goals.tell("spoken, times the ideal", spoken.as_secs_f64() / ideal.as_secs_f64(), ..=1.15),
        whole.as_secs_f64() / ideal.as_secs_f64(),
    );

    for (frames_a_char, place, what, goal) in [
        // As short as a clip may be and not be taken for nothing.
        (SHORTEST, memory, "clips of 0.8 s, in memory", Some(500.0)),
        // File systems are slow to make files for minutes after many were deleted, by this benchmark too.
        (SHORTEST, disk.as_path(), "clips of 0.8 s, on disk", None),
        (1_200, disk.as_path(), "clips of 3 s, mixed and mastered, on disk", None),
    ] {
        let folders: Vec<_> = (0..5).map(|_| tempfile::tempdir_in(place).unwrap()).collect();
        let engine = timed(Duration::ZERO, frames_a_char);
        let mut rates: Vec<f64> = folders
            .iter()
            .map(|folder| {
                let before = computed();
                on_one_core(narrate(folder.path(), Arc::clone(&engine), 2_000));
                2_000.0 / (computed() - before).as_secs_f64()
            })
            .collect();
        rates.sort_by(f64::total_cmp);
        let rate = match goal {
            Some(goal) => goals.tell(what, rates[2], goal..),
            None => format!("{:.0}", rates[2]),
        };
        println!("an instant engine, {what}: sentences a second of one core, median of 5: {rate}");
    }
    warm(&mut goals);
    goals.end()
}

/// Reruns the command over a narrated article, and over one whose narration is gone while its clips are kept.
fn warm(goals: &mut Goals) {
    let folder = tempfile::tempdir().unwrap();
    let Markup::Plain(text) = article(SENTENCES).markup else { unreachable!("it is plain") };
    std::fs::write(folder.path().join("story.txt"), text).unwrap();
    let run = || {
        let begun = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_aloud"))
            .args(["narrate", "--quiet", "--voice", "tone", "--disclosure", "off", "--cache", "clips", "--out", "out"])
            .arg("story.txt")
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success());
        begun.elapsed()
    };
    run();
    let median = |mut times: Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f64()
    };
    let again = goals.tell("a rerun, s", median((0..7).map(|_| run()).collect()), ..=0.25);
    println!("a rerun over {SENTENCES} sentences, median of 7 in s: {again}");
    let mixed = |_| {
        std::fs::remove_dir_all(folder.path().join("out")).unwrap();
        run()
    };
    println!("the same with its narration gone, mixed again: median {:.3} s of 5", median((0..5).map(mixed).collect()));
}
