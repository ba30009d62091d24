//! The recording: every sentence is spoken into the store, by whoever is to speak it.

use std::ops::Range;
use std::sync::Arc;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use super::{NarrateError, Step, Studio};
use crate::audio::{Frames, SampleRate, SpeechLevel, WordMark, speech_range};
use crate::speech::{Cached, ClipKey, Counts, Doubt, Engine, EngineError, SpeechRequest, Spoken, aside};
use crate::voice::Voice;

/// The engines of a narration, the main one first, each with the store of what it has spoken before.
pub(super) struct Cast(Vec<(Arc<Voice>, Cached)>);

/// What is to be heard of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    /// The clip.
    pub(super) key: ClipKey,
    /// Who speaks in it.
    pub(super) voice: Arc<Voice>,
    /// The frames that hold speech.
    pub(super) frames: Range<u64>,
    /// How loud the speech is.
    pub(super) level: SpeechLevel,
    /// Where its words lie in the clip, from an engine that says so.
    pub(super) words: Vec<WordMark>,
    /// Why it may not be what was asked for.
    pub(super) doubt: Option<Doubt>,
    /// Why those asked before did not say it.
    pub(super) fell_back: Option<String>,
}

/// What was asked for and what was saved.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Bill {
    /// How much of each.
    pub counts: Counts,
    /// What was asked for costs this in US dollars, where every voice tells a price.
    pub cost_usd: Option<f64>,
    /// What was in the store would have cost this.
    pub saved_usd: Option<f64>,
}

impl Bill {
    /// Makes the bill of one voice.
    #[must_use]
    pub fn new(voice: &Voice, counts: Counts) -> Self {
        let price = |chars| if chars == 0 { Some(0.0) } else { voice.limits.price_usd(chars) };
        Self { counts, cost_usd: price(counts.spoken_chars), saved_usd: price(counts.reused_chars) }
    }

    /// Adds another.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let sum = |one: Option<f64>, other: Option<f64>| Some(one? + other?);
        Self {
            counts: self.counts + other.counts,
            cost_usd: sum(self.cost_usd, other.cost_usd),
            saved_usd: sum(self.saved_usd, other.saved_usd),
        }
    }
}

impl Cast {
    pub(super) fn new(studio: &Studio) -> Self {
        let cached = |voice: &Arc<Voice>, engine: &Arc<dyn Engine>| {
            let (store, room) = (Arc::clone(&studio.store), studio.room.clone());
            (Arc::clone(voice), Cached::new(Arc::clone(engine), store, studio.doubtful, room))
        };
        let others = studio.quotations.values().chain(studio.standbys.iter().map(|standby| &standby.speaker));
        let others = others.map(|speaker| cached(&speaker.voice, &speaker.engine));
        Self([cached(&studio.voice, &studio.engine)].into_iter().chain(others).collect())
    }

    /// Returns the engine of the voice that a request asks for.
    pub(super) fn of(&self, request: &SpeechRequest) -> &Cached {
        let own = self.0.iter().find(|(voice, _)| Arc::ptr_eq(voice, &request.voice));
        own.map_or(&self.0[0].1, |(_, engine)| engine)
    }

    pub(super) fn bill(&self) -> Bill {
        let bills = self.0.iter().map(|(voice, engine)| Bill::new(voice, engine.counts()));
        bills.reduce(Bill::and).unwrap_or_default()
    }

    /// Has every sentence spoken, as many at once as the main engine takes. Each has one request or several, tried in their
    /// order. After a failure no further sentence is begun, but those under way are let finish and are kept.
    pub(super) async fn record(
        &self,
        takes: &[Vec<&SpeechRequest>],
        studio: &Studio,
    ) -> Result<Vec<Heard>, NarrateError> {
        let at_once = self.0[0].1.capabilities().concurrency.max(1);
        let mut waiting = takes.iter().enumerate();
        let mut speaking = FuturesUnordered::new();
        let mut heard = vec![None; takes.len()];
        let mut error = None;
        loop {
            let free = if error.is_none() { at_once - speaking.len() } else { 0 };
            for (index, takes) in waiting.by_ref().take(free) {
                speaking.push(async move { (index, self.hear(takes).await) });
            }
            match speaking.next().await {
                Some((index, Ok(part))) => {
                    let length = Frames(part.frames.end - part.frames.start);
                    heard[index] = Some(part);
                    (studio.listener)(Step::Spoken { length });
                }
                Some((index, Err(source))) => {
                    let text = takes[index].first().map(|request| opening(&request.text)).unwrap_or_default();
                    let not_spoken = NarrateError::NotSpoken { number: index + 1, count: takes.len(), text, source };
                    error.get_or_insert(not_spoken);
                }
                None => break,
            }
        }
        error.map_or_else(|| Ok(heard.into_iter().flatten().collect()), Err)
    }

    /// Has a sentence spoken by the first that can. What one of them said before is not paid for again.
    async fn hear(&self, takes: &[&SpeechRequest]) -> Result<Heard, EngineError> {
        for (index, request) in takes.iter().enumerate().filter(|_| takes.len() > 1) {
            if self.of(request).has(request)? {
                let why = (index > 0).then(|| format!("`{}` failed before", takes[0].voice.name));
                return self.take(request).await.map(|heard| Heard { fell_back: why, ..heard });
            }
        }
        let mut failures: Vec<(&SpeechRequest, EngineError)> = Vec::new();
        for request in takes {
            match self.take(request).await {
                Err(error) if error.is_the_engines() => failures.push((request, error)),
                answer => {
                    let why = |(request, error): &(&SpeechRequest, EngineError)| {
                        format!("`{}` failed: {}", request.voice.name, error.whole_message())
                    };
                    let why = failures.first().map(why);
                    return answer.map(|heard| Heard { fell_back: why, ..heard });
                }
            }
        }
        let (_, error) = failures.pop().expect("a sentence has a request");
        Err(error)
    }

    /// Has one request spoken and finds the part of the clip to be heard.
    async fn take(&self, request: &SpeechRequest) -> Result<Heard, EngineError> {
        let engine = self.of(request);
        let Spoken { clip, doubt } = engine.speak(request).await?;
        if clip.rate != SampleRate::MASTER {
            let (given, needed) = (clip.rate.hz(), SampleRate::MASTER.hz());
            return Err(EngineError::bad_audio(format!("{given} Hz where {needed} Hz is needed")));
        }
        let (frames, level, clip) = aside(move || {
            let frames = speech_range(&clip);
            (frames.clone(), SpeechLevel::of(&clip, frames), clip)
        })
        .await;
        if frames.is_empty() {
            return Err(EngineError::bad_audio("it is silent"));
        }
        let (key, voice, words) = (engine.key(request), Arc::clone(&request.voice), clip.words);
        Ok(Heard { key, voice, frames, level, words, doubt, fell_back: None })
    }
}

/// Returns the first words of a text, for messages.
fn opening(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
