//! The recording: every sentence is spoken into the cache, by whoever is to speak it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use super::{Bill, NarrateError, Narrator, Step};
use crate::audio::{Frames, SampleRate, SpeechLevel, WordMark, speech_range};
use crate::speech::{
    Cached, ClipKey, Doubt, DoubtfulClips, Engine, EngineError, SpeechRequest, Spoken, aside, is_steady,
};
use crate::voice::Voice;

/// The engines of a narration, each behind the cache of what it has spoken before.
pub(super) struct Recorder<'a> {
    narrator: &'a Narrator,
    engines: Vec<Recorded>,
}

/// A voice's engine behind the cache: as usual, and for what is spoken again.
struct Recorded {
    voice: Arc<Voice>,
    usual: Cached,
    again: Cached,
}

/// One recorded sentence.
#[derive(Debug, Clone)]
pub(super) struct Take {
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
    /// By what clips of other texts that have the very same samples are found.
    mark: Mark,
    /// Why it may not be what was asked for.
    pub(super) doubt: Option<Doubt>,
    /// Why those asked before did not say it.
    pub(super) fell_back: Option<String>,
}

/// A request and the engine that answers it.
#[derive(Clone, Copy)]
struct Ask<'a> {
    request: &'a SpeechRequest,
    engine: &'a Cached,
}

impl<'a> Recorder<'a> {
    pub(super) fn new(narrator: &'a Narrator) -> Self {
        let mut engines: Vec<Recorded> = Vec::new();
        for speaker in narrator.cast.speakers() {
            if !engines.iter().any(|other| other.voice == speaker.voice) {
                let cached = |doubtful| {
                    let (engine, cache) = (Arc::clone(&speaker.engine), Arc::clone(&narrator.storage.cache));
                    Cached::new(engine, cache, doubtful, narrator.run.disk.clone())
                };
                engines.push(Recorded {
                    voice: Arc::clone(&speaker.voice),
                    usual: cached(narrator.run.doubtful),
                    again: cached(DoubtfulClips::AskAllAgain),
                });
            }
        }
        Self { narrator, engines }
    }

    /// Returns what was asked for so far.
    pub(super) fn bill(&self) -> Bill {
        let counts = |one: &Recorded| one.usual.counts() + one.again.counts();
        let bills = self.engines.iter().map(|one| Bill::new(&one.voice, counts(one)));
        bills.reduce(Bill::and).unwrap_or_default()
    }

    /// Has every sentence spoken, as many at once as the first one's engine takes. Each has one request or several, tried in
    /// their order. After a failure no further sentence is begun, but those under way are let finish and are kept.
    pub(super) async fn record<'b>(
        &'b self,
        sentences: &'b [Vec<&'b SpeechRequest>],
    ) -> Result<Vec<Take>, NarrateError> {
        let asks = self.asks(sentences)?;
        let first = asks.first().and_then(|asks| asks.first());
        let at_once = first.map_or(1, |ask| ask.engine.capabilities().concurrency.max(1));
        let mut waiting = asks.iter().enumerate();
        let mut speaking = FuturesUnordered::new();
        let mut takes = vec![None; asks.len()];
        let mut error = None;
        loop {
            let free = if error.is_none() { at_once - speaking.len() } else { 0 };
            for (index, asks) in waiting.by_ref().take(free) {
                speaking.push(async move { (index, speak(asks).await) });
            }
            match speaking.next().await {
                Some((index, Ok(take))) => {
                    let length = Frames(take.frames.end - take.frames.start);
                    takes[index] = Some(take);
                    (self.narrator.run.listener)(Step::Spoken { length });
                }
                Some((index, Err(source))) => {
                    let text = asks[index].first().map(|ask| opening(&ask.request.text)).unwrap_or_default();
                    error.get_or_insert((index + 1, text, source));
                }
                None => break,
            }
        }
        if let Some((number, text, source)) = error {
            let spoken = self.bill().counts.spoken;
            return Err(NarrateError::NotSpoken { number, count: asks.len(), text, spoken, source });
        }
        let mut takes: Vec<Take> = takes.into_iter().flatten().collect();
        let texts = sentences.iter().flat_map(|asks| asks.first()).map(|ask| ask.text.as_str());
        self.doubt_twins(&mut takes, &texts.collect::<Vec<_>>())?;
        Ok(takes)
    }

    /// Finds for each request the engine that answers it.
    fn asks<'b>(&'b self, sentences: &'b [Vec<&'b SpeechRequest>]) -> Result<Vec<Vec<Ask<'b>>>, NarrateError> {
        let ask = |(index, requests): (usize, &Vec<&'b SpeechRequest>)| {
            requests.iter().map(|request| self.ask(request, index + 1)).collect()
        };
        sentences.iter().enumerate().map(ask).collect()
    }

    /// Doubts clips of different texts that are one recording: an engine that is asked for one at a time has given the first before
    /// anyone could know.
    fn doubt_twins(&self, takes: &mut [Take], texts: &[&str]) -> Result<(), NarrateError> {
        let letters = |index: usize| texts.get(index).map(|text| letters(text)).unwrap_or_default();
        let mut by_mark: HashMap<Mark, Vec<usize>> = HashMap::new();
        for (index, take) in takes.iter().enumerate() {
            by_mark.entry(take.mark).or_default().push(index);
        }
        for alike in by_mark.values().filter(|alike| alike.len() > 1) {
            let first = letters(alike[0]);
            if alike.iter().all(|index| letters(*index) == first) {
                continue;
            }
            let clip = self.narrator.storage.cache.get(&takes[alike[0]].key).map_err(EngineError::from);
            let is_told = |error| NarrateError::NotSpoken {
                number: alike[0] + 1,
                count: texts.len(),
                text: opening(texts.get(alike[0]).copied().unwrap_or_default()),
                spoken: 0,
                source: error,
            };
            if clip.map_err(is_told)?.is_none_or(|found| is_steady(&found.clip)) {
                continue;
            }
            for index in alike {
                let why = || Doubt::of(&["it sounds like another sentence".to_owned()]);
                takes[*index].doubt = takes[*index].doubt.take().or_else(why);
            }
        }
        Ok(())
    }

    /// Finds the engine that answers a request of a sentence, by its number.
    fn ask<'b>(&'b self, request: &'b SpeechRequest, number: usize) -> Result<Ask<'b>, NarrateError> {
        let voice = &self.narrator.cast.answers(request)?.voice;
        let is_again = self.narrator.run.again.as_ref().is_some_and(|again| again.holds(number));
        let engine = self.engines.iter().find(|other| other.voice == *voice);
        let engine = engine.map(|one| if is_again { &one.again } else { &one.usual });
        let ask = engine.map(|engine| Ask { request, engine });
        ask.ok_or_else(|| NarrateError::NotInCast { voice: voice.name.clone() })
    }
}

/// Has a sentence spoken by the first that can. What one of them said before is not paid for again.
async fn speak(asks: &[Ask<'_>]) -> Result<Take, EngineError> {
    for (index, ask) in asks.iter().enumerate().filter(|_| asks.len() > 1) {
        if ask.engine.has(ask.request)? {
            let why = (index > 0).then(|| format!("`{}` failed before", asks[0].request.voice.name));
            return ask.take().await.map(|take| Take { fell_back: why, ..take });
        }
    }
    let mut failures: Vec<(&SpeechRequest, EngineError)> = Vec::new();
    for ask in asks {
        match ask.take().await {
            Err(error) if error.is_the_engines() => failures.push((ask.request, error)),
            answer => {
                let why = |(request, error): &(&SpeechRequest, EngineError)| {
                    format!("`{}` failed: {}", request.voice.name, error.whole_message())
                };
                let why = failures.first().map(why);
                return answer.map(|take| Take { fell_back: why, ..take });
            }
        }
    }
    let (_, error) = failures.pop().expect("a sentence has a request");
    Err(error)
}

impl Ask<'_> {
    /// Has the request spoken and finds the part of the clip to be heard.
    async fn take(self) -> Result<Take, EngineError> {
        let Self { request, engine } = self;
        let Spoken { clip, doubt } = engine.speak(request).await?;
        if clip.rate != SampleRate::MASTER {
            let (given, needed) = (clip.rate.hz(), SampleRate::MASTER.hz());
            return Err(EngineError::bad_audio(format!("{given} Hz where {needed} Hz is needed")));
        }
        let (frames, level, mark, clip) = aside(move || {
            let frames = speech_range(&clip);
            (frames.clone(), SpeechLevel::of(&clip, frames), mark_of(&clip.samples), clip)
        })
        .await;
        if frames.is_empty() {
            return Err(EngineError::bad_audio("it is silent"));
        }
        let (key, voice, words) = (engine.key(request), Arc::clone(&request.voice), clip.words);
        Ok(Take { key, voice, frames, level, words, mark, doubt, fell_back: None })
    }
}

/// By what equal samples are found: their number, and some of them.
type Mark = (usize, [u32; MARKED]);
/// How many samples are compared: of speech no others have these.
const MARKED: usize = 32;

fn mark_of(samples: &[f32]) -> Mark {
    let at = |index: usize| samples.get(index * samples.len() / MARKED).copied().unwrap_or_default().to_bits();
    (samples.len(), std::array::from_fn(at))
}

/// Returns what is compared of a text: two that differ in nothing else are said alike.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns why sentences were said by another voice than the first, in one line.
pub(super) fn fell_back(takes: &[Take]) -> Vec<String> {
    let mut reasons = takes.iter().filter_map(|take| take.fell_back.as_ref());
    let first = reasons.next();
    let others = reasons.count();
    let told = first.map(|why| if others == 0 { why.clone() } else { format!("{why} (and {others} sentences more)") });
    told.into_iter().collect()
}

/// Returns the first words of a text, for messages.
fn opening(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
