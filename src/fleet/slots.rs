//! Holds an engine's limits across the whole fleet: as many slots as it takes requests at once, each of them one key that a
//! worker creates, keeps alive while it speaks, and removes. Where requests or characters a second are limited, a slot is
//! kept long enough that all of them together stay within that.

use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::kv::Store;
use async_trait::async_trait;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, sleep_until};

use super::cluster::SLOT_LOST_AFTER;
use crate::speech::{Engine, EngineError, SpeechRequest, Spoken, Wrapper};
use crate::voice::Voice;

/// How long until all slots are tried again. Taste: a cloud engine takes longer to say a sentence.
const TRY_AGAIN_AFTER: Duration = Duration::from_millis(40);

/// An engine whose limits hold for the fleet.
pub(super) struct Slots {
    engine: Arc<dyn Engine>,
    voice: Arc<Voice>,
    slots: Store,
    /// Names the engine, for keys.
    name: String,
    count: usize,
    /// One request of this worker looks for a slot at a time; it begins where the last one found one.
    next: Mutex<usize>,
}

impl Slots {
    /// Holds the limits that the voice tells, if it tells any.
    pub(super) fn around(engine: Arc<dyn Engine>, voice: &Arc<Voice>, slots: &Store) -> Arc<dyn Engine> {
        let limits = &voice.limits;
        if limits.at_once.is_none() && limits.requests_per_second.is_none() && limits.chars_per_second.is_none() {
            return engine;
        }
        let count = limits.at_once.map_or(engine.capabilities().concurrency.max(1), usize::from);
        let service = serde_json::to_vec(&(&voice.engine, &voice.settings)).expect("TOML values have a JSON form");
        let name = blake3::hash(&service).to_hex()[..16].to_owned();
        let (voice, slots) = (Arc::clone(voice), slots.clone());
        Arc::new(Self { engine, voice, slots, name, count, next: Mutex::new(0) })
    }

    async fn take(&self) -> String {
        let mut next = self.next.lock().await;
        loop {
            for turn in 0..self.count {
                let number = (*next + turn) % self.count;
                let key = format!("{}.{number}", self.name);
                // A cluster that fails for a moment is tried again like a slot that is taken.
                if self.slots.create(&key, bytes::Bytes::new()).await.is_ok() {
                    *next = number + 1;
                    return key;
                }
            }
            sleep(TRY_AGAIN_AFTER).await;
        }
    }

    /// How long a slot is kept at least, so that all slots together keep the pace.
    fn least(&self, text: &str) -> Duration {
        let (limits, slots) = (&self.voice.limits, self.count as f64);
        let by_requests = limits.requests_per_second.map_or(0.0, |rate| slots / rate.get());
        let by_chars = limits.chars_per_second.map_or(0.0, |rate| slots * text.chars().count() as f64 / rate.get());
        Duration::from_secs_f64(by_requests.max(by_chars))
    }

    /// Keeps a slot alive until dropped.
    async fn keep_alive(&self, key: &str) {
        loop {
            sleep(SLOT_LOST_AFTER / 4).await;
            // One beat lost is no slot lost.
            let _ = self.slots.put(key, bytes::Bytes::new()).await;
        }
    }
}

#[async_trait]
impl Wrapper for Slots {
    fn inner(&self) -> &dyn Engine {
        &*self.engine
    }

    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let slot = self.take().await;
        let free = Instant::now() + self.least(&request.text);
        let answer = tokio::select! {
            answer = self.engine.speak(request) => answer,
            () = self.keep_alive(&slot) => unreachable!("it beats for ever"),
        };
        let slots = self.slots.clone();
        // Nobody waits for the pace but the next who takes the slot; one that is not given back goes by itself.
        tokio::spawn(async move {
            sleep_until(free).await;
            let _ = slots.purge(&slot).await;
        });
        answer
    }
}
