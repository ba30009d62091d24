//! What concerns one run only: who listens, what is waited for, what is asked for again.

use std::sync::Arc;

use futures::future::BoxFuture;

use crate::audio::Frames;
use crate::full_disk::DiskGate;
use crate::secrets::Clock;
use crate::speech::DoubtfulClips;

/// What concerns one run only. By default no one listens and nothing is waited for.
#[derive(Clone)]
pub struct Run {
    /// Called at each step, from whatever task makes it.
    pub listener: Listener,
    /// Waited for before the master is written.
    pub turn: Turn,
    /// Waits while the disk is full.
    pub disk: DiskGate,
    /// What becomes of clips kept with a doubt.
    pub doubtful: DoubtfulClips,
    /// Whether pages without a story are narrated too.
    pub force: bool,
    /// Whether what is not published yet, or no longer, is narrated too.
    pub drafts: bool,
    /// Tells what is to come; without it no date is looked at.
    pub clock: Option<Clock>,
}

/// Called at each step of a narration.
pub type Listener = Arc<dyn Fn(Step) + Send + Sync>;

/// Something to wait for: a batch lets its masters out in order, so that names taken twice fall the same way each time.
pub type Turn = Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// A step of a narration, for progress displays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The script is known.
    Scripted {
        /// How many sentences there are to speak.
        sentences: usize,
    },
    /// A sentence's clip is in the cache.
    Spoken {
        /// How long its speech lasts.
        length: Frames,
    },
    /// Every clip is there; the master is being mixed.
    Mixing,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            listener: Arc::new(|_| ()),
            turn: Arc::new(|| Box::pin(std::future::ready(()))),
            disk: DiskGate::unawaited(),
            doubtful: DoubtfulClips::Reuse,
            force: false,
            drafts: false,
            clock: None,
        }
    }
}
