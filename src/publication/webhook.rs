//! A webhook for everything else: what happened to a narration, as JSON, signed with HMAC-SHA256 over time and body.

use std::time::SystemTime;

use async_trait::async_trait;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use ring::hmac;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::links::{AudioBase, Link, Links};
use super::web::Web;
use super::{Episode, Outcome, PublishError, Publisher, Run};
use crate::document::Metadata;
use crate::secrets::KeyPlace;

/// The table `[webhook]` of the settings file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WebhookSettings {
    /// Where to send it.
    pub url: String,
    /// Where the shared secret is.
    pub secret: KeyPlace,
    /// The address of the folder the narrations are published in [default: `audio_base` of the file].
    #[serde(default)]
    pub audio_base: String,
}

/// What is sent of a narration.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(crate) struct Delivery<'a> {
    event: Event,
    /// The article's address, or a UUID of its file where it has none.
    id: String,
    /// A hash of everything the audio depends on.
    fingerprint: &'a str,
    /// What the article says of itself.
    article: &'a Metadata,
    /// How long the narration is, in milliseconds.
    duration_ms: u64,
    /// The voice's name.
    voice: &'a str,
    /// Always true: at least a part of it is synthetic speech.
    synthetic: bool,
    /// The term of the IPTC for it.
    digital_source_type: &'a str,
    /// Whose recordings are heard in it, where some are.
    recorded_by: Vec<&'a str>,
    /// The file to download.
    audio: Sound,
    /// The audio in every form.
    files: Vec<Sound>,
}

/// What happened to a narration.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
enum Event {
    /// It is there, or there again in another form.
    #[serde(rename = "narration.attached")]
    Attached,
    /// It is no longer there.
    #[serde(rename = "narration.removed")]
    Removed,
}

/// A file of the narration.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Sound {
    /// Where it is.
    url: String,
    /// Its media type.
    media_type: String,
    /// Its length.
    bytes: u64,
}

impl From<&Link> for Sound {
    fn from(link: &Link) -> Self {
        Self { url: link.href.clone(), media_type: link.media_type.clone(), bytes: link.bytes }
    }
}

impl Event {
    /// Returns its name, as receivers know it.
    const fn name(self) -> &'static str {
        match self {
            Self::Attached => "narration.attached",
            Self::Removed => "narration.removed",
        }
    }
}

/// A receiver.
pub struct Webhook {
    web: Web,
    url: reqwest::Url,
    base: AudioBase,
    signing: hmac::Key,
    clock: fn() -> SystemTime,
}

impl Webhook {
    /// Makes a client for the receiver.
    ///
    /// # Errors
    /// When the settings do not do.
    pub fn new(
        settings: &WebhookSettings,
        secret: &SecretString,
        clock: fn() -> SystemTime,
    ) -> Result<Self, PublishError> {
        let setting = |message| PublishError::Setting { place: "webhook", message };
        let web = Web::new("webhook", &settings.url, secret.clone())?;
        let url = reqwest::Url::parse(&settings.url).map_err(|error| setting(error.to_string()))?;
        let base = AudioBase::of_place("webhook", &settings.audio_base)?;
        let signing = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
        Ok(Self { web, url, base, signing, clock })
    }

    /// Sends an event. The delivery's name is the same for the same event, so that a receiver can pass over a second one.
    async fn send(&self, event: Event, episode: &Episode) -> Result<(), PublishError> {
        let manifest = &episode.manifest;
        let links = Links::of(manifest, &self.base, None);
        let delivery = Delivery {
            event,
            id: episode.guid(),
            fingerprint: &manifest.fingerprint,
            article: &manifest.article,
            duration_ms: manifest.duration_ms,
            voice: &manifest.voice,
            synthetic: true,
            digital_source_type: manifest.source_type().address(),
            recorded_by: manifest.recorded_by(),
            audio: links.download().into(),
            files: links.audio.iter().map(Sound::from).collect(),
        };
        let body = serde_json::to_string(&delivery).expect("names and numbers have a JSON form");
        let time = (self.clock)().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs().to_string();
        let signature = hmac::sign(&self.signing, format!("{time}.{body}").as_bytes());
        let signature: String = signature.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        let delivery =
            blake3::hash(format!("{}\n{}\n{}", event.name(), episode.guid(), manifest.fingerprint).as_bytes());
        let request = self
            .web
            .request(Method::POST, self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header("aloud-timestamp", time)
            .header("aloud-signature", format!("v1={signature}"))
            .header("aloud-delivery", &delivery.to_hex()[..32])
            .body(body);
        let answer = self.web.ask(request).await?;
        if answer.status.is_success() { Ok(()) } else { Err(self.web.refusal(&answer)) }
    }
}

#[async_trait]
impl Publisher for Webhook {
    async fn attach(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        if run == Run::Real {
            self.send(Event::Attached, episode).await?;
        }
        Ok(Outcome::Attached)
    }

    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        if run == Run::Real {
            self.send(Event::Removed, episode).await?;
        }
        Ok(Outcome::Removed)
    }
}
