//! What every request sees.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::{Desk, Gate};

/// What every request sees.
pub(super) struct Room {
    pub(super) desk: Arc<Desk>,
    pub(super) gate: Arc<Gate>,
    /// Ends the streams of events.
    pub(super) stop: CancellationToken,
}
