//! Which pages may use a server from a browser (WHATWG Fetch, section "HTTP CORS protocol"). None, unless they are named.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The pages that may use a server.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cors(Vec<String>);

impl Cors {
    /// Lets pages of these origins in; `*` lets any page in.
    pub(crate) fn new(origins: &[String]) -> Self {
        Self(origins.iter().map(|origin| origin.trim().trim_end_matches('/').to_lowercase()).collect())
    }

    /// Returns the origin to name in an answer, when the one that asks may use the server.
    fn allowed(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let origin = headers.get(ORIGIN)?;
        let text = origin.to_str().ok()?.to_lowercase();
        self.0.iter().any(|allowed| allowed == "*" || *allowed == text).then(|| origin.clone())
    }
}

/// Answers browsers that ask whether a page may use the server, and tells them so in every answer.
pub(crate) async fn share(State(cors): State<Cors>, request: Request, next: Next) -> Response {
    let allowed = cors.allowed(request.headers());
    let asks = request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match (&allowed, asks) {
        (Some(_), true) => preflight(request.headers()),
        _ => next.run(request).await,
    };
    if let Some(origin) = allowed {
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
        headers.append(VARY, HeaderValue::from_static("origin"));
    }
    response
}

fn preflight(asked: &HeaderMap) -> Response {
    const PRIVATE: HeaderName = HeaderName::from_static("access-control-request-private-network");
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, OPTIONS"));
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    if let Some(wanted) = asked.get(ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, wanted.clone());
    }
    if asked.contains_key(PRIVATE) {
        let allow = HeaderName::from_static("access-control-allow-private-network");
        headers.insert(allow, HeaderValue::from_static("true"));
    }
    response
}
