//! Asking for speech: the [`Engine`] trait, the request and the errors, and the wrappers that make engines dependable.

mod breaker;
mod budget;
mod cache;
mod cached;
mod checked;
mod paced;
mod retrying;
#[cfg(test)]
mod scripted;

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::audio::Clip;
use crate::error::Hint;
use crate::script::{Pronunciation, segments};
use crate::voice::{Limits, Voice};

pub use breaker::Breaker;
pub use budget::{Budgeted, NoPrice, Purse};
pub use cache::{
    Bound, CacheError, ClipCache, ClipFile, ClipKey, Contents, Inventory, Kept, SharedClips, pack, prune, unpack,
};
pub use cached::{Cached, Counts, DoubtfulClips};
pub use checked::{Checked, typical_seconds};
pub use paced::Paced;
pub use retrying::Retrying;

/// One text to be said. Equal requests to engines of equal identity may share one clip, so this one value is the key of
/// the clip store and the message to a remote worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpeechRequest {
    /// What to say: one sentence in spoken form.
    pub text: String,
    /// Who says it.
    pub voice: Arc<Voice>,
    /// How fast, 100 being the voice's own pace; 50 to 200.
    pub speed_percent: u16,
    /// What is said around it; empty for engines that do not use it, so that a sentence sounds the same anywhere.
    #[serde(default)]
    pub context: Context,
    /// How words of the text are pronounced, in their order; empty for engines that take no IPA.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pronunciations: Vec<Pronunciation>,
}

impl SpeechRequest {
    /// Makes a request at the voice's own pace, with nothing around it.
    #[must_use]
    pub fn new(text: impl Into<String>, voice: Arc<Voice>) -> Self {
        let (text, context) = (text.into(), Context::default());
        Self { text, voice, speed_percent: 100, context, pronunciations: Vec::new() }
    }

    /// Counts the characters of the text, as they are paid for.
    #[must_use]
    pub fn chars(&self) -> u64 {
        self.text.chars().count() as u64
    }

    /// Returns the text in order, cut at the words whose pronunciation is given: for engines that write it inline.
    #[must_use]
    pub fn segments(&self) -> Vec<(&str, Option<&Pronunciation>)> {
        segments(&self.text, &self.pronunciations)
    }

    /// Puts aliases in place of the words that an engine without IPA would mispronounce, and drops the context it would
    /// not use; what is left is all that shapes its sound.
    #[must_use]
    pub fn suited_to(mut self, engine: &Capabilities) -> Self {
        if !engine.takes_ipa && !self.pronunciations.is_empty() {
            let alias = |(word, of): (&str, Option<&Pronunciation>)| {
                of.and_then(|pronunciation| pronunciation.alias.clone()).unwrap_or_else(|| word.to_owned())
            };
            self.text = self.segments().into_iter().map(alias).collect();
            self.pronunciations.clear();
        }
        if !engine.uses_context {
            self.context = Context::default();
        }
        self
    }

    /// Returns the request for a part of the text, with its pronunciations and without the context.
    ///
    /// # Panics
    /// When the range does not lie on characters of the text.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let inside = |one: &&Pronunciation| range.start <= one.range.start && one.range.end <= range.end;
        let moved = |one: &Pronunciation| {
            let range = one.range.start - range.start..one.range.end - range.start;
            Pronunciation { range, ..one.clone() }
        };
        Self {
            text: self.text[range.clone()].to_owned(),
            voice: Arc::clone(&self.voice),
            speed_percent: self.speed_percent,
            context: Context::default(),
            pronunciations: self.pronunciations.iter().filter(inside).map(moved).collect(),
        }
    }
}

/// What is said before and after a text, for engines that carry intonation across sentences.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Context {
    /// The sentence before; empty at the start of a story.
    pub before: String,
    /// The sentence after; empty at the end.
    pub after: String,
}

/// What an engine can take; the same for its whole life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// How many requests it works on at once with profit: cores for an engine that computes here, more for a service.
    pub concurrency: usize,
    /// Whether it reads a request's [`Context`].
    pub uses_context: bool,
    /// Whether it reads a request's [`Pronunciation`]s; else it gets their aliases as text.
    pub takes_ipa: bool,
}

/// Something that turns text into speech.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Names the engine and whatever changes its sound: `hibari/5f70741d`.
    fn identity(&self) -> &str;

    /// Says what the engine can take.
    fn capabilities(&self) -> Capabilities;

    /// Says one request.
    ///
    /// # Errors
    /// What went wrong, sorted by what a caller can do about it.
    async fn speak(&self, request: &SpeechRequest) -> Result<Clip, EngineError>;
}

/// Why an engine did not speak; the variants are what a caller can act on.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The engine has too much to do.
    #[error("the engine is busy")]
    Busy {
        /// When to ask again, if it said.
        retry_after: Option<Duration>,
    },
    /// The engine cannot be reached, or stopped answering.
    #[error("the engine cannot be reached: {0}")]
    Unreachable(String),
    /// The engine will not say this request, now or later.
    #[error("the engine refused: {0}")]
    Refused(String),
    /// The key is missing, wrong or expired.
    #[error("the engine did not accept the key: {0}")]
    Unauthorised(String),
    /// What was paid for is used up.
    #[error("the engine's quota is used up: {0}")]
    OverQuota(String),
    /// The user's budget would be passed by asking.
    #[error("the budget does not allow it: {0}")]
    OverBudget(String),
    /// The answer is not usable speech.
    #[error("the engine's answer is not usable audio: {0}")]
    BadAudio(String),
    /// The answer is speech, and may not be what was asked for however often it was asked; it is what there is.
    #[error("the clip is doubtful: {why}")]
    Doubtful {
        /// What is odd about it.
        why: String,
        /// The clip.
        clip: Box<Clip>,
    },
    /// The clip store failed while the engine did not.
    #[error("the clip store failed")]
    Cache(#[from] CacheError),
}

impl EngineError {
    /// Returns whether every other request would fail for the same reason, until somebody does something about it.
    #[must_use]
    pub fn ends_everything(&self) -> bool {
        matches!(self, Self::Unauthorised(_) | Self::OverQuota(_) | Self::OverBudget(_))
    }

    /// Returns whether another engine might say what this one did not.
    #[must_use]
    pub fn is_the_engines(&self) -> bool {
        !matches!(self, Self::OverBudget(_) | Self::Cache(_) | Self::Doubtful { .. })
    }

    /// Returns whether the same request may succeed later without anyone changing anything.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Unreachable(_) | Self::BadAudio(_))
    }
}

impl Hint for EngineError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Cache(error) => error.hint(),
            Self::Unauthorised(_) => Some("check the key the voice file names".to_owned()),
            Self::OverQuota(_) => Some("raise the quota or name another voice; what was spoken is kept".to_owned()),
            Self::Busy { .. } | Self::Unreachable(_) => {
                Some("run the same command again later; what was spoken is kept".to_owned())
            }
            Self::OverBudget(_) => Some("raise --max-chars or --max-cost; what was spoken is kept".to_owned()),
            Self::Refused(_) | Self::BadAudio(_) | Self::Doubtful { .. } => None,
        }
    }
}

/// Makes an engine dependable for a voice: within the budget, at the pace its limits allow, asked again after errors that
/// pass, listened to, and left alone while it is dead.
#[must_use]
pub fn dependable(engine: Arc<dyn Engine>, limits: &Limits, purse: &Arc<Purse>, seed: u64) -> Arc<dyn Engine> {
    let engine = Arc::new(Budgeted::new(engine, Arc::clone(purse), limits.usd_per_million_chars));
    let engine = Arc::new(Retrying::new(Arc::new(Paced::new(engine, limits)), limits, seed));
    Arc::new(Breaker::new(Arc::new(Checked::new(engine, limits))))
}

/// Does what computes or waits for the disk beside the requests, which go on meanwhile.
pub(crate) async fn aside<Output: Send + 'static>(work: impl FnOnce() -> Output + Send + 'static) -> Output {
    tokio::task::spawn_blocking(work).await.expect("what is done aside does not panic")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> SpeechRequest {
        let voice = Voice::parse(include_str!("../../voices/tone.toml"), "tone").unwrap();
        let at = |range, alias: Option<&str>| Pronunciation { range, ipa: "x".into(), alias: alias.map(str::to_owned) };
        let pronunciations = vec![at(0..2, Some("She")), at(7..9, None)];
        SpeechRequest { pronunciations, ..SpeechRequest::new("Xi met Li.", Arc::new(voice)) }
    }

    #[test]
    fn an_engine_without_ipa_gets_the_aliases() {
        let engine = Capabilities { concurrency: 1, uses_context: false, takes_ipa: false };
        let suited = request().suited_to(&engine);
        assert_eq!(suited.text, "She met Li.");
        assert!(suited.pronunciations.is_empty());
        let ipa = request().suited_to(&Capabilities { takes_ipa: true, ..engine });
        assert_eq!(ipa, request());
    }

    #[test]
    fn a_part_keeps_the_pronunciations_inside_it() {
        let part = request().part(3..10);
        assert_eq!(part.text, "met Li.");
        assert_eq!(part.pronunciations[0].range, 4..6);
        assert_eq!(part.pronunciations.len(), 1);
    }
}
