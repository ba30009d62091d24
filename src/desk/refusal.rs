//! What is said when something cannot be done, as problem details (RFC 9457).

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::catalogue::CatalogueError;
use crate::channel::LedgerError;
use crate::edits::EditsError;
use crate::error::{Hint, whole_message};
use crate::master::MasterError;
use crate::pipeline::NarrateError;
use crate::script::lexicon::LexiconError;

/// Why something cannot be done.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    detail: String,
    hint: Option<String>,
    /// What else there is to know.
    more: Option<Box<Value>>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), hint: None, more: None }
    }

    /// Returns that there is no such thing.
    pub(super) fn unknown(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("there is no {what} here"))
    }

    /// Returns that something was asked for that cannot be done.
    pub(super) fn wrong(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// Returns that someone else changed the same, with what they made of it.
    pub(super) fn conflict(detail: impl Into<String>, theirs: Option<&str>) -> Self {
        Self { more: Some(Box::new(json!({ "theirs": theirs }))), ..Self::new(StatusCode::CONFLICT, detail) }
    }

    /// Returns that it was changed since it was listened to.
    pub(super) fn changed(fingerprint: &str) -> Self {
        let detail = "the narration was changed since you listened to it";
        Self {
            more: Some(Box::new(json!({ "fingerprint": fingerprint }))),
            ..Self::new(StatusCode::PRECONDITION_FAILED, detail)
        }
    }

    /// Returns what is said.
    pub(super) fn detail(&self) -> &str {
        &self.detail
    }

    fn failed(error: &(impl Hint + 'static)) -> Self {
        Self { hint: error.hint(), ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, whole_message(error)) }
    }
}

macro_rules! from_errors {
    ($($error:ty),+) => {
        $(impl From<$error> for Refusal {
            fn from(error: $error) -> Self {
                Self::failed(&error)
            }
        })+
    };
}

from_errors!(CatalogueError, EditsError, LedgerError, LexiconError, MasterError, NarrateError);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self { status, detail, hint, more } = self;
        let title = status.canonical_reason().unwrap_or_default();
        let problem =
            json!({ "title": title, "status": status.as_u16(), "detail": detail, "hint": hint, "more": more });
        (status, [(CONTENT_TYPE, "application/problem+json")], problem.to_string()).into_response()
    }
}
