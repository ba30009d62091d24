//! An engine that is not asked once the user's budget is used up: the money is counted before it is spent.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{Engine, EngineError, SpeechRequest, Spoken, Wrapper};
use crate::error::Hint;
use crate::voice::Voice;

/// What may be spent in a run, by all its engines together.
#[derive(Debug, Default)]
pub struct Purse {
    max_chars: Option<u64>,
    max_usd: Option<f64>,
    spent: Mutex<Spent>,
}

/// Why a budget cannot be kept.
#[derive(Debug, thiserror::Error)]
#[error("--max-cost needs a price, and the voice `{voice}` has none")]
pub struct NoPrice {
    /// The voice.
    pub voice: String,
}

impl Hint for NoPrice {
    fn hint(&self) -> Option<String> {
        Some("write usd_per_million_chars = PRICE under [limits] in its voice file, or use --max-chars".to_owned())
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct Spent {
    chars: u64,
    usd: f64,
}

impl Purse {
    /// Allows so many characters and so many US dollars; what is `None` is not limited.
    #[must_use]
    pub fn new(max_chars: Option<u64>, max_usd: Option<f64>) -> Self {
        Self { max_chars, max_usd, spent: Mutex::default() }
    }

    /// Makes sure that what this voice costs can be counted.
    ///
    /// # Errors
    /// When money is limited and the voice has no price.
    pub fn can_count(&self, voice: &Voice) -> Result<(), NoPrice> {
        let unknown = self.max_usd.is_some() && voice.limits.usd_per_million_chars.is_none();
        if unknown { Err(NoPrice { voice: voice.name.clone() }) } else { Ok(()) }
    }

    /// Returns what was spent so far, in US dollars, at the prices the voices tell.
    #[must_use]
    pub fn spent_usd(&self) -> f64 {
        self.spent().usd
    }

    /// Sets what counts as spent, in US dollars: where what is allowed is for a day, and another begins.
    pub fn set_spent_usd(&self, usd: f64) {
        self.spent().usd = usd;
    }

    fn take(&self, chars: u64, usd: f64) -> Result<(), EngineError> {
        let mut spent = self.spent();
        *spent = self.after(*spent, chars, usd)?;
        Ok(())
    }

    fn give_back(&self, chars: u64, usd: f64) {
        let mut spent = self.spent();
        *spent = Spent { chars: spent.chars.saturating_sub(chars), usd: spent.usd - usd };
    }

    fn after(&self, spent: Spent, chars: u64, usd: f64) -> Result<Spent, EngineError> {
        let spent = Spent { chars: spent.chars.saturating_add(chars), usd: spent.usd + usd };
        match (self.max_chars, self.max_usd) {
            (Some(most), _) if spent.chars > most => {
                let over = format!("{} characters would be asked for, and {most} are allowed", spent.chars);
                Err(EngineError::over_budget(over))
            }
            (_, Some(most)) if spent.usd > most => {
                Err(EngineError::over_budget(format!("${:.4} would be spent, and ${most} are allowed", spent.usd)))
            }
            _ => Ok(spent),
        }
    }

    fn spent(&self) -> MutexGuard<'_, Spent> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An engine that is paid from a purse.
pub struct Budgeted {
    engine: Arc<dyn Engine>,
    purse: Arc<Purse>,
    usd_per_char: f64,
}

impl Budgeted {
    /// Pays this engine from the purse, at this price; without one, characters alone are counted.
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>, purse: Arc<Purse>, usd_per_million_chars: Option<f64>) -> Self {
        Self { engine, purse, usd_per_char: usd_per_million_chars.unwrap_or(0.0) / 1_000_000.0 }
    }
}

#[async_trait]
impl Wrapper for Budgeted {
    fn inner(&self) -> &dyn Engine {
        &*self.engine
    }

    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let chars = request.chars();
        let usd = chars as f64 * self.usd_per_char;
        self.purse.take(chars, usd)?;
        let answer = self.engine.speak(request).await;
        // Nobody bills a request that was turned away. An answer that broke off may well be billed.
        let is_free = matches!(
            answer,
            Err(EngineError::Busy { .. }
                | EngineError::Refused(_)
                | EngineError::TooLong(_)
                | EngineError::Unauthorised(_)
                | EngineError::OverQuota(_))
        );
        if is_free {
            self.purse.give_back(chars, usd);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::scripted::{Answer, Scripted, request};

    /// How often an engine is asked in ten tries to say ten characters.
    async fn asked(purse: Purse, answers: Vec<Answer>) -> usize {
        let engine = Scripted::new(answers);
        let budgeted = Budgeted::new(engine.clone(), Arc::new(purse), Some(1_000_000.0));
        for _ in 0..10 {
            let _ = budgeted.speak(&request("Ten chars.")).await;
        }
        engine.times().len()
    }

    #[tokio::test]
    async fn what_would_pass_the_budget_is_not_asked_for() {
        assert_eq!(asked(Purse::default(), vec![Answer::Speaks]).await, 10);
        assert_eq!(asked(Purse::new(Some(30), None), vec![Answer::Speaks]).await, 3);
        assert_eq!(asked(Purse::new(Some(29), None), vec![Answer::Speaks]).await, 2);
        assert_eq!(asked(Purse::new(None, Some(50.0)), vec![Answer::Speaks]).await, 5, "at a dollar a character");
        assert_eq!(asked(Purse::new(Some(0), None), vec![Answer::Speaks]).await, 0);
    }

    #[tokio::test]
    async fn what_was_turned_away_costs_nothing_and_what_broke_off_may() {
        let busy = Answer::Fails(|| EngineError::busy(None));
        assert_eq!(asked(Purse::new(Some(10), None), vec![busy]).await, 10);
        let broken = Answer::Fails(|| EngineError::unreachable("reset"));
        assert_eq!(asked(Purse::new(Some(10), None), vec![broken]).await, 1);
    }
}
