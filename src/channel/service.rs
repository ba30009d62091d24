//! The service: its loops, started together and ended together.

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::{Newsroom, ServiceError, outbox, sweep, web, websub, work};

/// Works until it is stopped, then lets end what is under way. Nothing that was found is lost: it is in the ledger.
///
/// # Errors
/// When its memory or the catalogue cannot be used.
pub async fn run(newsroom: &Arc<Newsroom>, listener: Option<TcpListener>) -> Result<(), ServiceError> {
    let now_ms = newsroom.now_ms();
    newsroom.house.budget.go_on(newsroom.house.ledger.note("spent")?.as_deref(), now_ms);
    let mut loops = JoinSet::new();
    for channel in &newsroom.channels {
        loops.spawn(sweep::sweep(Arc::clone(newsroom), Arc::clone(channel)));
        for number in 0..channel.places.len() {
            loops.spawn(outbox::deliver(Arc::clone(newsroom), Arc::clone(channel), number));
        }
    }
    loops.spawn(work::work(Arc::clone(newsroom)));
    #[cfg(unix)]
    for folder in newsroom.folders() {
        loops.spawn(super::control::server::serve(Arc::clone(newsroom), folder));
    }
    if let Some(listener) = listener {
        loops.spawn(web::serve(Arc::clone(newsroom), listener));
        for channel in newsroom.channels.iter().filter(|_| newsroom.house.public_url.is_some()) {
            loops.spawn(websub::subscribe(Arc::clone(newsroom), Arc::clone(channel)));
        }
    }
    newsroom.house.notifier.ready();
    let mut ended = Ok(());
    while let Some(done) = loops.join_next().await {
        let done = done.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()));
        if done.is_err() && ended.is_ok() {
            newsroom.house.stop.cancel();
            ended = done;
        }
    }
    for channel in &newsroom.channels {
        channel.catalogue.write()?;
    }
    ended
}
