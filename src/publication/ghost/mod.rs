//! Ghost, over its Admin API: one audio card of ours at the top of a post's Lexical tree.

mod card;
mod editions;
mod hooks;
mod listing;
mod publisher;
mod site;

pub use site::{Ghost, GhostSettings};
