//! Requests that run side by side, each on one core.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rten::ThreadPool;

/// Pools of one thread, one for each request at work.
#[derive(Default)]
pub(crate) struct Cores(Mutex<Vec<Arc<ThreadPool>>>);

impl Cores {
    /// Takes an idle pool, or starts one.
    pub(crate) fn take(&self) -> Arc<ThreadPool> {
        let idle = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)))
    }

    /// Gives a pool back for the next request.
    pub(crate) fn give_back(&self, core: Arc<ThreadPool>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(core);
    }
}

/// Returns how many cores there are.
pub(super) fn count() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}
