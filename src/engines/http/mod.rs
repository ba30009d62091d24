//! Engines that ask a server over HTTP: a service says what to send and reads what comes back, the rest is the same for all.

mod address;
mod advice;
mod answer;
mod encoding;
mod engine;
mod events;
mod multipart;
mod refusal;
mod request;
mod retry_after;
mod service;
mod sound_in;
#[cfg(test)]
mod tests;
mod wire;
mod words;

pub(super) use address::{endpoint, secret_header};
pub(super) use answer::Answer;
pub(super) use encoding::from_base64;
pub(super) use engine::HttpEngine;
pub(super) use refusal::refusal_in;
pub(super) use request::{JSON, Request};
pub(super) use service::{Profile, Service};
pub(super) use sound_in::at as sound_at;
pub(super) use wire::Wire;
