//! The catalogue of an output folder: what became of every article, in one embedded database.
//!
//! The narrations' own manifests say what is done; the catalogue adds what they cannot tell: what failed and why, from which
//! input, how long it took, at what cost; and it tells an article that did not change without composing its script. So
//! losing it loses no narration: one that is damaged is set aside and made again of the manifests. It is written a few times
//! a second at most. While a run has it open, no other run gets in, but anyone may look at a copy.

mod calls;
#[allow(clippy::module_inception, reason = "a type is in the file named after it, this one too")]
mod catalogue;
mod error;
mod rebuild;
mod record;
mod tables;

pub use calls::{Calls, channel_of, flags_of_channel};
pub use catalogue::{Catalogue, FILE_NAME, Hold};
pub use error::CatalogueError;
pub use rebuild::of_manifest;
pub use record::{Delivered, Done, Doubtful, Mark, Record, State, marks};
pub use tables::hush_damage;
