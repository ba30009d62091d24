//! An engine that looks into the clip store first, and keeps there what it had to ask for.

use std::ops::Add;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use async_trait::async_trait;

use super::{Capabilities, ClipKey, ClipStore, Engine, EngineError, SpeechRequest};
use crate::audio::{Clip, from_i16, to_i16};
use crate::room::Room;

/// An engine with a clip store in front of it.
pub struct Cached {
    engine: Arc<dyn Engine>,
    store: Arc<ClipStore>,
    room: Room,
    spoken: AtomicUsize,
    spoken_chars: AtomicU64,
    reused: AtomicUsize,
}

/// How many requests went to the engine, and how many did not have to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Clips asked of the engine.
    pub spoken: usize,
    /// The characters of those.
    pub spoken_chars: u64,
    /// Clips found in the store.
    pub reused: usize,
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            spoken: self.spoken + other.spoken,
            spoken_chars: self.spoken_chars + other.spoken_chars,
            reused: self.reused + other.reused,
        }
    }
}

impl Cached {
    /// Puts the store in front of the engine. What is spoken waits for room when the disk is full: it was paid for.
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>, store: Arc<ClipStore>, room: Room) -> Self {
        let (spoken, spoken_chars, reused) = Default::default();
        Self { engine, store, room, spoken, spoken_chars, reused }
    }

    /// Gives the name of the clip that answers a request.
    #[must_use]
    pub fn key(&self, request: &SpeechRequest) -> ClipKey {
        ClipKey::new(self.identity(), request)
    }

    /// Counts the requests answered so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            spoken: self.spoken.load(Ordering::Relaxed),
            spoken_chars: self.spoken_chars.load(Ordering::Relaxed),
            reused: self.reused.load(Ordering::Relaxed),
        }
    }
}

#[async_trait]
impl Engine for Cached {
    fn identity(&self) -> &str {
        self.engine.identity()
    }

    fn capabilities(&self) -> Capabilities {
        self.engine.capabilities()
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Clip, EngineError> {
        let key = self.key(request);
        let _claim = self.store.claim(&key).await;
        if let Some(clip) = self.store.get(&key)? {
            self.reused.fetch_add(1, Ordering::Relaxed);
            return Ok(clip);
        }
        let mut clip = self.engine.speak(request).await?;
        self.spoken.fetch_add(1, Ordering::Relaxed);
        self.spoken_chars.fetch_add(request.text.chars().count() as u64, Ordering::Relaxed);
        // The store holds 16 bits; giving back just those makes a first run and a second one equal.
        clip.samples.iter_mut().for_each(|sample| *sample = from_i16(to_i16(*sample)));
        while let Err(error) = self.store.put(&key, self.identity(), &request.text, &clip) {
            if !self.room.may_come(&error).await {
                return Err(error.into());
            }
        }
        self.room.was_found();
        Ok(clip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engines;
    use crate::voice::Voice;

    #[tokio::test]
    async fn a_sentence_said_twice_at_once_is_spoken_once() {
        let folder = tempfile::tempdir().unwrap();
        let voice = Voice::parse(include_str!("../../voices/tone.toml"), "tone").unwrap();
        let cached = Cached::new(
            engines::build(&voice, &engines::Keyring::blank()).unwrap(),
            Arc::new(ClipStore::new(folder.path())),
            Room::unawaited(),
        );
        let request = SpeechRequest::new("Again.", Arc::new(voice));
        let (first, second) = tokio::join!(cached.speak(&request), cached.speak(&request));
        assert_eq!(first.unwrap(), second.unwrap());
        assert_eq!(cached.counts(), Counts { spoken: 1, spoken_chars: 6, reused: 1 });
    }
}
