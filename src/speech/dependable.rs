//! The wrappers in their order, around the engine of a voice.

use std::sync::Arc;

use super::{Breaker, Budgeted, Checked, Engine, Paced, Purse, Retrying};
use crate::voice::Limits;

/// Whether someone waits for each clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Haste {
    /// A clip is given as soon as it is heard: someone listens.
    Live,
    /// A clip may wait for those that were asked for at the same time, to be compared.
    None,
}

/// Makes an engine dependable for a voice: within the budget, at the pace its limits allow, asked again after errors that
/// pass, left alone while it is dead, and listened to.
#[must_use]
pub fn dependable(engine: Arc<dyn Engine>, limits: &Limits, purse: &Arc<Purse>, haste: Haste) -> Arc<dyn Engine> {
    // The seed keeps programs that share a service from asking again all at the same time.
    let seed = u64::from(std::process::id());
    let engine = Arc::new(Budgeted::new(engine, Arc::clone(purse), limits.usd_per_million_chars));
    let engine = Arc::new(Retrying::new(Arc::new(Paced::new(engine, limits)), limits, seed));
    let checked = Checked::new(Arc::new(Breaker::new(engine)), limits);
    Arc::new(if haste == Haste::Live { checked } else { checked.waiting() })
}
