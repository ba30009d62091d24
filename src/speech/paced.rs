//! An engine that is asked no faster than it allows: requests and characters a second, and requests at once, which become
//! fewer when it says that it is busy and more again when it is not.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep_until};

use super::{Capabilities, Engine, EngineError, SpeechRequest, Spoken, Wrapper};
use crate::voice::{Limits, Positive};

/// How long everybody waits when a busy engine does not say for how long. Taste.
const BREATHER: Duration = Duration::from_secs(1);
/// How many answers in a row, for each request at once, before one more is tried at once: slowly up, quickly down.
const ANSWERS_BEFORE_MORE: usize = 4;

/// An engine with a gate in front of it.
pub struct Paced {
    engine: Arc<dyn Engine>,
    most_at_once: usize,
    requests_per_second: Option<Positive>,
    chars_per_second: Option<Positive>,
    places: Semaphore,
    state: Mutex<State>,
}

struct State {
    /// How many requests may be at work; the semaphore has as many permits.
    at_once: usize,
    /// Answers since `at_once` changed.
    answers: usize,
    /// When the next request may begin by each rate, and by the engine's own word.
    next_by_requests: Instant,
    next_by_chars: Instant,
    closed_until: Instant,
}

impl Paced {
    /// Asks this engine at the pace the limits allow.
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>, limits: &Limits) -> Self {
        let at_once = limits.at_once.map_or_else(|| engine.capabilities().concurrency.max(1), usize::from);
        let at_once = at_once.min(Semaphore::MAX_PERMITS);
        let now = Instant::now();
        Self {
            engine,
            most_at_once: at_once,
            requests_per_second: limits.requests_per_second,
            chars_per_second: limits.chars_per_second,
            places: Semaphore::new(at_once),
            state: Mutex::new(State {
                at_once,
                answers: 0,
                next_by_requests: now,
                next_by_chars: now,
                closed_until: now,
            }),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the turn of a text of so many characters.
    async fn turn(&self, chars: u64) {
        let start = {
            let mut state = self.state();
            let start = Instant::now().max(state.next_by_requests).max(state.next_by_chars);
            if let Some(rate) = self.requests_per_second {
                state.next_by_requests = start + Duration::from_secs_f64(1.0 / rate.get());
            }
            if let Some(rate) = self.chars_per_second {
                state.next_by_chars = start + Duration::from_secs_f64(chars as f64 / rate.get());
            }
            start
        };
        sleep_until(start).await;
        // The gate may have closed, and may close again, meanwhile.
        loop {
            let opens = self.state().closed_until;
            if opens <= Instant::now() {
                return;
            }
            sleep_until(opens).await;
        }
    }

    /// Learns from an answer; gives whether there shall be one place fewer.
    fn learn(&self, answer: &Result<Spoken, EngineError>) -> bool {
        let mut state = self.state();
        match answer {
            Err(error @ EngineError::Busy { retry_after, .. }) if error.rest().is_none() => {
                state.closed_until = state.closed_until.max(Instant::now() + retry_after.unwrap_or(BREATHER));
                state.answers = 0;
                let fewer = state.at_once > 1;
                state.at_once -= usize::from(fewer);
                fewer
            }
            Ok(_) if state.at_once < self.most_at_once => {
                state.answers += 1;
                if state.answers >= ANSWERS_BEFORE_MORE * state.at_once {
                    state.answers = 0;
                    state.at_once += 1;
                    self.places.add_permits(1);
                }
                false
            }
            _ => false,
        }
    }
}

#[async_trait]
impl Wrapper for Paced {
    fn inner(&self) -> &dyn Engine {
        &*self.engine
    }

    fn wrapped_capabilities(&self) -> Capabilities {
        Capabilities { concurrency: self.most_at_once, ..self.engine.capabilities() }
    }

    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let place = self.places.acquire().await.expect("the gate is never taken away");
        self.turn(request.chars()).await;
        let answer = self.engine.speak(request).await;
        if self.learn(&answer) {
            place.forget();
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use futures::future::join_all;

    use super::*;
    use crate::speech::scripted::{Answer, Scripted, request};

    fn limits(toml: &str) -> Limits {
        toml::from_str(toml).unwrap()
    }

    /// Says ten sentences of ten characters at once, and gives when the engine was asked for each.
    async fn ten(answers: Vec<Answer>, limits: &Limits) -> Vec<Duration> {
        let engine = Scripted::new(answers);
        let paced = Paced::new(engine.clone(), limits);
        let request = request("Ten chars.");
        join_all((0..10).map(|_| paced.speak(&request))).await;
        engine.times()
    }

    #[tokio::test(start_paused = true)]
    async fn requests_and_characters_keep_their_pace() {
        let times = ten(vec![Answer::Speaks], &limits("requests_per_second = 2")).await;
        assert_eq!(times[9].as_millis() / 10, 450, "{times:?}");
        let times = ten(vec![Answer::Speaks], &limits("chars_per_second = 100")).await;
        assert_eq!(times[9].as_millis() / 10, 90, "{times:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_are_at_work_than_allowed() {
        let second = Duration::from_secs(1);
        let times = ten(vec![Answer::SpeaksAfter(second)], &limits("at_once = 5")).await;
        assert_eq!(times.iter().filter(|time| **time < second).count(), 5, "{times:?}");
        assert_eq!(times[9].as_secs(), 1, "{times:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_busy_engine_is_left_in_peace_and_asked_less_at_once() {
        let busy = || Answer::Fails(|| EngineError::busy(Some(Duration::from_secs(9))));
        let engine = Scripted::new(vec![busy(), busy(), busy(), Answer::SpeaksAfter(Duration::from_secs(1))]);
        let paced = Paced::new(engine.clone(), &limits("at_once = 4"));
        let request = request("Ten chars.");
        join_all((0..30).map(|_| paced.speak(&request))).await;
        let times = engine.times();
        let seconds: Vec<_> = times.iter().map(Duration::as_secs).collect();
        assert_eq!(seconds[..7], [0, 9, 18, 27, 28, 29, 30], "nobody asks while it is busy, and then one at a time");
        assert_eq!(seconds[27..], [39; 3], "and more again as it answers");
    }

    #[test]
    fn limits_are_numbers_above_zero() {
        for wrong in ["at_once = 0", "requests_per_second = -1", "deadline_s = nan", "chars_per_second = 0", "x = 1"] {
            assert!(toml::from_str::<Limits>(wrong).is_err(), "{wrong}");
        }
    }
}
