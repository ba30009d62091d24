//! Drupal, over its JSON:API with the module `basic_auth`: an audio media of ours in a field of a node.

mod publisher;
mod site;

pub use site::{Drupal, DrupalSettings};
