//! The integration tests: one binary, a module a feature.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod bench;
mod errors;
mod layers;
mod narrate;
mod readers;
mod script;
