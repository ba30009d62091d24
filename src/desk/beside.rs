//! The service beside the desk, or around it: it learns what is another now, and the list what it has published.

use std::sync::Arc;
use std::time::Duration;

use super::Desk;
use super::event::Event;
use super::refusal::Refusal;
use crate::catalogue::{Record, State};

/// How long after the last save a narration goes out that needs no approval: whoever saves once often saves again. As the
/// service's `quiet_edit` by itself.
const QUIET: Duration = Duration::from_secs(20);
/// How long changes of the service's memory are gathered before the list is drawn again. Taste.
const GATHER: Duration = Duration::from_millis(300);

/// Lets the service know that a narration is another now: at once where it waits for approval, else when no one has changed it for
/// a while. What a stop forgets, the next start of the service finds.
pub(super) fn tell_service(
    desk: &Arc<Desk>,
    record: &Record,
    (audio, fingerprint): (&str, &str),
) -> Result<(), Refusal> {
    let Some(register) = &desk.setup.register else { return Ok(()) };
    if desk.way(record).approval || !desk.setup.in_service {
        return Ok(register.renarrated((audio, fingerprint), desk.now_ms())?);
    }
    // Neither the desk nor the memory is kept open by it.
    let (desk, key) = (Arc::downgrade(desk), record.key.clone());
    let (audio, fingerprint) = (audio.to_owned(), fingerprint.to_owned());
    tokio::spawn(async move {
        tokio::time::sleep(QUIET).await;
        let Some(desk) = desk.upgrade() else { return };
        let is_last = |record: Record| matches!(record.state, State::Done(done) if done.fingerprint == fingerprint);
        let is_last = desk.setup.catalogue.find(&key).ok().flatten().is_some_and(is_last);
        if let Some(register) = desk.setup.register.as_ref().filter(|_| is_last) {
            // A memory that cannot be written is the service's own trouble, which it reports itself.
            let _ = register.renarrated((&audio, &fingerprint), desk.now_ms());
        }
    });
    Ok(())
}

/// Keeps the list told of what is published, until the desk is closed.
pub(super) async fn follow(desk: Arc<Desk>) {
    let Some(register) = desk.setup.register.clone() else { return };
    let mut changes = register.subscribe();
    loop {
        if desk.list_mut().set_published(register.published()) {
            // Nobody may be looking.
            let _ = desk.events.send(Event::Noted { name: String::new() });
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            () = desk.closing.cancelled() => return,
        }
        tokio::time::sleep(GATHER).await;
    }
}
