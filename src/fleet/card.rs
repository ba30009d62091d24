//! What a worker says of itself.

use serde::{Deserialize, Serialize};

/// What a worker says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkerCard {
    /// Its name, as in outcomes.
    pub name: String,
    /// The voice it narrates by.
    pub voice: String,
    /// A hash of every setting that shapes a narration.
    pub shape: String,
    /// How many articles it takes at once.
    pub jobs: usize,
    /// How many of them it has in hand.
    pub in_hand: usize,
    /// How many it narrated.
    pub narrated: u64,
    /// How many it gave up.
    pub failed: u64,
    /// For how long it has been at work, in seconds.
    pub up_seconds: u64,
    /// How many articles a minute it finished lately.
    pub articles_per_minute: f64,
    /// How many times faster than it is heard it made speech lately.
    pub times_real_time: f64,
}
