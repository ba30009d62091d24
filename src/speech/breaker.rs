//! An engine that is left alone while it is dead, so that everyone who waits for it knows at once.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::Instant;
use tracing::info;

use super::{Engine, EngineError, SpeechRequest, Spoken, Wrapper};

/// Sentences that fail in a row, each with all that was tried for it, before the engine counts as dead. Taste.
const FAILURES: u32 = 3;
/// How long a dead engine is left alone before one sentence tries it again. Taste.
const REST: Duration = Duration::from_secs(60);

/// An engine behind a circuit breaker.
pub struct Breaker {
    engine: Arc<dyn Engine>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    failures: u32,
    open: Option<Open>,
}

/// Why nobody is let through, and until when.
struct Open {
    until: Instant,
    error: EngineError,
}

impl Breaker {
    /// Watches over this engine.
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>) -> Self {
        Self { engine, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a request through, or says why not.
    fn enter(&self) -> Result<(), EngineError> {
        match &mut self.state().open {
            Some(open) if Instant::now() < open.until => Err(open.error.clone()),
            Some(open) => {
                // This one tries; the others wait for what becomes of it.
                open.until = Instant::now() + REST;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn learn(&self, answer: &Result<Spoken, EngineError>) {
        let mut state = self.state();
        let error = match answer {
            Err(error @ (EngineError::Unauthorised(_) | EngineError::OverQuota(_))) => error.clone(),
            Err(error) if error.rest().is_some() => error.clone(),
            Err(error @ (EngineError::Unreachable(_) | EngineError::Busy { .. })) => {
                state.failures += 1;
                if state.failures < FAILURES {
                    return;
                }
                let (failures, why) = (state.failures, error.whole_message());
                EngineError::unreachable(format!(
                    "it failed {failures} times in a row and is left alone for now; {why}"
                ))
            }
            // A refusal is an answer: the engine lives.
            _ => return *state = State::default(),
        };
        let rest = error.rest().unwrap_or(REST);
        info!(rest_s = rest.as_secs(), error = error.whole_message(), "the engine is not asked for now");
        state.open = Some(Open { until: Instant::now() + rest, error });
    }
}

#[async_trait]
impl Wrapper for Breaker {
    fn inner(&self) -> &dyn Engine {
        &*self.engine
    }

    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        self.enter()?;
        let answer = self.engine.speak(request).await;
        self.learn(&answer);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::scripted::{Answer, Scripted, request};

    #[tokio::test(start_paused = true)]
    async fn a_dead_engine_is_left_alone_and_tried_again_later() {
        let dead = || Answer::Fails(|| EngineError::unreachable("gone"));
        let engine = Scripted::new(vec![dead(), dead(), dead(), dead(), Answer::Speaks]);
        let breaker = Breaker::new(engine.clone());
        let request = request("One.");
        for _ in 0..10 {
            let error = breaker.speak(&request).await.unwrap_err();
            assert!(matches!(error, EngineError::Unreachable(why) if why.to_string().contains("gone")));
        }
        assert_eq!(engine.times().len(), 3);
        tokio::time::sleep(REST).await;
        assert!(breaker.speak(&request).await.is_err());
        assert!(breaker.speak(&request).await.is_err());
        assert_eq!(engine.times().len(), 4, "one tries, and the rest begins from scratch");
        tokio::time::sleep(REST).await;
        for _ in 0..10 {
            assert!(breaker.speak(&request).await.is_ok());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_refused_key_is_not_shown_again() {
        let engine = Scripted::new(vec![Answer::Fails(|| EngineError::unauthorised("expired"))]);
        let breaker = Breaker::new(engine.clone());
        for _ in 0..10 {
            let error = breaker.speak(&request("One.")).await.unwrap_err();
            assert!(matches!(error, EngineError::Unauthorised(why) if why.to_string() == "expired"));
        }
        assert_eq!(engine.times().len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn failures_between_answers_are_forgiven() {
        let dead = || Answer::Fails(|| EngineError::unreachable("gone"));
        let engine = Scripted::new(vec![dead(), dead(), Answer::Speaks, dead(), dead(), Answer::Speaks]);
        let breaker = Breaker::new(engine.clone());
        for _ in 0..6 {
            let _ = breaker.speak(&request("One.")).await;
        }
        assert_eq!(engine.times().len(), 6);
    }
}
