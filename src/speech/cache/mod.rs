//! The content-addressed cache of spoken clips: what was spoken once is never asked for again.
//!
//! A clip is one file, named by the hash of everything that shapes its sound. A file that is torn, foreign or filed under
//! another's name fails its checksum and counts as missing.

mod bound;
mod clip_cache;
mod clip_file;
mod clip_key;
mod error;
mod inventory;
mod shared;

pub use bound::Bound;
pub use clip_cache::ClipCache;
pub use clip_file::{Caption, Contents, pack, unpack};
pub use clip_key::ClipKey;
pub use error::CacheError;
pub use inventory::{ClipFile, Inventory, prune};
pub use shared::SharedClips;
