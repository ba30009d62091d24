//! The wrappers in their order, around the engine of a voice.

use std::sync::Arc;

use super::{Breaker, Budgeted, Checked, Engine, Paced, Purse, Retrying};
use crate::voice::Limits;

/// Makes an engine dependable for a voice: within the budget, at the pace its limits allow, asked again after errors that
/// pass, listened to, and left alone while it is dead.
#[must_use]
pub fn dependable(engine: Arc<dyn Engine>, limits: &Limits, purse: &Arc<Purse>, seed: u64) -> Arc<dyn Engine> {
    let engine = Arc::new(Budgeted::new(engine, Arc::clone(purse), limits.usd_per_million_chars));
    let engine = Arc::new(Retrying::new(Arc::new(Paced::new(engine, limits)), limits, seed));
    Arc::new(Breaker::new(Arc::new(Checked::new(engine, limits))))
}
