//! What is served, to whom, and at which addresses.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::metrics::{Gauge, Metrics};
use super::order::Order;
use super::refusal::Refusal;
use super::voice_queue::VoiceQueue;
use super::{Offer, speech};
use crate::http_server::{self, Cors, HangUp, Hosts};

/// The one model there is; what is asked for is not looked at, for clients that know only OpenAI's names.
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
    /// Whether a name that no voice has is refused. Otherwise it means the first voice: many clients know only OpenAI's names.
    pub strict_voices: bool,
    /// Origins of the web pages that may ask from a browser; `*` for any.
    pub cors: Vec<String>,
    /// Names by which clients may call the server besides addresses and local names.
    pub hosts: Vec<String>,
}

/// What every request sees.
struct House {
    queues: Vec<VoiceQueue>,
    key: Option<blake3::Hash>,
    metrics: Arc<Metrics>,
    strict_voices: bool,
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
    // A page that borrows a name does not know the key.
    let hosts = if key.is_some() { Hosts::any() } else { Hosts::named(&server.hosts) };
    let house = House { queues: queues.collect(), key, metrics, strict_voices: server.strict_voices };
    let router = router(Arc::new(house))
        .layer(middleware::from_fn_with_state(MAX_BODY_BYTES, http_server::whole_body))
        .layer(middleware::from_fn_with_state(Cors::new(&server.cors), http_server::share))
        .layer(middleware::from_fn_with_state(hosts, http_server::known_hosts_only));
    http_server::run(listener, router, HangUp::Drops, stop).await
}

fn router(house: Arc<House>) -> Router {
    let guarded = Router::new()
        .route("/v1/audio/speech", post(speak))
        .route("/v1/audio/voices", get(voices))
        .route("/v1/audio/models", get(audio_models))
        .route("/v1/models", get(models))
        .route("/v1/models/{id}", get(model_of))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&house), let_in));
    Router::new()
        .route("/health", get(health))
        .route("/metrics", get(measure))
        .merge(guarded)
        .fallback(|| async { Refusal::not_found() })
        .with_state(house)
}

/// Lets those in who know the key.
async fn let_in(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let given = request.headers().get(AUTHORIZATION).and_then(|value| bearer(value.as_bytes()));
    match &house.key {
        Some(key) if given.map(blake3::hash) != Some(*key) => Refusal::wrong_key().into_response(),
        _ => next.run(request).await,
    }
}

/// Returns the key of an `Authorization` header. The scheme may be in any case (RFC 9110, section 11.1).
fn bearer(header: &[u8]) -> Option<&[u8]> {
    let (scheme, key) = header.split_at_checked(b"bearer ".len())?;
    scheme.eq_ignore_ascii_case(b"bearer ").then(|| key.trim_ascii())
}

async fn speak(State(house): State<Arc<House>>, headers: HeaderMap, body: axum::body::Bytes) -> Response {
    let answer = async {
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("application/json") {
            return Err(Refusal::not_json());
        }
        let order = Order::read(&body)?;
        speech::answer(house.queue(&order.voice)?, &order).await
    };
    let answer = answer.await.unwrap_or_else(IntoResponse::into_response);
    house.metrics.answered(answer.status().as_u16());
    answer
}

impl House {
    /// Finds the voice of this name; one that no voice has means the first, unless names are to be strict.
    fn queue(&self, name: &str) -> Result<&VoiceQueue, Refusal> {
        let named = self.queues.iter().find(|queue| queue.name().eq_ignore_ascii_case(name));
        let otherwise = self.queues.first().filter(|_| !self.strict_voices || name.is_empty());
        named.or(otherwise).ok_or_else(|| {
            let names = self.names().join(", ");
            Refusal::wrong("voice", format!("no voice here is named `{name}`; there are: {names}"))
        })
    }

    fn names(&self) -> Vec<&str> {
        self.queues.iter().map(VoiceQueue::name).collect()
    }

    fn model(&self) -> Value {
        json!({ "id": MODEL, "object": "model", "created": 0, "owned_by": "aloud", "voices": self.names() })
    }
}

async fn models(State(house): State<Arc<House>>) -> Response {
    Json(json!({ "object": "list", "data": [house.model()] })).into_response()
}

/// The model of any OpenAI name is ours: clients look up the name they will ask with.
async fn model_of(State(house): State<Arc<House>>, Path(id): Path<String>) -> Response {
    let is_known = id == MODEL || id.starts_with("tts-1") || id.contains("-tts");
    if !is_known {
        return Refusal::no_model(&id).into_response();
    }
    let mut model = house.model();
    model["id"] = id.into();
    Json(model).into_response()
}

/// The models as Open WebUI asks for them.
async fn audio_models() -> Response {
    Json(json!({ "models": [{ "id": MODEL, "name": MODEL }] })).into_response()
}

/// The voices as Open WebUI and Home Assistant ask for them.
async fn voices(State(house): State<Arc<House>>) -> Response {
    let voice = |queue: &VoiceQueue| {
        let voice = queue.voice();
        json!({
            "id": voice.name, "name": voice.name, "object": "voice",
            "languages": voice.languages, "description": voice.description,
        })
    };
    let voices: Vec<Value> = house.queues.iter().map(voice).collect();
    Json(json!({ "object": "list", "voices": voices, "data": voices })).into_response()
}

async fn health(State(house): State<Arc<House>>) -> Response {
    Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION"), "voices": house.names() })).into_response()
}

async fn measure(State(house): State<Arc<House>>) -> Response {
    let gauges: Vec<Gauge<'_>> = house.queues.iter().map(VoiceQueue::gauge).collect();
    ([(CONTENT_TYPE, PROMETHEUS)], house.metrics.text(&gauges)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_of_a_key_may_be_in_any_case() {
        for header in ["Bearer key", "bearer key", "BEARER  key "] {
            assert_eq!(bearer(header.as_bytes()), Some(&b"key"[..]), "{header}");
        }
        for header in ["Basic key", "key", "Bearerkey", ""] {
            assert_eq!(bearer(header.as_bytes()), None, "{header}");
        }
    }
}
