//! What to do while a disk is full: tell it once, wait, and go on when there is room again.

use crate::error::causes;
use std::error::Error;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// How long to wait before trying again: a person frees the space. Taste.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(2);

/// Waits for room on a full disk, for everybody who writes in a run.
#[derive(Clone)]
pub struct DiskGate {
    waits: Option<Arc<Waits>>,
}

struct Waits {
    stop: CancellationToken,
    tell: Box<dyn Fn(&str) + Send + Sync>,
    /// How many writers wait. A small write may succeed while a large one still does not fit.
    waiting: AtomicUsize,
}

impl DiskGate {
    /// Waits for nothing: a full disk is an error like any other.
    #[must_use]
    pub fn unawaited() -> Self {
        Self { waits: None }
    }

    /// Waits for room until it is asked to stop, telling that it does.
    #[must_use]
    pub fn awaited(stop: CancellationToken, tell: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { waits: Some(Arc::new(Waits { stop, tell: Box::new(tell), waiting: AtomicUsize::new(0) })) }
    }

    /// Begins one write, with all its tries.
    #[must_use]
    pub fn writer(&self) -> Writer<'_> {
        Writer { waits: self.waits.as_deref(), has_waited: false }
    }
}

/// Somebody who writes, again while the disk is full.
pub struct Writer<'a> {
    waits: Option<&'a Waits>,
    has_waited: bool,
}

impl<'a> Writer<'a> {
    /// Waits a while when it was a full disk that failed the write, and says whether to write again.
    pub fn may_try_again<'b>(
        &'b mut self,
        error: &(dyn Error + 'static),
    ) -> impl Future<Output = bool> + Send + use<'a, 'b> {
        let waits = self.waits.filter(|_| is_full(error));
        async move {
            let Some(waits) = waits else { return false };
            if !std::mem::replace(&mut self.has_waited, true) && waits.waiting.fetch_add(1, Ordering::Relaxed) == 0 {
                (waits.tell)("the disk is full; waiting for room: free some space and it goes on, nothing is lost");
            }
            tokio::select! {
                () = waits.stop.cancelled() => false,
                () = tokio::time::sleep(TRY_AGAIN_AFTER) => true,
            }
        }
    }

    /// Ends a write that succeeded. The last of those that waited tells that there is room.
    pub fn has_written(mut self) {
        if self.waits_no_more() == Some(0)
            && let Some(waits) = self.waits
        {
            (waits.tell)("there is room again; going on");
        }
    }

    /// Returns how many wait still, if this one did.
    fn waits_no_more(&mut self) -> Option<usize> {
        let waits = self.waits.filter(|_| std::mem::take(&mut self.has_waited))?;
        Some(waits.waiting.fetch_sub(1, Ordering::Relaxed) - 1)
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        self.waits_no_more();
    }
}

/// Returns whether an error comes from a disk without room.
pub(crate) fn is_full(error: &(dyn Error + 'static)) -> bool {
    let io = causes(error).find_map(|cause| cause.downcast_ref::<io::Error>());
    io.is_some_and(|error| matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_is_told_once_that_the_disk_is_full_and_once_that_it_is_not() {
        let (told, stop) = (Arc::new(Mutex::new(Vec::new())), CancellationToken::new());
        let log = Arc::clone(&told);
        let room = DiskGate::awaited(stop.clone(), move |text| log.lock().unwrap().push(text.to_owned()));
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let (mut small, mut large, mut another) = (room.writer(), room.writer(), room.writer());
        assert!(small.may_try_again(&full).await && small.may_try_again(&full).await);
        assert!(large.may_try_again(&full).await);
        small.has_written();
        room.writer().has_written();
        assert_eq!(told.lock().unwrap().len(), 1, "one still waits: {told:?}");
        large.has_written();
        room.writer().has_written();
        assert_eq!(told.lock().unwrap().len(), 2, "{told:?}");
        assert!(!another.may_try_again(&io::Error::from(io::ErrorKind::PermissionDenied)).await);
        stop.cancel();
        assert!(!another.may_try_again(&full).await, "nobody waits who was asked to stop");
        drop(another);
        assert_eq!(told.lock().unwrap().len(), 3, "who gives up found no room: {told:?}");
        assert!(!DiskGate::unawaited().writer().may_try_again(&full).await);
    }
}
