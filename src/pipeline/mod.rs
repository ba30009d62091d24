//! The whole way of one article, from markup to master: [`narrate`](crate::pipeline::narrate) is it, on one screen.

mod bill;
mod builder;
mod cast;
mod describe;
mod direction;
mod edited;
mod error;
mod estimate;
mod hash;
mod identity;
mod layout;
mod narrate;
mod narration;
mod narrator;
mod picture;
mod prepared;
mod recorder;
mod run;
mod setup_error;
mod try_out;

pub use bill::Bill;
pub use builder::{DEFAULT_OUT, DEFAULT_VOICE, DEFAULT_VOICES, NarratorBuilder, default_cache};
pub use cast::{Cast, Speaker, Takeover};
pub use direction::{Direction, SPEED_PERCENT, change};
pub use edited::Edited;
pub use error::NarrateError;
pub use estimate::{Estimate, Part};
pub use hash::{MASTER_FORMAT, text_hash, words_hash};
pub use narrate::{narrate, perform, prepare};
pub use narration::Narration;
pub use narrator::{Narrator, Storage};
pub use prepared::Prepared;
pub use run::{Again, Listener, Run, Step, Turn};
pub use setup_error::SetupError;
