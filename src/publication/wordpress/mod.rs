//! WordPress, over its REST API with an application password: a narration on a post, and its file in the media library.

mod block;
mod editions;
mod listing;
mod plugin;
mod publisher;
mod site;

pub use site::{WordPress, WordPressSettings};
