//! Reads what a server says when it does not speak: status, headers and error text become what a caller can act on.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use serde_json::Value;

use super::Answer;
use crate::speech::EngineError;

/// The longest message that is passed on.
const MAX_MESSAGE_CHARS: usize = 300;
/// Codes that say that what was paid for is used up, whatever the status: ElevenLabs sends one with 401, OpenAI with 429.
const QUOTA: &[&str] = &["insufficient_quota", "quota_exceeded", "billing_not_active", "payment_required", "perday"];
/// Codes that say that the key is wrong: Google sends one with 400, Amazon with 403.
const KEY: &[&str] = &[
    "invalid_api_key",
    "api_key_invalid",
    "api_key_service_blocked",
    "invalid_auth",
    "unauthenticated",
    "unrecognizedclient",
    "invalidsignature",
    "signaturedoesnotmatch",
    "invalidclienttokenid",
    "expiredtoken",
    "incompletesignature",
    "missingauthenticationtoken",
];
/// Codes that say that it is too much at once: Amazon sends one with 400.
const BUSY: &[&str] =
    &["throttl", "rate_limit", "too_many_concurrent", "too_many_requests", "system_busy", "resource_exhausted"];

/// Sorts a refusal; its status may be a success, of a server that errs politely.
pub(super) fn read(answer: &Answer) -> EngineError {
    let Answer { status, headers, body } = answer;
    let text = String::from_utf8_lossy(body);
    let json = serde_json::from_str::<Value>(&text).ok();
    let amazon = headers.get("x-amzn-errortype").and_then(|value| value.to_str().ok());
    let codes = codes(json.as_ref(), amazon);
    let says = |words: &[&str]| codes.iter().any(|code| words.iter().any(|word| code.contains(word)));
    let message = message(*status, json.as_ref(), &text);
    let busy = || EngineError::Busy { retry_after: retry_after(headers, json.as_ref()) };
    match status.as_u16() {
        402 => EngineError::over_quota(message),
        _ if says(QUOTA) => EngineError::over_quota(message),
        401 => EngineError::unauthorised(message),
        _ if says(KEY) => EngineError::unauthorised(message),
        403 if json.is_none() => EngineError::unauthorised(message),
        408 | 425 | 429 | 503 | 529 => busy(),
        _ if says(BUSY) => busy(),
        500.. => EngineError::unreachable(message),
        300..=499 => EngineError::refused(message),
        _ => EngineError::bad_audio(message),
    }
}

/// Reads an error that came inside a stream of events, which carries its own status.
pub(in crate::engines) fn refusal_in(event: &str) -> EngineError {
    let status = serde_json::from_str::<Value>(event)
        .ok()
        .and_then(|event| StatusCode::from_u16(event.get("status_code")?.as_u64()?.try_into().ok()?).ok());
    let status = status.unwrap_or(StatusCode::OK);
    read(&Answer { status, headers: HeaderMap::new(), body: event.as_bytes().to_vec() })
}

/// Collects the words by which services name an error, in lower case.
fn codes(json: Option<&Value>, amazon: Option<&str>) -> Vec<String> {
    const NAMES: &[&str] =
        &["code", "type", "status", "reason", "__type", "err_code", "error_code", "quotaId", "error"];
    let mut codes: Vec<String> = amazon.into_iter().map(str::to_lowercase).collect();
    let mut left: Vec<&Value> = json.into_iter().collect();
    while let Some(value) = left.pop() {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    if let (true, Some(code)) = (NAMES.contains(&name.as_str()), value.as_str()) {
                        codes.push(code.to_lowercase());
                    }
                    left.push(value);
                }
            }
            Value::Array(items) => left.extend(items),
            _ => {}
        }
    }
    codes
}

/// Returns the message for people, on one line, after the status.
fn message(status: StatusCode, json: Option<&Value>, text: &str) -> String {
    let said = match json {
        Some(json) => said(json).unwrap_or_default(),
        None if text.trim_start().starts_with('<') => "it sent a web page".to_owned(),
        None => text.to_owned(),
    };
    let one_line: Vec<&str> =
        said.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    let said: String = one_line.join(" ").chars().take(MAX_MESSAGE_CHARS).collect();
    if said.is_empty() { format!("it answered {status}") } else { format!("it answered {status}: {said}") }
}

/// Finds the message in the shapes services give it.
fn said(json: &Value) -> Option<String> {
    const NAMES: &[&str] = &["message", "Message", "err_msg", "msg", "error", "detail", "details", "title"];
    match json {
        Value::String(text) => Some(text.clone()),
        Value::Object(fields) => NAMES.iter().find_map(|name| fields.get(*name).and_then(said)),
        Value::Array(items) => items.iter().find_map(said),
        _ => None,
    }
}

/// Reads when to come back: `Retry-After` in seconds or as a date, OpenAI's milliseconds, Google's field in the body.
fn retry_after(headers: &HeaderMap, json: Option<&Value>) -> Option<Duration> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let seconds = |text: &str| text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let millis = || header("retry-after-ms")?.parse::<u32>().ok().map(|ms| Duration::from_millis(ms.into()));
    let after = || {
        let text = header(RETRY_AFTER.as_str())?;
        seconds(text).or_else(|| {
            // Counted from the server's own clock, so that a wrong clock on either side does no harm.
            let (then, now) =
                (httpdate::parse_http_date(text).ok()?, httpdate::parse_http_date(header(DATE.as_str())?).ok()?);
            Some(then.duration_since(now).unwrap_or_default())
        })
    };
    let google = || {
        let details = json?.pointer("/error/details")?.as_array()?;
        details.iter().find_map(|detail| detail.get("retryDelay")?.as_str()?.strip_suffix('s').and_then(seconds))
    };
    millis().or_else(after).or_else(google)
}
