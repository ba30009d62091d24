//! A wish to stop, seen by everyone at work.

use tokio::sync::watch;

/// A wish to stop. Once it is made it stands.
#[derive(Debug)]
pub struct Stop(watch::Sender<bool>);

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Stop {
    /// Asks everyone to stop.
    pub fn ask(&self) {
        self.0.send_replace(true);
    }

    /// Says whether it was asked for.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is asked for.
    pub async fn asked(&self) {
        // The sender is ours, so it cannot be gone.
        let _ = self.0.subscribe().wait_for(|asked| *asked).await;
    }
}
