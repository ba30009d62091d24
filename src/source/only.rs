//! Leads sorted out before anyone reads them.

use tokio::sync::mpsc::{Receiver, channel};

use super::Lead;

/// Passes on the leads that count.
#[must_use]
pub fn only(mut leads: Receiver<Lead>, counts: impl Fn(&Lead) -> bool + Send + 'static) -> Receiver<Lead> {
    let (sender, counting) = channel(1);
    tokio::spawn(async move {
        while let Some(lead) = leads.recv().await {
            if counts(&lead) && sender.send(lead).await.is_err() {
                return;
            }
        }
    });
    counting
}
