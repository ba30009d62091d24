//! The player: what it says, what it knows of a narration, how it stands in a page, and its script.

mod data;
mod labels;
mod markup;
mod script;

pub(super) use data::PlayerData;
pub(super) use labels::Labels;
pub(super) use markup::{AMP_AUDIO, Mount, Player};
pub(super) use script::version;
pub use script::{FILE_NAME, SCRIPT};
