//! An engine whose answers are listened to: is this plausible speech of this text? What is not is asked for again, and what
//! stays so is told as doubtful. What holds no sound at all is no answer.

mod habits;
mod shape;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::{Instant, timeout_at};

use super::{Doubt, Engine, EngineError, SpeechRequest, Spoken, Wrapper, aside};
use crate::audio::Clip;
use crate::voice::Limits;
use habits::{Habits, Said};
use shape::Shape;

pub use habits::typical_seconds;

/// How often a text is asked for whose clips are not plausible: each may have to be paid for. Taste.
const ASKS: usize = 3;
/// Sentences for which asking again did not help before that is given up: it is the voice's way. A plausible clip takes one off.
const FUTILE: usize = 3;

/// An engine that is listened to.
pub struct Checked {
    engine: Arc<dyn Engine>,
    deadline: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    habits: Habits,
    futile: usize,
}

/// An answer that was listened to.
struct Heard {
    clip: Clip,
    /// Why it is no sound at all.
    nothing: Option<&'static str>,
    doubts: Vec<String>,
}

impl Heard {
    fn is_plausible(&self) -> bool {
        self.nothing.is_none() && self.doubts.is_empty()
    }

    fn is_better_than(&self, other: &Self) -> bool {
        (self.nothing.is_some(), self.doubts.len()) < (other.nothing.is_some(), other.doubts.len())
    }
}

impl Checked {
    /// Listens to this engine, which speaks with one voice. No sentence is asked for again beyond the deadline.
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>, limits: &Limits) -> Self {
        Self { engine, deadline: limits.deadline(), state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn ask(&self, request: &SpeechRequest) -> Result<Heard, EngineError> {
        let Spoken { clip, doubt } = self.engine.speak(request).await?;
        let (shape, clip) = aside(move || (Shape::of(&clip), clip)).await;
        let shape = match shape {
            Ok(shape) => shape,
            Err(nothing) => return Ok(Heard { clip, nothing: Some(nothing), doubts: Vec::new() }),
        };
        let said = Said::new(request);
        if said.is_nothing(&shape) {
            return Ok(Heard { clip, nothing: Some("it is far too short"), doubts: Vec::new() });
        }
        let mut state = self.state();
        let mut doubts = state.habits.doubts(&said, &shape);
        doubts.extend(doubt.map(|doubt| doubt.to_string()));
        if clip.words.iter().any(|word| word.frames.end > clip.samples.len() as u64) {
            doubts.push("words are marked beyond its end".to_owned());
        }
        state.habits.learn(&said, shape, doubts.is_empty());
        Ok(Heard { clip, nothing: None, doubts })
    }

    /// Asks until a clip is plausible, or it makes no sense to ask again; gives the best, and how often it was asked for.
    async fn best(&self, request: &SpeechRequest) -> Result<(Heard, usize), EngineError> {
        let asks = if self.state().futile < FUTILE { ASKS } else { 1 };
        let deadline = Instant::now() + self.deadline;
        let mut best = self.ask(request).await?;
        for asked in 1..asks {
            if best.is_plausible() {
                return Ok((best, asked));
            }
            // When no other comes, the doubtful clip is what there is.
            let Ok(Ok(heard)) = timeout_at(deadline, self.ask(request)).await else { return Ok((best, asked)) };
            // An engine that gives the same once more would give it for ever.
            if heard.clip.samples == best.clip.samples {
                return Ok((best, asks));
            }
            if heard.is_better_than(&best) {
                best = heard;
            }
        }
        Ok((best, asks))
    }

    /// Notes whether asking again was of use, or was not needed.
    fn note(&self, tries: usize, is_plausible: bool) {
        let mut state = self.state();
        match (tries, is_plausible) {
            (_, true) => state.futile = state.futile.saturating_sub(1),
            (1, false) => {}
            (_, false) => state.futile = (state.futile + 1).min(2 * FUTILE),
        }
    }
}

#[async_trait]
impl Wrapper for Checked {
    fn inner(&self) -> &dyn Engine {
        &*self.engine
    }

    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let (heard, asked) = self.best(request).await?;
        self.note(asked, heard.is_plausible());
        match heard {
            Heard { nothing: Some(why), .. } => Err(EngineError::bad_audio(why)),
            Heard { clip, doubts, .. } => Ok(Spoken { clip, doubt: Doubt::of(&doubts) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::scripted::{Answer, Scripted, request};

    const TEXTS: [&str; 8] = [
        "The ferry left on time.",
        "Nobody had told the harbour.",
        "Rain fell on the whole coast.",
        "A second boat came at noon.",
        "They waited for the evening.",
        "The lamps were lit one by one.",
        "Somebody sang on the pier.",
        "It was late when they slept.",
    ];

    /// Lets a voice speak plausibly for a while, then answer so, and gives what comes of the next texts and how often the engine was asked for them.
    async fn after_a_while(answers: &[Answer], texts: usize) -> (Vec<Result<Spoken, EngineError>>, usize) {
        let plausible = TEXTS.len() - texts;
        let engine = Scripted::new([&vec![Answer::Speaks; plausible], answers].concat());
        let checked = Checked::new(engine.clone(), &Limits::default());
        let mut results = Vec::new();
        for text in TEXTS {
            results.push(checked.speak(&request(text)).await);
        }
        assert!(results.drain(..plausible).all(|result| doubt(&result).is_none()));
        (results, engine.times().len() - plausible)
    }

    fn doubt(result: &Result<Spoken, EngineError>) -> Option<String> {
        result.as_ref().unwrap().doubt.as_ref().map(ToString::to_string)
    }

    #[tokio::test]
    async fn an_implausible_clip_is_asked_for_again() {
        let (results, asked) = after_a_while(&[Answer::Stretched(2.5), Answer::Speaks], 1).await;
        assert_eq!(doubt(&results[0]), None);
        assert_eq!(asked, 2);
    }

    #[tokio::test]
    async fn what_stays_implausible_is_given_with_its_doubt() {
        let stretched = [Answer::Stretched(2.5), Answer::Stretched(2.7), Answer::Stretched(2.6)];
        let (mut results, asked) = after_a_while(&stretched, 1).await;
        let Spoken { clip, doubt } = results.pop().unwrap().unwrap();
        let why = doubt.unwrap().to_string();
        assert!(why.contains("where about") && !clip.samples.is_empty(), "{why}");
        assert_eq!(asked, ASKS);
    }

    #[tokio::test]
    async fn the_same_answer_is_not_asked_for_a_third_time() {
        let (results, asked) = after_a_while(&[Answer::Stretched(2.5)], 1).await;
        assert!(doubt(&results[0]).is_some());
        assert_eq!(asked, 2);
    }

    #[tokio::test]
    async fn a_voice_that_is_always_odd_is_not_asked_three_times_for_ever() {
        let odd: Vec<_> = (0..40).map(|number| Answer::Clipped(1.0 + number as f32 / 1_000.0)).collect();
        let (results, asked) = after_a_while(&odd, 8).await;
        assert!(results.iter().all(|result| doubt(result).is_some_and(|why| why.contains("clipped"))));
        assert_eq!(asked, FUTILE * ASKS + (8 - FUTILE));
    }

    #[tokio::test(start_paused = true)]
    async fn a_doubtful_clip_is_not_lost_when_no_other_comes() {
        for other in [Answer::Hangs, Answer::Fails(|| EngineError::unreachable("gone"))] {
            let (results, _) = after_a_while(&[Answer::Stretched(2.5), other], 1).await;
            assert!(doubt(&results[0]).is_some());
        }
    }

    #[tokio::test]
    async fn silence_is_no_answer() {
        let checked = Checked::new(Scripted::new(vec![Answer::Stretched(0.0)]), &Limits::default());
        assert!(matches!(checked.speak(&request("One.")).await, Err(EngineError::BadAudio(_))));
    }
}
