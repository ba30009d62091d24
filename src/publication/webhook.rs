//! A webhook for everything else: what happened to a narration, as JSON, signed with HMAC-SHA256 over time and body.

use std::time::SystemTime;

use async_trait::async_trait;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use ring::hmac;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::links::{AudioBase, Link, Links};
use super::web::Web;
use super::{Episode, Outcome, PublishError, Publisher, Run};
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
    async fn send(&self, event: &str, episode: &Episode) -> Result<(), PublishError> {
        let manifest = &episode.manifest;
        let audio = |link: &Link| json!({ "url": link.href, "media_type": link.media_type, "bytes": link.bytes });
        let links = Links::of(manifest, &self.base, None);
        let files: Vec<_> = links.audio.iter().map(audio).collect();
        let body = json!({
            "event": event,
            "id": episode.guid(),
            "fingerprint": manifest.fingerprint,
            "article": manifest.article,
            "duration_ms": manifest.duration_ms,
            "voice": manifest.voice,
            "synthetic": true,
            "digital_source_type": manifest.source_type().address(),
            "recorded_by": manifest.recorded_by(),
            "audio": audio(links.download()),
            "files": files,
        })
        .to_string();
        let time = (self.clock)().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs().to_string();
        let signature = hmac::sign(&self.signing, format!("{time}.{body}").as_bytes());
        let signature: String = signature.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        let delivery = blake3::hash(format!("{event}\n{}\n{}", episode.guid(), manifest.fingerprint).as_bytes());
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
            self.send("narration.attached", episode).await?;
        }
        Ok(Outcome::Attached)
    }

    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        if run == Run::Real {
            self.send("narration.removed", episode).await?;
        }
        Ok(Outcome::Removed)
    }
}
