//! Ctrl-C and SIGTERM: the first asks for an end, the second ends at once.

use std::io::{Write, stderr};

use tokio_util::sync::CancellationToken;

use crate::engines;

/// Exit code of a run that was stopped, as shells tell it: 128 and the number of SIGINT.
pub(super) const STOPPED: u8 = 130;

/// Stops the batch at the first Ctrl-C or SIGTERM, letting what is being spoken finish, and the program at the second.
pub(super) async fn stop_on_signal(stop: CancellationToken) {
    signal().await;
    let _ = writeln!(stderr(), "stopping; what is being spoken is kept. Once more stops at once");
    stop.cancel();
    signal().await;
    engines::end_programs();
    std::process::exit(i32::from(STOPPED));
}

/// Waits for Ctrl-C, or for SIGTERM where there is such a thing. Where signals cannot be had it waits for ever.
pub(super) async fn signal() {
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            Ok(()) = tokio::signal::ctrl_c() => return,
            Some(()) = terminate.recv() => return,
            else => {}
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
