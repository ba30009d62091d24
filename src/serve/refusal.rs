//! What is said to a client that is not answered with speech, in the form of OpenAI's errors.

use std::time::Duration;

use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Json, Response};
use serde_json::json;

use crate::speech::EngineError;

/// A refusal.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    /// A word for programs.
    code: &'static str,
    /// The field of the request that is wrong.
    param: Option<&'static str>,
    message: String,
    retry_after: Option<Duration>,
}

impl Refusal {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, param: None, message: message.into(), retry_after: None }
    }

    /// A field that is wrong.
    pub(super) fn wrong(param: &'static str, message: impl Into<String>) -> Self {
        Self { param: Some(param), ..Self::new(StatusCode::BAD_REQUEST, "invalid_value", message) }
    }

    /// No key, or another.
    pub(super) fn wrong_key() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_api_key", "the key is missing or wrong")
    }

    /// Too much to do; come back after so long.
    pub(super) fn full(after: Duration) -> Self {
        let message = "too many requests are waiting for this voice";
        let refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, "rate_limit_exceeded", message);
        Self { retry_after: Some(after), ..refusal }
    }

    /// There is nothing at this address.
    pub(super) fn not_found() -> Self {
        let message =
            "there is nothing here; there are POST /v1/audio/speech, /v1/audio/voices, /v1/models, /health, /metrics";
        Self::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    /// There is no such model.
    pub(super) fn no_model(id: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "model_not_found", format!("no model is named `{id}`"))
    }

    /// A body of another type: a web page could send it unasked.
    pub(super) fn not_json() -> Self {
        let message = "the body must be application/json";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", message)
    }

    /// Returns the field that is wrong.
    #[cfg(test)]
    pub(super) fn param(&self) -> Option<&'static str> {
        self.param
    }
}

impl From<EngineError> for Refusal {
    fn from(error: EngineError) -> Self {
        let message = error.whole_message();
        match error {
            EngineError::Busy { retry_after, .. } => Self {
                retry_after: Some(retry_after.unwrap_or(Duration::from_secs(1))),
                ..Self::new(StatusCode::TOO_MANY_REQUESTS, "rate_limit_exceeded", message)
            },
            EngineError::Refused(_) | EngineError::TooLong(_) => Self::new(StatusCode::BAD_REQUEST, "refused", message),
            // The key and the quota are this server's, not the client's: 401 and 402 would say otherwise.
            EngineError::Unreachable(_)
            | EngineError::Unauthorised(_)
            | EngineError::OverQuota(_)
            | EngineError::OverBudget(_)
            | EngineError::BadAudio(_) => Self::new(StatusCode::BAD_GATEWAY, "engine_failed", message),
            EngineError::Cache(_) => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server_error", message),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let kind = match self.status.as_u16() {
            401 => "authentication_error",
            429 => "rate_limit_error",
            500.. => "server_error",
            _ => "invalid_request_error",
        };
        let error = json!({ "message": self.message, "type": kind, "param": self.param, "code": self.code });
        let mut response = (self.status, Json(json!({ "error": error }))).into_response();
        if let Some(after) = self.retry_after {
            let seconds = after.as_secs() + u64::from(after.subsec_nanos() > 0);
            response.headers_mut().insert(RETRY_AFTER, seconds.max(1).into());
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
