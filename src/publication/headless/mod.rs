//! Headless content systems, over their own interfaces: one field of an entry, which the site's front end gives to the player.

mod publisher;
mod recipe;
mod settings;
mod template;

pub use publisher::Headless;
pub use settings::{HeadlessKind, HeadlessSettings, HeadlessWrite};
