//! What can be asked over HTTP: hooks, and how the service is.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use super::demand;
use super::entry::{Entry, Lane, Stage};
use super::hook::{Call, Change, Notice, verify};
use super::metrics::{Sample, label};
use super::problem::Problem;
use super::sweep::seed_of;
use super::websub::{self, Intent};
use super::{Channel, Key, LedgerError, Newsroom, Received, ServiceError};
use crate::http_server::{self, HangUp};
use crate::source::{Seed, page_id};

/// The largest body of a hook: a very long article with its markup, twice.
const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;
/// How many calls of one channel are taken in a minute. Taste: a newsroom saves less often.
const MOST_CALLS_A_MINUTE: u32 = 600;
/// The text format of Prometheus (prometheus.io, "Exposition formats").
const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Serves until the service is stopped.
pub(super) async fn serve(service: Arc<Newsroom>, listener: TcpListener) -> Result<(), ServiceError> {
    let stop = service.house.stop.clone();
    let router = Router::new()
        .route("/hooks/{name}", post(hook))
        .route("/websub/{name}/{word}", get(confirm).post(ping))
        .route("/health", get(health))
        .route("/ready", get(ready))
        .route("/metrics", get(measure))
        .with_state(House { service: Arc::clone(&service), calls: Arc::default() })
        .merge(demand::routes().with_state(service))
        .fallback(|| async { Problem::not_found() })
        .layer(middleware::from_fn_with_state(MAX_BODY_BYTES, http_server::whole_body));
    Ok(http_server::run(listener, router, HangUp::Leaves, async move { stop.cancelled().await }).await?)
}

/// What every request sees.
#[derive(Clone)]
struct House {
    service: Arc<Newsroom>,
    /// The calls of each channel in the current minute.
    calls: Arc<std::sync::Mutex<BTreeMap<String, (u64, u32)>>>,
}

impl House {
    /// Counts a call of a channel; returns whether it is one too many.
    fn is_too_many(&self, channel: &str) -> bool {
        let minute = self.service.now_ms() / 60_000;
        let mut calls = self.calls.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (at, count) = calls.entry(channel.to_owned()).or_default();
        if *at != minute {
            (*at, *count) = (minute, 0);
        }
        *count += 1;
        *count > MOST_CALLS_A_MINUTE
    }
}

/// Takes a call: it is answered when it is on disk, and before anything is fetched.
async fn hook(
    State(house): State<House>,
    Path(name): Path<String>,
    (method, uri): (Method, Uri),
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(channel) = house.service.channel(&name).map(Arc::clone) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if house.is_too_many(&name) {
        return (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "60")]).into_response();
    }
    let text = |value: &axum::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    let target = uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let call = Call { method: method.to_string(), target, headers, body: body.to_vec() };
    let service = Arc::clone(&house.service);
    // The disk is waited for where no one else waits.
    match spawn_blocking(move || service.take(&channel, &call)).await {
        Ok(Ok(status)) => status.into_response(),
        _ => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Confirms to a hub what was asked of it, and nothing else.
async fn confirm(
    State(house): State<House>,
    Path((name, word)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    match websub::confirm(&house.service, (&name, &word), &Intent::read(&query.unwrap_or_default())) {
        Ok(Some(challenge)) => ([(CONTENT_TYPE, "text/plain")], challenge).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Takes a hub's word that something appeared: the feed itself is read, and what the hub sends of it is not.
async fn ping(State(house): State<House>, Path((name, word)): Path<(String, String)>) -> StatusCode {
    match websub::is_ours(&house.service, &name, &word) {
        Ok(true) if house.is_too_many(&name) => StatusCode::TOO_MANY_REQUESTS,
        Ok(true) => {
            house.service.wakes[&name].notify_one();
            StatusCode::ACCEPTED
        }
        Ok(false) => StatusCode::NOT_FOUND,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl Newsroom {
    /// Takes a call of a channel's hook.
    fn take(&self, channel: &Channel, call: &Call) -> Result<StatusCode, LedgerError> {
        let (now_ms, name) = (self.now_ms(), channel.name());
        let Some(kind) = channel.settings.hook_kind() else { return Ok(StatusCode::NOT_FOUND) };
        let count = |verdict: &str| {
            self.metrics
                .count("aloud_hooks_total", format!("{},{}", label("channel", name), label("verdict", verdict)));
        };
        if let Err(refusal) = verify(kind, &channel.secrets, call, now_ms) {
            count("refused");
            self.say(&format!("warning: a call of the hook {name} is not believed: {refusal}"));
            // Whoever meant it well is heard by the sweep.
            self.wakes[name].notify_one();
            return Ok(StatusCode::UNAUTHORIZED);
        }
        count("taken");
        let Some(notice) = Notice::read(kind, call, &channel.settings.payload) else {
            self.wakes[name].notify_one();
            return Ok(StatusCode::ACCEPTED);
        };
        self.heed(channel, &notice, &String::from_utf8_lossy(&call.body))?;
        self.reached("hook");
        Ok(StatusCode::ACCEPTED)
    }

    /// Does what a notice says, with a note of it: both are on disk when this returns.
    pub(super) fn heed(&self, channel: &Channel, notice: &Notice, body: &str) -> Result<(), LedgerError> {
        let now_ms = self.now_ms();
        let key = self.key_of(channel, notice);
        let is_followed = channel.cms.is_some() && notice.post.is_some();
        let verdict = match (&key, notice.change) {
            (None, _) => "looked for by a sweep",
            (Some(_), Change::Gone) if !is_followed => "withdrawn",
            (Some(_), _) => "asked for",
        };
        let received = Received {
            id: 0,
            at_ms: now_ms,
            channel: channel.name().to_owned(),
            event: notice.event.clone(),
            article: key.as_ref().map(|key| key.1.clone()),
            verdict: verdict.to_owned(),
            body: body.to_owned(),
        };
        match key {
            None => {
                self.house.ledger.receive(received, None)?;
                self.wakes[channel.name()].notify_one();
            }
            Some(key) if verdict == "withdrawn" => {
                self.gone(channel, &key, &format!("the hook says {}", notice.event))?;
                self.house.ledger.receive(received, None)?;
            }
            Some(key) => {
                let change = |entry: &mut Entry| ask(entry, notice, channel, now_ms);
                self.house.ledger.receive(received, Some((key, &change)))?;
            }
        }
        Ok(())
    }

    /// Returns the key of the article that a notice is about, as far as it says.
    fn key_of(&self, channel: &Channel, notice: &Notice) -> Option<Key> {
        let by_post = notice.post.as_ref().and_then(|post| self.house.ledger.find_post(channel.name(), post));
        let by_address = || notice.address.as_deref().and_then(page_id);
        // Of a post that is not known yet, the content system tells the address.
        let by_name = || notice.post.as_ref().filter(|_| channel.cms.is_some()).map(|post| format!("post:{post}"));
        by_post.or_else(|| Some((channel.name().to_owned(), by_address().or_else(by_name)?)))
    }
}

/// Asks for the article of a notice.
fn ask(entry: &mut Entry, notice: &Notice, channel: &Channel, now_ms: u64) {
    if entry.found_ms == 0 {
        entry.found_ms = now_ms;
    }
    if channel.cms.is_some() {
        entry.post = entry.post.take().or_else(|| notice.post.clone());
    }
    let whole = notice.article.clone().map(|article| Seed::whole(article, "hook"));
    let page = || notice.address.as_deref().and_then(seed_of);
    entry.seed = whole.or_else(|| entry.seed.take()).or_else(page);
    entry.address = entry.address.take().or_else(|| notice.address.clone());
    entry.ask(Lane::Live, now_ms, &channel.settings);
}

async fn health() -> Response {
    Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })).into_response()
}

/// Ready while it works; a content system that is down is no reason to send callers elsewhere.
async fn ready(State(house): State<House>) -> Response {
    let is_ready = !house.service.house.stop.is_cancelled();
    let status = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "ready": is_ready }))).into_response()
}

async fn measure(State(house): State<House>) -> Response {
    let text = house.service.metrics.text(house.service.samples());
    ([(CONTENT_TYPE, PROMETHEUS)], text).into_response()
}

impl Newsroom {
    /// Returns what is the case now, for whoever measures.
    fn samples(&self) -> Vec<Sample> {
        let now_ms = self.now_ms();
        let (mut articles, mut waiting, mut oldest_ms) = (BTreeMap::new(), 0.0, 0);
        let mut owed = BTreeMap::<String, f64>::new();
        self.house.ledger.each(|entry| {
            *articles.entry((entry.channel.clone(), entry.stage.name())).or_insert(0.0) += 1.0;
            if matches!(entry.stage, Stage::Waiting | Stage::Working | Stage::Failed { .. }) {
                waiting += 1.0;
                oldest_ms = oldest_ms.max(now_ms.saturating_sub(entry.asked_ms));
            }
            let fingerprint = entry.recording.as_ref().map(|recording| &recording.fingerprint);
            let places = self.channel(&entry.channel).into_iter().flat_map(|channel| &channel.settings.publish);
            for place in places.filter(|_| fingerprint.is_some() && entry.withdrawal.is_none()) {
                let have = entry.deliveries.get(&place.name()).and_then(|delivery| delivery.have.as_ref());
                *owed.entry(place.name()).or_default() += f64::from(u8::from(have != fingerprint));
            }
            None::<()>
        });
        let mut samples = vec![
            ("aloud_build_info", label("version", env!("CARGO_PKG_VERSION")), 1.0),
            ("aloud_queue_depth", label("queue", "narrate"), waiting),
            ("aloud_queue_oldest_seconds", label("queue", "narrate"), oldest_ms as f64 / 1_000.0),
            ("aloud_spend_usd_total", String::new(), self.house.budget.purse.spent_usd()),
        ];
        samples.extend(articles.into_iter().map(|((channel, stage), count)| {
            ("aloud_articles", format!("{},{}", label("channel", &channel), label("stage", stage)), count)
        }));
        samples.extend(owed.into_iter().map(|(place, count)| ("aloud_queue_depth", label("queue", &place), count)));
        samples.extend(self.health().iter().map(|((channel, place), health)| {
            let labels = format!("{},{}", label("channel", channel), label("place", place));
            ("aloud_place_up", labels, f64::from(u8::from(health.is_open(now_ms))))
        }));
        samples
    }
}
