//! The value that every reader of markup makes: an article understood.

use super::block::Block;
use super::metadata::Metadata;

/// An article understood: what it is and what it says, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What the article says of itself.
    pub metadata: Metadata,
    /// Its text, in reading order, with what is not part of the story marked so.
    pub blocks: Vec<Block>,
}
