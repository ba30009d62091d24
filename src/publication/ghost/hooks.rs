//! The hooks of a Ghost site: what it is to call when posts change.

use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::site::Ghost;
use crate::publication::PublishError;

/// What a service hears of. `post.edited` is left out: it tells of every draft that is saved.
const EVENTS: [&str; 5] =
    ["post.published", "post.published.edited", "post.unpublished", "post.deleted", "post.scheduled"];

impl Ghost {
    /// Has Ghost call an address when posts change, each call signed with a secret; what it calls already stays. Returns the events
    /// that are new.
    ///
    /// # Errors
    /// When Ghost does not take it.
    pub async fn install_hooks(&self, target: &str, secret: &SecretString) -> Result<Vec<&'static str>, PublishError> {
        let mut made = Vec::new();
        for event in EVENTS {
            let hook =
                json!({ "event": event, "target_url": target, "secret": secret.expose_secret(), "name": "aloud" });
            let request = self.request(Method::POST, "webhooks", &[])?;
            let request =
                request.header(CONTENT_TYPE, "application/json").body(json!({ "webhooks": [hook] }).to_string());
            let answer = self.web.ask(request).await?;
            match answer.status {
                status if status.is_success() => made.push(event),
                // "Target URL has already been used for this event."
                StatusCode::UNPROCESSABLE_ENTITY => {}
                _ => return Err(self.web.refusal(&answer)),
            }
        }
        Ok(made)
    }
}
