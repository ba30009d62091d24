//! Shares one engine between the articles under way: never more requests at once than it takes, those of earlier articles
//! before those of later ones.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use tokio::sync::oneshot;

use crate::speech::{Engine, EngineError, SpeechRequest, Spoken, Wrapper};
use tokio_util::sync::CancellationToken;

/// The turns an engine gives.
pub(crate) struct FairQueue(Mutex<Queue>);

struct Queue {
    free: usize,
    /// By the article's number, then by when they came.
    waiting: BTreeMap<(usize, u64), oneshot::Sender<Turn>>,
    came: u64,
}

/// The right to make one request; it goes to the next when dropped.
pub(super) struct Turn(Arc<FairQueue>);

impl FairQueue {
    pub(crate) fn new(at_once: usize) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Queue { free: at_once.max(1), waiting: BTreeMap::new(), came: 0 })))
    }

    /// Waits for a turn of this article.
    async fn take(self: &Arc<Self>, article: usize) -> Turn {
        let turn = {
            let mut queue = self.queue();
            if queue.free > 0 {
                queue.free -= 1;
                return Turn(Arc::clone(self));
            }
            let (give, turn) = oneshot::channel();
            queue.came += 1;
            let place = (article, queue.came);
            queue.waiting.insert(place, give);
            turn
        };
        turn.await.expect("a place in the queue is given up only with its turn")
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let next = {
            let mut queue = self.0.queue();
            let next = queue.waiting.pop_first();
            queue.free += usize::from(next.is_none());
            next
        };
        if let Some((_, give)) = next {
            // A turn that nobody waits for any more comes back, and is dropped in its turn.
            drop(give.send(Turn(Arc::clone(&self.0))));
        }
    }
}

/// An engine as one article of a batch sees it.
pub(crate) struct InTurn {
    engine: Arc<dyn Engine>,
    turns: Arc<FairQueue>,
    article: usize,
    stop: CancellationToken,
}

impl InTurn {
    pub(crate) fn new(
        engine: &Arc<dyn Engine>,
        turns: &Arc<FairQueue>,
        article: usize,
        stop: &CancellationToken,
    ) -> Self {
        Self { engine: Arc::clone(engine), turns: Arc::clone(turns), article, stop: stop.clone() }
    }
}

#[async_trait]
impl Wrapper for InTurn {
    fn inner(&self) -> &dyn Engine {
        &*self.engine
    }

    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let _turn = self.turns.take(self.article).await;
        if self.stop.is_cancelled() {
            return Err(EngineError::refused("the run was stopped"));
        }
        self.engine.speak(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn earlier_articles_go_first_and_turns_given_up_are_not_lost() {
        let turns = FairQueue::new(1);
        let first = turns.take(1).await;
        let (mut three, mut two, mut gone) =
            (Box::pin(turns.take(3)), Box::pin(turns.take(2)), Box::pin(turns.take(1)));
        for waiting in [&mut three, &mut two, &mut gone] {
            assert!(futures::poll!(waiting.as_mut()).is_pending());
        }
        drop(gone);
        drop(first);
        let second = tokio::select! { biased; _ = &mut three => panic!("out of turn"), turn = &mut two => turn };
        assert!(futures::poll!(three.as_mut()).is_pending());
        drop(second);
        drop(three.await);
        assert_eq!(turns.queue().free, 1);
    }
}
