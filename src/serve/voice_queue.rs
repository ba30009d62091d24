//! A voice at work: as many sentences at once as its engine takes, and as many requests waiting as there is room for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Offer;
use super::metrics::{Gauge, Metrics};
use super::refusal::Refusal;
use crate::audio::Clip;
use crate::document::{Block, BlockKind, Document};
use crate::script::{self, Sentence};
use crate::speech::{EngineError, SpeechRequest};
use crate::voice::Voice;

/// The longest time a client is told to stay away.
const LONGEST_AWAY: Duration = Duration::from_secs(60);

/// A voice at work.
#[derive(Clone)]
pub(super) struct VoiceQueue {
    offer: Arc<Offer>,
    /// Requests that are worked on or wait.
    room: Arc<Semaphore>,
    places: usize,
    /// Sentences that are spoken.
    microphones: Arc<Semaphore>,
    at_once: usize,
    metrics: Arc<Metrics>,
}

impl VoiceQueue {
    /// Opens a queue where so many requests may wait.
    pub(super) fn new(offer: Offer, queue: usize, metrics: Arc<Metrics>) -> Self {
        let at_once = offer.engine.capabilities().concurrency.max(1);
        let places = at_once.saturating_add(queue).min(Semaphore::MAX_PERMITS);
        Self {
            offer: Arc::new(offer),
            room: Arc::new(Semaphore::new(places)),
            places,
            microphones: Arc::new(Semaphore::new(at_once)),
            at_once,
            metrics,
        }
    }

    /// Returns the voice's name.
    pub(super) fn name(&self) -> &str {
        &self.offer.voice.name
    }

    /// Returns how many sentences it speaks at once.
    pub(super) fn at_once(&self) -> usize {
        self.at_once
    }

    /// Returns the voice.
    pub(super) fn voice(&self) -> &Voice {
        &self.offer.voice
    }

    /// Returns how much it has to do now.
    pub(super) fn gauge(&self) -> Gauge<'_> {
        Gauge { voice: self.name(), requests: self.places - self.room.available_permits() }
    }

    /// Lets a request in, for as long as it keeps what it is given.
    ///
    /// # Errors
    /// When the room is full.
    pub(super) fn enter(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        Arc::clone(&self.room).try_acquire_owned().map_err(|_| {
            let sentence = self.metrics.mean_sentence(self.name()).unwrap_or(Duration::from_secs(1));
            let rounds = u32::try_from(self.places.div_ceil(self.at_once)).unwrap_or(u32::MAX);
            Refusal::full(sentence.saturating_mul(rounds).clamp(Duration::from_secs(1), LONGEST_AWAY))
        })
    }

    /// Makes sentences of a text, as of an article; lines that are apart are paragraphs.
    pub(super) fn sentences(&self, text: &str) -> Vec<Sentence> {
        let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
        let blocks = paragraphs.map(|paragraph| Block::kept(BlockKind::Paragraph, paragraph)).collect();
        script::compose(Document { blocks, ..Document::default() }, &self.offer.reading).sentences
    }

    /// Has a sentence spoken when its turn comes.
    pub(super) async fn say(&self, sentence: &Sentence, speed_percent: u16) -> Result<Clip, EngineError> {
        let turn = self.microphones.acquire().await;
        let _turn = turn.expect("the semaphore is never closed");
        let (began, engine) = (Instant::now(), &self.offer.engine);
        let request = SpeechRequest {
            speed_percent,
            pronunciations: sentence.pronunciations.clone(),
            intonation: sentence.intonation,
            ..SpeechRequest::new(&sentence.spoken, Arc::clone(&self.offer.voice))
        };
        // A doubtful clip is what there is, however often it was asked for; who hears it can judge as well.
        let clip = engine.speak(&request.suited_to(&engine.capabilities())).await?.clip;
        let chars = sentence.spoken.chars().count() as u64;
        self.metrics.spoke(self.name(), chars, clip.length().duration(clip.rate), began.elapsed());
        Ok(clip)
    }
}
