//! The HTTP client of everything that publishes: bounded in time and size, and sure never to repeat a key.

use std::time::Duration;

use reqwest::header::{HeaderValue, RETRY_AFTER};
use reqwest::{Client, RequestBuilder, StatusCode, Url, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::PublishError;
use crate::http_client;

/// The longest wait for an answer, with all that is sent before: an hour of MP3 over a slow line. Taste.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(300);
/// The largest answer that is read: a list of a hundred long posts.
const MAX_ANSWER_BYTES: usize = 32 * 1024 * 1024;
/// How much is told of a server's own words, in characters.
const MESSAGE_CHARS: usize = 300;

/// The codes with which WordPress refuses a key (`wp_authenticate_application_password` and the REST API, WordPress 6.1).
const KEY_CODES: [&str; 7] = [
    "invalid_email",
    "invalid_username",
    "incorrect_password",
    "application_passwords_disabled",
    "application_passwords_disabled_for_user",
    "rest_not_logged_in",
    "rest_cookie_invalid_nonce",
];
/// How its codes begin that refuse a right. Plugins have taken one word of that form for their own: `rest_cannot_access`.
const RIGHT_CODES: [&str; 3] = ["rest_cannot_", "rest_forbidden", "rest_user_cannot_"];

/// A client for one place.
pub(super) struct Web {
    pub(super) place: &'static str,
    client: Client,
    /// Where its interface begins, with a slash at the end.
    pub(super) base: Url,
    secret: SecretString,
}

/// An answer, and what it says in JSON; null where it says nothing or something else.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) json: Value,
    /// How long the server asks to be left alone.
    pub(super) retry_after: Option<Duration>,
}

impl Web {
    /// Makes a client for the place at this address.
    ///
    /// # Errors
    /// When the address would send the key in the clear, or is none.
    pub(super) fn new(place: &'static str, address: &str, secret: SecretString) -> Result<Self, PublishError> {
        let setting = |message: String| PublishError::Setting { place, message };
        let slash = if address.ends_with('/') { "" } else { "/" };
        let base = Url::parse(&format!("{address}{slash}"))
            .map_err(|error| setting(format!("the url `{address}` cannot be used: {error}")))?;
        let is_here = match base.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        if base.scheme() != "https" && !(base.scheme() == "http" && is_here) {
            return Err(setting(format!("the url `{address}` is not https, and the key would be sent in the clear")));
        }
        // A redirect is not followed: it would carry the key to a place nobody named.
        let builder = http_client::builder_for(&base).redirect(redirect::Policy::none()).timeout(ANSWER_TIMEOUT);
        let client =
            builder.build().map_err(|error| setting(format!("secure connections are not possible: {error}")))?;
        Ok(Self { place, client, base, secret })
    }

    /// Begins a request.
    pub(super) fn request(&self, method: reqwest::Method, url: Url) -> RequestBuilder {
        self.client.request(method, url)
    }

    /// Makes a header of a key that is never shown, with what stands before it (`Basic `).
    ///
    /// # Errors
    /// When it holds characters that no key has.
    pub(super) fn secret_header(&self, before: &str, key: &str) -> Result<HeaderValue, PublishError> {
        let value = HeaderValue::from_str(&format!("{before}{key}"));
        let message = || "its key holds characters that no key has, such as a line break".to_owned();
        let mut value = value.map_err(|_| PublishError::Setting { place: self.place, message: message() })?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// Sends a request and reads the answer, whatever its status.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub(super) async fn ask(&self, request: RequestBuilder) -> Result<Answer, PublishError> {
        let unreachable = |error: reqwest::Error| PublishError::Unreachable {
            place: self.place,
            message: crate::error::root_cause(&error),
        };
        let mut response = request.send().await.map_err(unreachable)?;
        let status = response.status();
        let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()).and_then(seconds);
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if body.len() + chunk.len() > MAX_ANSWER_BYTES {
                let message = "the answer is too long".to_owned();
                return Err(PublishError::Unreachable { place: self.place, message });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, json: read(&body), retry_after })
    }

    /// Sends a request and gives what a success says.
    ///
    /// # Errors
    /// When no whole answer comes, or it is no success.
    pub(super) async fn json(&self, request: RequestBuilder) -> Result<Value, PublishError> {
        let answer = self.ask(request).await?;
        if answer.status.is_success() && !answer.json.is_null() { Ok(answer.json) } else { Err(self.refusal(&answer)) }
    }

    /// Returns what was read of a success's answer.
    ///
    /// # Errors
    /// When the answer lacks what was to be read.
    pub(super) fn understood<T>(&self, read: Option<T>) -> Result<T, PublishError> {
        let message = || "its answer lacks what such answers have".to_owned();
        read.ok_or_else(|| PublishError::Refused { place: self.place, status: StatusCode::OK, message: message() })
    }

    /// Makes an error of an answer.
    pub(super) fn refusal(&self, answer: &Answer) -> PublishError {
        let (place, status) = (self.place, answer.status);
        let message = self.message(&answer.json);
        match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN if self.is_switched_off(answer) => {
                PublishError::SwitchedOff { place, message }
            }
            StatusCode::UNAUTHORIZED => PublishError::Unauthorised { place, message },
            StatusCode::FORBIDDEN => PublishError::Forbidden { place, message },
            StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED => PublishError::Conflict,
            // A page, or WordPress's word for a route that it does not have.
            StatusCode::NOT_FOUND if answer.json.is_null() || answer.json["code"] == "rest_no_route" => {
                PublishError::NoInterface { place, url: self.base.to_string() }
            }
            status if answer.json.is_null() && (status.is_success() || status.is_redirection()) => {
                PublishError::NoInterface { place, url: self.base.to_string() }
            }
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                PublishError::Busy { place, status, message, retry_after: answer.retry_after }
            }
            status => PublishError::Refused { place, status, message },
        }
    }

    /// Returns whether a refusal is none of WordPress's own: plugins that close its interface, and logins before a whole site, give
    /// it with words of theirs or a page.
    fn is_switched_off(&self, answer: &Answer) -> bool {
        let code = answer.json["code"].as_str().unwrap_or_default();
        let is_own = KEY_CODES.contains(&code)
            || RIGHT_CODES.iter().any(|start| code.starts_with(start)) && code != "rest_cannot_access";
        self.place == "wordpress" && !is_own
    }

    /// Returns the server's own words, shortened, with the key struck out.
    fn message(&self, json: &Value) -> String {
        let said = json["message"].as_str().or_else(|| json["errors"][0]["message"].as_str());
        let context = json["errors"][0]["context"].as_str().map(|more| format!(" {more}")).unwrap_or_default();
        let said = format!("{}{context}", said.unwrap_or("no reason given"));
        let said = said.replace(self.secret.expose_secret(), "[key]");
        said.chars().filter(|c| !c.is_control()).take(MESSAGE_CHARS).collect()
    }
}

/// Reads the seconds of a `Retry-After` (RFC 9110, section 10.2.3). A date is passed over: the server's clock is not ours.
fn seconds(text: &str) -> Option<Duration> {
    text.trim().parse().ok().map(Duration::from_secs)
}

/// Reads an answer's JSON, behind the warnings that PHP prints before it on sites that show them.
fn read(body: &[u8]) -> Value {
    let whole = serde_json::from_slice(body).ok();
    let behind = || {
        let start = body.windows(2).position(|pair| matches!(pair, b"{\"" | b"[{" | b"[]"))?;
        serde_json::from_slice(&body[start..]).ok()
    };
    whole.or_else(behind).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_behind_warnings() {
        let said = serde_json::json!({ "id": 1 });
        assert_eq!(read(b"{\"id\": 1}"), said);
        assert_eq!(
            read(b"<br />\n<b>Warning</b>: Undefined array key 1 in <b>a.php</b> on line <b>7</b>\n{\"id\":1}"),
            said
        );
        assert_eq!(read(b"<html>{}</html>"), Value::Null);
    }
}
