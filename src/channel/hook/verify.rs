//! Whether a call comes from whom it says: each kind of signature, over the bytes as they came, compared in constant time.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use ring::hmac;
use secrecy::{ExposeSecret, SecretString};

use super::HookKind;

/// How old a signature may be, and how far ahead the sender's clock: Standard Webhooks' five minutes.
const MOST_SKEW_MS: u64 = 300_000;

/// A call as it came.
#[derive(Debug, Clone, Default)]
pub struct Call {
    /// The method.
    pub method: String,
    /// Path and query, as the sender knows them.
    pub target: String,
    /// The headers, their names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The bytes of the body.
    pub body: Vec<u8>,
}

/// Why a call is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It bears no signature of its kind.
    #[error("it is not signed: the header `{header}` is missing or malformed")]
    Unsigned {
        /// The header that was looked for.
        header: &'static str,
    },
    /// It is signed with something else.
    #[error("its signature is wrong: the secret is another, or something between has changed the body{hint}")]
    Wrong {
        /// What else was seen.
        hint: &'static str,
    },
    /// Its signature is too old, or of a time to come.
    #[error("its time is {seconds} seconds from ours: it is old, or a clock is wrong")]
    Stale {
        /// How far it is from our time.
        seconds: u64,
    },
}

impl Call {
    fn header(&self, name: &'static str) -> Result<&str, Refusal> {
        self.headers.get(name).map(String::as_str).ok_or(Refusal::Unsigned { header: name })
    }
}

/// Checks a call's signature against the secrets that hold, the current one first.
///
/// # Errors
/// When it is not signed, not with one of them, or too long ago.
pub fn verify(kind: HookKind, secrets: &[SecretString], call: &Call, now_ms: u64) -> Result<(), Refusal> {
    match kind {
        HookKind::Ghost => ghost(secrets, call, now_ms),
        HookKind::Aloud => aloud(secrets, call, now_ms),
        HookKind::Sanity => sanity(secrets, call, now_ms),
        HookKind::Standard => standard(secrets, call, now_ms),
        HookKind::Github => github(secrets, call),
        HookKind::Contentful => contentful(secrets, call, now_ms),
        HookKind::Strapi | HookKind::Directus | HookKind::Bearer => bearer(secrets, call),
    }
}

/// Ghost: the body, and behind it the time in milliseconds (services/webhooks/webhook-trigger.js, Ghost 6.65).
fn ghost(secrets: &[SecretString], call: &Call, now_ms: u64) -> Result<(), Refusal> {
    const NAME: &str = "x-ghost-signature";
    let header = call.header(NAME)?;
    let unsigned = || Refusal::Unsigned { header: NAME };
    let tag = field(header, "sha256").and_then(unhex).ok_or_else(unsigned)?;
    let time = field(header, "t").ok_or_else(unsigned)?;
    let message = [call.body.as_slice(), time.as_bytes()].concat();
    if let Err(wrong) = signed(secrets, &message, &tag) {
        // Before version 5.87.1 the time was not signed, so that an old call could be sent again.
        let before = signed(secrets, &call.body, &tag).is_ok();
        let hint = " (it is signed as before Ghost 5.87.1: update Ghost)";
        return Err(if before { Refusal::Wrong { hint } } else { wrong });
    }
    fresh(time.parse().map_err(|_| unsigned())?, now_ms)
}

/// Our own: `time.body`, in hexadecimal, as our outgoing webhook signs.
fn aloud(secrets: &[SecretString], call: &Call, now_ms: u64) -> Result<(), Refusal> {
    const NAME: &str = "aloud-signature";
    let unsigned = || Refusal::Unsigned { header: NAME };
    let time = call.header("aloud-timestamp")?;
    let tag = field(call.header(NAME)?, "v1").and_then(unhex).ok_or_else(unsigned)?;
    signed(secrets, &[time.as_bytes(), b".", &call.body].concat(), &tag)?;
    fresh(seconds(time).ok_or_else(unsigned)?, now_ms)
}

/// Sanity: `time.body`, in URL-safe Base64, the time in milliseconds (@sanity/webhook 4.0.4).
fn sanity(secrets: &[SecretString], call: &Call, now_ms: u64) -> Result<(), Refusal> {
    const NAME: &str = "sanity-webhook-signature";
    let header = call.header(NAME)?;
    let unsigned = || Refusal::Unsigned { header: NAME };
    let time = field(header, "t").ok_or_else(unsigned)?;
    let tag = field(header, "v1").and_then(|tag| BASE64_URL_SAFE_NO_PAD.decode(tag).ok()).ok_or_else(unsigned)?;
    signed(secrets, &[time.as_bytes(), b".", &call.body].concat(), &tag)?;
    fresh(time.parse().map_err(|_| unsigned())?, now_ms)
}

/// Standard Webhooks: `id.time.body`, in Base64; there may be several signatures while a secret is changed.
fn standard(secrets: &[SecretString], call: &Call, now_ms: u64) -> Result<(), Refusal> {
    const NAME: &str = "webhook-signature";
    let unsigned = || Refusal::Unsigned { header: NAME };
    let (id, time) = (call.header("webhook-id")?, call.header("webhook-timestamp")?);
    let tags = call.header(NAME)?.split(' ').filter_map(|one| one.strip_prefix("v1,"));
    let tags: Vec<Vec<u8>> = tags.filter_map(|tag| BASE64_STANDARD.decode(tag).ok()).collect();
    if tags.is_empty() {
        return Err(unsigned());
    }
    let message = [id.as_bytes(), b".", time.as_bytes(), b".", &call.body].concat();
    let keys: Vec<hmac::Key> = secrets.iter().map(|secret| sha256(&standard_key(secret))).collect();
    let is_one = tags.iter().any(|tag| keys.iter().any(|key| hmac::verify(key, &message, tag).is_ok()));
    if !is_one {
        return Err(Refusal::Wrong { hint: "" });
    }
    fresh(seconds(time).ok_or_else(unsigned)?, now_ms)
}

/// Returns the bytes of a secret of Standard Webhooks: Base64 behind `whsec_`.
pub(super) fn standard_key(secret: &SecretString) -> Vec<u8> {
    let text = secret.expose_secret();
    let encoded = text.strip_prefix("whsec_").and_then(|encoded| BASE64_STANDARD.decode(encoded).ok());
    encoded.unwrap_or_else(|| text.as_bytes().to_vec())
}

/// The body alone, in hexadecimal: Drupal's module `webhooks`, GitHub, WebSub. No time is in it.
fn github(secrets: &[SecretString], call: &Call) -> Result<(), Refusal> {
    const NAME: &str = "x-hub-signature-256";
    let tag = call.header(NAME)?.strip_prefix("sha256=").and_then(unhex);
    signed(secrets, &call.body, &tag.ok_or(Refusal::Unsigned { header: NAME })?)
}

/// Contentful: method, path, the headers that it names and the body, a line each (node-apps-toolkit, sign-request.ts).
fn contentful(secrets: &[SecretString], call: &Call, now_ms: u64) -> Result<(), Refusal> {
    const NAME: &str = "x-contentful-signature";
    let unsigned = || Refusal::Unsigned { header: NAME };
    let tag = unhex(call.header(NAME)?).ok_or_else(unsigned)?;
    let time = call.header("x-contentful-timestamp")?;
    let mut lines = Vec::new();
    for name in call.header("x-contentful-signed-headers")?.split(',') {
        let name = name.trim().to_ascii_lowercase();
        let value = call.headers.get(&name).ok_or_else(unsigned)?;
        lines.push(format!("{name}:{}", value.trim()));
    }
    let is_time_signed = lines.iter().any(|line| line.starts_with("x-contentful-timestamp:"));
    let head = format!("{}\n{}\n{}\n", call.method, call.target, lines.join(";"));
    signed(secrets, &[head.as_bytes(), &call.body].concat(), &tag)?;
    if !is_time_signed {
        return Err(unsigned());
    }
    fresh(time.parse().map_err(|_| unsigned())?, now_ms)
}

/// A word that stays the same, in `Authorization` or, for senders that set no header, as `token` in the address.
fn bearer(secrets: &[SecretString], call: &Call) -> Result<(), Refusal> {
    let given = call.headers.get("authorization").map(|given| {
        let (scheme, rest) = given.split_once(' ').unwrap_or(("", given));
        if scheme.eq_ignore_ascii_case("bearer") { rest.trim().to_owned() } else { given.clone() }
    });
    let query = call.target.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let token = || url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "token");
    let given = given.or_else(|| token().map(|(_, token)| token.into_owned()));
    let given = blake3::hash(given.ok_or(Refusal::Unsigned { header: "authorization" })?.as_bytes());
    // Hashes are compared in constant time.
    let is_one = secrets.iter().any(|secret| blake3::hash(secret.expose_secret().as_bytes()) == given);
    if is_one { Ok(()) } else { Err(Refusal::Wrong { hint: "" }) }
}

fn sha256(key: &[u8]) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, key)
}

fn signed(secrets: &[SecretString], message: &[u8], tag: &[u8]) -> Result<(), Refusal> {
    let is_by = |secret: &SecretString| hmac::verify(&sha256(secret.expose_secret().as_bytes()), message, tag).is_ok();
    if secrets.iter().any(is_by) { Ok(()) } else { Err(Refusal::Wrong { hint: "" }) }
}

fn fresh(time_ms: u64, now_ms: u64) -> Result<(), Refusal> {
    let skew = now_ms.abs_diff(time_ms);
    if skew <= MOST_SKEW_MS { Ok(()) } else { Err(Refusal::Stale { seconds: skew / 1_000 }) }
}

/// Reads seconds, in milliseconds.
fn seconds(text: &str) -> Option<u64> {
    text.parse::<u64>().ok()?.checked_mul(1_000)
}

/// Returns a field of `name=value, name=value`.
fn field<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let fields = header.split(',').filter_map(|field| field.trim().split_once('='));
    fields.into_iter().find(|(own, _)| *own == name).map(|(_, value)| value)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() || !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests;
