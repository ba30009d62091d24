//! An engine that is left alone while it is dead, so that everybody who waits for it knows at once.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::Instant;

use super::{Capabilities, Engine, EngineError, SpeechRequest};
use crate::audio::Clip;

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
    error: Box<dyn Fn() -> EngineError + Send>,
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
            Some(open) if Instant::now() < open.until => Err((open.error)()),
            Some(open) => {
                // This one tries; the others wait for what becomes of it.
                open.until = Instant::now() + REST;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn learn(&self, answer: &Result<Clip, EngineError>) {
        let mut state = self.state();
        let error: Box<dyn Fn() -> EngineError + Send> = match answer {
            Err(EngineError::Unauthorised(why)) => {
                let why = why.clone();
                Box::new(move || EngineError::Unauthorised(why.clone()))
            }
            Err(EngineError::OverQuota(why)) => {
                let why = why.clone();
                Box::new(move || EngineError::OverQuota(why.clone()))
            }
            Err(error @ (EngineError::Unreachable(_) | EngineError::Busy { .. })) => {
                state.failures += 1;
                if state.failures < FAILURES {
                    return;
                }
                let why = format!("it failed {} times in a row and is left alone for now; {error}", state.failures);
                Box::new(move || EngineError::Unreachable(why.clone()))
            }
            // A refusal is an answer: the engine lives.
            _ => return *state = State::default(),
        };
        state.open = Some(Open { until: Instant::now() + REST, error });
    }
}

#[async_trait]
impl Engine for Breaker {
    fn identity(&self) -> &str {
        self.engine.identity()
    }

    fn capabilities(&self) -> Capabilities {
        self.engine.capabilities()
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Clip, EngineError> {
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
        let dead = || Answer::Fails(|| EngineError::Unreachable("gone".to_owned()));
        let engine = Scripted::new(vec![dead(), dead(), dead(), dead(), Answer::Speaks]);
        let breaker = Breaker::new(engine.clone());
        let request = request("One.");
        for _ in 0..10 {
            let error = breaker.speak(&request).await.unwrap_err();
            assert!(matches!(error, EngineError::Unreachable(why) if why.contains("gone")));
        }
        assert_eq!(engine.times().len(), 3);
        tokio::time::sleep(REST).await;
        assert!(breaker.speak(&request).await.is_err());
        assert!(breaker.speak(&request).await.is_err());
        assert_eq!(engine.times().len(), 4, "one tries, and the rest begins anew");
        tokio::time::sleep(REST).await;
        for _ in 0..10 {
            assert!(breaker.speak(&request).await.is_ok());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_refused_key_is_not_shown_again() {
        let engine = Scripted::new(vec![Answer::Fails(|| EngineError::Unauthorised("expired".to_owned()))]);
        let breaker = Breaker::new(engine.clone());
        for _ in 0..10 {
            let error = breaker.speak(&request("One.")).await.unwrap_err();
            assert!(matches!(error, EngineError::Unauthorised(why) if why == "expired"));
        }
        assert_eq!(engine.times().len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn failures_between_answers_are_forgiven() {
        let dead = || Answer::Fails(|| EngineError::Unreachable("gone".to_owned()));
        let engine = Scripted::new(vec![dead(), dead(), Answer::Speaks, dead(), dead(), Answer::Speaks]);
        let breaker = Breaker::new(engine.clone());
        for _ in 0..6 {
            let _ = breaker.speak(&request("One.")).await;
        }
        assert_eq!(engine.times().len(), 6);
    }
}
