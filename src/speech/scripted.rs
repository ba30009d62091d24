//! An engine for the tests of the wrappers: it answers as it is told and notes when it was asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::{Instant, sleep};

use super::{Capabilities, Doubt, Engine, EngineError, SpeechRequest, Spoken};
use crate::audio::{Clip, SampleRate};
use crate::voice::Voice;

/// What to do when asked.
#[derive(Clone)]
pub(super) enum Answer {
    Speaks,
    /// Speaks and is in doubt about it.
    Doubts(&'static str),
    SpeaksAfter(Duration),
    /// Speaks so many times as long as usual.
    Stretched(f32),
    /// Speaks too loud by this factor and more.
    Clipped(f32),
    /// Says this, whatever the text.
    Says(&'static str),
    /// Takes a second, and says the text that it was asked for last.
    MixesUp,
    Fails(fn() -> EngineError),
    Hangs,
}

/// The engine: each answer in turn, the last one from then on.
pub(super) struct Scripted {
    answers: Vec<Answer>,
    start: Instant,
    asked: Mutex<Vec<Duration>>,
    last: Mutex<String>,
}

impl Scripted {
    pub(super) fn new(answers: Vec<Answer>) -> Arc<Self> {
        Arc::new(Self { answers, start: Instant::now(), asked: Mutex::default(), last: Mutex::default() })
    }

    /// When it was asked, since it was made.
    pub(super) fn times(&self) -> Vec<Duration> {
        self.asked.lock().unwrap().clone()
    }
}

#[async_trait]
impl Engine for Scripted {
    fn identity(&self) -> &str {
        "scripted/1"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { concurrency: 8, ..Capabilities::default() }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let index = {
            let mut asked = self.asked.lock().unwrap();
            asked.push(self.start.elapsed());
            asked.len() - 1
        };
        let clip = match &self.answers[index.min(self.answers.len() - 1)] {
            Answer::Speaks => spoken(&request.text, 1.0),
            Answer::Doubts(why) => {
                let doubt = Doubt::of(&[(*why).to_owned()]);
                return Ok(Spoken { clip: spoken(&request.text, 1.0), doubt });
            }
            Answer::SpeaksAfter(time) => {
                sleep(*time).await;
                spoken(&request.text, 1.0)
            }
            Answer::Stretched(stretch) => spoken(&request.text, *stretch),
            Answer::Clipped(gain) => {
                let mut clip = spoken(&request.text, 1.0);
                clip.samples.iter_mut().for_each(|sample| *sample = (*sample * 6.0 * gain).clamp(-1.0, 1.0));
                clip
            }
            Answer::Says(text) => spoken(text, 1.0),
            Answer::MixesUp => {
                self.last.lock().unwrap().clone_from(&request.text);
                sleep(Duration::from_secs(1)).await;
                let last = self.last.lock().unwrap().clone();
                spoken(&last, 1.0)
            }
            Answer::Fails(error) => return Err(error()),
            Answer::Hangs => std::future::pending().await,
        };
        Ok(clip.into())
    }
}

/// A request to say this.
pub(super) fn request(text: &str) -> SpeechRequest {
    let voice = Voice::parse(include_str!("../../voices/tone.toml"), "tone").unwrap();
    SpeechRequest::new(text, Arc::new(voice))
}

/// Something like speech of a text, `stretch` times as long as usual: a hum whose pitch and loudness follow the letters, and
/// a moment of silence.
pub(super) fn spoken(text: &str, stretch: f32) -> Clip {
    let frames_a_char = (1_500.0 * stretch) as usize;
    let mut samples = Vec::new();
    for letter in text.bytes() {
        let hz = 100.0 + 3.0 * f32::from(letter);
        let level = 0.05 + 0.05 * f32::from(letter % 6);
        for frame in 0..frames_a_char {
            let swell = (std::f32::consts::PI * frame as f32 / frames_a_char as f32).sin();
            let tone = (std::f32::consts::TAU * hz * frame as f32 / 24_000.0).sin();
            samples.push(level * swell * tone);
        }
    }
    samples.extend([0.0; 2_400]);
    Clip { samples, rate: SampleRate::MASTER, words: Vec::new() }
}
