//! The door: names that are this machine's are checked before; here are cookies, links, and pages of others.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue, LOCATION, ORIGIN,
    REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::frame;
use super::refusal::Refusal;
use super::room::Room;
use crate::http_server::Peer;

/// What pages may do: nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets in who has the cookie, and whoever brings a link that was not used.
pub(super) async fn let_in(State(room): State<Arc<Room>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().and_then(|peer| peer.0);
    let editor = room.gate.editor(request.headers(), peer);
    let path = request.uri().path();
    let response = if path == "/enter" {
        enter(&room, request.uri().query().unwrap_or_default(), editor.is_some())
    } else if path == frame::STYLE.path || path == frame::SCRIPT.path {
        next.run(request).await
    } else if let Some(editor) = editor {
        if is_of_a_stranger(request.method(), request.headers()) {
            Refusal::new(StatusCode::FORBIDDEN, "this was asked by a page of another site").into_response()
        } else {
            request.extensions_mut().insert(editor);
            next.run(request).await
        }
    } else {
        let page =
            frame::plain("Come in by the link", "Open the link that `aloud desk` printed, or ask for an invitation.");
        (StatusCode::UNAUTHORIZED, page).into_response()
    };
    guarded(response)
}

/// Exchanges a link for a cookie; the address that is left in the browser's history holds nothing.
fn enter(room: &Room, query: &str, is_in: bool) -> Response {
    let token = url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "token");
    let cookie = token.and_then(|(_, token)| room.gate.admit(&token));
    match cookie {
        Some(cookie) => (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, "/".to_owned())]).into_response(),
        None if is_in => (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response(),
        None => {
            let page = frame::plain("This link was used", "Each link lets one browser in, once. Ask for another one.");
            (StatusCode::UNAUTHORIZED, page).into_response()
        }
    }
}

/// Returns whether a request that changes something comes from a page that is not the desk's (Fetch Metadata; else the
/// origin must be the host that is asked).
fn is_of_a_stranger(method: &Method, headers: &HeaderMap) -> bool {
    if [Method::GET, Method::HEAD].contains(method) {
        return false;
    }
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    // Pages of others may only send forms and plain text without being asked for leave (Fetch, section 4.10).
    let is_own_kind =
        |kind: &str| ["application/json", "application/octet-stream", "audio/"].iter().any(|own| kind.starts_with(own));
    let is_ours = text(CONTENT_TYPE).is_some_and(is_own_kind);
    let is_own = match (text(HeaderName::from_static("sec-fetch-site")), text(ORIGIN), text(HOST)) {
        (Some(site), ..) => ["same-origin", "none"].contains(&site),
        (None, Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, origin)| origin == host),
        // Not a browser.
        (None, None, _) => true,
        (None, Some(_), None) => false,
    };
    !is_ours || !is_own
}

/// Adds to an answer what keeps others from using it.
fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn pages_of_others_change_nothing() {
        let json = ("content-type", "application/json");
        let host = ("host", "127.0.0.1:8765");
        let asks =
            |more: &[(&'static str, &str)]| is_of_a_stranger(&Method::POST, &headers(&[&[json, host], more].concat()));
        assert!(!asks(&[("sec-fetch-site", "same-origin")]));
        assert!(!asks(&[("origin", "http://127.0.0.1:8765")]));
        assert!(!asks(&[]));
        for stranger in
            [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "http://evil.example")]
        {
            assert!(asks(&[stranger]), "{stranger:?}");
        }
        assert!(is_of_a_stranger(&Method::POST, &headers(&[host, ("sec-fetch-site", "same-origin")])), "a plain form");
        assert!(!is_of_a_stranger(&Method::GET, &headers(&[host])));
    }
}
