//! A narrator that several hold: what one of them changes of how articles are read, all read by from then on.

use std::sync::{Arc, PoisonError, RwLock};

use super::Narrator;
use crate::script::Reading;

/// A narrator that several hold. Cheap to clone.
#[derive(Clone)]
pub struct SharedNarrator(Arc<RwLock<Narrator>>);

impl SharedNarrator {
    /// Shares a narrator.
    #[must_use]
    pub fn new(narrator: Narrator) -> Self {
        Self(Arc::new(RwLock::new(narrator)))
    }

    /// Returns the narrator as it is now.
    #[must_use]
    pub fn now(&self) -> Narrator {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes how articles are read from now on.
    pub fn read_by(&self, change: impl FnOnce(&mut Reading)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner).direction.reading);
    }
}
