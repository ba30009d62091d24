//! An engine that is asked again after errors that pass, ever more patiently, until a deadline.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::{Instant, sleep, timeout_at};
use tracing::debug;

use super::{Engine, EngineError, SpeechRequest, Spoken, Wrapper};
use crate::backoff::{self, ASKS_IF_UNREACHABLE};
use crate::voice::Limits;

/// How often an engine that answers nonsense is asked: such answers may have to be paid for.
const ASKS_IF_BAD: u32 = 3;
/// Texts in a row for which that was in vain before each is asked for only once. Taste.
const MOST_IN_VAIN: u32 = 3;

/// An engine that does not give up at once.
pub struct Retrying {
    engine: Arc<dyn Engine>,
    deadline: Duration,
    seed: u64,
    /// Texts in a row that nothing good came for.
    in_vain: AtomicU32,
}

impl Retrying {
    /// Asks this engine again when it fails. The seed spreads the pauses: programs that share a service should differ in it,
    /// lest they all come back at the same time.
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>, limits: &Limits, seed: u64) -> Self {
        Self { engine, deadline: limits.deadline(), seed, in_vain: AtomicU32::new(0) }
    }

    /// Returns the pause before asking again after this many failures; `None` when that makes no sense.
    fn pause(&self, error: &EngineError, failures: u32, text: &str) -> Option<Duration> {
        let most = match error {
            EngineError::Busy { .. } => u32::MAX,
            EngineError::BadAudio(_) if self.in_vain.load(Ordering::Relaxed) >= MOST_IN_VAIN => 1,
            EngineError::BadAudio(_) => ASKS_IF_BAD,
            error if error.is_passing() => ASKS_IF_UNREACHABLE,
            _ => return None,
        };
        let backoff = backoff::pause(failures, self.seed, text.as_bytes());
        match error {
            // What was asked for, and a little more, so that those who were told the same do not come together.
            EngineError::Busy { retry_after: Some(after), .. } => Some(after.saturating_add(backoff)),
            _ => (failures < most).then_some(backoff),
        }
    }
}

#[async_trait]
impl Wrapper for Retrying {
    fn inner(&self) -> &dyn Engine {
        &*self.engine
    }

    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let deadline = Instant::now() + self.deadline;
        let mut failures = 0;
        loop {
            let Ok(answer) = timeout_at(deadline, self.engine.speak(request)).await else {
                let seconds = self.deadline.as_secs_f64();
                return Err(EngineError::unreachable(format!("there was no answer within {seconds} s")));
            };
            let Err(error) = answer else {
                self.in_vain.store(0, Ordering::Relaxed);
                return answer;
            };
            failures += 1;
            match self.pause(&error, failures, &request.text) {
                Some(pause) if pause < deadline - Instant::now() => {
                    debug!(failures, pause_ms = pause.as_millis(), error = error.whole_message(), "asking again");
                    sleep(pause).await;
                }
                _ => {
                    let is_bad = matches!(error, EngineError::BadAudio(_));
                    self.in_vain.fetch_add(u32::from(is_bad), Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::scripted::{Answer, Scripted, request};

    fn unreachable() -> Answer {
        Answer::Fails(|| EngineError::unreachable("gone"))
    }

    async fn speak(answers: Vec<Answer>, deadline_s: f64) -> (Result<Spoken, EngineError>, Vec<Duration>) {
        let engine = Scripted::new(answers);
        let limits = Limits { deadline_s: deadline_s.try_into().ok(), ..Limits::default() };
        let clip = Retrying::new(engine.clone(), &limits, 7).speak(&request("One.")).await;
        (clip, engine.times())
    }

    #[tokio::test(start_paused = true)]
    async fn passing_errors_are_waited_out_longer_each_time() {
        let answers = vec![unreachable(), unreachable(), unreachable(), Answer::Speaks];
        let (clip, times) = speak(answers, 100.0).await;
        assert!(clip.is_ok());
        let ceilings = [500, 1_000, 2_000].map(Duration::from_millis);
        for (pair, ceiling) in times.windows(2).zip(ceilings) {
            assert!(pair[1] - pair[0] <= ceiling + Duration::from_millis(1), "{times:?}");
        }
        assert!(times[3] > Duration::from_millis(50), "{times:?}: it does wait");
    }

    #[tokio::test(start_paused = true)]
    async fn a_dead_engine_is_given_up_after_a_few_tries() {
        let (clip, times) = speak(vec![unreachable()], 100.0).await;
        assert!(matches!(clip, Err(EngineError::Unreachable(_))));
        assert_eq!(times.len(), 5);
    }

    #[tokio::test(start_paused = true)]
    async fn an_engine_that_only_answers_nonsense_is_soon_asked_once_for_each_text() {
        let bad = Answer::Fails(|| EngineError::bad_audio("noise"));
        let engine = Scripted::new(vec![bad; 12]);
        let retrying = Retrying::new(engine.clone(), &Limits::default(), 7);
        for asked in [3, 6, 9, 10, 11] {
            assert!(retrying.speak(&request("One.")).await.is_err());
            assert_eq!(engine.times().len(), asked);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn lasting_errors_are_not_asked_again() {
        let lasting = [|| EngineError::unauthorised(""), || EngineError::over_quota(""), || EngineError::refused("")];
        for error in lasting {
            assert_eq!(speak(vec![Answer::Fails(error), Answer::Speaks], 100.0).await.1.len(), 1);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_busy_engine_is_asked_again_when_it_says_and_not_after_the_deadline() {
        let busy = || Answer::Fails(|| EngineError::busy(Some(Duration::from_secs(40))));
        let (clip, times) = speak(vec![busy(), Answer::Speaks], 60.0).await;
        assert!(clip.is_ok());
        assert!((40..=41).contains(&times[1].as_secs()), "{times:?}");
        let (clip, times) = speak(vec![busy()], 60.0).await;
        assert!(matches!(clip, Err(EngineError::Busy { .. })));
        assert_eq!(times.len(), 2, "a third would come after 80 s");
    }

    #[tokio::test(start_paused = true)]
    async fn an_engine_that_never_answers_is_left_at_the_deadline() {
        let start = Instant::now();
        let (clip, _) = speak(vec![Answer::Hangs], 2.0).await;
        assert!(matches!(clip, Err(EngineError::Unreachable(_))));
        assert_eq!(start.elapsed().as_secs(), 2);
    }
}
