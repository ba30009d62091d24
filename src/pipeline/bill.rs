//! What a narration asked for and what it saved, in sentences, characters and dollars.

use crate::speech::Counts;
use crate::voice::Voice;

/// What was asked for and what was saved.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Bill {
    /// How much of each.
    pub counts: Counts,
    /// What was asked for costs this in US dollars, where every voice names a price.
    pub cost_usd: Option<f64>,
    /// What was in the cache would have cost this.
    pub saved_usd: Option<f64>,
}

impl Bill {
    /// Makes the bill of one voice.
    #[must_use]
    pub fn new(voice: &Voice, counts: Counts) -> Self {
        let price = |chars| if chars == 0 { Some(0.0) } else { voice.limits.price_usd(chars) };
        Self { counts, cost_usd: price(counts.spoken_chars), saved_usd: price(counts.reused_chars) }
    }

    /// Adds another.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let sum = |one: Option<f64>, other: Option<f64>| Some(one? + other?);
        Self {
            counts: self.counts + other.counts,
            cost_usd: sum(self.cost_usd, other.cost_usd),
            saved_usd: sum(self.saved_usd, other.saved_usd),
        }
    }
}
