//! Narrations on demand, over HTTP: asked for with a key, or by a reader's first click on an article that a channel knows.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use secrecy::ExposeSecret as _;
use serde::Deserialize;
use serde_json::{Value, json};

use super::entry::{Entry, Lane, Stage};
use super::problem::Problem;
use super::{Channel, Key, LedgerError, Newsroom};
use crate::http_server::ranges;
use crate::publication::narrations;
use crate::source::{Article, Authority, ListedMetadata, Markup, Origin, Seed, page_id};

/// What can be asked, for programs that write clients.
const OPENAPI: &str = include_str!("openapi.json");
/// The input that articles were found in which someone asked for.
const ORDERED: &str = "order";
/// How long an `Idempotency-Key` is remembered, in milliseconds.
const REMEMBERED_MS: u64 = 86_400_000;

/// Returns the routes.
pub(super) fn routes() -> Router<Arc<Newsroom>> {
    Router::new()
        .route("/v1/narrations", post(order))
        .route("/v1/narrations/{id}", get(state))
        .route("/v1/narrations/{id}/events", get(events))
        .route("/v1/narrations/{id}/files/{name}", get(file))
        .route("/v1/clicks", post(click))
        .route("/v1/openapi.json", get(|| async { ([(CONTENT_TYPE, "application/json")], OPENAPI) }))
}

/// What is asked for: an address, or a text in one of three forms.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Order {
    /// The channel; the first one where none is named.
    channel: Option<String>,
    url: Option<String>,
    html: Option<String>,
    markdown: Option<String>,
    text: Option<String>,
    title: Option<String>,
    /// Whether the channel's places get it; what has an address does, unless told otherwise.
    publish: Option<bool>,
}

impl Order {
    /// Returns where the article is read, and its key.
    fn seed(&self) -> Result<(String, Seed), Problem> {
        let id = self
            .url
            .as_deref()
            .map(|url| page_id(url).ok_or_else(|| Problem::wrong("/url", "it is no address of an article")));
        let id = id.transpose()?;
        let markup = self.html.clone().map(Markup::Html);
        let markup = markup.or_else(|| self.markdown.clone().map(Markup::Markdown));
        let markup = markup.or_else(|| self.text.clone().map(Markup::Plain));
        let Some(markup) = markup else {
            let url = self.url.as_deref().ok_or_else(|| Problem::wrong("", "give url, html, markdown or text"))?;
            let seed = Seed::page(url, ORDERED).ok_or_else(|| Problem::wrong("/url", "it is no address on the web"))?;
            return Ok((id.unwrap_or_default(), seed));
        };
        let hash = || format!("text:{}", &blake3::hash(markup.text().as_bytes()).to_hex()[..16]);
        let id = id.unwrap_or_else(hash);
        let known = ListedMetadata {
            title: self.title.clone(),
            url: self.url.clone(),
            authority: Authority::Source,
            ..ListedMetadata::default()
        };
        let origin = Origin::Listed { place: ORDERED.to_owned(), url: self.url.clone() };
        Ok((id.clone(), Seed::whole(Article { id, origin, markup, known }, ORDERED)))
    }
}

/// Takes an order: 202, and where to look.
async fn order(State(service): State<Arc<Newsroom>>, headers: HeaderMap, body: Bytes) -> Result<Response, Problem> {
    service.let_in(&headers)?;
    let order: Order = serde_json::from_slice(&body).map_err(|error| Problem::wrong("", &error.to_string()))?;
    let channel = match &order.channel {
        Some(name) => service.channel(name).ok_or_else(|| Problem::wrong("/channel", "there is no such channel"))?,
        None => service.channels.first().ok_or_else(Problem::not_found)?,
    };
    if service.house.budget.is_spent() {
        let now_ms = service.now_ms();
        let seconds = service.house.budget.next_day_ms(now_ms).saturating_sub(now_ms) / 1_000;
        return Err(Problem::budget(seconds));
    }
    let (id, seed) = order.seed()?;
    let key = (channel.name().to_owned(), id);
    if let Some(word) = headers.get("idempotency-key") {
        service.remember(word.as_bytes(), &body)?;
    }
    let is_unlisted = !order.publish.unwrap_or(order.url.is_some());
    service.order(channel, &key, seed, is_unlisted)?;
    Ok(service.accepted(&key))
}

/// Takes a reader's click: without a key, for what a channel knows, so many a day.
async fn click(State(service): State<Arc<Newsroom>>, body: Bytes) -> Result<Response, Problem> {
    let order: Order = serde_json::from_slice(&body).map_err(|error| Problem::wrong("", &error.to_string()))?;
    let id = order
        .url
        .as_deref()
        .and_then(page_id)
        .ok_or_else(|| Problem::wrong("/url", "it is no address of an article"))?;
    let known = |channel: &&Arc<Channel>| {
        let key = (channel.name().to_owned(), id.clone());
        channel.settings.clicks.is_some() && service.house.ledger.find(&key).is_some()
    };
    let channel = service.channels.iter().find(known).ok_or_else(Problem::not_found)?;
    let key = (channel.name().to_owned(), id);
    let is_there = service.house.ledger.find(&key).is_some_and(|entry| entry.recording.is_some());
    if !is_there {
        service.count_click(channel)?;
        let now_ms = service.now_ms();
        service.house.ledger.update(&key, |entry| {
            if !matches!(entry.stage, Stage::Waiting | Stage::Working) {
                entry.ask(Lane::Click, now_ms, &channel.settings);
            }
        })?;
    }
    Ok(service.accepted(&key))
}

/// Answers with the state of a narration.
async fn state(State(service): State<Arc<Newsroom>>, Path(id): Path<String>) -> Result<Response, Problem> {
    let entry = service.ordered(&id).ok_or_else(Problem::not_found)?;
    Ok(axum::Json(service.standing(&id, &entry)).into_response())
}

/// Streams every change of it, until it is done or has failed for good.
async fn events(State(service): State<Arc<Newsroom>>, Path(id): Path<String>) -> Result<Response, Problem> {
    service.ordered(&id).ok_or_else(Problem::not_found)?;
    let changes = service.house.ledger.subscribe();
    let begin = (service, id, changes, None::<Value>, false);
    let stream = futures::stream::unfold(begin, |(service, id, mut changes, last, is_over)| async move {
        if is_over {
            return None;
        }
        loop {
            changes.mark_unchanged();
            let entry = service.ordered(&id)?;
            let now = service.standing(&id, &entry);
            if last.as_ref() != Some(&now) {
                let is_over = ["done", "failed", "passed"].contains(&now["state"].as_str().unwrap_or_default());
                let event = Event::default().event("state").data(now.to_string());
                return Some((Ok::<_, std::convert::Infallible>(event), (service, id, changes, Some(now), is_over)));
            }
            tokio::select! {
                _ = changes.changed() => {}
                () = service.house.stop.cancelled() => return None,
            }
        }
    });
    Ok(([("x-accel-buffering", "no")], Sse::new(stream).keep_alive(KeepAlive::default())).into_response())
}

/// Sends one of the files of a narration.
async fn file(
    State(service): State<Arc<Newsroom>>,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let entry = service.ordered(&id).ok_or_else(Problem::not_found)?;
    let (folder, files) = service.files(&entry).ok_or_else(Problem::not_found)?;
    // Only what the manifest lists, so no name leads out of the folder.
    let (_, media_type) = files.into_iter().find(|(file, _)| *file == name).ok_or_else(Problem::not_found)?;
    ranges::send(&folder.join(&name), None, &media_type, &headers).await.map_err(|_| Problem::not_found())
}

impl Newsroom {
    /// Lets those in who know the key.
    fn let_in(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let Some(key) = &self.house.key else { return Err(Problem::not_found()) };
        let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given =
            given.and_then(|given| given.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let is_it = given.is_some_and(|(_, given)| {
            // Hashes are compared in constant time.
            blake3::hash(given.trim().as_bytes()) == blake3::hash(key.expose_secret().as_bytes())
        });
        if is_it { Ok(()) } else { Err(Problem::unauthorised()) }
    }

    /// Remembers what was asked for under an `Idempotency-Key`.
    fn remember(&self, word: &[u8], body: &[u8]) -> Result<(), Problem> {
        let name = format!("idempotency {}", blake3::hash(word).to_hex());
        let (hash, now_ms) = (blake3::hash(body).to_hex(), self.now_ms());
        let before = self.house.ledger.note(&name)?;
        let before = before.as_deref().and_then(|note| note.split_once(' '));
        let fresh = before.filter(|(_, at)| at.parse::<u64>().is_ok_and(|at_ms| at_ms + REMEMBERED_MS > now_ms));
        if fresh.is_some_and(|(known, _)| known != hash.as_str()) {
            return Err(Problem::reused_key());
        }
        Ok(self.house.ledger.set_note(&name, &format!("{hash} {now_ms}"))?)
    }

    /// Asks for a narration at once, unless the same is under way.
    pub(super) fn order(&self, channel: &Channel, key: &Key, seed: Seed, is_unlisted: bool) -> Result<(), LedgerError> {
        let now_ms = self.now_ms();
        self.house.ledger.update(key, |entry| {
            if entry.found_ms == 0 {
                (entry.found_ms, entry.unlisted) = (now_ms, is_unlisted);
            }
            let seed = if seed.is_page() { followed(entry).unwrap_or(seed) } else { seed };
            let is_same = entry.seed.as_ref() == Some(&seed);
            let is_under_way = is_same && matches!(entry.stage, Stage::Waiting | Stage::Working) && entry.asked_ms > 0;
            entry.address = entry.address.take().or_else(|| Some(key.1.clone()).filter(|id| id.contains("://")));
            if !is_under_way {
                entry.seed = Some(seed);
                entry.ask(Lane::Click, now_ms, &channel.settings);
            }
        })
    }

    /// Counts a click of a channel's readers.
    fn count_click(&self, channel: &Channel) -> Result<(), Problem> {
        let day = self.now_ms() / 86_400_000;
        let name = format!("clicks {}", channel.name());
        let note = self.house.ledger.note(&name)?;
        let noted = note.as_deref().and_then(|note| note.split_once(' '));
        let count =
            noted.filter(|(noted, _)| noted.parse() == Ok(day)).and_then(|(_, count)| count.parse::<u32>().ok());
        let count = count.unwrap_or(0);
        if count >= channel.settings.clicks.unwrap_or(0) {
            return Err(Problem::too_many());
        }
        Ok(self.house.ledger.set_note(&name, &format!("{day} {}", count + 1))?)
    }

    fn accepted(&self, key: &Key) -> Response {
        let id = id_of(key);
        let Some(entry) = self.house.ledger.find(key) else { return Problem::not_found().into_response() };
        let headers = [(LOCATION, format!("/v1/narrations/{id}")), (RETRY_AFTER, "2".to_owned())];
        (StatusCode::ACCEPTED, headers, axum::Json(self.standing(&id, &entry))).into_response()
    }

    /// Finds what was ordered.
    fn ordered(&self, id: &str) -> Option<Entry> {
        let is_it = |entry: &Entry| id_of(&(entry.channel.clone(), entry.key.clone())) == id;
        self.house.ledger.each(|entry| is_it(entry).then(|| entry.clone())).pop()
    }

    /// Returns the folder and the files of a narration, with their types.
    fn files(&self, entry: &Entry) -> Option<(std::path::PathBuf, Vec<(String, String)>)> {
        let folder = self.channel(&entry.channel)?.folder().to_owned();
        let manifest_path = folder.join(&entry.recording.as_ref()?.audio).with_extension("json");
        let manifest = narrations::load(&manifest_path).ok()?;
        let name = manifest_path.file_name()?.to_string_lossy().into_owned();
        let mut files =
            vec![(name, "application/json".to_owned()), (manifest.audio.clone(), manifest.audio_type().to_owned())];
        files.extend(manifest.files.iter().map(|beside| (beside.file.clone(), beside.media_type.clone())));
        Some((folder, files))
    }

    /// Returns how it stands, as the interface has it.
    fn standing(&self, id: &str, entry: &Entry) -> Value {
        let (state, why) = match &entry.stage {
            Stage::Waiting => ("waiting", None),
            Stage::Working => ("working", None),
            Stage::Settled => ("done", None),
            Stage::Passed { why } => ("passed", Some(why)),
            Stage::Failed { error } => ("retrying", Some(error)),
            Stage::Dead { error } => ("failed", Some(error)),
        };
        let at = format!("/v1/narrations/{id}");
        let link =
            |(name, media_type): &(String, String)| json!({ "href": format!("{at}/files/{name}"), "type": media_type });
        let files = self.files(entry).map(|(_, files)| files.iter().map(link).collect::<Vec<_>>());
        json!({
            "id": id, "channel": entry.channel, "article": entry.key, "state": state, "reason": why,
            "fingerprint": entry.recording.as_ref().map(|recording| &recording.fingerprint),
            "files": files.unwrap_or_default(),
            "places": entry.deliveries.iter().map(|(place, delivery)| json!({
                "place": place, "has": delivery.have, "error": delivery.error,
            })).collect::<Vec<_>>(),
        })
    }
}

/// Returns how a channel reads an article that it follows, and was not only asked for: it knows better than an address tells, by its
/// feed or its content system.
pub(super) fn followed(entry: &Entry) -> Option<Seed> {
    entry.seed.clone().filter(|seed| !entry.unlisted && seed.input != ORDERED)
}

/// Returns what names an article of a channel in addresses.
fn id_of((channel, key): &Key) -> String {
    blake3::hash(format!("{channel}\n{key}").as_bytes()).to_hex()[..24].to_owned()
}
