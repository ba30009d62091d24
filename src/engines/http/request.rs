//! A request as plain data, before anything is sent.

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue, IntoHeaderName};
use reqwest::{Method, Url};
use serde::Serialize;

/// The type of most bodies.
pub(in crate::engines) const JSON: &str = "application/json";

/// A request to a service.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engines) struct Request {
    pub(in crate::engines) method: Method,
    pub(in crate::engines) url: Url,
    pub(in crate::engines) headers: HeaderMap,
    pub(in crate::engines) body: Vec<u8>,
}

impl Request {
    /// Makes a POST with a body of this type.
    pub(in crate::engines) fn post(url: Url, kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(kind))]);
        Self { method: Method::POST, url, headers, body: body.into() }
    }

    /// Makes a POST with a JSON body.
    pub(in crate::engines) fn json(url: Url, body: &impl Serialize) -> Self {
        Self::post(url, JSON, serde_json::to_vec(body).expect("strings and numbers have a JSON form"))
    }

    /// Adds a header.
    pub(in crate::engines) fn with(mut self, name: impl IntoHeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }
}
