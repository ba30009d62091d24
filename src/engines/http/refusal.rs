//! Reads what a server says when it does not speak: status, headers and error text become what a caller can act on.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, LOCATION};
use serde_json::Value;

use super::advice::{self, Refused};
use super::words::{Kind, Words};
use super::{Answer, retry_after};
use crate::engines::length;
use crate::speech::{Advised, EngineError};

/// Codes that say that what was paid for is used up, whatever the status: ElevenLabs sends one with 401, OpenAI with 429.
const QUOTA: &[&str] = &[
    "insufficient_quota",
    "quota_exceeded",
    "billing_not_active",
    "payment_required",
    "perday",
    "insufficient_credit",
];
/// Words that say so, of services that send no code.
const QUOTA_WORDS: &[&str] = &[
    "per day",
    "daily",
    "per month",
    "monthly",
    "out of credit",
    "insufficient credit",
    "insufficient balance",
    "not enough credit",
    "no credits",
    "current quota",
    "billing",
];
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
/// Words that say that the service is not up yet.
const LOADING: &[&str] =
    &["is loading", "still loading", "currently loading", "warming up", "starting up", "is starting", "initializing"];

/// Sorts a refusal; its status may be a success, of a server that errs politely.
pub(super) fn read(answer: &Answer) -> EngineError {
    let Answer { status, headers, body } = answer;
    let words = Words::of(body);
    let message = message(*status, headers, &words);
    let sort = sort(*status, headers, &words);
    let hint = || advice::of(&Refused { status: *status, kind: &words.kind, words: &words.lower });
    let why = |hint: Option<String>| -> Box<dyn std::error::Error + Send + Sync> {
        match hint {
            Some(hint) => Advised { message: message.clone(), hint }.into(),
            None => message.clone().into(),
        }
    };
    match sort {
        Sort::OverQuota => EngineError::over_quota(why(None)),
        Sort::WrongKey => EngineError::unauthorised(why(None)),
        Sort::Busy => busy(retry_after::read(headers, words.json.as_ref()), message),
        Sort::TooLong => EngineError::too_long(why(None)),
        Sort::Refused => EngineError::refused(why(hint())),
        Sort::Unreachable => EngineError::unreachable(why(hint())),
        Sort::BadAudio => EngineError::bad_audio(why(hint())),
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

/// What a refusal amounts to.
enum Sort {
    OverQuota,
    WrongKey,
    Busy,
    TooLong,
    Refused,
    Unreachable,
    BadAudio,
}

fn sort(status: StatusCode, headers: &HeaderMap, words: &Words) -> Sort {
    let amazon = headers.get("x-amzn-errortype").and_then(|value| value.to_str().ok());
    let codes = codes(words.json.as_ref(), amazon);
    let has_code = |names: &[&str]| codes.iter().any(|code| names.iter().any(|name| code.contains(name)));
    let says = |names: &[&str]| names.iter().any(|name| words.lower.contains(name));
    let is_about_length = length::is_too_long(&words.lower) || codes.iter().any(|code| length::is_too_long(code));
    // A text that is too long is not shorter later.
    let comes_back = retry_after::read(headers, words.json.as_ref()).is_some();
    match status.as_u16() {
        402 => Sort::OverQuota,
        _ if has_code(QUOTA) => Sort::OverQuota,
        401 => Sort::WrongKey,
        _ if has_code(KEY) => Sort::WrongKey,
        403 if matches!(words.kind, Kind::Empty | Kind::Text) => Sort::WrongKey,
        413 | 414 => Sort::TooLong,
        // Before the codes: Google says of a text that is too long that its resources are exhausted.
        400 | 422 | 429 | 500 if is_about_length && !comes_back && !says(&["rate limit", "requests", "concurren"]) => {
            Sort::TooLong
        }
        403 | 429 if says(QUOTA_WORDS) => Sort::OverQuota,
        408 | 425 | 429 | 503 | 529 => Sort::Busy,
        _ if has_code(BUSY) || is_loading(&words.lower) => Sort::Busy,
        500.. => Sort::Unreachable,
        300..=499 => Sort::Refused,
        _ => Sort::BadAudio,
    }
}

fn is_loading(words: &str) -> bool {
    LOADING.iter().any(|sign| words.contains(sign)) && !words.contains("fail")
}

/// A service that has too much to do. A long rest is part of the message, as a short one is not.
fn busy(after: Option<Duration>, message: String) -> EngineError {
    const LONG_MINUTES: u64 = 5;
    let minutes = after.map_or(0, |after| after.as_secs() / 60);
    let when = match (minutes / 60, minutes % 60) {
        (0, minutes) if minutes < LONG_MINUTES => String::new(),
        (0, minutes) => format!("; it may be asked again in {minutes} min"),
        (hours, minutes) => format!("; it may be asked again in {hours} h {minutes} min"),
    };
    EngineError::busy_because(after, message + &when)
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

/// Returns the message for people, on one line, after the status and where it points to.
fn message(status: StatusCode, headers: &HeaderMap, words: &Words) -> String {
    let place = headers.get(LOCATION).filter(|_| status.is_redirection()).and_then(|place| place.to_str().ok());
    let mut message = format!("it answered {status}");
    if let Some(place) = place {
        message.push_str(&format!(", to ask at {}", crate::engines::readable::one_line(place)));
    }
    if !words.line.is_empty() {
        message.push_str(&format!(": {}", words.line));
    }
    message
}
