//! Asking for speech: the [`Engine`](crate::speech::Engine) trait, the request, the answer and the errors, and the wrappers that make engines
//! dependable.

mod aside;
mod breaker;
mod budget;
mod cache;
mod cached;
mod capabilities;
mod checked;
mod dependable;
mod engine;
mod error;
mod paced;
mod request;
mod retrying;
#[cfg(test)]
mod scripted;
mod spoken;
mod wrapper;

pub(crate) use aside::aside;
pub use breaker::Breaker;
pub use budget::{Budgeted, NoPrice, Purse};
pub use cache::{
    Bound, CacheError, Caption, ClipCache, ClipFile, ClipKey, Contents, Inventory, SharedClips, pack, prune, unpack,
};
pub use cached::{Cached, Counts, DoubtfulClips};
pub use capabilities::Capabilities;
pub use checked::{Checked, is_steady, typical_seconds};
pub use dependable::{Haste, dependable};
pub use engine::Engine;
pub use error::{Advised, Cause, EngineError};
pub use paced::Paced;
pub use request::{Context, SpeechRequest};
pub use retrying::Retrying;
pub use spoken::{Doubt, Spoken};
pub use wrapper::Wrapper;
