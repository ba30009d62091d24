//! What is said to whoever asks for what cannot be: `application/problem+json` (RFC 9457).

use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::LedgerError;

/// A refusal.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    title: &'static str,
    detail: String,
    /// Where in the request it is, as a JSON pointer.
    pointer: Option<&'static str>,
    retry_after_s: Option<u64>,
}

impl Problem {
    fn new(status: StatusCode, title: &'static str, detail: &str) -> Self {
        Self { status, title, detail: detail.to_owned(), pointer: None, retry_after_s: None }
    }

    /// Something in the request is wrong.
    pub(super) fn wrong(pointer: &'static str, detail: &str) -> Self {
        Self { pointer: Some(pointer), ..Self::new(StatusCode::BAD_REQUEST, "the request is wrong", detail) }
    }

    /// There is no such thing.
    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not found", "there is nothing at this address")
    }

    /// No key, or another.
    pub(super) fn unauthorised() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "the key is missing or wrong", "send it as Authorization: Bearer KEY")
    }

    /// The same `Idempotency-Key` was used for something else.
    pub(super) fn reused_key() -> Self {
        let detail = "this Idempotency-Key was used for another request";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "the key is used already", detail)
    }

    /// Nothing is left to spend today.
    pub(super) fn budget(retry_after_s: u64) -> Self {
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "budget", "what may be spent today is spent");
        Self { retry_after_s: Some(retry_after_s), ..problem }
    }

    /// Too many readers clicked today.
    pub(super) fn too_many() -> Self {
        let problem =
            Self::new(StatusCode::TOO_MANY_REQUESTS, "too many", "as many as are allowed today were asked for");
        Self { retry_after_s: Some(3_600), ..problem }
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", &error.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": "about:blank", "title": self.title, "status": self.status.as_u16(), "detail": self.detail,
        });
        if let Some(pointer) = self.pointer {
            body["errors"] = json!([{ "pointer": pointer, "detail": self.detail }]);
        }
        let mut response =
            (self.status, [(CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response();
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(RETRY_AFTER, seconds.max(1).into());
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, axum::http::HeaderValue::from_static("Bearer"));
        }
        response
    }
}
