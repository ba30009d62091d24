//! Reads plain text: paragraphs are what blank lines part.

use super::{Block, BlockKind, Document, fold_space};

/// Reads plain text.
pub(super) fn read(text: &str) -> Document {
    let mut document = Document::default();
    for paragraph in text.split("\n\n") {
        let text = fold_space(paragraph);
        if !text.is_empty() {
            document.blocks.push(Block::kept(BlockKind::Paragraph, text));
        }
    }
    document
}
