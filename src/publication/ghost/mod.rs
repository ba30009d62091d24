//! Ghost, over its Admin API: one card of ours at the top of a post's Lexical tree.

mod card;
mod editions;
mod hooks;
mod listing;
mod publisher;
mod site;

pub use card::GhostCard;
pub use site::{Ghost, GhostSettings};
