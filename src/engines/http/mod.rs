//! Engines that ask a server over HTTP: a service says what to send and reads what comes back, the rest is the same for all.

mod address;
mod answer;
mod engine;
mod redactor;
mod refusal;
mod request;
mod service;
#[cfg(test)]
mod tests;
mod wire;

pub(super) use address::{endpoint, secret_header};
pub(super) use answer::{Answer, from_base64};
pub(super) use engine::HttpEngine;
pub(super) use refusal::refusal_in;
pub(super) use request::{JSON, Request};
pub(super) use service::{Profile, Service};
pub(super) use wire::Wire;
