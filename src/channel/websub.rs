//! WebSub: where a feed of a channel names a hub, the hub is asked to call when something appears. What it says is a hint: the
//! feed itself is read, by the same sweep as ever, which goes on at its own pace beside it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use url::Url;

use super::{Channel, LedgerError, Newsroom, ServiceError};
use crate::error::whole_message;
use crate::secrets;
use crate::source::Hub;

/// How long a subscription is asked for.
const LEASE: Duration = Duration::from_secs(864_000);
/// For how long a subscription is believed to hold, whatever a hub says.
const SHORTEST: Duration = Duration::from_secs(600);
const LONGEST: Duration = Duration::from_secs(1_209_600);
/// How long a hub has time to answer before it is asked again, and after which feeds may name others. Taste.
const AGAIN: Duration = Duration::from_secs(3_600);
/// How often it is looked whether a subscription ends.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// What a hub wants confirmed.
#[derive(Debug, Default)]
pub(super) struct Intent {
    mode: String,
    topic: String,
    challenge: Option<String>,
    lease_seconds: Option<u64>,
}

impl Intent {
    /// Reads it from the query of a hub's call.
    pub(super) fn read(query: &str) -> Self {
        let mut intent = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "hub.mode" => intent.mode = value.into_owned(),
                "hub.topic" => intent.topic = value.into_owned(),
                "hub.challenge" => intent.challenge = Some(value.into_owned()),
                "hub.lease_seconds" => intent.lease_seconds = value.parse().ok(),
                _ => {}
            }
        }
        intent
    }
}

/// Subscribes to the hubs of a channel's feeds, and again before each subscription ends, until the service is stopped.
pub(super) async fn subscribe(service: Arc<Newsroom>, channel: Arc<Channel>) -> Result<(), ServiceError> {
    let Some(callback) = callback(&service, channel.name())? else { return Ok(()) };
    let (mut hubs, mut looked) = (Vec::new(), None::<Instant>);
    while !service.house.stop.is_cancelled() {
        if looked.is_none_or(|looked| looked.elapsed() >= AGAIN) {
            hubs = hubs_of(&channel).await;
            looked = Some(Instant::now());
        }
        for hub in &hubs {
            ask(&service, &channel, hub, &callback).await?;
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = service.house.stop.cancelled() => {}
        }
    }
    Ok(())
}

/// Finds the hubs of a channel's feeds. Feeds that cannot be had are the sweep's to tell.
async fn hubs_of(channel: &Channel) -> Vec<Hub> {
    let mut hubs = Vec::new();
    for input in &channel.settings.inputs {
        hubs.extend(channel.reader.hub(input).await.ok().flatten());
    }
    hubs
}

/// Asks a hub, unless it was asked and has still time to answer, or its subscription holds.
async fn ask(service: &Newsroom, channel: &Channel, hub: &Hub, callback: &Url) -> Result<(), LedgerError> {
    let note = lease_note(channel.name(), hub.topic.as_str());
    let holds_until_ms = service.house.ledger.note(&note)?.and_then(|until| until.parse::<u64>().ok()).unwrap_or(0);
    if service.now_ms() < holds_until_ms {
        return Ok(());
    }
    // It is confirmed only where it was asked for.
    set_lease(service, &note, AGAIN)?;
    let name = channel.name();
    match channel.reader.subscribe(hub, callback, LEASE.as_secs()).await {
        Ok(()) => {
            service.say(&format!("channel {name}: the hub {} is asked to call", hub.hub.host_str().unwrap_or_default()))
        }
        Err(error) => {
            service.say(&format!("warning: channel {name}: {}; it is swept all the same", whole_message(&error)));
        }
    }
    Ok(())
}

fn set_lease(service: &Newsroom, note: &str, holds: Duration) -> Result<(), LedgerError> {
    let holds_ms = u64::try_from(holds.as_millis()).unwrap_or(u64::MAX);
    service.house.ledger.set_note(note, &service.now_ms().saturating_add(holds_ms).to_string())
}

/// Answers a hub that asks whether a subscription is meant; `None` when it is not.
pub(super) fn confirm(
    service: &Newsroom,
    (name, word): (&str, &str),
    intent: &Intent,
) -> Result<Option<String>, LedgerError> {
    if !is_ours(service, name, word)? {
        return Ok(None);
    }
    let note = lease_note(name, &intent.topic);
    if service.house.ledger.note(&note)?.is_none() {
        return Ok(None);
    }
    match (intent.mode.as_str(), &intent.challenge) {
        ("subscribe", Some(challenge)) => {
            let holds = intent.lease_seconds.map_or(LEASE, Duration::from_secs).clamp(SHORTEST, LONGEST);
            // It is asked for again while it still holds.
            set_lease(service, &note, holds * 9 / 10)?;
            service.say(&format!("channel {name}: a hub calls when something appears"));
            Ok(Some(challenge.clone()))
        }
        ("denied", _) => {
            service.say(&format!("warning: channel {name}: its hub will not call; it is swept all the same"));
            Ok(Some(String::new()))
        }
        _ => Ok(None),
    }
}

/// Returns whether a call goes to the address that only the channel's hubs know.
pub(super) fn is_ours(service: &Newsroom, name: &str, word: &str) -> Result<bool, LedgerError> {
    let known = service.channel(name).is_some();
    let own = if known { service.house.ledger.note(&word_note(name))? } else { None };
    // Hashes are compared in constant time.
    Ok(own.is_some_and(|own| blake3::hash(own.as_bytes()) == blake3::hash(word.as_bytes())))
}

/// Returns where a channel's hubs are to call; the same after every start.
fn callback(service: &Newsroom, name: &str) -> Result<Option<Url>, LedgerError> {
    let Some(public) = &service.house.public_url else { return Ok(None) };
    let note = word_note(name);
    let word = match service.house.ledger.note(&note)? {
        Some(word) => word,
        None => {
            let word = secrets::word();
            service.house.ledger.set_note(&note, &word)?;
            word
        }
    };
    let mut url = public.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(["websub", name, &word]);
    }
    Ok(Some(url))
}

fn word_note(name: &str) -> String {
    format!("websub word {name}")
}

fn lease_note(name: &str, topic: &str) -> String {
    format!("websub lease {name} {topic}")
}
