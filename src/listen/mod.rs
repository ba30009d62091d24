//! Listening back: what was spoken is heard by a recognizer and compared with what was to be said.

mod compare;
mod hearing;
mod listening;
mod moonshine;
mod recognizer;
mod service;
mod tokens;

pub use compare::{Comparison, compare};
pub use hearing::{Finding, Hearing};
pub use listening::Listening;
pub use moonshine::Moonshine;
pub use recognizer::{ListenError, Recognizer};
pub use service::TranscriptionService;
