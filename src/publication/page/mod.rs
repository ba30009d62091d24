//! Pages with the player in them: attached, attached again, and as they were.

mod attach;
mod attaching;
mod blocks;
mod context;
mod error;
pub(super) mod folded_text;
mod follow;
mod letters;
mod marks;
mod outcome;
mod own;
mod place;
mod sought;
mod source;
mod splice;
mod survey;
mod unmarked;

pub use attach::{attach, remove};
pub use attaching::Attaching;
pub use error::PageError;
pub use outcome::{Narrated, Outcome, Way};
pub use place::Place;
