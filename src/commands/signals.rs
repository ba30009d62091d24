//! Ctrl-C and SIGTERM: the first asks for an end, the second ends at once.

use std::io::{Write, stderr};

use tokio_util::sync::CancellationToken;

use crate::engines;

/// Exit code of a run that was stopped, as shells tell it: 128 and the number of SIGINT.
pub(super) const STOPPED: u8 = 130;

/// Stops the batch at the first Ctrl-C or SIGTERM, letting what is being spoken finish, and the program at the second.
pub(super) fn stop_on_signal(stop: CancellationToken) -> impl Future<Output = ()> + Send {
    let first = signal();
    async move {
        first.await;
        let _ = writeln!(stderr(), "stopping; what is being spoken is kept. Once more stops at once");
        stop.cancel();
        signal().await;
        engines::end_programs();
        std::process::exit(i32::from(STOPPED));
    }
}

/// Waits for Ctrl-C, or for SIGTERM where there is such a thing; a signal counts from this call on, and not from when it is first
/// awaited. Where signals cannot be received it waits for ever.
#[cfg(unix)]
pub(super) fn signal() -> impl Future<Output = ()> + Send {
    use tokio::signal::unix::{SignalKind, signal};

    let [interrupt, terminate] = [SignalKind::interrupt(), SignalKind::terminate()].map(|kind| signal(kind).ok());
    async move {
        tokio::select! {
            () = received(interrupt) => {}
            () = received(terminate) => {}
        }
    }
}

#[cfg(unix)]
async fn received(signals: Option<tokio::signal::unix::Signal>) {
    let is_received = match signals {
        Some(mut signals) => signals.recv().await.is_some(),
        None => false,
    };
    if !is_received {
        std::future::pending::<()>().await;
    }
}

/// Waits for Ctrl-C. Where signals cannot be received it waits for ever.
#[cfg(not(unix))]
pub(super) async fn signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
