//! What happened, told to every page that is open, by one stream of events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::StreamExt as _;
use futures::stream;
use tokio::sync::broadcast::error::RecvError;

use super::room::Room;

/// How often a stream says that it is alive: proxies end what says nothing for half a minute.
const ALIVE: Duration = Duration::from_secs(15);

/// Tells a page what happens, until it is closed or the desk is.
pub(super) async fn stream(State(room): State<Arc<Room>>) -> Response {
    let events = room.desk.events.subscribe();
    let told = stream::unfold(events, |mut events| async move {
        let data = match events.recv().await {
            Ok(event) => serde_json::to_string(&event).unwrap_or_default(),
            // A page that missed some looks at everything again.
            Err(RecvError::Lagged(_)) => r#"{"what":"missed"}"#.to_owned(),
            Err(RecvError::Closed) => return None,
        };
        Some((Ok::<_, Infallible>(sse::Event::default().data(data)), events))
    });
    let told = told.take_until(room.stop.clone().cancelled_owned());
    let response = Sse::new(told).keep_alive(KeepAlive::new().interval(ALIVE));
    ([("x-accel-buffering", "no")], response).into_response()
}
