//! Why an engine did not speak, sorted by what a caller can do about it.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::CacheError;
use crate::error::Hint;

/// What made an engine fail: the service's own words, or an error of this machine. All who wait for an engine share it.
pub type Cause = Arc<dyn Error + Send + Sync>;

/// Why an engine did not speak; the variants are what a caller can act on.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EngineError {
    /// The engine has too much to do.
    #[error("the engine is busy")]
    Busy {
        /// When to ask again, if it said.
        retry_after: Option<Duration>,
        /// What it said besides.
        #[source]
        cause: Option<Cause>,
    },
    /// The engine cannot be reached, or stopped answering.
    #[error("the engine cannot be reached")]
    Unreachable(#[source] Cause),
    /// The engine will not speak this request, now or later.
    #[error("the engine refused")]
    Refused(#[source] Cause),
    /// The text is longer than the engine takes at once; parts of it may be spoken.
    #[error("the text is too long for the engine")]
    TooLong(#[source] Cause),
    /// The key is missing, wrong or expired.
    #[error("the engine did not accept the key")]
    Unauthorised(#[source] Cause),
    /// What was paid for is used up.
    #[error("the engine's quota is used up")]
    OverQuota(#[source] Cause),
    /// The user's budget would be passed by asking.
    #[error("the budget does not allow it")]
    OverBudget(#[source] Cause),
    /// The answer is not usable speech.
    #[error("the engine's answer is not usable audio")]
    BadAudio(#[source] Cause),
    /// The clip cache failed while the engine did not.
    #[error("the clip cache failed")]
    Cache(#[source] Arc<CacheError>),
}

/// From here on a wait is none for a sentence: the run ends, and another one goes on later. Taste.
const LONG_REST: Duration = Duration::from_secs(900);

/// Anything that says why: a text or an error.
type Why = Box<dyn Error + Send + Sync>;

impl EngineError {
    /// The engine has too much to do, and may say when to ask again.
    #[must_use]
    pub fn busy(retry_after: Option<Duration>) -> Self {
        Self::Busy { retry_after, cause: None }
    }

    /// The same with its reason.
    pub fn busy_because(retry_after: Option<Duration>, why: impl Into<Why>) -> Self {
        Self::Busy { retry_after, cause: Some(why.into().into()) }
    }

    /// The text is longer than the engine takes at once.
    pub fn too_long(why: impl Into<Why>) -> Self {
        Self::TooLong(why.into().into())
    }

    /// The engine cannot be reached, or stopped answering.
    pub fn unreachable(why: impl Into<Why>) -> Self {
        Self::Unreachable(why.into().into())
    }

    /// The engine will not speak this request, now or later.
    pub fn refused(why: impl Into<Why>) -> Self {
        Self::Refused(why.into().into())
    }

    /// The key is missing, wrong or expired.
    pub fn unauthorised(why: impl Into<Why>) -> Self {
        Self::Unauthorised(why.into().into())
    }

    /// What was paid for is used up.
    pub fn over_quota(why: impl Into<Why>) -> Self {
        Self::OverQuota(why.into().into())
    }

    /// The user's budget would be passed by asking.
    pub fn over_budget(why: impl Into<Why>) -> Self {
        Self::OverBudget(why.into().into())
    }

    /// The answer is not usable speech.
    pub fn bad_audio(why: impl Into<Why>) -> Self {
        Self::BadAudio(why.into().into())
    }

    /// Returns what made it fail.
    #[must_use]
    pub fn cause(&self) -> Option<&Cause> {
        match self {
            Self::Unreachable(cause)
            | Self::Refused(cause)
            | Self::TooLong(cause)
            | Self::Unauthorised(cause)
            | Self::OverQuota(cause)
            | Self::OverBudget(cause)
            | Self::BadAudio(cause) => Some(cause),
            Self::Busy { cause, .. } => cause.as_ref(),
            Self::Cache(_) => None,
        }
    }

    /// Puts another cause in place of what made it fail.
    #[must_use]
    pub fn because(mut self, other: Cause) -> Self {
        match &mut self {
            Self::Unreachable(cause)
            | Self::Refused(cause)
            | Self::TooLong(cause)
            | Self::Unauthorised(cause)
            | Self::OverQuota(cause)
            | Self::OverBudget(cause)
            | Self::BadAudio(cause) => *cause = other,
            Self::Busy { cause, .. } => *cause = Some(other),
            Self::Cache(_) => {}
        }
        self
    }

    /// Returns the message with those of all causes, on one line.
    #[must_use]
    pub fn whole_message(&self) -> String {
        crate::error::whole_message(self)
    }

    /// Returns whether every other request would fail for the same reason, until someone does something about it.
    #[must_use]
    pub fn ends_everything(&self) -> bool {
        matches!(self, Self::Unauthorised(_) | Self::OverQuota(_) | Self::OverBudget(_)) || self.rest().is_some()
    }

    /// Returns how long the engine wants to be left alone, when that is longer than anyone waits for a sentence.
    #[must_use]
    pub fn rest(&self) -> Option<Duration> {
        match self {
            Self::Busy { retry_after, .. } => retry_after.filter(|after| *after >= LONG_REST),
            _ => None,
        }
    }

    /// Returns whether it will be the same for every text like this one, and asking again only costs.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::TooLong(_) | Self::BadAudio(_))
    }

    /// Returns whether another engine might speak what this one did not.
    #[must_use]
    pub fn is_the_engines(&self) -> bool {
        !matches!(self, Self::OverBudget(_) | Self::Cache(_))
    }

    /// Returns whether the same request may succeed later without anyone changing anything.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Unreachable(_) | Self::BadAudio(_))
    }
}

impl From<CacheError> for EngineError {
    fn from(error: CacheError) -> Self {
        Self::Cache(error.into())
    }
}

impl Hint for EngineError {
    fn hint(&self) -> Option<String> {
        if let Some(advised) = self.cause().and_then(|cause| cause.downcast_ref::<Advised>()) {
            return Some(advised.hint.clone());
        }
        let hint = match self {
            Self::Cache(error) => return error.hint(),
            Self::Unauthorised(_) => "check the key the voice file names",
            Self::OverQuota(_) => "raise the quota or name another voice; what was spoken is kept",
            Self::Busy { .. } | Self::Unreachable(_) => "run the same command again later; what was spoken is kept",
            Self::OverBudget(_) => "raise --max-chars or --max-cost; what was spoken is kept",
            Self::TooLong(_) => {
                "set longest_chars = N under [delivery] in the voice file; sentences are parted at clauses"
            }
            Self::Refused(_) | Self::BadAudio(_) => return None,
        };
        Some(hint.to_owned())
    }
}

/// Why an engine did not speak, with what to do about it.
#[derive(Debug, Clone)]
pub struct Advised {
    /// What happened.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for Advised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Advised {}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn the_cause_is_the_error_itself() {
        let error = EngineError::unreachable(io::Error::from(io::ErrorKind::ConnectionReset));
        assert_eq!(error.whole_message(), "the engine cannot be reached: connection reset");
        let cause = error.cause().and_then(|cause| cause.downcast_ref::<io::Error>());
        assert_eq!(cause.map(io::Error::kind), Some(io::ErrorKind::ConnectionReset));
    }

    #[test]
    fn a_cause_that_knows_what_to_do_goes_before_the_rest() {
        let advised = Advised { message: "it answered 405".to_owned(), hint: "leave the path out".to_owned() };
        let error = EngineError::refused(advised);
        assert_eq!(error.hint().as_deref(), Some("leave the path out"));
        assert_eq!(error.whole_message(), "the engine refused: it answered 405");
    }
}
