//! Hooks: who may call, what they say happened, and to which article.

mod kind;
mod notice;
mod payload;
mod sign;
mod verify;

pub use kind::HookKind;
pub use notice::{Change, Notice};
pub use payload::Payload;
pub use sign::sign;
pub use verify::{Call, Refusal, verify};
