//! Puts narrations where readers are: on pages, by what their manifests say.

mod links;
pub mod narrations;
pub mod page;
mod player;
mod schema;
mod text;

pub use links::AudioBase;
pub use narrations::Narrations;
pub use player::{FILE_NAME as PLAYER_FILE_NAME, SCRIPT as PLAYER_SCRIPT};
