//! Voices behind an interface like OpenAI's: `/v1/audio/speech`, `/v1/models`, and `/health` and `/metrics` for those who
//! look after it. Texts become sentences as in articles, and go out as they are spoken.

mod metrics;
mod offer;
mod order;
mod packing;
mod pipe;
mod refusal;
mod speech;
mod voice_queue;

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tokio::net::TcpListener;

use metrics::{Gauge, Metrics};
pub use offer::Offer;
use order::Order;
use refusal::Refusal;
use voice_queue::VoiceQueue;

/// The one model there is; what is asked for is not looked at, for clients that know OpenAI's names alone.
const MODEL: &str = "aloud";
/// The largest body: 4 096 characters, each as long as JSON can make it, and room.
const MAX_BODY_BYTES: usize = 256 * 1024;
/// The text format of Prometheus (prometheus.io, "Exposition formats").
const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What is served, and to whom.
pub struct Server {
    /// The voices, the default first.
    pub offers: Vec<Offer>,
    /// How many requests may wait for each voice, besides those it works on.
    pub queue: usize,
    /// What clients must say to be let in; anyone may come without it.
    pub key: Option<SecretString>,
}

/// What every request sees.
struct House {
    queues: Vec<VoiceQueue>,
    key: Option<blake3::Hash>,
    metrics: Arc<Metrics>,
}

/// Serves until `stop` is done, then lets requests under way end.
///
/// # Errors
/// When the listener fails.
pub async fn run(
    listener: TcpListener,
    server: Server,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let metrics = Arc::new(Metrics::default());
    let queues = server.offers.into_iter().map(|offer| VoiceQueue::new(offer, server.queue, Arc::clone(&metrics)));
    // Hashes are compared in constant time.
    let key = server.key.map(|key| blake3::hash(key.expose_secret().as_bytes()));
    let house = Arc::new(House { queues: queues.collect(), key, metrics });
    axum::serve(listener, router(house)).with_graceful_shutdown(stop).await
}

fn router(house: Arc<House>) -> Router {
    let guarded = Router::new()
        .route("/v1/audio/speech", post(speak))
        .route("/v1/models", get(models))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&house), let_in));
    Router::new()
        .route("/health", get(health))
        .route("/metrics", get(measure))
        .merge(guarded)
        .fallback(|| async { Refusal::not_found() })
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .with_state(house)
}

/// Lets those in who know the key.
async fn let_in(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let said = request.headers().get(AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    match &house.key {
        Some(key) if said.map(blake3::hash) != Some(*key) => Refusal::wrong_key().into_response(),
        _ => next.run(request).await,
    }
}

async fn speak(
    State(house): State<Arc<House>>,
    headers: HeaderMap,
    body: Result<axum::body::Bytes, BytesRejection>,
) -> Response {
    let answer = async {
        let body = body.map_err(|rejection| Refusal::unread(rejection.status(), &rejection.body_text()))?;
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/json") {
            return Err(Refusal::not_json());
        }
        let order = Order::read(&body)?;
        let queue = house.queues.iter().find(|queue| queue.name() == order.voice);
        let queue = queue.ok_or_else(|| {
            let names: Vec<&str> = house.queues.iter().map(VoiceQueue::name).collect();
            Refusal::wrong(
                "voice",
                format!("no voice here is named `{}`; there are: {}", order.voice, names.join(", ")),
            )
        })?;
        speech::answer(queue, &order).await
    };
    let answer = answer.await.unwrap_or_else(IntoResponse::into_response);
    house.metrics.answered(answer.status().as_u16());
    answer
}

async fn models(State(house): State<Arc<House>>) -> Response {
    let voices: Vec<&str> = house.queues.iter().map(VoiceQueue::name).collect();
    let model = json!({ "id": MODEL, "object": "model", "created": 0, "owned_by": "aloud", "voices": voices });
    Json(json!({ "object": "list", "data": [model] })).into_response()
}

async fn health(State(house): State<Arc<House>>) -> Response {
    let voices: Vec<&str> = house.queues.iter().map(VoiceQueue::name).collect();
    Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION"), "voices": voices })).into_response()
}

async fn measure(State(house): State<Arc<House>>) -> Response {
    let gauges: Vec<Gauge<'_>> = house.queues.iter().map(VoiceQueue::gauge).collect();
    ([(CONTENT_TYPE, PROMETHEUS)], house.metrics.text(&gauges)).into_response()
}
