//! What concerns one run only: who listens, what is waited for, what is asked for again.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use futures::future::BoxFuture;

use crate::audio::Frames;
use crate::full_disk::DiskGate;
use crate::secrets::Clock;
use crate::source::Chosen;
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
    /// What is spoken again though it is in the cache.
    pub again: Option<Again>,
    /// Whether pages without a story are narrated too.
    pub force: bool,
    /// Whether what is not published yet, or no longer, is narrated too.
    pub drafts: bool,
    /// Whether the gain of the narration before is kept where it still fits, so that sentences that did not change stay as
    /// they were.
    pub keeps_gain: bool,
    /// Which articles are taken, where lists did not tell.
    pub chosen: Chosen,
    /// Tells what is to come; without it no date is looked at.
    pub clock: Option<Clock>,
}

/// What is spoken again though it is in the cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    /// Everything.
    All,
    /// The sentences with these numbers, counted from 1.
    Sentences(BTreeSet<usize>),
}

impl Again {
    /// Returns whether a sentence is spoken again, by its number from 1.
    #[must_use]
    pub fn holds(&self, sentence: usize) -> bool {
        match self {
            Self::All => true,
            Self::Sentences(numbers) => numbers.contains(&sentence),
        }
    }
}

impl FromStr for Again {
    type Err = String;

    /// Reads numbers and ranges: `8`, `3,8-10`; nothing for everything.
    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() || text == "all" {
            return Ok(Self::All);
        }
        let mut numbers = BTreeSet::new();
        for part in text.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            match (first.trim().parse::<usize>(), last.trim().parse::<usize>()) {
                (Ok(first), Ok(last)) if 0 < first && first <= last && last - first < 100_000 => {
                    numbers.extend(first..=last);
                }
                _ => return Err("give numbers of sentences, such as 8 or 3,8-10".to_owned()),
            }
        }
        Ok(Self::Sentences(numbers))
    }
}

/// Called at each step of a narration.
pub type Listener = Arc<dyn Fn(Step) + Send + Sync>;

/// Something to wait for: a batch lets its masters out in order, so that names taken twice fall the same way each time.
pub type Turn = Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// A step of a narration, for progress displays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The script is known, and is to be spoken.
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
            again: None,
            force: false,
            drafts: false,
            keeps_gain: false,
            chosen: Chosen::default(),
            clock: None,
        }
    }
}
