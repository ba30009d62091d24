//! The desk's addresses.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::own_recording::MAX_UPLOAD_BYTES;
use super::room::Room;
use super::{
    Desk, Gate, article_page, beside, by_rule, concordance, events, fix, frame, heard, house, let_in, list_page,
    manner, names, own_recording, review, rules, sound, standing,
};
use crate::http_server::{self, HangUp, Hosts};

/// The largest body: a sentence or a note, and room.
const MAX_BODY_BYTES: usize = 256 * 1024;

/// Returns the desk as a router; `stop` ends its streams.
fn router(desk: Arc<Desk>, gate: Arc<Gate>, stop: CancellationToken) -> Router {
    let room = Arc::new(Room { desk, gate, stop });
    Router::new()
        .route("/", get(list_page::show))
        .route("/a/{name}", get(article_page::show))
        .route("/a/{name}/state", get(article_page::state))
        .route("/a/{name}/beside", get(list_page::beside_now))
        .route("/a/{name}/say", post(fix::say))
        .route("/a/{name}/name", post(house::name))
        .route("/a/{name}/block", post(fix::block))
        .route("/a/{name}/pause", post(fix::pause))
        .route("/a/{name}/voice", post(manner::voice))
        .route("/a/{name}/speed", post(manner::speed))
        .route("/a/{name}/take", post(manner::choose_take))
        .route("/a/{name}/recording", post(own_recording::put))
        .route("/a/{name}/recording/remove", post(own_recording::remove))
        .route("/a/{name}/rules", get(rules::offer))
        .route("/a/{name}/rule", post(rules::save))
        .route("/a/{name}/flag", post(fix::flag))
        .route("/a/{name}/good", post(fix::good))
        .route("/a/{name}/drop", post(fix::drop_lost))
        .route("/a/{name}/undo", post(fix::undo))
        .route("/a/{name}/hear", post(heard::hear))
        .route("/a/{name}/review", post(review::decide))
        .route("/sound/{hash}/{file}", get(sound::play))
        .route("/peaks/{hash}/{file}", get(sound::peaks))
        .route("/approve/list", post(by_rule::list))
        .route("/approve", post(by_rule::approve))
        .route("/words", get(concordance::concordance))
        .route("/events", get(events::stream))
        .route("/invite", post(frame::invite))
        .route(frame::STYLE.path, get(frame::style))
        .route(frame::SCRIPT.path, get(frame::script))
        .fallback(frame::nothing)
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(bounded))
        .layer(middleware::from_fn_with_state(Arc::clone(&room), let_in::let_in))
        .with_state(room)
}

/// Bounds what is sent: recordings may be large.
async fn bounded(request: Request, next: Next) -> Response {
    let most = if request.uri().path().ends_with("/recording") { MAX_UPLOAD_BYTES } else { MAX_BODY_BYTES };
    http_server::whole_body(State(most), request, next).await
}

/// A desk, and who is let in to it.
pub struct Serving {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Who is let in.
    pub gate: Arc<Gate>,
    /// Names by which it may be called, besides local ones.
    pub hosts: Vec<String>,
}

/// Serves a desk until `stop`.
///
/// # Errors
/// When the listener fails.
pub async fn run(listener: TcpListener, serving: Serving, stop: CancellationToken) -> io::Result<()> {
    let Serving { desk, gate, hosts } = serving;
    desk.spawn(names::look(Arc::clone(&desk)));
    desk.spawn(standing::look(Arc::clone(&desk)));
    desk.spawn(beside::follow(Arc::clone(&desk)));
    let known = middleware::from_fn_with_state(Hosts::named(&hosts), http_server::known_hosts_only);
    let router = router(Arc::clone(&desk), gate, stop.clone()).layer(known);
    let served = http_server::run(listener, router, HangUp::Drops, stop.cancelled_owned()).await;
    desk.close().await;
    served
}
