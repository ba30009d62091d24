//! What a narration would ask for, known before anyone is asked.

use std::collections::HashSet;
use std::time::Duration;

use super::{Narrator, Prepared};
use crate::audio::SampleRate;
use crate::speech::{CacheError, ClipKey, SpeechRequest, typical_seconds};

/// What a narration would ask for.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Estimate {
    /// Whether it is there already, and nothing is to be done.
    pub unchanged: bool,
    /// How long it would last, pauses and all: guessed for what is not in the store.
    pub length: Duration,
    /// What each voice would say.
    pub parts: Vec<Part>,
}

/// What one voice would say.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Part {
    /// The voice.
    pub voice: String,
    /// Its engine.
    pub engine: String,
    /// The sentences it says, and their characters.
    pub sentences: usize,
    /// Characters of the sentences.
    pub chars: u64,
    /// How many of them are in the store, or asked for already by an earlier sentence that is the same.
    pub cached: usize,
    /// Characters of those.
    pub cached_chars: u64,
    /// What is to be asked of the engine, in characters; a request is asked for each sentence.
    pub asked_chars: u64,
    /// What that costs in US dollars, where the voice tells a price.
    pub cost_usd: Option<f64>,
}

impl Part {
    /// Counts the requests to the engine.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.sentences - self.cached
    }
}

impl Prepared {
    /// Tells what would be asked for. `asked` are the clips that other articles of the run ask for; those of this one are
    /// added.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn estimate(&self, narrator: &Narrator, asked: &mut HashSet<ClipKey>) -> Result<Estimate, CacheError> {
        let mut estimate = Estimate { unchanged: self.current(narrator).is_some(), ..Estimate::default() };
        for (request, key) in self.requests.iter().zip(&self.keys) {
            let kept = narrator.storage.cache.get(key)?;
            let cached = kept.is_some() || estimate.unchanged || !asked.insert(key.clone());
            let chars = request.chars();
            let part = estimate.part(&request.voice.name, &request.voice.engine);
            part.sentences += 1;
            part.chars += chars;
            if cached {
                part.cached += 1;
                part.cached_chars += chars;
            } else {
                part.asked_chars += chars;
            }
            part.cost_usd = request.voice.limits.price_usd(part.asked_chars);
            estimate.length += match kept {
                Some(kept) => kept.clip.length().duration(SampleRate::MASTER),
                None => typical_length(request),
            };
        }
        estimate.length += self.pauses();
        Ok(estimate)
    }

    /// Guesses how long it will last, whatever is in the store.
    pub(super) fn typical_length(&self) -> Duration {
        self.requests.iter().map(typical_length).sum::<Duration>() + self.pauses()
    }

    fn pauses(&self) -> Duration {
        self.script.sentences.iter().map(|sentence| sentence.pause_after).sum()
    }
}

/// Guesses how long a sentence is spoken.
fn typical_length(request: &SpeechRequest) -> Duration {
    Duration::from_secs_f64(typical_seconds(&request.text) * 100.0 / f64::from(request.speed_percent))
}

impl Estimate {
    /// Adds another.
    pub fn add(&mut self, other: &Self) {
        self.length += other.length;
        for part in &other.parts {
            let sum = self.part(&part.voice, &part.engine);
            sum.sentences += part.sentences;
            sum.chars += part.chars;
            sum.cached += part.cached;
            sum.cached_chars += part.cached_chars;
            sum.asked_chars += part.asked_chars;
            sum.cost_usd = part.cost_usd.map(|cost| cost + sum.cost_usd.unwrap_or(0.0));
        }
    }

    fn part(&mut self, voice: &str, engine: &str) -> &mut Part {
        let at = self.parts.iter().position(|part| part.voice == voice).unwrap_or_else(|| {
            self.parts.push(Part { voice: voice.to_owned(), engine: engine.to_owned(), ..Part::default() });
            self.parts.len() - 1
        });
        &mut self.parts[at]
    }
}
