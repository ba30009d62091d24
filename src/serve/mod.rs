//! Voices behind an interface like OpenAI's: `/v1/audio/speech`, `/v1/audio/voices`, `/v1/models`, and `/health` and
//! `/metrics` for those who look after it. Texts become sentences as in articles, and go out as they are spoken.

mod metrics;
mod offer;
mod order;
mod packing;
mod pipe;
mod refusal;
mod server;
mod speech;
mod voice_queue;

pub use offer::Offer;
pub use server::{Server, run};
