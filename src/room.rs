//! What to do while a disk is full: tell it once, wait, and go on when there is room again.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::stop::Stop;

/// How long to wait before trying again: a person frees the space. Taste.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(2);

/// Waits for room on a full disk, for everybody who writes in a run.
#[derive(Clone)]
pub struct Room {
    waits: Option<Arc<Waits>>,
}

struct Waits {
    stop: Arc<Stop>,
    tell: Box<dyn Fn(&str) + Send + Sync>,
    full: AtomicBool,
}

impl Room {
    /// Waits for nothing: a full disk is an error like any other.
    #[must_use]
    pub fn unawaited() -> Self {
        Self { waits: None }
    }

    /// Waits for room until it is asked to stop, telling that it does.
    #[must_use]
    pub fn awaited(stop: Arc<Stop>, tell: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { waits: Some(Arc::new(Waits { stop, tell: Box::new(tell), full: AtomicBool::new(false) })) }
    }

    /// Waits a while when it was a full disk that failed a write, and says whether to write again.
    pub fn may_come<'a>(&'a self, error: &(dyn Error + 'static)) -> impl Future<Output = bool> + Send + use<'a> {
        let waits = self.waits.as_deref().filter(|_| is_full(error));
        async move {
            match waits {
                Some(waits) => waits.a_while().await,
                None => false,
            }
        }
    }

    /// Tells that a write succeeded.
    pub fn was_found(&self) {
        if let Some(waits) = &self.waits
            && waits.full.swap(false, Ordering::Relaxed)
        {
            (waits.tell)("there is room again; going on");
        }
    }
}

impl Waits {
    /// Waits, and says whether to go on.
    async fn a_while(&self) -> bool {
        if !self.full.swap(true, Ordering::Relaxed) {
            (self.tell)("the disk is full; waiting for room: free some space and it goes on, nothing is lost");
        }
        tokio::select! {
            () = self.stop.asked() => false,
            () = tokio::time::sleep(TRY_AGAIN_AFTER) => true,
        }
    }
}

/// Says whether an error comes from a disk without room.
pub(crate) fn is_full(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
        }
        cause = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_is_told_once_that_the_disk_is_full_and_once_that_it_is_not() {
        let (told, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Stop::default()));
        let log = Arc::clone(&told);
        let room = Room::awaited(Arc::clone(&stop), move |text| log.lock().unwrap().push(text.to_owned()));
        let full = io::Error::from(io::ErrorKind::StorageFull);
        for _ in 0..3 {
            assert!(room.may_come(&full).await);
        }
        room.was_found();
        room.was_found();
        assert_eq!(told.lock().unwrap().len(), 2, "{told:?}");
        assert!(!room.may_come(&io::Error::from(io::ErrorKind::PermissionDenied)).await);
        stop.ask();
        assert!(!room.may_come(&full).await, "nobody waits who was asked to stop");
        assert!(!Room::unawaited().may_come(&full).await);
    }
}
