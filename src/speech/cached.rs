//! An engine that looks into the clip store first, and keeps there what it had to ask for.

use std::ops::Add;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{CacheError, Caption, ClipCache, ClipKey, Engine, EngineError, SpeechRequest, Spoken, Wrapper, aside};
use crate::audio::{from_i16, to_i16};
use crate::full_disk::DiskGate;

/// An engine with a clip store in front of it. A doubtful clip is kept with its doubt, which is told each time it is used.
pub struct Cached {
    engine: Arc<dyn Engine>,
    store: Arc<ClipCache>,
    doubtful: DoubtfulClips,
    room: DiskGate,
    counts: Mutex<Counts>,
}

/// What becomes of clips that are kept with a doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoubtfulClips {
    /// They are used: they were asked for several times already.
    Reuse,
    /// They are asked for again, and used only when nothing better comes.
    AskAgain,
    /// They are asked for again, and all others too.
    AskAllAgain,
}

/// How much was asked of the engine, and how much did not have to be.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Clips asked of the engine.
    pub spoken: usize,
    /// Characters of those.
    pub spoken_chars: u64,
    /// Clips found in the store.
    pub reused: usize,
    /// Characters of those.
    pub reused_chars: u64,
}

impl Counts {
    /// Counts requests none of which had to be asked.
    #[must_use]
    pub fn all_reused(requests: &[SpeechRequest]) -> Self {
        let reused_chars = requests.iter().map(SpeechRequest::chars).sum();
        Self { reused: requests.len(), reused_chars, ..Self::default() }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            spoken: self.spoken + other.spoken,
            spoken_chars: self.spoken_chars + other.spoken_chars,
            reused: self.reused + other.reused,
            reused_chars: self.reused_chars + other.reused_chars,
        }
    }
}

impl Cached {
    /// Puts the store in front of the engine. What is spoken waits for room when the disk is full: it was paid for.
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>, store: Arc<ClipCache>, doubtful: DoubtfulClips, room: DiskGate) -> Self {
        Self { engine, store, doubtful, room, counts: Mutex::default() }
    }

    /// Returns the name of the clip that answers a request.
    #[must_use]
    pub fn key(&self, request: &SpeechRequest) -> ClipKey {
        ClipKey::new(self.engine.identity(), request)
    }

    /// Returns whether a request is answered by a clip in the store, and its engine not asked.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn has(&self, request: &SpeechRequest) -> Result<bool, CacheError> {
        let is_asked = self.doubtful == DoubtfulClips::AskAllAgain;
        Ok(!is_asked && self.store.get(&self.key(request))?.is_some())
    }

    /// Counts the requests answered so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        *self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reuse(&self, spoken: Spoken, chars: u64) -> Spoken {
        let mut counts = self.lock();
        counts.reused += 1;
        counts.reused_chars += chars;
        spoken
    }

    /// Returns whether a doubtful clip is used when nothing better comes: not where everything is to be spoken again, nor where
    /// the engine will say nothing more.
    fn may_keep(&self, error: &EngineError) -> bool {
        self.doubtful != DoubtfulClips::AskAllAgain && !error.ends_everything()
    }

    /// Keeps what the engine spoke, for other machines too, and returns it as the cache holds it, so that a first run and a
    /// second one are equal.
    async fn keep(&self, key: &ClipKey, request: &SpeechRequest, spoken: Spoken) -> Result<Spoken, EngineError> {
        let kept = self.put(key, request, spoken).await?;
        if let Some(shared) = self.store.shared() {
            let caption = Caption { engine: self.engine.identity(), text: &request.text };
            shared.add(key, caption, &kept).await;
        }
        let mut counts = self.lock();
        counts.spoken += 1;
        counts.spoken_chars += request.chars();
        Ok(kept)
    }

    /// Finds a clip that another machine spoke, and keeps it here.
    async fn find_shared(&self, key: &ClipKey, request: &SpeechRequest) -> Result<Option<Spoken>, EngineError> {
        let Some(shared) = self.store.shared() else { return Ok(None) };
        let Some(clip) = shared.find(key).await else { return Ok(None) };
        self.put(key, request, clip.into()).await.map(Some)
    }

    async fn put(&self, key: &ClipKey, request: &SpeechRequest, mut kept: Spoken) -> Result<Spoken, EngineError> {
        let mut writer = self.room.writer();
        loop {
            let (store, key) = (Arc::clone(&self.store), key.clone());
            let (engine, text) = (self.engine.identity().to_owned(), request.text.clone());
            let put = move || {
                kept.clip.samples.iter_mut().for_each(|sample| *sample = from_i16(to_i16(*sample)));
                (store.put(&key, Caption { engine: &engine, text: &text }, &kept), kept)
            };
            let (written, whole) = aside(put).await;
            kept = whole;
            match written {
                Ok(()) => break,
                Err(error) if writer.may_try_again(&error).await => {}
                Err(error) => return Err(error.into()),
            }
        }
        writer.has_written();
        Ok(kept)
    }
}

#[async_trait]
impl Wrapper for Cached {
    fn inner(&self) -> &dyn Engine {
        &*self.engine
    }

    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let key = self.key(request);
        let _claim = self.store.claim(&key).await;
        let mut old = {
            let (store, key) = (Arc::clone(&self.store), key.clone());
            aside(move || store.get(&key)).await?
        };
        let is_old_good = |kept: &mut Spoken| match self.doubtful {
            DoubtfulClips::Reuse => true,
            DoubtfulClips::AskAgain => kept.doubt.is_none(),
            DoubtfulClips::AskAllAgain => false,
        };
        if let Some(kept) = old.take_if(is_old_good) {
            return Ok(self.reuse(kept, request.chars()));
        }
        if self.doubtful != DoubtfulClips::AskAllAgain
            && let Some(kept) = self.find_shared(&key, request).await?
        {
            return Ok(self.reuse(kept, request.chars()));
        }
        match (self.engine.speak(request).await, old) {
            (Ok(spoken), _) => self.keep(&key, request, spoken).await,
            (Err(error), Some(kept)) if self.may_keep(&error) => Ok(self.reuse(kept, request.chars())),
            (Err(error), _) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::Bound;
    use crate::speech::scripted::{Answer, Scripted, request};

    #[tokio::test]
    async fn a_sentence_said_twice_at_once_is_spoken_once() {
        let folder = tempfile::tempdir().unwrap();
        let engine = Scripted::new(vec![Answer::Speaks]);
        let store = Arc::new(ClipCache::new(folder.path(), Bound::unlimited()));
        let cached = Cached::new(engine, store, DoubtfulClips::Reuse, DiskGate::unawaited());
        let request = request("Again.");
        let (first, second) = tokio::join!(cached.speak(&request), cached.speak(&request));
        assert_eq!(first.unwrap(), second.unwrap());
        assert_eq!(cached.counts(), Counts { spoken: 1, spoken_chars: 6, reused: 1, reused_chars: 6 });
    }

    #[tokio::test]
    async fn a_doubtful_clip_is_paid_for_once_told_each_time_and_asked_again_on_demand() {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(ClipCache::new(folder.path(), Bound::unlimited()));
        let gone = || EngineError::unreachable("gone");
        let answers = vec![Answer::Doubts("odd"), Answer::Fails(gone), Answer::Speaks];
        let engine = Scripted::new(answers);
        let request = request("Odd.");
        let steps = [
            (DoubtfulClips::Reuse, 1, true),
            (DoubtfulClips::Reuse, 1, true),
            (DoubtfulClips::AskAgain, 2, true),
            (DoubtfulClips::AskAgain, 3, false),
            (DoubtfulClips::AskAgain, 3, false),
        ];
        for (doubtful, asked, is_doubtful) in steps {
            let cached = Cached::new(engine.clone(), Arc::clone(&store), doubtful, DiskGate::unawaited());
            let answer = cached.speak(&request).await;
            assert_eq!(engine.times().len(), asked);
            let doubt = answer.unwrap().doubt.map(|doubt| doubt.to_string());
            assert_eq!(doubt.as_deref(), is_doubtful.then_some("odd"));
        }
    }

    #[tokio::test]
    async fn what_is_asked_for_again_and_not_spoken_is_no_success() {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(ClipCache::new(folder.path(), Bound::unlimited()));
        let engine = Scripted::new(vec![
            Answer::Speaks,
            Answer::Fails(|| EngineError::unreachable("gone")),
            Answer::Fails(|| EngineError::refused("the key")),
            Answer::Speaks,
        ]);
        let request = request("Once more.");
        let mut spoken = Vec::new();
        for doubtful in
            [DoubtfulClips::Reuse, DoubtfulClips::AskAllAgain, DoubtfulClips::AskAllAgain, DoubtfulClips::AskAllAgain]
        {
            let cached = Cached::new(engine.clone(), Arc::clone(&store), doubtful, DiskGate::unawaited());
            assert!(!cached.has(&request).unwrap(), "nothing is there, or it is asked for again");
            spoken.push(cached.speak(&request).await.is_ok());
        }
        assert_eq!(spoken, [true, false, false, true]);
        let cached = Cached::new(engine, store, DoubtfulClips::Reuse, DiskGate::unawaited());
        assert!(cached.has(&request).unwrap(), "what was spoken before is still kept");
    }
}
