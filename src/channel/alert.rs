//! Alerts: what someone should hear of, posted as JSON with `text`, which Slack, Mattermost, Teams and ntfy read. One for each
//! incident, and one when it is over.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::{Client, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::http_client;

/// The longest wait for whoever takes alerts. Taste.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Where alerts go.
#[derive(Default)]
pub struct Alerts {
    target: Option<(Client, SecretString)>,
    open: Mutex<BTreeSet<String>>,
}

impl Alerts {
    /// Posts alerts to this address, which is a secret: whoever knows it may write there.
    #[must_use]
    pub fn new(url: Option<SecretString>) -> Self {
        let client = || http_client::builder().redirect(redirect::Policy::none()).timeout(TIMEOUT).build().ok();
        Self { target: url.and_then(|url| Some((client()?, url))), open: Mutex::default() }
    }

    /// Reports an incident, unless it was reported and is not over; returns whether it is new.
    pub fn raise(&self, incident: &str, text: &str) -> bool {
        let is_news = self.open().insert(incident.to_owned());
        if is_news {
            self.post(text);
        }
        is_news
    }

    /// Reports that an incident is over, if there was one.
    pub fn settle(&self, incident: &str, text: &str) -> bool {
        let was_open = self.open().remove(incident);
        if was_open {
            self.post(text);
        }
        was_open
    }

    /// Returns how many incidents are not over.
    #[must_use]
    pub fn count(&self) -> usize {
        self.open().len()
    }

    fn post(&self, text: &str) {
        let Some((client, url)) = &self.target else { return };
        let body = json!({ "text": format!("aloud: {text}") }).to_string();
        let request = client.post(url.expose_secret()).header("content-type", "application/json").body(body);
        // An alert that is not taken is in the log all the same.
        tokio::spawn(async move { drop(request.send().await) });
    }

    fn open(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incident_is_told_once_and_when_it_is_over() {
        let alerts = Alerts::default();
        assert!(alerts.raise("place ghost", "down") && !alerts.raise("place ghost", "still down"));
        assert_eq!(alerts.count(), 1);
        assert!(alerts.settle("place ghost", "up") && !alerts.settle("place ghost", "up"));
        assert!(alerts.raise("place ghost", "down again"));
    }
}
