//! An engine whose answers are listened to: is this plausible speech of this text? What is not is asked for again, and what
//! stays so is told as doubtful. What holds no sound at all is no answer.

mod habits;
mod pitch;
mod shape;
mod twins;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::{Notify, RwLock, Semaphore};
use tokio::time::{Instant, timeout_at};
use tracing::info;

use super::{Capabilities, Doubt, Engine, EngineError, SpeechRequest, Spoken, Wrapper, aside};
use crate::audio::Clip;
use crate::voice::Limits;
use habits::{Habits, Said};
use shape::Shape;
use twins::{Number, Sound, Twins, Verdict};

pub use habits::typical_seconds;
pub use shape::is_steady;

/// How often a text is asked for whose clips are not plausible: each may have to be paid for. Taste.
const ASKS: usize = 3;
/// Sentences for which asking again did not help before that is given up: it is the voice's way. A plausible clip takes one off.
const FUTILE: usize = 3;
/// How long a clip waits for the others that were asked for meanwhile: they may be given its sound too. Taste; or twice as long as
/// it took itself.
const WAIT: Duration = Duration::from_secs(5);

/// An engine that is listened to.
pub struct Checked {
    engine: Arc<dyn Engine>,
    deadline: Duration,
    waits: bool,
    state: Mutex<State>,
    /// For as many requests as the engine works on at once: others wait here, and are not sent when the engine is left alone
    /// meanwhile.
    places: Semaphore,
    /// Held by many, or by the one that is asked for alone.
    alone: RwLock<()>,
    /// Rings when a request is judged or ends.
    judged: Notify,
}

#[derive(Default)]
struct State {
    habits: Habits,
    twins: Twins,
    futile: usize,
}

/// An answer that was listened to.
struct Heard {
    clip: Clip,
    /// Why it is no sound at all.
    nothing: Option<&'static str>,
    doubts: Vec<String>,
    /// Whether another text has the same sound.
    has_twin: bool,
}

impl Heard {
    fn nothing(clip: Clip, why: &'static str) -> Self {
        Self { clip, nothing: Some(why), doubts: Vec::new(), has_twin: false }
    }

    fn oddities(&self) -> usize {
        self.doubts.len() + usize::from(self.has_twin)
    }

    fn is_plausible(&self) -> bool {
        self.nothing.is_none() && self.oddities() == 0
    }

    fn is_better_than(&self, other: &Self) -> bool {
        (self.nothing.is_some(), self.oddities()) < (other.nothing.is_some(), other.oddities())
    }

    fn spoken(self) -> Result<Spoken, EngineError> {
        let Self { clip, nothing, mut doubts, has_twin } = self;
        if let Some(why) = nothing {
            return Err(EngineError::bad_audio(why));
        }
        doubts.extend(has_twin.then(|| "it sounds like another sentence".to_owned()));
        Ok(Spoken { clip, doubt: Doubt::of(&doubts) })
    }
}

/// A request under way, which ends with the value.
struct Turn<'a> {
    checked: &'a Checked,
    request: &'a SpeechRequest,
    said: Said,
    number: Number,
    began: Instant,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.checked.state().twins.end(self.number);
        self.checked.judged.notify_waiters();
    }
}

impl Checked {
    /// Listens to this engine, which speaks with one voice, and gives each clip as soon as it is heard. No sentence is asked for
    /// again beyond the deadline.
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>, limits: &Limits) -> Self {
        let places = engine.capabilities().concurrency.clamp(1, Semaphore::MAX_PERMITS);
        Self {
            engine,
            deadline: limits.deadline(),
            waits: false,
            places: Semaphore::new(places),
            state: Mutex::default(),
            alone: RwLock::default(),
            judged: Notify::new(),
        }
    }

    /// Keeps each clip until those that were asked for at the same time are heard too: servers mix up such requests, and the
    /// first of two clips with one sound may be the wrong one.
    #[must_use]
    pub fn waiting(self) -> Self {
        Self { waits: true, ..self }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn<'a>(&'a self, request: &'a SpeechRequest) -> Turn<'a> {
        let (said, number) = (Said::new(request), self.state().twins.begin());
        Turn { checked: self, request, said, number, began: Instant::now() }
    }

    /// Asks once, beside others or alone, and listens.
    async fn ask(&self, turn: &Turn<'_>, is_alone: bool) -> Result<Heard, EngineError> {
        // The semaphore is never closed.
        let _place = self.places.acquire().await;
        let is_alone = is_alone || self.state().twins.are_mixed_up();
        let (_one, _many) = match is_alone {
            true => (Some(self.alone.write().await), None),
            false => (None, Some(self.alone.read().await)),
        };
        let Spoken { clip, doubt } = self.engine.speak(turn.request).await?;
        let (shape, clip) = aside(move || (Shape::of(&clip), clip)).await;
        let shape = match shape {
            Ok(shape) if turn.said.is_nothing(&shape) => return Ok(Heard::nothing(clip, "it is far too short")),
            Ok(shape) => shape,
            Err(nothing) => return Ok(Heard::nothing(clip, nothing)),
        };
        let mut state = self.state();
        let mut doubts = state.habits.doubts(&turn.said, &shape);
        doubts.extend(doubt.map(|doubt| doubt.to_string()));
        if clip.words.iter().any(|word| word.frames.end > clip.samples.len() as u64) {
            doubts.push("words are marked beyond its end".to_owned());
        }
        state.habits.learn(&turn.said, &shape);
        let sound = Sound::new(&turn.said.letters, &shape, is_alone);
        let has_twin = sound.is_some_and(|sound| state.twins.meet(turn.number, sound));
        if has_twin {
            self.judged.notify_waiters();
        }
        Ok(Heard { clip, nothing: None, doubts, has_twin })
    }

    /// Asks until a clip is plausible, or it makes no sense to ask again; gives the best, and how often it was asked for.
    async fn best(&self, turn: &Turn<'_>) -> Result<(Heard, usize), EngineError> {
        let asks = self.asks();
        let deadline = turn.began + self.deadline;
        let mut best = self.ask(turn, false).await?;
        for asked in 1..asks {
            if best.is_plausible() {
                return Ok((best, asked));
            }
            // When no other comes, the doubtful clip is what there is.
            let again = timeout_at(deadline, self.ask(turn, best.has_twin));
            let Ok(Ok(heard)) = again.await else { return Ok((best, asked)) };
            // An engine that gives the same once more would give it for ever.
            let is_same = heard.clip.samples == best.clip.samples;
            if heard.is_better_than(&best) || is_same {
                best = heard;
            }
            if is_same {
                return Ok((best, asks));
            }
        }
        Ok((best, asks))
    }

    fn asks(&self) -> usize {
        if self.state().futile < FUTILE { ASKS } else { 1 }
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

    /// Keeps a clip until it is sure that no text that was asked for meanwhile has its sound; when one has, it is asked for
    /// again, alone.
    async fn sure(&self, turn: &Turn<'_>, heard: Heard) -> Heard {
        if !self.is_suspect(turn).await {
            return heard;
        }
        info!(
            text = turn.request.text,
            "another text was given the same sound: both are asked for again, one at a time"
        );
        let twin = Heard { has_twin: true, ..heard };
        if self.asks() == 1 {
            return twin;
        }
        let again = timeout_at(turn.began + self.deadline, self.ask(turn, true)).await;
        let Some(again) = again.ok().and_then(Result::ok).filter(|again| again.nothing.is_none()) else { return twin };
        let is_suspect = again.has_twin || self.is_suspect(turn).await;
        Heard { has_twin: is_suspect, ..again }
    }

    /// Waits for the requests under way, and returns whether one of them was given the sound of this one.
    async fn is_suspect(&self, turn: &Turn<'_>) -> bool {
        let others = self.state().twins.judged(turn.number);
        self.judged.notify_waiters();
        let until = Instant::now() + (turn.began.elapsed() * 2).max(WAIT);
        loop {
            let mut judged = std::pin::pin!(self.judged.notified());
            judged.as_mut().enable();
            match self.state().twins.verdict(turn.number, &others) {
                Verdict::Suspect => return true,
                Verdict::Sure => return false,
                Verdict::Wait => {}
            }
            if timeout_at(until, judged).await.is_err() {
                return false;
            }
        }
    }
}

#[async_trait]
impl Wrapper for Checked {
    fn inner(&self) -> &dyn Engine {
        &*self.engine
    }

    fn wrapped_capabilities(&self) -> Capabilities {
        let own = self.engine.capabilities();
        // While some clips wait for others, the engine speaks more. One at a time is never mixed up.
        let is_doubled = self.waits && own.concurrency > 1;
        let concurrency = if is_doubled { own.concurrency.saturating_mul(2) } else { own.concurrency };
        Capabilities { concurrency, ..own }
    }

    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let turn = self.turn(request);
        let (heard, asked) = self.best(&turn).await?;
        self.note(asked, heard.is_plausible());
        if heard.nothing.is_some() || heard.has_twin || !self.waits {
            return heard.spoken();
        }
        self.sure(&turn, heard).await.spoken()
    }
}

#[cfg(test)]
mod tests;
