//! An engine whose clips are heard and compared with what was to be said. What lacks or repeats words is asked for once more,
//! and what stays so is doubtful, with what was heard.

use std::sync::Arc;
use std::thread;

use async_trait::async_trait;
use tracing::warn;

use super::hearing::{Finding, Hearing};
use crate::audio::Clip;
use crate::language::Language;
use crate::speech::{Capabilities, Doubt, Engine, EngineError, SpeechRequest, Spoken};

/// An engine that is heard.
pub struct Listening {
    engine: Arc<dyn Engine>,
    hearing: Hearing,
}

impl Listening {
    /// Hears this engine.
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>, hearing: Hearing) -> Self {
        Self { engine, hearing }
    }

    /// Returns what is wrong with a clip; none when it is as it should be, or cannot be heard.
    async fn finding(&self, request: &SpeechRequest, clip: &Clip) -> Option<Finding> {
        let language = language(request).filter(|language| self.hearing.understands(language))?;
        match self.hearing.hear(clip, &request.text, &language).await {
            Ok(finding) => Some(finding).filter(|finding| finding.is_doubtful),
            Err(error) => {
                // Nobody is to lose a narration because it could not be heard.
                warn!("a clip was not heard: {error}");
                None
            }
        }
    }
}

/// Returns the language a request is in: the voice's, where it has one; of a voice with many, English where it is plain.
fn language(request: &SpeechRequest) -> Option<Language> {
    let first = request.voice.languages.first()?;
    if request.voice.languages.iter().all(|other| other.is_like(first)) {
        return Some(first.clone());
    }
    let told = whatlang::detect(&request.text)?;
    (told.lang() == whatlang::Lang::Eng).then(Language::english)
}

#[async_trait]
impl Engine for Listening {
    fn identity(&self) -> &str {
        self.engine.identity()
    }

    fn capabilities(&self) -> Capabilities {
        let own = self.engine.capabilities();
        // While some clips are heard, the engine speaks others.
        let hearing = thread::available_parallelism().map_or(1, usize::from);
        Capabilities { concurrency: own.concurrency + hearing, ..own }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let first = self.engine.speak(request).await?;
        let Some(finding) = self.finding(request, &first.clip).await else { return Ok(first) };
        let second = match self.engine.speak(request).await {
            // An engine that gives the same once more would give it forever.
            Ok(second) if second.clip.samples != first.clip.samples => second,
            _ => return Ok(doubted(first, &finding)),
        };
        match self.finding(request, &second.clip).await {
            None => Ok(second),
            Some(other) if worst(&other) < worst(&finding) => Ok(doubted(second, &other)),
            Some(_) => Ok(doubted(first, &finding)),
        }
    }
}

fn worst(finding: &Finding) -> usize {
    finding.comparison.missing.letters.max(finding.comparison.extra.letters)
}

/// Adds what was heard to what else is odd about a clip.
fn doubted(spoken: Spoken, finding: &Finding) -> Spoken {
    let reasons = spoken.doubt.iter().map(ToString::to_string).chain([finding.reason()]);
    Spoken { doubt: Doubt::of(&reasons.collect::<Vec<_>>()), ..spoken }
}
